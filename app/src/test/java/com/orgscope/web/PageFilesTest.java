package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever works on a page, here one that was built as well, sees a change without a build. */
class PageFilesTest {
  @TempDir private Path checkout;

  @BeforeEach
  void a_checkout() throws IOException {
    write("jte/plain.jte", "@param String who\n<p>Hello ${who}</p>", 1);
    for (String file : new String[] {"orgscope.css", "orgscope.js", "theme.js", "orgscope.svg"}) {
      write("resources/static/assets/" + file, "as it was", 1);
    }
  }

  @Test
  void a_changed_template_shows_at_the_next_request() throws IOException {
    TemplateEngine engine = new PageFiles(settings(checkout)).engine();
    assertThat(rendered(engine)).contains("<p>Hello Ada</p>");
    write("jte/plain.jte", "@param String who\n<p>Good morning ${who}</p>", 2);
    assertThat(rendered(engine)).contains("<p>Good morning Ada</p>");
  }

  @Test
  void a_changed_style_has_a_new_address_and_no_browser_keeps_it() throws IOException {
    PageFiles files = new PageFiles(settings(checkout));
    String before = files.version();
    assertThat(files.version()).isEqualTo(before);
    write("resources/static/assets/orgscope.css", "body { color: red }", 2);
    assertThat(files.version()).isNotEqualTo(before);
    assertThat(Path.of(java.net.URI.create(files.assets())).resolve("orgscope.css")).exists();
    assertThat(files.askAgain().getHeaderValue()).isEqualTo("no-store");
  }

  @Test
  void what_was_compiled_while_it_ran_goes_with_it() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Set<Path> before = compiledIn(temporary);
    PageFiles files = new PageFiles(settings(checkout));
    rendered(files.engine());
    assertThat(compiledIn(temporary)).hasSizeGreaterThan(before.size());
    files.destroy();
    assertThat(compiledIn(temporary)).isEqualTo(before);
  }

  private static Set<Path> compiledIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().startsWith("orgscope-templates"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void what_was_built_is_served_otherwise_and_kept() {
    PageFiles files = new PageFiles(settings(null));
    assertThat(files.assets()).startsWith("classpath:");
    assertThat(files.askAgain().getHeaderValue()).isEqualTo("no-cache");
    assertThat(files.engine().hasTemplate("ceo.jte")).isTrue();
    assertThat(files.engine().hasTemplate("note.jte")).isFalse();
  }

  @Test
  void every_template_of_this_checkout_compiles_while_it_runs() {
    TemplateEngine engine = new PageFiles(settings(Path.of("src/main"))).engine();
    assertThat(engine.getParamInfo("ceo.jte")).isNotEmpty();
  }

  @Test
  void a_folder_without_templates_is_refused_by_name() {
    assertThatThrownBy(() -> new PageFiles(settings(checkout.resolve("resources"))))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("orgscope.web.sources")
        .hasMessageContaining("app/src/main");
  }

  private static WebSettings settings(@Nullable Path sources) {
    return new WebSettings(false, null, null, Duration.ofSeconds(15), 5, 5, sources);
  }

  private static String rendered(TemplateEngine engine) {
    StringOutput output = new StringOutput();
    engine.render("plain.jte", (Object) "Ada", output);
    return output.toString();
  }

  /** At a minute of its own: a clock that ticks in milliseconds may not see two changes. */
  private void write(String name, String text, int minute) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(
        file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute)));
  }
}

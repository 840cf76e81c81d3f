package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.Orgscope;
import com.orgscope.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A setting by its old name is never passed over in silence. */
class RenamedSettingsTest {
  private static final String REFUSED = "orgscope.sources.longest-retry";

  @TempDir Path home;

  @Test
  void a_setting_by_its_old_name_is_refused_with_the_new_one() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("of the operator", Map.of(REFUSED, "1m")));
    assertThatThrownBy(() ->
            new SpringApplicationBuilder(Orgscope.class)
                .environment(environment)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .properties("orgscope.home=" + home)
                .run()
                .close())
        .hasStackTraceContaining(REFUSED + " is called")
        .hasStackTraceContaining("ORGSCOPE_SOURCES_MAXRETRYBACKOFF");
  }

  @Test
  void every_new_name_is_a_setting_and_no_old_one_is() throws IOException {
    String settings = Files.readString(Path.of("..", "docs", "settings.md"));
    List<List<String>> renamed = Table.read(Orgscope.class, "renamed-settings.tsv").rows();
    assertThat(renamed).hasSizeGreaterThan(60);
    assertThat(renamed)
        .allSatisfy(row -> {
          assertThat(settings).contains("`" + row.get(1) + "`");
          assertThat(settings).doesNotContain("`" + row.get(0) + "`");
        });
  }

  @Test
  void no_code_sets_one_by_its_old_name() throws IOException {
    List<String> old =
        Table.read(Orgscope.class, "renamed-settings.tsv").rows().stream()
            .map(List::getFirst)
            .filter(name -> !name.equals(REFUSED))
            .toList();
    List<String> set = new ArrayList<>();
    for (Path root : List.of(Path.of("src"), Path.of("../bench/src"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String code = Files.readString(file);
          old.stream()
              .filter(name -> code.contains(name + "=") || code.contains(name + "\""))
              .forEach(name -> set.add(file + ": " + name));
        }
      }
    }
    assertThat(set).isEmpty();
  }
}

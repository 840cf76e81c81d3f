package com.orgscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A setting with a wrong name would change nothing, and nobody would know. */
class MisspelledSettingsTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "ORGSCOPE_WEB_MAXSESIONSPERUSER, ORGSCOPE_WEB_MAXSESSIONSPERUSER, orgscope.web.max-sessions-per-user",
    "ORGSCOPE_WEB_MAX_SESSIONS_PERUSR, ORGSCOPE_WEB_MAXSESSIONSPERUSER, orgscope.web.max-sessions-per-user",
    "ORGSCOPE_ROLLES, ORGSCOPE_ROLES, orgscope.roles",
    "ORGSCOPE_LLM_ANTROPIC_MODEL, ORGSCOPE_LLM_ANTHROPIC_MODEL, orgscope.llm.anthropic.model",
    "ORGSCOPE_STATE_SERVERTIMEOUTS, ORGSCOPE_STATE_SERVERTIMEOUT, orgscope.state.server-timeout"
  })
  void it_is_named_with_the_nearest_one_that_exists(String wrong, String right, String name) {
    assertThatThrownBy(() -> start(wrong, "1"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("there is no setting " + wrong + ": the nearest one is " + right)
        .hasMessageContaining("(" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ORGSCOPE_WEB_MAXSESSIONSPERUSER",
        "ORGSCOPE_WEB_MAX_SESSIONS_PER_USER",
        "ORGSCOPE_EVENTLOG_KAFKA_CLIENT_SASL_MECHANISM",
        "ORGSCOPE_DATABASE_URL",
        "ORGSCOPE_EVENTLOG_KIND",
        "ORGSCOPE_JAVA_OPTS",
        "ORGSCOPE_SERVICE_HOST",
        "ORGSCOPE_WEB_SERVICE_PORT_HTTP",
        "ORGSCOPE_WEB_PORT_8080_TCP_ADDR",
        "ORGSCOPE_SOMETHINGELSEALTOGETHER",
        "ORGSCOPES_OWN"
      })
  void what_exists_or_is_not_ours_is_taken(String name) {
    assertThatCode(() -> start(name, "7")).doesNotThrowAnyException();
  }

  @Test
  void a_file_is_read_as_the_environment_is() throws IOException {
    Path file =
        Files.writeString(folder.resolve("application.properties"), "orgscope.web.dmo=true");
    assertThatThrownBy(() ->
            new SpringApplicationBuilder(Orgscope.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .run("--spring.config.additional-location=" + file.toUri())
                .close())
        .hasMessageContaining("there is no setting orgscope.web.dmo: the nearest one is");
  }

  /** One that is read by its name alone would be refused if nobody told that it is one. */
  @Test
  void every_setting_that_no_record_holds_is_known() throws IOException {
    Pattern byName =
        Pattern.compile(
            "(?:\\bname = \"|environment\\.getProperty\\(\"|\\$\\{)(orgscope(?:\\.[a-z-]+)+)");
    Set<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        byName.matcher(Files.readString(file)).results().forEach(m -> read.add(m.group(1)));
      }
    }
    assertThat(read).containsExactlyInAnyOrderElementsOf(MisspelledSettings.LOOSE);
  }

  private static void start(String name, String value) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, value)));
    new SpringApplicationBuilder(Orgscope.class)
        .environment(environment)
        .web(WebApplicationType.NONE)
        .lazyInitialization(true)
        .run()
        .close();
  }
}

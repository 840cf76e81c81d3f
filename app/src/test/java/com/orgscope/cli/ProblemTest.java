package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever fails, a sentence names the thing and the way out. */
@Tag("slow")
class ProblemTest {
  private static final Home HOME = new Home(Path.of("/some/home"));

  @TempDir private Path folder = Path.of("");

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("/a/b.csv"), "there is no file /a/b.csv"),
        Arguments.of(new AccessDeniedException("/a/b.csv"), "no rights to use /a/b.csv"),
        Arguments.of(new NotDirectoryException("/a/b.csv"), "/a/b.csv cannot be used"),
        Arguments.of(
            Failure.operator("it does not start", new AccessDeniedException("/a/home")),
            "no rights to use /a/home"),
        Arguments.of(
            new UncheckedIOException(new IOException("No space left on device")),
            "the disk that holds /some/home is full"),
        Arguments.of(
            Failure.bug("could not write", new IOException("/a/b: No space left on device")),
            "is full"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void what_the_operating_system_refuses_is_said_in_words(Exception thrown, String words) {
    Problem problem = Problem.of(thrown, HOME);
    assertThat(problem.sentence()).contains(words).doesNotContain("Exception");
    assertThat(problem.whatToDo()).isNotBlank();
    assertThat(problem.exit()).isEqualTo(OrgscopeCommand.FAILED);
  }

  @Test
  void our_own_mistake_is_called_that() {
    assertThat(Problem.of(new NullPointerException("x"), HOME).sentence())
        .contains("a mistake of ours", "--debug");
  }

  @Test
  void a_setting_that_cannot_be_read_is_named_as_the_environment_spells_it() {
    Problem wrong = startedWith("orgscope.trial.how-many", "twelve");
    assertThat(wrong.sentence())
        .contains("ORGSCOPE_TRIAL_HOWMANY", "'twelve'", "whole number")
        .doesNotContain("Exception", "Failed to");
    assertThat(startedWith("orgscope.trial.api-key", "se cret").sentence())
        .contains("ORGSCOPE_TRIAL_APIKEY")
        .doesNotContain("se cret");
  }

  @Test
  void settings_that_are_refused_together_say_why() {
    assertThat(startedWith("orgscope.trial.how-many", "-1").sentence())
        .contains("orgscope.trial.how-many: none or more, not -1")
        .doesNotContain("TrialSettings", "''");
  }

  private static Problem startedWith(String name, String value) {
    try (var _ =
        new SpringApplicationBuilder(Trial.class)
            .web(WebApplicationType.NONE)
            .properties(Map.of(name, value))
            .run()) {
      throw new AssertionError("it started");
    } catch (RuntimeException e) {
      return Problem.of(e, HOME);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(TrialSettings.class)
  static class Trial {}

  @ConfigurationProperties("orgscope.trial")
  record TrialSettings(int howMany, java.net.URI apiKey) {
    TrialSettings {
      if (howMany < 0) {
        throw new IllegalArgumentException("orgscope.trial.how-many: none or more, not " + howMany);
      }
    }
  }

  @Test
  void a_script_gets_one_document_with_the_problem() {
    for (String line : new String[] {"budget --tenant acme", "budget", "dance", "serve --port x"}) {
      CommandLineRun run =
          CommandLineRun.of(folder.resolve("none"), (line + " --format json").split(" "));
      JsonNode problem = JsonMapper.shared().readTree(run.out());
      assertThat(problem.path("type").asString()).as(line).startsWith("urn:orgscope:problem:");
      assertThat(problem.path("title").asString()).isNotBlank();
      assertThat(problem.path("detail").asString()).isNotBlank();
      assertThat(problem.path("what_to_do").asString()).isNotBlank();
      assertThat(problem.path("exit").asInt()).isEqualTo(run.exit());
    }
  }

  @Test
  void only_commands_that_begin_something_make_a_home() throws IOException {
    Path none = folder.resolve("none");
    for (String line :
        new String[] {
          "budget --tenant acme",
          "kill --all",
          "tenant list",
          "nightly --tenant acme",
          "ingest --tenant acme --source okta x",
          "ingest live",
          "lake keep-house"
        }) {
      CommandLineRun run = CommandLineRun.of(none, line.split(" "));
      assertThat(run.exit()).as("%s: %s", line, run).isEqualTo(OrgscopeCommand.FAILED);
      assertThat(run.err()).contains("no Orgscope home at " + none).contains("--home");
      assertThat(Files.exists(none)).as(line).isFalse();
    }
    CommandLineRun made =
        CommandLineRun.asTyped(none, "tenant", "create", "acme", "--name", "Acme");
    assertThat(made.err()).contains("A new home is made at " + none);
    assertThat(made.out()).doesNotContain("new home");
    assertThat(Files.getPosixFilePermissions(none))
        .as("nobody else looks into a home")
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    CommandLineRun list = CommandLineRun.of(none, "tenant", "list");
    assertThat(list.out()).contains("acme", "Acme", "technology");
    assertThat(list.err()).contains("Next: orgscope --home " + none).doesNotContain("new home");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(CommandLineRun.of(file, "tenant", "list").err()).contains("is a file and no folder");
  }

  @Test
  void answers_name_the_company_and_the_day_and_end_with_what_is_next() {
    CommandLineRun.json(folder, "tenant", "create", "acme", "--name", "Acme Limited");
    CommandLineRun budget = CommandLineRun.of(folder, "budget", "--tenant", "acme");
    assertThat(budget.out().lines().findFirst().orElseThrow())
        .matches("Acme Limited \\(acme\\), as of \\d{4}-\\d\\d-\\d\\d");
    assertThat(budget.err().lines().toList().getLast())
        .isEqualTo("Next: orgscope --home " + folder + " nightly --tenant acme --quote");
    CommandLineRun json =
        CommandLineRun.of(folder, "budget", "--tenant", "acme", "--format", "json");
    assertThat(json.err()).doesNotContain("Next:");
    assertThat(CommandLineRun.of(folder, "kill").exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(CommandLineRun.of(folder, "kill", "--all").exit()).isEqualTo(OrgscopeCommand.DONE);
  }

  @Test
  void a_database_that_is_not_there_is_named_without_its_password() {
    String url = "orgscope.state.database-url";
    String before = System.setProperty(url, "postgres://sam:secret@127.0.0.1:9/things");
    try {
      CommandLineRun run = CommandLineRun.of(folder, "tenant", "create", "acme", "--name", "A");
      assertThat(run.err())
          .contains("nothing answers as the database at 127.0.0.1:9", "ORGSCOPE_DATABASE_URL")
          .doesNotContain("secret", "Exception", "postmaster");
    } finally {
      if (before == null) {
        System.clearProperty(url);
      }
    }
  }
}

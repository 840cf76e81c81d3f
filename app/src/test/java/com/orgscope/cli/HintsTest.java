package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.cli.OrgscopeCommand.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A line that somebody is told to type means the home they chose; what others say stays a line. */
@Tag("slow")
class HintsTest {
  @TempDir private Path home = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orgscope sign-in --tenant T | orgscope --home /h sign-in --tenant T",
        "  orgscope sign-in --tenant T | orgscope --home /h sign-in --tenant T",
        "A: orgscope sign-in | A: orgscope --home /h sign-in",
        "run ./orgscope nightly --tenant t | run ./orgscope --home /h nightly --tenant t",
        "see 'orgscope connect', 'orgscope serve' | see 'orgscope --home /h connect', 'orgscope --home /h serve'",
        "(orgscope kill --lift --all) | (orgscope --home /h kill --lift --all)",
        "orgscope help lists every command | orgscope --home /h help lists every command",
        "orgscope stops here | orgscope stops here",
        "orgscope --home /x serve | orgscope --home /x serve",
        "the orgscope servers | the orgscope servers",
        "/srv/orgscope demo | /srv/orgscope demo"
      })
  void every_line_to_type_names_the_home(String text, String told) {
    assertThat(NextStep.on(Path.of("/h"), text).strip()).isEqualTo(told);
    assertThat(NextStep.on(Path.of(".orgscope"), text)).isEqualTo(text);
  }

  @Test
  void a_home_with_a_blank_can_be_typed() {
    assertThat(NextStep.on(Path.of("/my $1 home"), "orgscope serve"))
        .isEqualTo("orgscope --home '/my $1 home' serve");
  }

  @Test
  void answers_sentences_and_refusals_name_it_alike() {
    String chosen = "orgscope --home " + home + " ";
    CommandLineRun made =
        CommandLineRun.of(home, "tenant", "create", "acorn", "--name", "A", "--zone", "UTC");
    assertThat(made.err()).contains("Next: " + chosen + "people import --tenant acorn");
    assertThat(CommandLineRun.of(home, "kill", "--all").out())
        .contains(chosen + "kill --lift --all");
    assertThat(CommandLineRun.of(home, "budget", "--tenant", "acorn").out())
        .contains(chosen + "kill --lift --tenant T");
    assertThat(CommandLineRun.of(home, "budget", "--tenant", "elm").err())
        .contains(chosen + "tenant create elm");
  }

  @Test
  void where_nothing_came_in_yet_an_answer_says_what_to_do() {
    String chosen = "orgscope --home " + home + " ";
    CommandLineRun.of(home, "tenant", "create", "acorn", "--name", "A", "--zone", "UTC");
    for (String asked : List.of("units", "unlisted")) {
      assertThat(CommandLineRun.of(home, "people", asked, "--tenant", "acorn").out())
          .contains("nobody who works here: " + chosen + "people import --tenant acorn");
    }
    assertThat(CommandLineRun.of(home, "coverage", "--tenant", "acorn").err())
        .contains("Next: " + chosen + "nightly --tenant acorn");
  }

  @Test
  void a_setting_of_a_home_is_the_one_that_is_used_unless_another_is_typed() {
    CommandLineRun.of(home, "tenant", "create", "acorn", "--name", "A", "--zone", "UTC");
    System.setProperty("orgscope.home", home.toString());
    try {
      OrgscopeCommand untyped = CommandLine.populateCommand(new OrgscopeCommand());
      assertThat(untyped.home).isEqualTo(home);
      System.setProperty("orgscope.home", home.resolve("other").toString());
      assertThat(CommandLineRun.of(home, "tenant", "list").out()).contains("acorn");
      assertThat(home.resolve("other")).doesNotExist();
    } finally {
      System.clearProperty("orgscope.home");
    }
  }

  @Test
  void what_a_failure_says_begins_no_line_of_a_stack_trace() {
    var bytes = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(bytes, true, StandardCharsets.UTF_8));
    Exception cause = new IllegalStateException("one\n\tat com.orgscope.Fake.line(Fake.java:1)");
    Exception thrown = new IllegalArgumentException("two\r\nCaused by: nobody\u001b[2J", cause);
    thrown.addSuppressed(new java.io.IOException("three\norgscope: all is well", thrown));
    StackTrace.print(thrown, terminal.err());
    String trace = bytes.toString(StandardCharsets.UTF_8);
    assertThat(trace.lines())
        .allMatch(line -> line.matches("(Caused by: |Suppressed: )?java\\..*|\t(at|\\.\\.\\.) .*"))
        .noneMatch(line -> line.startsWith("\tat com.orgscope.Fake"))
        .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalStateException: one"))
        .anyMatch(line -> line.startsWith("Suppressed: java.io.IOException: three"))
        .anyMatch(line -> line.startsWith("\tat com.orgscope.cli.HintsTest."));
    assertThat(trace).doesNotContain("\u001b").doesNotContain("\r");
  }
}

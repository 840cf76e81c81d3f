package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.Orgscope;
import com.orgscope.cli.OrgscopeCommand.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be undone is asked about where a person can answer, and nowhere else. */
@Tag("slow")
class ConfirmTest {
  @TempDir private Path home = Path.of("");

  private String said = "";
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void a_person_who_does_not_say_yes_changes_nothing() throws Exception {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    Path people =
        Files.writeString(
            home.resolve("people.csv"),
            "employee_id,login,display_name,title,department,hire_date,manager_id\n"
                + Stream.of(1, 2, 3)
                    .map(n -> n + ",p" + n + "@acme.test,P" + n + ",Engineer,R&D,2020-01-01,\n")
                    .reduce("", String::concat));
    CommandLineRun.json(home, "people", "import", "--tenant", "acme", people.toString());
    List<String> erase = List.of("erase", "--tenant", "acme", "--login");
    assertThat(run("no", erase, "p1@acme.test")).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Everything about p1@acme.test", "cannot be undone", "nothing was done");
    assertThat(run("yes", erase, "p1@acme.test")).as(() -> said).isEqualTo(OrgscopeCommand.DONE);
    assertThat(run("no", erase, "p2@acme.test", "--yes")).isEqualTo(OrgscopeCommand.DONE);
    List<String> retention = List.of("lake", "retention", "--tenant", "acme", "--event-days");
    assertThat(run("no", retention, "200")).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(run("yes", retention, "300")).isEqualTo(OrgscopeCommand.DONE);
    assertThat(run(null, retention, "299")).isEqualTo(OrgscopeCommand.DONE);
    assertThat(run("no", List.of("release", "--publish", "--tenant"), "acme"))
        .isEqualTo(OrgscopeCommand.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("this year's privacy budget, of which");
    List<String> withdraw = List.of("release", "--tenant", "acme", "--withdraw", "2026-01-01.1");
    assertThat(run("no", withdraw, "--reason", "wrong")).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Release 2026-01-01.1 goes from every page for good", "nothing was done");
    assertThat(run("no", List.of("kill"), "--all"))
        .as("never asks")
        .isEqualTo(OrgscopeCommand.DONE);
  }

  private int run(@Nullable String typed, List<String> first, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Keyboard keyboard = typed == null ? Keyboard.NONE : () -> typed;
    Terminal terminal = new Terminal(new PrintStream(out), new Screen(err, true), keyboard);
    Stream<String> all =
        Stream.of(Stream.of("--home", home.toString()), first.stream(), Stream.of(more))
            .flatMap(s -> s);
    int exit = OrgscopeCommand.run(terminal, Orgscope.APPLICATION, all.toArray(String[]::new));
    said = err.toString(StandardCharsets.UTF_8) + out.toString(StandardCharsets.UTF_8);
    return exit;
  }
}

package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.KeptServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessCommandTest {
  @TempDir Path home;
  @TempDir Path elsewhere;

  private CommandLineRun run(String... words) {
    return CommandLineRun.of(home, words);
  }

  @Test
  void an_administrator_of_bigquery_is_handed_statements_and_grants() throws IOException {
    Path people =
        Files.writeString(
            elsewhere.resolve("people.csv"),
            """
            employee_id,login,display_name,title,department,hire_date,manager_id
            1,ada@x.example,Ada,Head,Platform,2020-01-01,
            2,bo@x.example,Bo,Engineer,Platform,2020-01-01,1
            3,zoë@x.example,Zoë,Engineer,Platform,2020-01-01,1
            """);
    Path statements = elsewhere.resolve("policies.sql");
    Path grants = elsewhere.resolve("grants.jsonl");
    String[] bigQuery = {
      "access",
      "bigquery",
      "--tenant",
      "acme",
      "--project",
      "some-project",
      "--dataset",
      "lake",
      "--grant",
      "it-security=group:it@acme.example",
      "--grant",
      "employee=domain:acme.example",
      "--engine",
      "serviceAccount:orgscope@acme.example",
      "--out",
      statements.toString()
    };
    try (KeptServer kept = KeptServer.on(home)) {
      run("tenant", "create", "acme", "--name", "Acme");
      run("people", "import", "--tenant", "acme", people.toString());

      assertThat(run(bigQuery).out()).contains("statements are in " + statements);
      assertThat(Files.readString(statements))
          .contains("CREATE OR REPLACE ROW ACCESS POLICY orgscope_employee_acme", "threshold = 10")
          .doesNotContain("x.example", "MANAGER");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(statements)))
          .as("it has a key")
          .isEqualTo("rw-------");
      assertThat(run(bigQuery).err()).contains("is there already");
      bigQuery[9] = "ceo=group:board@acme.example";
      bigQuery[15] = elsewhere.resolve("more.sql").toString();
      assertThat(run(bigQuery).err()).contains("ceo has no rows to be granted");
      bigQuery[9] = "manager";
      assertThat(run(bigQuery).exit()).isEqualTo(2);

      CommandLineRun written =
          run("access", "grants", "--tenant", "acme", "--out", grants.toString());
      assertThat(written.out())
          .as("everybody themselves; managers nobody, as long as no policy is signed")
          .contains("2 grants are in", "1 people see no row there");
      assertThat(Files.readAllLines(grants))
          .hasSize(2)
          .noneMatch(line -> line.contains("x.example"));

      assertThat(kept).isNotNull();
      assertThat(run("access", "show").out()).containsPattern("MANAGER +reports and self");
    }
  }
}

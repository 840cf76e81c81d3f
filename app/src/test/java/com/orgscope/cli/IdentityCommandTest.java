package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.KeptServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityCommandTest {
  @TempDir Path home;
  @TempDir Path elsewhere;

  private CommandLineRun run(String... words) {
    return CommandLineRun.of(home, words);
  }

  @Test
  void a_company_gets_an_identity_provider_groups_and_programs() throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "the-secret-of-the-client\n");
    try (KeptServer kept = KeptServer.on(home)) {
      run("tenant", "create", "acme", "--name", "Acme");
      String[] set = {
        "identity",
        "set",
        "--tenant",
        "acme",
        "--issuer",
        "http://127.0.0.1:9/realms/acme",
        "--client-id",
        "orgscope",
        "--client-secret-file",
        secret.toString()
      };
      CommandLineRun made = run(set);
      assertThat(made.out()).contains("/sign-in/back/acme").doesNotContain("the-secret");
      assertThat(run("sign-in", "--tenant", "acme", "--port", "8080").err())
          .contains("two persons sign emergency access");
      assertThat(run("emergency-access", "show", "--tenant", "acme").out()).contains("is closed");
      assertThat(run("emergency-access", "show", "--tenant", "nobody").err())
          .contains("there is no tenant nobody");
      set[5] = "https://login.microsoftonline.com/common/v2.0";
      assertThat(run(set).err()).contains("stands for many companies");
      assertThat(run("identity", "map", "--tenant", "acme", "--role", "it-security", "it").exit())
          .isZero();
      assertThat(run("identity", "map", "--tenant", "acme", "--role", "boss", "it").exit())
          .isEqualTo(2);
      var shown = CommandLineRun.json(home, "identity", "show", "--tenant", "acme");
      assertThat(shown.path("groups").get(0).path("role").asString()).isEqualTo("IT_SECURITY");
      assertThat(shown.toString()).doesNotContain("the-secret");
      CommandLineRun checked = run("identity", "check", "--tenant", "acme");
      assertThat(checked.exit()).isEqualTo(OrgscopeCommand.FAILED);
      assertThat(checked.out()).contains("! issuer: ", "could not be asked");
      String program =
          CommandLineRun.json(
                  home,
                  "service-accounts",
                  "create",
                  "--tenant",
                  "acme",
                  "--role",
                  "ceo",
                  "--scope",
                  "orgscope.release.read",
                  "board")
              .path("secret")
              .asString();
      assertThat(program).startsWith("orgscope.acme.");
      CommandLineRun list = run("service-accounts", "list", "--tenant", "acme");
      assertThat(list.out()).contains("board: CEO", "good until").doesNotContain(program);
      assertThat(run("service-accounts", "revoke", "--tenant", "acme", "board").exit()).isZero();
      assertThat(run("service-accounts", "list", "--tenant", "acme").out()).contains("revoked");
      assertThat(run("identity", "remove", "--tenant", "acme").exit()).isZero();
      assertThat(run("identity", "check", "--tenant", "acme").err()).contains("set one first");
      assertThat(kept).isNotNull();
    }
  }
}

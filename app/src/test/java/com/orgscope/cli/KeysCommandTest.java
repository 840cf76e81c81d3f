package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.OperatorKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two persons, one file that is passed around, and what the command line says on the way. */
class KeysCommandTest {
  @TempDir Path home;
  @TempDir Path people;

  @Test
  void two_persons_sign_a_policy_and_it_holds() throws IOException {
    CommandLineRun.of(home, "tenant", "create", "acme", "--name", "Acme");
    for (String name : new String[] {"ann", "bob"}) {
      CommandLineRun made = run("keys", "create", name, "--out", at(name));
      assertThat(made.exit()).isEqualTo(OrgscopeCommand.DONE);
      assertThat(made.out() + made.err()).doesNotContain(secret(name));
    }
    refused(
        "nobody may sign yet", "privacy", "propose", "--k", "7", "--reason", "r", "--out", at("p"));
    assertThat(run("keys", "begin", at("ann.pub"), at("bob.pub")).exit())
        .isEqualTo(OrgscopeCommand.DONE);
    assertThat(CommandLineRun.json(home, "privacy", "show").get("policy").get("k").asInt())
        .isEqualTo(10);

    CommandLineRun proposed =
        run("privacy", "propose", "--k", "7", "--reason", "few people", "--out", at("p"));
    assertThat(proposed.err()).contains("k: 10 -> 7", "few people");
    run("keys", "sign", at("p"), "--key", at("ann"));
    refused("there is only that of ann", "privacy", "apply", at("p"));
    refused("ann signed the document already", "keys", "sign", at("p"), "--key", at("ann"));
    run("keys", "sign", at("p"), "--key", at("bob"));
    assertThat(Files.readString(people.resolve("p"))).doesNotContain(secret("ann"));
    assertThat(run("privacy", "apply", at("p")).out())
        .contains("Signed by ann and bob: few people");
    assertThat(CommandLineRun.json(home, "privacy", "show").get("policy").get("k").asInt())
        .isEqualTo(7);
    refused("was applied before", "privacy", "apply", at("p"));

    Files.delete(home.resolve("operators/000002.json"));
    CommandLineRun doctor = run("doctor");
    assertThat(doctor.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(doctor.out()).contains("operators' keys", "000002.json is missing");
  }

  @Test
  void what_cannot_be_signed_or_applied_is_said_with_the_way_out() throws IOException {
    CommandLineRun.of(home, "tenant", "create", "acme", "--name", "Acme");
    for (String name : new String[] {"ann", "bob", "cem"}) {
      run("keys", "create", name, "--out", at(name));
    }
    refused(
        "keys begin", "keys", "propose", "--add", at("cem.pub"), "--reason", "r", "--out", at("c"));
    run("keys", "begin", at("ann.pub"), at("bob.pub"));
    refused("says just that", "privacy", "propose", "--reason", "r", "--out", at("p"));
    refused("ann, bob", "keys", "propose", "--remove", "zoe", "--reason", "r", "--out", at("c"));
    refused(
        "only that of bob: have another person's key added before, with 'orgscope",
        "keys",
        "propose",
        "--remove",
        "ann",
        "--reason",
        "r",
        "--out",
        at("c"));
    assertThat(Path.of(at("c"))).as("nothing to be signed").doesNotExist();
    refused(
        "there is no folder for " + at("none/c"),
        "keys",
        "propose",
        "--add",
        at("cem.pub"),
        "--reason",
        "r",
        "--out",
        at("none/c"));

    CommandLineRun cem =
        run("keys", "propose", "--add", at("cem.pub"), "--reason", "a third", "--out", at("c"));
    OperatorKey.Open open = OperatorKey.readOpen(people.resolve("cem.pub"));
    assertThat(cem.err())
        .contains("cem: none -> " + open.fingerprint())
        .doesNotContain(open.open());
    refused("about keys, not about privacy policy", "privacy", "apply", at("c"));
    assertThat(run("release", "--tenant", "acme", "--redraw", at("c")).err())
        .contains("about keys, not about redraw");
    assertThat(run("release", "--tenant", "acme", "--candidate", "--out", at("x")).exit())
        .isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(
            run("release", "--tenant", "acme", "--withdraw", "1", "--reason", "r", "--out", at("x"))
                .exit())
        .isEqualTo(OrgscopeCommand.WRONG_USAGE);
  }

  /** What no output may hold: the key file's own secret. */
  private String secret(String name) throws IOException {
    String text = Files.readString(people.resolve(name));
    int from = text.indexOf("secret") + "secret\\\":\\\"".length();
    return text.substring(from, from + 40);
  }

  private String at(String file) {
    return people.resolve(file).toString();
  }

  private void refused(String because, String... args) {
    CommandLineRun run = run(args);
    assertThat(run.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(run.err()).contains(because);
  }

  private CommandLineRun run(String... args) {
    return CommandLineRun.of(home, args);
  }
}

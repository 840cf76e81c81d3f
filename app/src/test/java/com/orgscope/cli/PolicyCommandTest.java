package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A works-council policy from its file to its history, as people type it. */
@Tag("slow")
class PolicyCommandTest {
  private static final String POLICY =
      """
      {"notice": {"version": "2026-11", "text": "Read this."},
       "everywhere": {"consent": "opt-out", "managers": "categories"},
       "countries": {"DE": {"places": ["Berlin"], "consent": "opt-in", "managers": "nothing",
         "k": 15, "usage_days": 365}}}
      """;

  @TempDir Path home;
  @TempDir Path people;

  @BeforeEach
  void threePeopleAndTwoSigners() throws IOException {
    run("tenant", "create", "acme", "--name", "Acme", "--region", "us");
    Files.writeString(
        people.resolve("people.csv"),
        """
        employee_id,login,display_name,title,department,hire_date,manager_id,location
        1,boss@x.example,Boss,Head,Platform,2020-01-01,,Boston
        2,ann@x.example,Ann,Engineer,Platform,2020-01-01,1,Berlin
        3,bo@x.example,Bo,Engineer,Platform,2020-01-01,1,Boston
        """
            + berliners());
    run("people", "import", "--tenant", "acme", at("people.csv"));
    Files.writeString(people.resolve("policy.json"), POLICY);
    for (String name : new String[] {"ann", "bob"}) {
      run("keys", "create", name, "--out", at(name));
    }
    run("keys", "begin", at("ann.pub"), at("bob.pub"));
  }

  /** Eleven more, beside Ann. */
  private static String berliners() {
    StringBuilder lines = new StringBuilder();
    for (int i = 10; i < 21; i++) {
      lines.append("%d,b%d@x.example,B,Engineer,Platform,2020-01-01,1,Berlin\n".formatted(i, i));
    }
    return lines.toString();
  }

  @Test
  void a_policy_shows_its_effect_is_signed_by_two_and_holds_with_its_history() throws IOException {
    JsonNode unsigned = json("policy", "show", "--tenant", "acme").get("policy");
    assertThat(unsigned.get("everywhere").get("managers").asString()).isEqualTo("categories");
    assertThat(unsigned.get("signed_by")).isEmpty();

    assertThat(run("policy", "check", at("policy.json")).out())
        .contains("DE", "consent opt-in, managers see nothing, k 15", "berlin");
    JsonNode effect = json("policy", "effect", "--tenant", "acme", at("policy.json"));
    assertThat(effect.propertyNames())
        .containsExactly(
            "widens",
            "leave",
            "join",
            "managers_lose",
            "managers_gain",
            "k_now",
            "k_then",
            "suppressed",
            "usage_days_now",
            "usage_days");
    assertThat(effect.get("leave").asInt()).isEqualTo(10);
    assertThat(effect.get("managers_lose").asInt()).isEqualTo(10);
    assertThat(effect.get("managers_gain").asInt()).isZero();
    assertThat(effect.get("k_now").asInt()).isEqualTo(10);
    assertThat(effect.get("k_then").asInt()).isEqualTo(15);
    assertThat(effect.get("widens").asBoolean()).isFalse();
    twoTriesThatDifferByOnePersonLookTheSame();

    CommandLineRun proposed = propose("p");
    assertThat(proposed.err())
        .contains("people asked first from then on: 10 or more", "DE.consent: none -> opt-in");
    refused("sign", "policy", "apply", "--tenant", "acme", at("p"));
    run("keys", "sign", at("p"), "--key", at("ann"));
    run("keys", "sign", at("p"), "--key", at("bob"));
    assertThat(run("policy", "apply", "--tenant", "acme", at("p")).out())
        .contains("Signed by ann and bob: agreed");
    JsonNode history = json("policy", "history", "--tenant", "acme").get("policies");
    assertThat(history).hasSize(1);
    assertThat(history.get(0).propertyNames())
        .containsExactly(
            "number",
            "notice",
            "everywhere",
            "countries",
            "council",
            "signed_by",
            "reason",
            "applied_at");
    assertThat(history.get(0).get("countries").get("DE").get("usage_days").asInt()).isEqualTo(365);
    refused("for 365 days at most", "lake", "retention", "--tenant", "acme", "--usage-days", "400");
  }

  private void twoTriesThatDifferByOnePersonLookTheSame() throws IOException {
    String twelve = run("policy", "effect", "--tenant", "acme", at("policy.json")).out();
    assertThat(twelve)
        .contains("asked first from then on: 10 or more; asked no more: fewer than 10")
        .contains("manager sees less: 10 or more; more: fewer than 10");
    Files.writeString(
        people.resolve("policy.json"), POLICY.replace("\"Berlin\"", "\"Berlin\", \"Boston\""));
    assertThat(run("policy", "effect", "--tenant", "acme", at("policy.json")).out())
        .isEqualTo(twelve);
    Files.writeString(people.resolve("policy.json"), POLICY);
  }

  @Test
  void a_file_that_goes_below_the_floor_is_refused_before_anybody_signs() throws IOException {
    Files.writeString(people.resolve("policy.json"), POLICY.replace("\"k\": 15", "\"k\": 9"));
    refused("k is at least 10 here", "policy", "check", at("policy.json"));
    assertThat(propose("p").exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(people.resolve("p")).doesNotExist();
  }

  private CommandLineRun propose(String out) {
    return run(
        "policy",
        "propose",
        "--tenant",
        "acme",
        at("policy.json"),
        "--reason",
        "agreed",
        "--out",
        at(out));
  }

  private void refused(String said, String... words) {
    CommandLineRun refused = run(words);
    assertThat(refused.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(refused.err()).contains(said);
  }

  private JsonNode json(String... words) {
    return CommandLineRun.json(home, words);
  }

  private CommandLineRun run(String... words) {
    return CommandLineRun.of(home, words);
  }

  private String at(String name) {
    return people.resolve(name).toString();
  }
}

package com.orgscope.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.orgscope.access.OperatorDocument;
import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Operators;
import com.orgscope.access.SignedDocument;
import com.orgscope.access.TestOperators;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.TestAudit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** How far settings may go is decided by two persons, and by no variable of the environment. */
class PrivacyPoliciesTest {
  private static final Caller ACORN = Caller.commandLine(new TenantId("acorn"), "ann");
  private static final Caller BIRCH = Caller.commandLine(new TenantId("birch"), "ann");
  private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T03:00:00Z");
  private static final Period WEEK = Period.ofDays(7);
  private static final PrivacyPolicy SEVEN = policy(7, "0.001", "2", "16", 7);

  @TempDir private Path home = Path.of("replaced");
  @TempDir private Path people = Path.of("replaced");
  private final Database database = TestDatabase.fresh();
  private TestOperators persons = TestOperators.in(people);
  private PrivacyPolicies policies = TestPrivacyPolicies.on(database, home, CLOCK);

  @BeforeEach
  void begin() {
    persons = TestOperators.in(people);
    policies = TestPrivacyPolicies.on(database, home, CLOCK);
    persons.begin(TestOperators.on(database, home, CLOCK), ACORN);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void without_a_policy_the_floors_hold() {
    assertThat(policies.inForce()).isEqualTo(PrivacyPolicy.FLOORS);
    assertThat(policies.refusal(k(10), WEEK)).isEmpty();
    assertThat(policies.refusal(k(9), WEEK)).get(STRING).contains("k is at least 10, not 9");
    assertThat(policies.refusal(k(10), Period.ofDays(6))).get(STRING).contains("a week or more");
    refused(() -> policies.require(k(9)), "orgscope.privacy.k: k is at least 10, not 9");
    refused(() -> policies.require(Period.ofDays(6)), "a week or more is needed, not P6D");
  }

  @Test
  void settings_go_as_far_as_the_signed_policy_and_not_further() {
    apply(policy(7, "0.002", "3", "20", 3));
    assertThat(policies.refusal(settings(7, 2e-3, "2.45", "20"), Period.ofDays(3))).isEmpty();
    assertThat(policies.refusal(settings(6, 2e-3, "2.45", "20"), WEEK))
        .get(STRING)
        .contains("7, not 6");
    assertThat(policies.refusal(settings(7, 2.1e-3, "2.45", "20"), WEEK))
        .get(STRING)
        .contains("at most 0.002");
    assertThat(policies.refusal(settings(7, 2e-3, "2.451", "20"), WEEK))
        .get(STRING)
        .contains("at most 3, not 3.001");
    assertThat(policies.refusal(settings(7, 2e-3, "2.45", "20.001"), WEEK))
        .get(STRING)
        .contains("at most 20");
    assertThat(policies.refusal(k(10), Period.ofDays(2)))
        .get(STRING)
        .contains("a period of 3 days or more is needed, not P2D");
    policies.require(k(7));
    refused(() -> policies.require(k(6)), "k is at least 7, not 6");
  }

  @Test
  void a_stricter_policy_binds_too() {
    apply(policy(20, "0.001", "2", "16", 28));
    refused(() -> policies.require(k(10)), "k is at least 20, not 10");
    refused(() -> policies.require(WEEK), "28 days or more");
  }

  @Test
  void the_newest_policy_holds_and_each_company_has_old_and_new_in_its_log() {
    apply(SEVEN);
    apply(policy(8, "0.001", "2", "12.5", 7));
    assertThat(policies.inForce().k()).isEqualTo(8);
    for (Caller company : List.of(ACORN, BIRCH)) {
      AuditEntry entry = TestAudit.on(database).entries(company, 1).getFirst();
      assertThat(entry.subject())
          .isEqualTo("privacy policy of releases: k: 7 -> 8, yearly-epsilon: 16 -> 12.5");
      assertThat(entry.reason()).isEqualTo("signed by bob and ann: few people work here");
    }
  }

  @Test
  void a_policy_that_is_altered_is_refused_and_the_floors_hold() throws IOException {
    apply(SEVEN);
    Path file = home.resolve("operators/000002.json");
    String right = Files.readString(file);
    assertThat(right).contains("\"k\":\"7\"");
    Files.writeString(file, right.replace("\"k\":\"7\"", "\"k\":\"6\""));
    closed(file);
    int signatures = right.indexOf("{\"name\":\"ann\"");
    Files.writeString(
        file, right.substring(0, signatures - 1) + right.substring(right.indexOf("]", signatures)));
    closed(file);
    Files.delete(file);
    closed(file);
    Files.writeString(file, right);
    assertThat(policies.refusal(k(7), WEEK)).isEmpty();
  }

  private void closed(Path file) {
    assertThat(policies.refusal(k(10), WEEK))
        .as("nothing is drawn")
        .get(STRING)
        .contains("" + file);
    policies.require(k(10));
    refused(() -> policies.require(k(7)), "k is at least 10, not 7", file + " is", "Put it back");
  }

  /** A database that knows nothing of the file leaves the signatures. */
  @Test
  void a_policy_that_lacks_a_signature_counts_for_nothing_in_a_restored_database_either()
      throws IOException {
    apply(SEVEN);
    Path file = home.resolve("operators/000002.json");
    String right = Files.readString(file);
    int second = right.indexOf(",{\"name\":\"ann\"");
    Files.writeString(
        file, right.substring(0, second) + right.substring(right.indexOf("]", second)));
    try (Database restored = TestDatabase.fresh()) {
      PrivacyPolicies others = TestPrivacyPolicies.on(restored, home, CLOCK);
      refused(others::inForce, "there is only that of bob");
      refused(() -> others.require(k(7)), "k is at least 10, not 7");
    }
  }

  @Test
  void whoever_signs_k_is_never_below_five() {
    SignedDocument five = policies.propose(policy(5, "0.001", "2", "16", 7), "few people");
    SignedDocument four =
        altered(
            five,
            after -> {
              after.put("k", "4");
              return after;
            });
    refused(
        () -> apply(persons.signed(four, "ann", "bob")), "k is at least 5, whoever signs, not 4");
    assertThat(policies.inForce()).isEqualTo(PrivacyPolicy.FLOORS);
    SignedDocument more =
        altered(
            five,
            after -> {
              after.put("also", "4");
              return after;
            });
    refused(() -> apply(persons.signed(more, "ann", "bob")), "it says more");
    apply(persons.signed(five, "ann", "bob"));
    assertThat(policies.inForce().k()).isEqualTo(5);
  }

  @Test
  void where_a_company_names_a_council_weaker_noise_needs_it_and_stronger_does_not() {
    Operators operators = TestOperators.on(database, home, CLOCK);
    SignedDocument cem = operators.proposeAdding(persons.open("cem"), "the council's");
    operators.apply(List.of(ACORN), Kind.KEYS, persons.signed(cem, "ann", "bob"));
    SignedDocument names =
        operators.propose(
            Kind.COUNCIL_POLICY,
            "birch",
            "birch",
            new Operators.Change(Map.of(), Map.of("council", "cem"), "agreed"));
    operators.apply(List.of(BIRCH), Kind.COUNCIL_POLICY, persons.signed(names, "ann", "bob"));
    SignedDocument weaker = policies.propose(SEVEN, "few people");
    refused(
        () -> apply(persons.signed(weaker, "ann", "bob")), "of birch one of cem signs it as well");
    assertThat(policies.inForce()).isEqualTo(PrivacyPolicy.FLOORS);
    apply(persons.signed(weaker, "ann", "cem"));
    assertThat(policies.inForce()).isEqualTo(SEVEN);
    apply(policy(20, "0.001", "2", "16", 28));
    PrivacyPolicy now = policies.inForce();
    for (PrivacyPolicy wider :
        List.of(
            policy(19, "0.001", "2", "16", 28),
            policy(20, "0.002", "2", "16", 28),
            policy(20, "0.001", "2.1", "16", 28),
            policy(20, "0.001", "2", "17", 28),
            policy(20, "0.001", "2", "16", 27))) {
      assertThat(wider.widens(now)).as("%s", wider).isTrue();
      assertThat(now.widens(wider)).as("%s", wider).isFalse();
    }
  }

  @Test
  void a_policy_changes_the_one_that_it_names() {
    SignedDocument old = persons.signed(policies.propose(SEVEN, "few people"), "ann", "bob");
    apply(policy(20, "0.001", "2", "16", 7));
    refused(() -> apply(old), "the policy in force is not the one that the document changes");
  }

  @Test
  void a_policy_needs_two_persons_and_is_no_other_document() {
    SignedDocument seven = policies.propose(SEVEN, "few people");
    refused(() -> apply(persons.signed(seven, "ann")), "there is only that of ann");
    refused(() -> apply(persons.signed(seven, "ann", "ann")), "ann signed twice");
    refused(() -> apply(persons.signed(seven, "ann", "eve")), "the key of eve");
    Operators operators = TestOperators.on(database, home, CLOCK);
    Operators.Change change =
        new Operators.Change(
            seven.document().before(), seven.document().after(), "for one company");
    refused(
        () ->
            apply(
                persons.signed(
                    operators.propose(Kind.PRIVACY_POLICY, "birch", "of releases", change),
                    "ann",
                    "bob")),
        "is for all companies");
    refused(
        () ->
            apply(
                persons.signed(
                    operators.propose(Kind.REDRAW, "all", "of releases", change), "ann", "bob")),
        "about redraw, not about privacy policy");
    assertThat(policies.inForce()).isEqualTo(PrivacyPolicy.FLOORS);
  }

  @EnableConfigurationProperties(PrivacySettings.class)
  static class Settings {}

  @Test
  void nothing_starts_with_a_setting_that_goes_further() {
    ApplicationContextRunner seven =
        new ApplicationContextRunner()
            .withUserConfiguration(Settings.class)
            .withBean(PrivacyPolicies.class, () -> policies)
            .withBean(CheckedSettings.class)
            .withPropertyValues("orgscope.privacy.k=7");
    seven.run(context ->
        assertThat(context)
            .getFailure()
            .rootCause()
            .isInstanceOf(Failure.class)
            .hasMessageContaining("orgscope.privacy.k: k is at least 10, not 7"));
    apply(SEVEN);
    seven.run(context -> assertThat(context.getBean(PrivacySettings.class).k()).isEqualTo(7));
  }

  private void apply(PrivacyPolicy policy) {
    apply(persons.signed(policies.propose(policy, "few people work here"), "bob", "ann"));
  }

  private void apply(SignedDocument signed) {
    var unused = policies.apply(List.of(ACORN, BIRCH), signed);
  }

  private static SignedDocument altered(
      SignedDocument signed, UnaryOperator<TreeMap<String, String>> how) {
    OperatorDocument d = signed.document();
    return new SignedDocument(
        new OperatorDocument(
            d.installation(),
            d.what(),
            d.tenant(),
            d.subject(),
            d.before(),
            how.apply(new TreeMap<>(d.after())),
            d.reason(),
            d.nonce(),
            d.made(),
            d.expires()),
        List.of());
  }

  private static void refused(ThrowingCallable what, String... because) {
    assertThatThrownBy(what).isInstanceOf(Failure.class).message().contains(because);
  }

  private static PrivacyPolicy policy(int k, String delta, String release, String year, int days) {
    return new PrivacyPolicy(
        k, new BigDecimal(delta), new BigDecimal(release), new BigDecimal(year), days);
  }

  private static PrivacySettings k(int k) {
    return settings(k, 1e-3, "0.7", "16");
  }

  /** Hours and causes cost 0.55 together. */
  private static PrivacySettings settings(int k, double delta, String people, String yearly) {
    return new PrivacySettings(
        k,
        delta,
        new BigDecimal(people),
        new BigDecimal("0.30"),
        new BigDecimal("1.00"),
        new BigDecimal(yearly));
  }
}

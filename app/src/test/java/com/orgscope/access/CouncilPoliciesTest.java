package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Notice;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.testing.Company;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy holds as two persons signed it, with a history, and no copy of it counts otherwise. */
class CouncilPoliciesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  @TempDir private Path home = Path.of("replaced");
  @TempDir private Path people = Path.of("replaced");

  @SuppressWarnings("NullAway.Init")
  private Company acme;

  @SuppressWarnings("NullAway.Init")
  private TestOperators persons;

  @SuppressWarnings("NullAway.Init")
  private CouncilPolicies policies;

  private Caller it = Caller.commandLine(com.orgscope.directory.TestDirectory.ACME, "tess");

  @BeforeEach
  void twoPersons() {
    acme = Company.open(home, NOW);
    persons = TestOperators.in(people);
    Operators operators = TestOperators.on(acme.database(), home, () -> NOW);
    persons.begin(operators, it);
    policies = TestWidenings.policies(acme, operators);
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void what_two_persons_signed_holds_and_its_history_says_who_and_why() {
    assertThat(policies.inForce(it).everywhere().managers()).isEqualTo(Managers.NOTHING);
    assertThat(policies.history(it)).isEmpty();
    CouncilPolicy first = policy(Consent.OPT_OUT, Managers.CATEGORIES, 12, null);
    SignedDocument document = policies.propose(it, first, "agreed in October");
    refused(() -> policies.apply(it, document), "sign");
    refused(() -> policies.apply(it, persons.signed(document, "ann")), "only that of ann");
    policies.apply(it, persons.signed(document, "ann", "bob"));
    assertThat(policies.inForce(it)).isEqualTo(first);
    assertThat(policies.k(it.tenant(), 10)).isEqualTo(12);
    assertThat(policies.k(it.tenant(), 20)).as("never below the setting").isEqualTo(20);
    CouncilPolicy second = policy(Consent.OPT_IN, Managers.NOTHING, 15, 400);
    apply(second, "the council asked");
    assertThat(policies.history(it))
        .extracting(CouncilPolicies.Applied::number, CouncilPolicies.Applied::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "agreed in October"),
            org.assertj.core.groups.Tuple.tuple(2, "the council asked"));
    assertThat(policies.history(it).getLast().signedBy()).containsExactly("ann", "bob");
    assertThat(policies.history(it).getFirst().policy()).isEqualTo(first);
    assertThat(acme.audit().entries(it, 1).getFirst().subject())
        .contains("works-council policy", "everywhere.consent: opt-out -> opt-in");
  }

  @Test
  void a_copy_that_nobody_signed_counts_for_nothing() throws Exception {
    apply(policy(Consent.OPT_IN, Managers.NOTHING, 10, null), "agreed");
    asOwner("UPDATE access.council_policy SET managers = 'NAMED'");
    refused(() -> policies.requireAsSigned(it), "not the one that was signed");
    asOwner("UPDATE access.council_policy SET managers = 'NOTHING'");
    policies.requireAsSigned(it);
    TestCouncilPolicies.managersSee(acme.database(), acme.tenant(), Managers.NAMED);
    refused(() -> policies.requireAsSigned(it), "not the one that was signed");
  }

  @Test
  void a_database_of_a_time_before_gets_what_was_signed() throws Exception {
    CouncilPolicy signed = policy(Consent.OPT_IN, Managers.NOTHING, 10, null);
    apply(signed, "agreed");
    asOwner("DELETE FROM access.council_policy");
    refused(() -> policies.requireAsSigned(it), "not the one that was signed");
    policies.settle(it);
    assertThat(policies.inForce(it)).isEqualTo(signed);
    policies.requireAsSigned(it);
  }

  @Test
  void a_document_of_another_state_or_company_is_refused() {
    CouncilPolicy one = policy(Consent.OPT_OUT, Managers.CATEGORIES, 10, null);
    SignedDocument early = persons.signed(policies.propose(it, one, "first"), "ann", "bob");
    Caller other = acme.beside("other").operator();
    refused(() -> policies.apply(other, early), "about acme");
    apply(policy(Consent.OPT_IN, Managers.NOTHING, 10, null), "second");
    refused(() -> policies.apply(it, early), "not the one that the document changes");
    refused(
        () -> policies.propose(it, policy(Consent.OPT_IN, Managers.NOTHING, 10, null), "again"),
        "says just that");
  }

  @Test
  void what_widens_a_policy_is_signed_by_the_council_where_the_company_names_one() {
    Operators operators = TestOperators.on(acme.database(), home, () -> NOW);
    SignedDocument cem = operators.proposeAdding(persons.open("cem"), "the council's");
    operators.apply(List.of(it), OperatorDocument.Kind.KEYS, persons.signed(cem, "ann", "bob"));
    refused(() -> policies.propose(it, named(Managers.NOTHING, "dea"), "r"), "dea, whom council");
    CouncilPolicy first = named(Managers.NOTHING, "cem");
    apply(first, "agreed");
    assertThat(policies.inForce(it)).isEqualTo(first);
    CouncilPolicy wider = named(Managers.CATEGORIES, "cem");
    SignedDocument asked = policies.propose(it, wider, "managers want it");
    refused(() -> policies.apply(it, persons.signed(asked, "ann", "bob")), "one of cem signs");
    SignedDocument dropped =
        policies.propose(it, policy(Consent.OPT_OUT, Managers.NOTHING, 10, null), "without");
    refused(() -> policies.apply(it, persons.signed(dropped, "ann", "bob")), "one of cem signs");
    SignedDocument joined =
        policies.propose(it, named(Managers.NOTHING, "bob", "cem"), "bob speaks for them too");
    refused(() -> policies.apply(it, persons.signed(joined, "ann", "bob")), "one of cem");
    assertThat(policies.inForce(it)).isEqualTo(first);
    policies.apply(it, persons.signed(asked, "ann", "cem"));
    assertThat(policies.inForce(it)).isEqualTo(wider);
    apply(named(Managers.NOTHING, "cem"), "narrower again needs no one else");
    assertThat(policies.inForce(it)).isEqualTo(first);
  }

  @Test
  void two_others_do_not_sign_as_the_council_by_giving_its_name_another_key() {
    Operators operators = TestOperators.on(acme.database(), home, () -> NOW);
    keys(operators, operators.proposeAdding(persons.open("cem"), "the council's"), "ann", "bob");
    apply(named(Managers.NOTHING, "cem"), "agreed");
    OperatorKey.Open puppet = new OperatorKey.Open("cem", persons.open("puppet").open());
    SignedDocument replaced = operators.proposeAdding(puppet, "cem lost it");
    refusedKeys(operators, replaced, "cem speaks for the people of acme: one of cem signs");
    refused(
        () -> operators.proposeRemoving("cem", "cem left"),
        "nobody would be left who speaks for the people of acme");
    // Whoever is no council is changed as before.
    keys(operators, operators.proposeAdding(persons.open("dea"), "joins"), "ann", "bob");
    apply(named(Managers.NOTHING, "cem", "dea"), "two speak", "ann", "cem");
    SignedDocument revoked = operators.proposeRemoving("cem", "cem left");
    refusedKeys(operators, revoked, "one of cem, dea signs");
    keys(operators, revoked, "ann", "dea");
    SignedDocument back = operators.proposeAdding(puppet, "somebody called cem");
    refusedKeys(operators, back, "cem speaks for the people of acme");
    // The one who is left gives a new key to the name of the one who lost it.
    OperatorKey.Open fresh = new OperatorKey.Open("cem", persons.open("fresh").open());
    keys(operators, operators.proposeAdding(fresh, "the council's vote of May"), "bob", "dea");
    assertThat(acme.audit().entries(it, 1).getFirst().subject()).contains("cem");
    assertThat(operators.keys()).containsEntry("cem", persons.open("fresh").open());
    policies.requireAsSigned(it);
  }

  @Test
  void what_is_signed_is_whose_keys_speak_and_not_only_their_names() {
    Operators operators = TestOperators.on(acme.database(), home, () -> NOW);
    keys(operators, operators.proposeAdding(persons.open("cem"), "the council's"), "ann", "bob");
    SignedDocument agreed =
        persons.signed(
            policies.propose(it, named(Managers.NOTHING, "cem"), "agreed"), "ann", "bob");
    assertThat(agreed.document().after())
        .containsEntry("council.keys", "cem " + persons.open("cem").fingerprint());
    OperatorKey.Open puppet = new OperatorKey.Open("cem", persons.open("puppet").open());
    keys(operators, operators.proposeAdding(puppet, "before it is applied"), "ann", "bob");
    refused(() -> policies.apply(it, agreed), "are not any more those that were signed");
    OperatorDocument without = agreed.document();
    TreeMap<String, String> names = new TreeMap<>(without.after());
    names.remove("council.keys");
    SignedDocument byHand =
        new SignedDocument(
            new OperatorDocument(
                without.installation(),
                without.what(),
                without.tenant(),
                without.subject(),
                without.before(),
                names,
                without.reason(),
                without.nonce(),
                without.made(),
                without.expires()),
            List.of());
    refused(
        () -> policies.apply(it, persons.signed(byHand, "ann", "bob")), "which keys council means");
  }

  /** When a document of keys needed nobody of the council, and a policy said only names. */
  @Test
  void what_an_earlier_version_applied_to_a_council_s_keys_still_opens() {
    Operators operators = TestOperators.on(acme.database(), home, () -> NOW);
    keys(operators, operators.proposeAdding(persons.open("cem"), "the council's"), "ann", "bob");
    SignedDocument plain =
        operators.propose(
            OperatorDocument.Kind.COUNCIL_POLICY,
            it.tenant().value(),
            it.tenant().value(),
            new Operators.Change(
                policies.inForce(it).values(),
                named(Managers.NOTHING, "cem").values(),
                "agreed of old"));
    operators.apply(
        List.of(it), OperatorDocument.Kind.COUNCIL_POLICY, persons.signed(plain, "ann", "bob"));
    OperatorKey.Open other = new OperatorKey.Open("cem", persons.open("other").open());
    asEarlier(operators.proposeAdding(other, "cem lost it"));
    assertThat(operators.keys()).containsEntry("cem", other.open());
    policies.settle(it);
    refusedKeys(operators, operators.proposeAdding(persons.open("cem"), "back"), "one of cem");
    TreeMap<String, String> without = new TreeMap<>(operators.keys());
    without.remove("cem");
    SignedDocument gone = keysAre(operators, without);
    refusedKeys(operators, gone, "cem speaks for the people of acme");
    asEarlier(gone);
    assertThat(operators.keys()).containsOnlyKeys("ann", "bob");
    // Nobody could sign for it any more: a key is put back as any other.
    keys(operators, operators.proposeAdding(persons.open("dea"), "joins"), "ann", "bob");
    keys(operators, operators.proposeAdding(other, "again"), "ann", "bob");
    refusedKeys(operators, operators.proposeAdding(persons.open("cem"), "back"), "one of cem");
  }

  private static SignedDocument keysAre(Operators operators, TreeMap<String, String> after) {
    return operators.propose(
        OperatorDocument.Kind.KEYS,
        OperatorDocument.ALL,
        "keys",
        new Operators.Change(operators.keys(), after, "left"));
  }

  private void asEarlier(SignedDocument document) {
    OperatorLog log = TestOperators.log(acme.database(), home);
    log.append(log.read(), persons.signed(document, "ann", "bob"), NOW, "tess");
  }

  @Test
  void a_document_that_does_not_read_as_a_policy_is_written_is_refused() {
    Operators operators = TestOperators.on(acme.database(), home, () -> NOW);
    keys(operators, operators.proposeAdding(persons.open("cem"), "the council's"), "ann", "bob");
    keys(operators, operators.proposeAdding(persons.open("dea"), "the council's"), "ann", "bob");
    // The log would read a council of "cem" and " dea".
    TreeMap<String, String> spaced = signable(operators, "cem", "dea");
    spaced.put("council", "cem;  dea");
    refused(() -> applyByHand(operators, spaced), "as a policy is written");
    TreeMap<String, String> more = signable(operators, "cem");
    more.put("everywhere.also", "managers see all");
    refused(() -> applyByHand(operators, more), "as a policy is written");
    TreeMap<String, String> stranger = signable(operators, "cem", "Zoe X");
    refused(() -> applyByHand(operators, stranger), "has no key in the store");
    applyByHand(operators, signable(operators, "cem"));
    assertThat(policies.inForce(it).council()).containsExactly("cem");
  }

  private static TreeMap<String, String> signable(Operators operators, String... council) {
    TreeMap<String, String> after = new TreeMap<>(named(Managers.NOTHING, council).values());
    after.putAll(operators.pins(List.of(council)));
    return after;
  }

  private void applyByHand(Operators operators, TreeMap<String, String> after) {
    SignedDocument document =
        operators.propose(
            OperatorDocument.Kind.COUNCIL_POLICY,
            it.tenant().value(),
            it.tenant().value(),
            new Operators.Change(policies.inForce(it).values(), after, "by hand"));
    policies.apply(it, persons.signed(document, "ann", "bob"));
  }

  @Test
  void a_company_is_not_deleted_over_the_heads_of_its_council() {
    Operators operators = TestOperators.on(acme.database(), home, () -> NOW);
    keys(operators, operators.proposeAdding(persons.open("cem"), "the council's"), "ann", "bob");
    apply(named(Managers.NOTHING, "cem"), "agreed");
    deleteCompany(operators, "birch", "ann", "bob");
    refused(
        () -> deleteCompany(operators, it.tenant().value(), "ann", "bob"),
        "one of cem signs its deletion as well");
    SignedDocument replaced =
        operators.proposeAdding(
            new OperatorKey.Open("cem", persons.open("puppet").open()), "cem lost it");
    refusedKeys(operators, replaced, "cem speaks for the people of acme");
    deleteCompany(operators, it.tenant().value(), "ann", "cem");
  }

  private void deleteCompany(Operators operators, String tenant, String... names) {
    SignedDocument document =
        operators.propose(
            OperatorDocument.Kind.TENANT_DELETION,
            tenant,
            "company",
            new Operators.Change(
                java.util.Map.of("company", "there"),
                java.util.Map.of("company", "deleted"),
                "it left"));
    operators.apply(
        List.of(it), OperatorDocument.Kind.TENANT_DELETION, persons.signed(document, names));
  }

  private void keys(Operators operators, SignedDocument document, String... names) {
    operators.apply(List.of(it), OperatorDocument.Kind.KEYS, persons.signed(document, names));
  }

  private void refusedKeys(Operators operators, SignedDocument document, String said) {
    refused(() -> keys(operators, document, "ann", "bob"), said);
  }

  private void apply(CouncilPolicy policy, String reason, String... names) {
    policies.apply(it, persons.signed(policies.propose(it, policy, reason), names));
  }

  private static CouncilPolicy named(Managers managers, String... council) {
    CouncilPolicy plain = policy(Consent.OPT_OUT, managers, 10, null);
    return new CouncilPolicy(
        plain.notice(), plain.everywhere(), plain.countries(), List.of(council));
  }

  @Test
  void a_policy_widens_where_anybody_is_seen_more_asked_less_or_kept_longer() {
    CouncilPolicy strict = policy(Consent.OPT_IN, Managers.NOTHING, 15, 365);
    assertThat(strict.widens(strict)).isFalse();
    assertThat(policy(Consent.OPT_OUT, Managers.NOTHING, 15, 365).widens(strict)).isTrue();
    assertThat(policy(Consent.OPT_IN, Managers.CATEGORIES, 15, 365).widens(strict)).isTrue();
    assertThat(policy(Consent.OPT_IN, Managers.NOTHING, 14, 365).widens(strict)).isTrue();
    assertThat(policy(Consent.OPT_IN, Managers.NOTHING, 15, 366).widens(strict)).isTrue();
    assertThat(policy(Consent.OPT_IN, Managers.NOTHING, 15, null).widens(strict)).isTrue();
    assertThat(policy(Consent.OPT_IN, Managers.NOTHING, 20, 90).widens(strict)).isFalse();
    TreeMap<String, Terms> germany = new TreeMap<>();
    germany.put("DE", new Terms(List.of("Berlin"), Consent.OPT_IN, Managers.NAMED, 15, 365));
    CouncilPolicy there = new CouncilPolicy(strict.notice(), strict.everywhere(), germany);
    assertThat(there.widens(strict)).as("in one place alone").isTrue();
    assertThat(strict.widens(there)).isFalse();
  }

  @Test
  void a_file_says_what_is_wrong_in_it() {
    CouncilPolicy read =
        read(
            """
            {"notice": {"version": "2026-11", "text": "Read this."},
             "everywhere": {"consent": "opt-out", "managers": "categories"},
             "countries": {"DE": {"places": ["Berlin", " münchen "], "consent": "opt-in",
               "managers": "nothing", "k": 15, "usage_days": 365}}}
            """);
    assertThat(read.at("MÜNCHEN ").consent()).isEqualTo(Consent.OPT_IN);
    assertThat(read.at("Boston").k()).isEqualTo(10);
    assertThat(read.at(null).managers()).isEqualTo(Managers.CATEGORIES);
    assertThat(read.k()).isEqualTo(15);
    assertThat(read.usageDays()).isEqualTo(365);
    assertThat(CouncilPolicyFile.of(read.values())).isEqualTo(read);
    wrong("managers\": \"named", "managers\": \"all", "everywhere.managers is one of");
    wrong("\"k\": 15", "\"k\": 4", "k is at least 5");
    wrong("\"DE\"", "\"Germany\"", "two capital letters");
    wrong("[\"Berlin\"]", "[]", "names no places");
    wrong("\"notice\"", "\"notise\"", "no works-council policy: 'notise' is no word");
    wrong("{\"version\": \"1\", \"text\": \"Read.\"}", "1", "'notice' is no word of one, or not");
    wrong("{\"notice\"", "[\"notice\"", "it is no JSON object");
    wrong("\"version\": \"1\", ", "", "needs notice");
    wrong("\"k\": 15", "\"usage_days\": 30", "usage_days is 90 to 2557");
  }

  private static void wrong(String from, String to, String said) {
    String right =
        """
        {"notice": {"version": "1", "text": "Read."},
         "everywhere": {"consent": "opt-out", "managers": "named"},
         "countries": {"DE": {"places": ["Berlin"], "consent": "opt-in", "managers": "nothing", "k": 15}}}
        """;
    assertThat(right).contains(from);
    refused(() -> read(right.replace(from, to)), said);
  }

  private static CouncilPolicy read(String text) {
    return CouncilPolicyFile.read(text, 10);
  }

  private void apply(CouncilPolicy policy, String reason) {
    apply(policy, reason, "ann", "bob");
  }

  private static CouncilPolicy policy(
      Consent consent, Managers managers, int k, @Nullable Integer days) {
    return new CouncilPolicy(
        new Notice("1", "Read this."),
        new Terms(List.of(), consent, managers, k, days),
        new TreeMap<>());
  }

  private static void refused(ThrowingCallable call, String said) {
    assertThatThrownBy(call).isInstanceOf(Failure.class).hasMessageContaining(said);
  }

  private void asOwner(String statement) throws Exception {
    try (Connection owner = TestDatabase.asOwner(acme.database());
        Statement sql = owner.createStatement()) {
      sql.execute("ALTER TABLE access.council_policy NO FORCE ROW LEVEL SECURITY");
      sql.execute(statement);
    }
  }
}

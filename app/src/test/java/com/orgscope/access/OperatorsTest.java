package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.TestAudit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody changes alone what two persons sign, and a document counts once, here and for a while. */
class OperatorsTest {
  private static final TenantId ACORN = new TenantId("acorn");
  private static final Caller IT = Caller.commandLine(ACORN, "ann");

  @TempDir private Path home = Path.of("replaced");
  @TempDir private Path people = Path.of("replaced");
  private final Database database = TestDatabase.fresh();
  private Instant now = Instant.parse("2026-11-22T03:00:00Z");
  private TestOperators persons = TestOperators.in(people);
  private Operators operators = operators(home);

  @BeforeEach
  void begin() {
    persons = TestOperators.in(people);
    operators = operators(home);
    persons.begin(operators, IT);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void the_first_two_are_taken_in_one_step_and_nobody_after_them() {
    assertThat(operators.keys()).containsOnlyKeys("ann", "bob");
    refused(
        () -> operators.begin(List.of(IT), persons.open("cem"), persons.open("dan")),
        "the store has keys already");
  }

  @Test
  void one_person_is_not_two() throws IOException {
    Operators other = operators(Files.createDirectory(home.resolve("other")), TestDatabase.fresh());
    refused(
        () -> other.begin(List.of(IT), persons.open("ann"), persons.open("ann")),
        "two different persons are needed");
    OperatorKey.Open ann = persons.open("ann");
    refused(
        () -> other.begin(List.of(IT), ann, new OperatorKey.Open("bea", ann.open())),
        "one key bears two names");
    assertThat(other.keys()).isEmpty();
  }

  @Test
  void a_third_is_added_and_somebody_removed_by_two_who_are_in_the_store() {
    apply(persons.signed(operators.proposeAdding(persons.open("cem"), "a third"), "ann", "bob"));
    assertThat(operators.keys()).containsOnlyKeys("ann", "bob", "cem");
    apply(persons.signed(operators.proposeRemoving("ann", "she left"), "bob", "cem"));
    assertThat(operators.keys()).containsOnlyKeys("bob", "cem");
    refused(
        () -> operators.proposeRemoving("bob", "he left"),
        "the store needs the keys of two persons",
        "only that of cem");
    OperatorKey.Open twice = new OperatorKey.Open("dan", persons.open("cem").open());
    refused(() -> operators.proposeAdding(twice, "a fourth"), "one key bears two names");
    // A document that was proposed elsewhere is looked at as well.
    SignedDocument alone =
        operators.propose(
            OperatorDocument.Kind.KEYS,
            OperatorDocument.ALL,
            "keys",
            new Operators.Change(
                operators.keys(), Map.of("cem", persons.open("cem").open()), "he left"));
    refused(
        () -> apply(persons.signed(alone, "bob", "cem")),
        "the store needs the keys of two persons");
    refused(
        () ->
            apply(persons.signed(operators.proposeAdding(persons.open("dan"), "x"), "ann", "bob")),
        "the key of ann",
        "is not in the store");
    AuditEntry entry = TestAudit.on(database).entries(IT, 1).getFirst();
    assertThat(entry.action()).isEqualTo("apply a signed document");
    assertThat(entry.subject()).startsWith("keys keys: ann ").contains("bob ", " -> bob ", "cem ");
    assertThat(entry.reason()).isEqualTo("signed by bob and cem: she left");
  }

  @Test
  void a_document_about_keys_changes_the_store_that_it_names() {
    SignedDocument cem =
        persons.signed(operators.proposeAdding(persons.open("cem"), "a third"), "ann", "bob");
    SignedDocument dan =
        persons.signed(operators.proposeAdding(persons.open("dan"), "a fourth"), "ann", "bob");
    apply(cem);
    refused(() -> apply(dan), "the store is not any more as the document says it was");
    assertThat(operators.keys()).containsOnlyKeys("ann", "bob", "cem");
  }

  @Test
  void an_entry_follows_on_the_one_before_it() throws IOException {
    apply(persons.signed(something(), "ann", "bob"));
    Path second = home.resolve("operators/000002.json");
    TestOperators.replace(second, "\"previous\":\"", "\"previous\":\"0");
    try (Database restored = TestDatabase.fresh()) {
      refused(() -> operators(home, restored).keys(), second.toString(), "does not follow");
    }
  }

  @Test
  void one_signature_is_not_enough() {
    refused(() -> apply(persons.signed(something())), "there are none");
    refused(() -> apply(persons.signed(something(), "ann")), "there is only that of ann");
  }

  @Test
  void one_person_who_signs_twice_is_one() {
    refused(() -> apply(persons.signed(something(), "ann", "ann")), "ann signed twice");
  }

  @Test
  void a_key_that_is_not_in_the_store_does_not_count() {
    refused(
        () -> apply(persons.signed(something(), "ann", "eve")),
        "the key of eve with the fingerprint " + persons.open("eve").fingerprint(),
        "ann, bob");
    // Bob's name, and a key of somebody's own.
    OperatorKey.Open real = persons.open("bob");
    SignedDocument signed = persons.signed(something(), "ann", "eve");
    SignedDocument.By eve = signed.signatures().getLast();
    refused(
        () -> apply(with(signed, new SignedDocument.By("bob", eve.key(), eve.signature()))), "bob");
    refused(
        () -> apply(with(signed, new SignedDocument.By("bob", real.open(), eve.signature()))),
        "was altered after bob signed it");
  }

  @Test
  void a_document_counts_once() {
    SignedDocument signed = persons.signed(something(), "ann", "bob");
    apply(signed);
    refused(() -> apply(signed), "was applied before");
    refused(
        () -> apply(persons.signed(new SignedDocument(signed.document(), List.of()), "bob", "ann")),
        "was applied before");
  }

  @Test
  void a_document_expires() {
    SignedDocument signed = persons.signed(something(), "ann", "bob");
    now = now.plus(Duration.ofDays(14)).plusSeconds(1);
    refused(() -> apply(signed), "expired at 2026-12-06T03:00:00Z");
    now = now.minusSeconds(1);
    apply(signed);
  }

  @Test
  void a_document_of_the_future_does_not_count_yet() {
    SignedDocument signed = persons.signed(something(), "ann", "bob");
    now = now.minus(Duration.ofHours(1));
    refused(() -> apply(signed), "made at 2026-11-22T03:00:00Z, which is not over");
  }

  @Test
  void a_document_of_another_installation_does_not_count() throws IOException {
    Operators other = operators(Files.createDirectory(home.resolve("other")), TestDatabase.fresh());
    persons.begin(other, IT);
    SignedDocument signed =
        persons.signed(other.propose(Kind.REDRAW, "acorn", "1", change("1")), "ann", "bob");
    refused(() -> apply(signed), "was made for another installation");
  }

  @Test
  void nothing_in_a_signed_document_can_be_altered() {
    SignedDocument signed = persons.signed(something(), "ann", "bob");
    OperatorDocument d = signed.document();
    TreeMap<String, String> more = new TreeMap<>(d.after());
    more.put("value", "3");
    List<OperatorDocument> altered =
        List.of(
            of(d, "birch", d.subject(), d.after(), d.reason(), d.expires()),
            of(d, d.tenant(), "other", d.after(), d.reason(), d.expires()),
            of(d, d.tenant(), d.subject(), more, d.reason(), d.expires()),
            of(d, d.tenant(), d.subject(), d.after(), "another", d.expires()),
            of(d, d.tenant(), d.subject(), d.after(), d.reason(), d.expires().plusSeconds(9)));
    for (OperatorDocument one : altered) {
      refused(
          () -> apply(new SignedDocument(one, signed.signatures())),
          "was altered after ann signed it");
    }
    apply(signed);
  }

  /** Two different documents that would read alike are signed differently. */
  @Test
  void no_value_can_look_like_two() {
    OperatorDocument d = something().document();
    OperatorDocument one = of(d, d.tenant(), "a\"\n\"reason\" \"b", d.after(), "c", d.expires());
    OperatorDocument other = of(d, d.tenant(), "a", d.after(), "b\"\n\"reason\" \"c", d.expires());
    assertThat(one.signedBytes()).isNotEqualTo(other.signedBytes());
  }

  @Test
  void a_file_with_more_in_it_than_what_is_signed_is_none() throws IOException {
    Path file = people.resolve("document.json");
    something().write(file);
    assertThat(SignedDocument.read(file).signatures()).isEmpty();
    TestOperators.replace(file, "\"reason\"", "\"also\" : \"k 2\", \"reason\"");
    refused(() -> SignedDocument.read(file), "is no document to sign");
  }

  @Test
  void doctor_tells_of_an_entry_that_is_altered_or_gone_and_of_a_store_that_is_gone()
      throws IOException {
    apply(persons.signed(something(), "ann", "bob"));
    assertThat(checkup().grade()).isEqualTo(Grade.GOOD);
    assertThat(checkup().found()).contains("ann, bob", "documents: 2");
    Path first = home.resolve("operators/000001.json");
    Path second = home.resolve("operators/000002.json");
    String right = Files.readString(second);

    TestOperators.replace(second, "\"value\":\"2\"", "\"value\":\"3\"");
    wrong(second, "is not as it was written");
    Files.delete(second);
    wrong(second, "is missing");
    String begun = Files.readString(first);
    Files.delete(first);
    wrong(first, "is missing");
    Files.delete(home.resolve("operators"));
    wrong(first, "is missing");
    refused(() -> operators.keys(), "is missing", "Put it back from a copy");

    Files.createDirectory(home.resolve("operators"));
    Files.writeString(first, begun);
    Files.writeString(second, right);
    assertThat(checkup().grade()).isEqualTo(Grade.GOOD);
  }

  /**
   * Whoever can write the files, and has a database that knows nothing of them, still cannot sign.
   */
  @Test
  void an_entry_holds_by_its_signatures_and_not_by_the_database_alone() throws IOException {
    apply(persons.signed(something(), "ann", "bob"));
    Path second = home.resolve("operators/000002.json");
    String right = Files.readString(second);
    TestOperators.replace(second, "\"value\":\"2\"", "\"value\":\"3\"");
    try (Database restored = TestDatabase.fresh()) {
      refused(() -> operators(home, restored).keys(), second.toString(), "was altered after ann");
    }
    Files.writeString(second, right);
    try (Database restored = TestDatabase.fresh()) {
      assertThat(operators(home, restored).keys()).containsOnlyKeys("ann", "bob");
      Files.delete(second);
      refused(() -> operators(home, restored).keys(), "is missing");
    }
  }

  @Test
  void a_key_is_its_owners_alone_and_lies_outside_the_home() throws IOException {
    Path file = people.resolve("ann.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(Path.of(file + ".pub"))).doesNotContain("secret").contains("ann");
    refused(() -> OperatorKey.create("ann", file, new Home(home)), "never written over");
    refused(
        () -> OperatorKey.create("cem", home.resolve("cem.key"), new Home(home)),
        "not kept in the home");
    refused(() -> OperatorKey.create("A b", people.resolve("x"), new Home(home)), "is no name");
    refused(() -> OperatorKey.read(Path.of(file + ".pub")), "is no key of a person");
    refused(() -> OperatorKey.readOpen(file), "is no public key");
  }

  @Test
  void only_it_applies_what_was_signed() {
    SignedDocument signed = persons.signed(something(), "ann", "bob");
    Caller ceo = new Caller(ACORN, Role.CEO, "ceo", null);
    refused(() -> operators.apply(List.of(ceo), Kind.REDRAW, signed), "IT/Security");
    assertThat(operators.newest(Kind.REDRAW, "acorn")).isEmpty();
    refused(() -> operators.apply(List.of(IT), Kind.KEYS, signed), "about redraw, not about keys");
  }

  @Test
  void a_document_says_why() {
    refused(
        () ->
            operators.propose(
                Kind.REDRAW, "acorn", "1", new Operators.Change(Map.of(), Map.of(), " ")),
        "a reason of 1 to 200");
  }

  private SignedDocument something() {
    return operators.propose(Kind.REDRAW, "acorn", "2026-11-22.1", change("2"));
  }

  private static Operators.Change change(String value) {
    return new Operators.Change(
        Map.of("value", "1"), Map.of("value", value), "a file was read twice");
  }

  private static OperatorDocument of(
      OperatorDocument d,
      String tenant,
      String subject,
      Map<String, String> after,
      String reason,
      Instant expires) {
    return new OperatorDocument(
        d.installation(),
        d.what(),
        tenant,
        subject,
        d.before(),
        new TreeMap<>(after),
        reason,
        d.nonce(),
        d.made(),
        expires);
  }

  private static SignedDocument with(SignedDocument signed, SignedDocument.By second) {
    return new SignedDocument(signed.document(), List.of(signed.signatures().getFirst(), second));
  }

  private void apply(SignedDocument signed) {
    operators.apply(List.of(IT), signed.document().what(), signed);
  }

  private void wrong(Path file, String how) {
    assertThat(checkup().grade()).isEqualTo(Grade.WRONG);
    assertThat(checkup().found()).contains(file.toString(), how);
  }

  private Finding checkup() {
    return new OperatorCheckup(TestOperators.log(database, home)).finding();
  }

  private static void refused(ThrowingCallable what, String... because) {
    assertThatThrownBy(what).isInstanceOf(Failure.class).message().contains(because);
  }

  private Operators operators(Path where) {
    return operators(where, database);
  }

  private Operators operators(Path where, Database on) {
    return TestOperators.on(on, where, () -> now);
  }
}

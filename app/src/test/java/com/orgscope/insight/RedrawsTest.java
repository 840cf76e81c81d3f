package com.orgscope.insight;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.orgscope.access.OperatorDocument;
import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Operators;
import com.orgscope.access.SignedDocument;
import com.orgscope.access.TestOperators;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.TestAudit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two persons have a withdrawn release's period drawn once more, at the full charge, and once. */
class RedrawsTest {
  private static final TenantId ACORN = new TenantId("acorn");
  private static final Caller IT = Caller.commandLine(ACORN, "ann");
  private static final Caller CEO = new Caller(ACORN, Role.CEO, "ceo", null);
  private static final String TWICE = "a file was read twice";

  @TempDir private Path home = Path.of("replaced");
  @TempDir private Path people = Path.of("replaced");
  private Database database = TestDatabase.fresh();
  private Instant now = Instant.parse("2026-11-22T03:00:00Z");
  private TestOperators persons = TestOperators.in(people);
  private @Nullable Census census = MadeUpCensus.company(300, 1).census();
  private String wrong = "";

  @BeforeEach
  void withdrawn() {
    persons = TestOperators.in(people);
    persons.begin(operators(), IT);
    wrong = releases().publish(IT).orElseThrow().id();
    releases().withdraw(IT, wrong, TWICE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_withdrawn_release_is_drawn_once_more_and_says_which_one_it_replaces_and_why() {
    assertThat(releases().publish(IT)).isInstanceOf(Publication.Withheld.class);
    assertThat(releases().withdrawnSince(CEO)).contains(new Release.Replaced(wrong, TWICE));
    Release first = new ReleaseStore(database).named(IT, wrong).orElseThrow();
    now = now.plus(Duration.ofDays(2));
    Release again = redraw(signed("ann", "bob"));

    assertThat(again.id()).isEqualTo("2026-11-21.2");
    assertThat(again.replaces()).isEqualTo(new Release.Replaced(wrong, TWICE));
    assertThat(again.dueAt()).as("the period is the one that was begun").isEqualTo(first.dueAt());
    assertThat(again.cells()).isNotEqualTo(first.cells());
    assertThat(releases().latest(CEO)).contains(again);
    assertThat(releases().withdrawnSince(CEO)).isEmpty();
    assertThat(releases().publish(IT)).isEqualTo(new Publication.Unchanged(again));
    assertThat(ReleaseDocument.of(again).replaces())
        .isEqualTo(new ReleaseDocument.Replaced(wrong, TWICE));
    assertThat(ReleaseDocument.of(first).replaces()).isNull();
    assertThat(requireNonNull(again.quarter()).causes())
        .as("the quarter's cells were withdrawn too")
        .isNotEqualTo(requireNonNull(first.quarter()).causes());
  }

  /** A night of an earlier day makes two releases of the same days. */
  @Test
  void what_a_release_showed_of_an_earlier_draw_of_the_same_days_is_not_drawn_a_second_time() {
    Release first = redraw(signed("ann", "bob"));
    now = now.plus(Duration.ofDays(31));
    census = MadeUpCensus.company(300, 1).run("run-2", first.window().lastDay()).census();
    Release second = releases().publish(IT).orElseThrow();
    assertThat(second.quarter()).isEqualTo(requireNonNull(first.quarter()));
    releases().withdraw(IT, second.id(), TWICE);
    Release again = redraw(persons.signed(propose(second.id()), "ann", "bob"));
    assertThat(again.quarter()).as("what stands").isEqualTo(first.quarter());
    assertThat(again.epsilon()).as("without the quarter's").isEqualByComparingTo("1");
  }

  @Test
  void both_stay_in_journal_and_ledger_and_the_second_is_charged_in_full() {
    Release again = redraw(signed("ann", "bob"));
    List<JournalEntry> entries = TestJournal.in(home).entries(ACORN);
    assertThat(entries).hasSize(3);
    assertThat(entries.get(0).isOf(wrong)).isTrue();
    assertThat(entries.get(1).withdraws(wrong)).isTrue();
    assertThat(requireNonNull(entries.get(2).release()).release()).isEqualTo(again);
    assertThat(charges())
        .extracting(PrivacyLedger.Charge::subject, PrivacyLedger.Charge::epsilon)
        .containsExactlyInAnyOrder(
            tuple("release:run-1:2026-11-21", Epsilon.of("1.188")),
            tuple("release:in place of " + wrong, Epsilon.of("1.188")));
    List<AuditEntry> log = TestAudit.on(database).entries(IT, 5);
    assertThat(log)
        .extracting(AuditEntry::action, AuditEntry::reason)
        .contains(tuple("apply a signed document", "signed by ann and bob: the file is out"));
    assertThat(log).extracting(AuditEntry::action).contains("draw a withdrawn release once more");
  }

  @Test
  void a_restored_database_has_both_draws_with_their_charges_and_does_not_draw_a_third() {
    SignedDocument signed = signed("ann", "bob");
    Release again = redraw(signed);
    List<PrivacyLedger.Charge> charges = charges();
    database.close();
    database = TestDatabase.fresh();
    assertThat(releases().latest(CEO)).contains(again);
    assertThat(charges()).containsExactlyInAnyOrderElementsOf(charges);
    refused(() -> redraw(signed), "was drawn once more already, as " + again.id());
    assertThat(TestJournal.in(home).count(ACORN)).isEqualTo(3);
  }

  @Test
  void nothing_is_drawn_a_third_time() {
    SignedDocument signed = signed("ann", "bob");
    Release again = redraw(signed);
    refused(() -> redraw(signed), "was drawn once more already, as " + again.id());
    refused(() -> propose(wrong), "was drawn once more already");
    releases().withdraw(IT, again.id(), "still wrong");
    refused(() -> redraw(signed), "was drawn once more already");
    refused(() -> propose(again.id()), "was itself drawn in the place of " + wrong);
    assertThat(charges()).hasSize(2);
    assertThat(TestJournal.in(home).count(ACORN)).isEqualTo(4);
  }

  @Test
  void a_document_that_does_not_count_draws_and_charges_nothing() {
    refused(() -> redraw(signed("ann")), "there is only that of ann");
    refused(() -> redraw(signed("ann", "ann")), "ann signed twice");
    refused(() -> redraw(signed("ann", "eve")), "the key of eve");
    SignedDocument good = signed("ann", "bob");
    OperatorDocument d = good.document();
    TreeMap<String, String> other = new TreeMap<>(Map.of("release", "drawn for nothing"));
    refused(
        () ->
            redraw(
                new SignedDocument(
                    new OperatorDocument(
                        d.installation(),
                        d.what(),
                        d.tenant(),
                        d.subject(),
                        d.before(),
                        other,
                        d.reason(),
                        d.nonce(),
                        d.made(),
                        d.expires()),
                    good.signatures())),
        "was altered after ann signed it");
    refused(
        () -> redraw(proposed(Kind.REDRAW, "acorn", d.before(), other)),
        "does not say what release " + wrong + " was withdrawn for");
    refused(
        () -> redraw(proposed(Kind.REDRAW, "birch", d.before(), d.after())),
        "the document is for birch, not for acorn");
    refused(
        () -> redraw(proposed(Kind.PRIVACY_POLICY, "acorn", d.before(), d.after())),
        "about privacy policy, not about redraw");
    now = now.plus(Duration.ofDays(15));
    refused(() -> redraw(good), "expired");
    assertThat(charges()).hasSize(1);
    assertThat(TestJournal.in(home).count(ACORN)).isEqualTo(2);
    assertThat(operators().newest(Kind.REDRAW, "acorn")).isEmpty();
  }

  @Test
  void only_a_withdrawn_release_of_the_period_that_stands_is_drawn_once_more() {
    refused(() -> propose("2026-01-01.1"), "there is no release '2026-01-01.1'");
    now = now.plus(Duration.ofDays(31));
    refused(() -> propose(wrong), "the period of release " + wrong + " is over");
    census = MadeUpCensus.company(300, 1).run("run-2", LocalDate.of(2026, 12, 22)).census();
    Release next = releases().publish(IT).orElseThrow();
    refused(() -> propose(next.id()), "is not withdrawn");
  }

  @Test
  void who_is_killed_after_the_document_was_applied_goes_on_and_pays_once() {
    SignedDocument signed = signed("ann", "bob");
    census = null;
    assertThat(redraws().redraw(IT, signed)).isInstanceOf(Publication.Withheld.class);
    assertThat(charges()).as("nothing to draw, nothing paid").hasSize(1);
    Census counted = MadeUpCensus.company(300, 2).census();
    census = counted;
    // As a process leaves it that dies between the charge and the draw.
    var unused =
        TestReleases.ledger(database, () -> now)
            .charge(IT, "release:in place of " + wrong, Epsilon.of("1.188"), 1e-3);
    operators().apply(List.of(IT), Kind.REDRAW, signed);
    now = now.plus(Duration.ofDays(15));
    Release again = redraw(signed);
    assertThat(again.replaces()).isNotNull();
    assertThat(charges()).hasSize(2);
  }

  @Test
  void the_years_budget_binds_a_redraw_too() {
    var unused =
        TestReleases.ledger(database, () -> now)
            .charge(IT, "release:others", Epsilon.of("14"), 1e-3);
    assertThat(redraws().redraw(IT, signed("ann", "bob")))
        .isInstanceOfSatisfying(
            Publication.Withheld.class,
            held -> assertThat(held.reason()).contains("budget of this year is spent"));
    assertThat(operators().newest(Kind.REDRAW, "acorn")).as("it is good another time").isEmpty();
  }

  @Test
  void only_it_proposes_and_draws() {
    SignedDocument signed = signed("ann", "bob");
    for (Role role : List.of(Role.CEO, Role.AUDITOR)) {
      Caller other = new Caller(ACORN, role, "somebody", null);
      refused(() -> redraws().redraw(other, signed), "IT/Security");
      refused(() -> redraws().propose(other, wrong, "why"), "IT/Security");
    }
  }

  private SignedDocument propose(String release) {
    return redraws().propose(IT, release, "the file is out");
  }

  private SignedDocument signed(String... names) {
    return persons.signed(propose(wrong), names);
  }

  private SignedDocument proposed(
      Kind what, String tenant, Map<String, String> before, Map<String, String> after) {
    return persons.signed(
        operators().propose(what, tenant, wrong, new Operators.Change(before, after, "why")),
        "ann",
        "bob");
  }

  private Release redraw(SignedDocument signed) {
    return redraws().redraw(IT, signed).orElseThrow();
  }

  private static void refused(ThrowingCallable what, String... because) {
    assertThatThrownBy(what).isInstanceOf(Failure.class).message().contains(because);
  }

  private List<PrivacyLedger.Charge> charges() {
    return TestReleases.ledger(database, () -> now).charges(IT);
  }

  private Operators operators() {
    return TestOperators.on(database, home, () -> now);
  }

  private Releases releases() {
    return TestReleases.on(database, home, () -> now, () -> Optional.ofNullable(census));
  }

  private Redraws redraws() {
    return TestReleases.redraws(database, home, () -> now, () -> Optional.ofNullable(census));
  }
}

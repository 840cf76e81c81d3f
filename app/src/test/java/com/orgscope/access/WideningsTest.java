package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Widenings.Act;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.testing.Company;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside the policy too, nothing is widened over the heads of those who speak for the people. */
class WideningsTest {
  private static final Act LET_IN = act("Haven");

  @TempDir private Path home = Path.of("replaced");
  @TempDir private Path people = Path.of("replaced");

  @SuppressWarnings("NullAway.Init")
  private Company acme;

  @SuppressWarnings("NullAway.Init")
  private TestOperators persons;

  @SuppressWarnings("NullAway.Init")
  private Operators operators;

  @SuppressWarnings("NullAway.Init")
  private CouncilPolicies policies;

  @SuppressWarnings("NullAway.Init")
  private Widenings widenings;

  private final Caller it = Caller.commandLine(TestDirectory.ACME, "tess");

  @BeforeEach
  void threePersons() {
    acme = Company.open(home, TestWidenings.CLOCK);
    persons = TestOperators.in(people);
    operators = TestOperators.on(acme.database(), home, TestWidenings.CLOCK);
    persons.begin(operators, it);
    adds("cem");
    policies = TestWidenings.policies(acme, operators);
    widenings = TestWidenings.of(acme, home);
  }

  @AfterEach
  void close() {
    acme.close();
  }

  private void adds(String name) {
    SignedDocument added = operators.proposeAdding(persons.open(name), "more persons");
    operators.apply(List.of(it), Kind.KEYS, persons.signed(added, "ann", "bob"));
  }

  private static Act act(String label) {
    return new Act(
        "sensitive applications",
        new TreeMap<>(Map.of(label, "withheld")),
        new TreeMap<>(Map.of(label, "counted")));
  }

  /** From now on Cem speaks for the people. */
  private void agreed() {
    SignedDocument first =
        policies.propose(
            it, TestCouncilPolicies.naming(List.of("cem"), Managers.CATEGORIES), "agreed");
    policies.apply(it, persons.signed(first, "ann", "bob"));
  }

  @Test
  void where_nobody_speaks_for_the_people_it_needs_no_document() {
    widenings.require(it, LET_IN, null);
  }

  @Test
  void two_other_persons_are_not_enough_and_one_document_is_good_for_one_act() {
    agreed();
    refused(() -> widenings.require(it, LET_IN, null), "names cem");
    SignedDocument asked = widenings.propose(it, LET_IN, "it was renamed");
    refused(() -> widenings.require(it, LET_IN, asked), "signatures of two");
    refused(() -> widenings.require(it, LET_IN, persons.signed(asked, "ann", "bob")), "one of cem");
    refused(() -> widenings.require(it, LET_IN, persons.signed(asked, "cem")), "only that of cem");
    SignedDocument signed = persons.signed(asked, "bob", "cem");
    refused(() -> widenings.require(it, act("Refuge"), signed), "not about this");
    Caller other = acme.beside("other").operator();
    refused(() -> widenings.require(other, LET_IN, signed), "not about this");
    widenings.require(it, LET_IN, signed);
    refused(() -> widenings.require(it, LET_IN, signed), "counts once");
    assertThat(acme.audit().entries(it, 1).getFirst().subject())
        .contains("widening sensitive applications", "Haven: withheld -> counted");
  }

  @Test
  void a_document_that_was_kept_does_not_count_under_other_circumstances() {
    agreed();
    SignedDocument kept = persons.signed(widenings.propose(it, LET_IN, "then"), "ann", "cem");
    Act now =
        new Act(
            LET_IN.subject(),
            new TreeMap<>(Map.of("Haven", "withheld, last marked at noon")),
            LET_IN.after());
    refused(() -> widenings.require(it, now, kept), "not about this");
    widenings.require(it, LET_IN, kept);
  }

  @Test
  void the_council_reads_what_waits_for_it_until_it_is_applied() {
    Caller council = new Caller(it.tenant(), Role.COUNCIL, "cem", null);
    Proposals proposals = TestWidenings.proposals(acme);
    agreed();
    assertThat(proposals.waiting(council)).as("the first was applied").isEmpty();
    SignedDocument asked = widenings.propose(it, LET_IN, "it was renamed");
    SignedDocument narrower =
        policies.propose(it, TestCouncilPolicies.naming(List.of("cem"), Managers.NOTHING), "less");
    assertThat(proposals.waiting(council))
        .extracting(Proposals.Waiting::what, Proposals.Waiting::council)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("sensitive applications", true),
            org.assertj.core.groups.Tuple.tuple("works-council policy", false));
    widenings.require(it, LET_IN, persons.signed(asked, "ann", "cem"));
    policies.apply(it, persons.signed(narrower, "ann", "bob"));
    assertThat(proposals.waiting(council)).isEmpty();
    Caller ceo = new Caller(it.tenant(), Role.CEO, "ceo", null);
    refused(() -> proposals.waiting(ceo), "COUNCIL");
  }

  @Test
  void nobody_else_takes_the_place_of_whoever_speaks_for_the_people() {
    agreed();
    refused(() -> operators.proposeRemoving("cem", "left"), "nobody would be left who speaks");
    String before = String.valueOf(operators.keys().get("cem"));
    SignedDocument replaced = operators.proposeAdding(persons.another("cem"), "lost");
    refused(
        () -> operators.apply(List.of(it), Kind.KEYS, persons.signed(replaced, "ann", "bob")),
        "cem speaks for the people of acme");
    assertThat(operators.keys()).containsEntry("cem", before);
  }

  private static void refused(ThrowingCallable call, String said) {
    assertThatThrownBy(call).isInstanceOf(Failure.class).hasMessageContaining(said);
  }
}

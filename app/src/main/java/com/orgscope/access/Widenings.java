package com.orgscope.access;

import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Acts beside the policy that widen what is seen, asked or kept. Where the policy in force names
 * who speaks for the people, two persons sign such an act first, and one of the two speaks for
 * them.
 */
@Component
public final class Widenings {
  private final Operators operators;
  private final CouncilPolicies policies;
  private final Proposals proposals;

  Widenings(Operators operators, CouncilPolicies policies, Proposals proposals) {
    this.operators = operators;
    this.policies = policies;
    this.proposals = proposals;
  }

  /**
   * An act.
   *
   * @param subject what it is about ({@code "applications that are counted"})
   * @param before what holds until then
   * @param after what holds then
   */
  public record Act(
      String subject, SortedMap<String, String> before, SortedMap<String, String> after) {}

  /** A document of it, to be signed. */
  public SignedDocument propose(Caller caller, Act act, String reason) {
    SignedDocument proposed =
        operators.propose(
            Kind.WIDENING,
            caller.tenant().value(),
            act.subject(),
            new Operators.Change(act.before(), act.after(), reason));
    proposals.note(caller, proposed, !policies.inForce(caller).council().isEmpty());
    return proposed;
  }

  /**
   * Returns if it may be done now; a document that was needed is used up.
   *
   * @param signed what was signed for it; null for nothing
   * @throws Failure for the operator, if it is not what was signed, or nobody who speaks for the
   *     people signed it
   */
  public void require(Caller caller, Act act, @Nullable SignedDocument signed) {
    List<String> council = policies.inForce(caller).council();
    if (signed == null) {
      if (!council.isEmpty()) {
        throw Failure.withRemedy(
            "the works-council policy of %s names %s: two persons sign this first, and one of them is of these"
                .formatted(caller.tenant(), String.join(", ", council)),
            new Remedy.SignedWidening());
      }
      return;
    }
    List<String> signers = operators.requireSigned(Kind.WIDENING, signed);
    OperatorDocument document = signed.document();
    if (!document.tenant().equals(caller.tenant().value())
        || !document.subject().equals(act.subject())
        || !document.before().equals(new TreeMap<>(act.before()))
        || !document.after().equals(new TreeMap<>(act.after()))) {
      throw Failure.operator(
          "the document is about %s of %s (%s), and not about this"
              .formatted(document.subject(), document.tenant(), document.change()));
    }
    policies.requireCouncil(caller, signers, "it widens what is seen, asked or kept");
    operators.apply(List.of(caller), Kind.WIDENING, signed);
    proposals.applied(caller, signed);
  }
}

package com.orgscope.privacy;

import com.orgscope.access.OperatorDocument;
import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Operators;
import com.orgscope.access.Proposals;
import com.orgscope.access.SignedDocument;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Which policy is in force. It is read anew, with every signature, whenever something is drawn; one
 * that is not as two persons signed it counts for nothing, and nothing is drawn beside it.
 */
@Component
public final class PrivacyPolicies {
  private static final String SUBJECT = "of releases";

  private final Operators operators;
  private @Nullable Proposals proposals;

  PrivacyPolicies(Operators operators) {
    this.operators = operators;
  }

  /** Without it, nobody is told what waits. */
  @Autowired(required = false)
  void proposals(Proposals known) {
    this.proposals = known;
  }

  /**
   * @throws Failure for the operator, if what was signed is not as it was written
   */
  public PrivacyPolicy inForce() {
    return signed()
        .map(policy -> PrivacyPolicy.of(policy.document().after()))
        .orElse(PrivacyPolicy.FLOORS);
  }

  /** The document behind it; none where the floors hold. */
  public Optional<SignedDocument> signed() {
    return operators.newest(Kind.PRIVACY_POLICY, OperatorDocument.ALL);
  }

  /** A document in which the policy is changed, to be signed by two. */
  public SignedDocument propose(PrivacyPolicy to, String reason) {
    SortedMap<String, String> now = inForce().values();
    if (to.values().equals(now)) {
      throw Failure.operator(
          "the privacy policy in force says just that: name what is to change, and to what");
    }
    SignedDocument proposed =
        operators.propose(
            Kind.PRIVACY_POLICY,
            OperatorDocument.ALL,
            SUBJECT,
            new Operators.Change(now, to.values(), reason));
    if (proposals != null && to.widens(inForce())) {
      for (TenantId tenant : operators.withCouncil()) {
        proposals.note(Caller.system(tenant, "privacy"), proposed, true);
      }
    }
    return proposed;
  }

  /**
   * Puts a signed policy into force.
   *
   * @param companies a caller of each company, in whose audit log it is written
   */
  public PrivacyPolicy apply(List<Caller> companies, SignedDocument signed) {
    OperatorDocument document = signed.document();
    List<String> signers = operators.requireSigned(Kind.PRIVACY_POLICY, signed);
    if (!document.tenant().equals(OperatorDocument.ALL)) {
      throw Failure.operator("a privacy policy is for all companies of an installation");
    }
    PrivacyPolicy policy = PrivacyPolicy.of(document.after());
    if (!document.before().equals(inForce().values())) {
      throw Failure.operator(
          "the policy in force is not the one that the document changes: have a new one proposed");
    }
    if (policy.widens(inForce())) {
      operators.requireEveryCouncil(signers, "it lets releases tell more");
    }
    operators.apply(companies, Kind.PRIVACY_POLICY, signed);
    if (proposals != null) {
      for (Caller company : companies) {
        proposals.applied(company, signed);
      }
    }
    return policy;
  }

  /** Why nothing may be drawn with these settings; empty if something may. */
  public Optional<String> refusal(PrivacySettings settings, Period between) {
    try {
      PrivacyPolicy policy = inForce();
      return policy.refusal(settings).or(() -> policy.refusal(between));
    } catch (Failure e) {
      return Optional.of(said(e));
    }
  }

  /**
   * For whoever starts with these settings.
   *
   * @throws Failure for the operator, if they go further than the policy allows; while it is not as
   *     it was signed, further than the floors
   */
  void require(PrivacySettings settings) {
    refusal(policy -> policy.refusal(settings)).ifPresent(PrivacyPolicies::refuse);
  }

  /** As {@link #require(PrivacySettings)}. */
  public void require(Period between) {
    refusal(policy -> policy.refusal(between)).ifPresent(PrivacyPolicies::refuse);
  }

  private Optional<String> refusal(Function<PrivacyPolicy, Optional<String>> question) {
    PrivacyPolicy policy;
    try {
      policy = inForce();
    } catch (Failure e) {
      if (e.kind() != Failure.Kind.OPERATOR) {
        throw e;
      }
      return question.apply(PrivacyPolicy.FLOORS).map(why -> why + ". " + said(e));
    }
    return question.apply(policy);
  }

  private static void refuse(String why) {
    throw Failure.operator(why);
  }

  private static String said(Failure failure) {
    return Objects.requireNonNull(failure.getMessage());
  }
}

package com.orgscope.access;

import com.orgscope.access.CouncilPolicyStore.Stored;
import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Maintenance;
import com.orgscope.lake.Retention;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What a company promises its people: as two persons signed it, or what holds until they did. The
 * database has a copy, which its row policies read; one that is not as it was signed counts for
 * nothing, and no release is drawn beside it.
 */
@Component
public final class CouncilPolicies {
  private final Operators operators;
  private final CouncilPolicyStore store;
  private final Tenants tenants;
  private final ObjectProvider<Maintenance> maintenance;
  private final Proposals proposals;
  private final InstantSource clock;

  CouncilPolicies(
      Operators operators,
      CouncilPolicyStore store,
      Tenants tenants,
      ObjectProvider<Maintenance> maintenance,
      Proposals proposals,
      InstantSource clock) {
    this.proposals = proposals;
    this.operators = operators;
    this.store = store;
    this.tenants = tenants;
    this.maintenance = maintenance;
    this.clock = clock;
  }

  /**
   * One that was applied.
   *
   * @param number counted from 1
   */
  public record Applied(
      int number, CouncilPolicy policy, String reason, List<String> signedBy, Instant at) {
    public Applied {
      signedBy = List.copyOf(signedBy);
    }
  }

  /** What holds, for everybody of the company to read. */
  public CouncilPolicy inForce(Caller caller) {
    return newest(caller).map(Stored::policy).orElseGet(() -> unsigned(caller.tenant()));
  }

  /** What holds until one is signed. */
  public CouncilPolicy unsigned(TenantId tenant) {
    return CouncilPolicy.unsigned(tenants.get(tenant).region());
  }

  /** All that were applied, the newest last; none while nobody signed one. */
  public List<Applied> history(Caller caller) {
    return store.all(caller).stream()
        .map(one -> new Applied(one.number(), one.policy(), one.reason(), one.signedBy(), one.at()))
        .toList();
  }

  private Optional<Stored> newest(Caller caller) {
    return store.newest(caller);
  }

  /**
   * A document in which the policy becomes this one, to be signed by two.
   *
   * @throws Failure for the operator, if it says nothing new
   */
  public SignedDocument propose(Caller caller, CouncilPolicy to, String reason) {
    settle(caller);
    SortedMap<String, String> now = inForce(caller).values();
    if (to.values().equals(now)) {
      throw Failure.operator("the works-council policy in force says just that");
    }
    List<String> strangers = new ArrayList<>(to.council());
    strangers.removeAll(operators.keys().keySet());
    if (!strangers.isEmpty()) {
      throw Failure.operator(
          "%s, whom council names, may not sign: have their key added first"
              .formatted(String.join(", ", strangers)));
    }
    SortedMap<String, String> after = new TreeMap<>(to.values());
    after.putAll(operators.pins(to.council()));
    SignedDocument proposed =
        operators.propose(
            Kind.COUNCIL_POLICY,
            caller.tenant().value(),
            caller.tenant().value(),
            new Operators.Change(now, after, reason));
    proposals.note(caller, proposed, to.needsCouncil(inForce(caller)));
    return proposed;
  }

  /** Puts a signed policy into force: whatever is asked next is answered by it. */
  public CouncilPolicy apply(Caller caller, SignedDocument signed) {
    OperatorDocument document = signed.document();
    List<String> signers = operators.requireSigned(Kind.COUNCIL_POLICY, signed);
    if (!document.tenant().equals(caller.tenant().value())) {
      throw Failure.operator("the document is about %s".formatted(document.tenant()));
    }
    CouncilPolicy policy = CouncilPolicyFile.of(document.after());
    if (!policy.council().isEmpty() && !document.after().containsKey(OperatorState.COUNCIL_KEYS)) {
      throw Failure.operator(
          "the document does not say which keys council means: have it proposed anew");
    }
    requireReadsAlike(document, policy);
    settle(caller);
    CouncilPolicy now = inForce(caller);
    if (!document.before().equals(now.values())) {
      throw Failure.operator(
          "the policy in force is not the one that the document changes: have a new one proposed");
    }
    if (policy.needsCouncil(now)) {
      requireCouncil(caller, signers, "it widens what is seen, asked or kept, or whom it names");
    }
    operators.apply(List.of(caller), Kind.COUNCIL_POLICY, signed);
    settle(caller);
    proposals.applied(caller, signed);
    return policy;
  }

  /** What is signed is what is put into force, letter by letter, and says nothing besides. */
  private static void requireReadsAlike(OperatorDocument document, CouncilPolicy policy) {
    SortedMap<String, String> said = new TreeMap<>(document.after());
    said.remove(OperatorState.COUNCIL_KEYS);
    if (!said.equals(policy.values())) {
      throw Failure.operator(
          "the document does not say what would be put into force as a policy is written: have it proposed anew");
    }
  }

  /**
   * Returns if one of those who speak for the company's people signed, or nobody does.
   *
   * @param why they have to, in words
   * @throws Failure for the operator, naming them
   */
  public void requireCouncil(Caller caller, List<String> signers, String why) {
    List<String> council = inForce(caller).council();
    if (!council.isEmpty() && signers.stream().noneMatch(council::contains)) {
      throw Failure.operator(
          "%s: one of %s signs it as well".formatted(why, String.join(", ", council)));
    }
  }

  /**
   * Gives the database the policy that was signed, if it has it not: whoever applied it died
   * between, or the database was restored from a time before.
   *
   * @throws Failure for the operator, if the database has another one
   */
  public void settle(Caller caller) {
    Optional<SignedDocument> signed = signed(caller.tenant());
    Optional<Stored> stored = newest(caller);
    if (signed.isPresent() && stored.filter(one -> isOf(one, signed.get())).isEmpty()) {
      SignedDocument document = signed.get();
      Stored fresh =
          new Stored(
              stored.map(Stored::number).orElse(0) + 1,
              CouncilPolicyFile.of(document.document().after()),
              document.document().reason(),
              document.signatures().stream().map(SignedDocument.By::name).toList(),
              document.document().nonce(),
              clock.instant().truncatedTo(ChronoUnit.MICROS));
      store.add(caller, fresh);
    }
    requireAsSigned(caller);
    // Also after a death between the two.
    signed.ifPresent(
        one -> retain(caller.tenant(), CouncilPolicyFile.of(one.document().after()).usageDays()));
  }

  /** Figures that were to be kept for longer go earlier from now on, never later. */
  private void retain(TenantId tenant, @Nullable Integer days) {
    Maintenance keeper = maintenance.getIfAvailable();
    if (days == null || keeper == null) {
      return;
    }
    Retention now = keeper.retention(tenant);
    keeper.retain(
        tenant,
        new Retention(
            Math.min(now.hotDays(), days),
            shorter(now.eventDays(), days),
            shorter(now.usageDays(), days)));
  }

  private static int shorter(@Nullable Integer now, int days) {
    return now == null ? days : Math.min(now, days);
  }

  /**
   * For whoever sets how long figures are kept.
   *
   * @throws Failure for the operator, if that is longer than the policy says
   */
  public void require(Caller caller, Retention retention) {
    Integer most = inForce(caller).usageDays();
    if (most != null
        && (longer(retention.eventDays(), most) || longer(retention.usageDays(), most))) {
      throw Failure.operator(
          "the works-council policy keeps what is told of people for %d days at most"
              .formatted(most));
    }
  }

  private static boolean longer(@Nullable Integer days, int most) {
    return days == null || days > most;
  }

  /**
   * For whoever is about to publish.
   *
   * @throws Failure for the operator, if what the database has is not what was signed
   */
  public void requireAsSigned(Caller caller) {
    Optional<SignedDocument> signed = signed(caller.tenant());
    Optional<Stored> stored = newest(caller);
    boolean same =
        signed.isPresent()
            ? stored.filter(one -> isOf(one, signed.get())).isPresent()
            : stored.isEmpty();
    if (!same) {
      throw Failure.operator(
          "the works-council policy of %s in the database is not the one that was signed: nothing is drawn or applied until somebody found out why"
              .formatted(caller.tenant()));
    }
  }

  private Optional<SignedDocument> signed(TenantId tenant) {
    return operators.newest(Kind.COUNCIL_POLICY, tenant.value());
  }

  private static boolean isOf(Stored stored, SignedDocument signed) {
    return stored.nonce().equals(signed.document().nonce())
        && stored.policy().equals(CouncilPolicyFile.of(signed.document().after()))
        && Objects.equals(stored.reason(), signed.document().reason());
  }

  /**
   * People in a shown group, at least: a policy makes it larger than the setting, never smaller.
   */
  public int k(TenantId tenant, int setting) {
    return Math.max(setting, inForce(Caller.system(tenant, "access")).k());
  }
}

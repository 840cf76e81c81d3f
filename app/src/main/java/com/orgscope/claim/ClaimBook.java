package com.orgscope.claim;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.usage.SensitiveApplications;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What is registered, for whoever has everybody's rows; each look is in the audit log. */
@Component
class ClaimBook {
  private final ClaimStore store;
  private final Access access;
  private final SensitiveApplications sensitive;

  ClaimBook(ClaimStore store, Access access, SensitiveApplications sensitive) {
    this.sensitive = sensitive;
    this.store = store;
    this.access = access;
  }

  /**
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  private void admit(Caller caller, Action action, String subject) {
    access.require(caller, action, subject);
    if (access.scope(caller).people() != null) {
      throw Failure.operator(
          "claims are measured over everybody, whose rows you do not have: ask IT/Security");
    }
  }

  /**
   * @param subject for the audit log
   */
  void admitChange(Caller caller, String subject) {
    admit(caller, Action.DECIDE, subject);
  }

  List<Claim> all(Caller caller) {
    admit(caller, Action.PERSON_DATA, "claims");
    Predicate<String> told = sensitive.tells(caller.tenant());
    return store.all(caller).stream().map(claim -> claim.without(told)).toList();
  }

  /**
   * @throws Failure for the operator, if there is no such claim
   */
  Claim get(Caller caller, String id) {
    return named(id, all(caller));
  }

  /**
   * @throws Failure for the operator, if none of these is called so
   */
  static Claim named(String id, List<Claim> all) {
    int number = Claim.number(id);
    return all.stream()
        .filter(claim -> claim.number() == number)
        .findFirst()
        .orElseThrow(() -> Failure.operator(missing(id, all)));
  }

  private static String missing(String id, List<Claim> all) {
    return "there is no claim '%s': %s"
        .formatted(
            id,
            all.isEmpty()
                ? "none is registered yet"
                : "use one of " + String.join(", ", all.stream().map(Claim::id).toList()));
  }

  Rollout rollout(Caller caller, Claim claim) {
    return rollouts(caller).getOrDefault(claim.number(), Rollout.NOBODY);
  }

  /** By the claim's number; none where nothing was said. */
  Map<Integer, Rollout> rollouts(Caller caller) {
    return store.rollouts(caller);
  }
}

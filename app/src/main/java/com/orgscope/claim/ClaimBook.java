package com.orgscope.claim;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is registered, for whoever has everybody's rows; each look is in the audit log. */
@Component
class ClaimBook {
  private final ClaimStore store;
  private final Access access;

  ClaimBook(ClaimStore store, Access access) {
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
    return store.all(caller);
  }

  /**
   * @throws Failure for the operator, if there is no such claim
   */
  Claim get(Caller caller, String id) {
    int number = Claim.number(id);
    List<Claim> all = all(caller);
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
    return store.rollout(caller, claim);
  }
}

package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.audit.Audit;
import com.orgscope.category.Assignments;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Night;
import com.orgscope.recommendation.Recommendations;
import org.springframework.stereotype.Component;

/** Nights that were held back, of which a person says whether their answers hold. */
@Component
public class HeldNights {
  private static final int LONGEST_REASON = 500;

  private final Access access;
  private final Audit audit;
  private final NightStore nights;
  private final Assignments assignments;
  private final Recommendations recommendations;

  HeldNights(
      Access access,
      Audit audit,
      NightStore nights,
      Assignments assignments,
      Recommendations recommendations) {
    this.access = access;
    this.audit = audit;
    this.nights = nights;
    this.assignments = assignments;
    this.recommendations = recommendations;
  }

  /**
   * Its answers hold from now on.
   *
   * @param run the night's name ({@code "2026-11-21.1"})
   * @param reason in the person's words, 1 to 500 characters
   * @throws Failure for the operator, if there is no such night, it is not held, or a later night's
   *     answers hold already
   */
  public void release(Caller caller, String run, String reason) {
    String what = "release a held night";
    String why = allowed(caller, what, run, reason);
    Caller system = Caller.system(caller.tenant(), "nightly");
    Night night = held(system, run);
    nights
        .holdingSince(system, night.begunAt())
        .ifPresent(later -> {
          throw Failure.operator(
              "night " + later.run() + " came after it and holds: discard " + run + " instead");
        });
    audit.record(caller, what, "night " + run, why);
    // In this order: what is activated twice is the same, and a kill between leaves it held.
    assignments.activate(system, run);
    recommendations.refresh(system, run, night.asOf());
    settle(system, run, State.PUBLISHED);
  }

  /**
   * Its answers never hold; what it asked stays paid.
   *
   * @param run as in {@link #release}
   * @param reason likewise
   * @throws Failure for the operator, if there is no such night, or it is not held
   */
  public void discard(Caller caller, String run, String reason) {
    String what = "discard a held night";
    String why = allowed(caller, what, run, reason);
    Caller system = Caller.system(caller.tenant(), "nightly");
    var unused = held(system, run);
    audit.record(caller, what, "night " + run, why);
    settle(system, run, State.DISCARDED);
  }

  /** The reason, if the caller may and gives one. */
  private String allowed(Caller caller, String what, String run, String reason) {
    access.require(caller, Action.RUN_WORK, what + " " + run);
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw Failure.operator("it takes a reason of 1 to " + LONGEST_REASON + " characters");
    }
    return why;
  }

  private Night held(Caller system, String run) {
    Night night =
        nights
            .find(system, run)
            .orElseThrow(() -> Failure.operator("there is no night '" + run + "'"));
    if (night.state() != State.HELD) {
      throw Failure.operator("night " + run + " is " + night.state().word() + ", not held");
    }
    return night;
  }

  private void settle(Caller system, String run, State state) {
    if (!nights.settle(system, run, state)) {
      throw Failure.operator("night " + run + " was settled by somebody else meanwhile");
    }
  }
}

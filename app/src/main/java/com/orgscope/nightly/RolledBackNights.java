package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.audit.Audit;
import com.orgscope.category.Assignments;
import com.orgscope.category.Rollbacks;
import com.orgscope.category.Rollbacks.Moved;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.recommendation.Recommendations;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes a company back to what an earlier night said, and that back again. */
@Component
public class RolledBackNights {
  private static final int LONGEST_REASON = 500;

  private final Access access;
  private final Audit audit;
  private final NightStore nights;
  private final Rollbacks rollbacks;
  private final Assignments assignments;
  private final Recommendations recommendations;

  RolledBackNights(
      Access access,
      Audit audit,
      NightStore nights,
      Rollbacks rollbacks,
      Assignments assignments,
      Recommendations recommendations) {
    this.access = access;
    this.audit = audit;
    this.nights = nights;
    this.rollbacks = rollbacks;
    this.assignments = assignments;
    this.recommendations = recommendations;
  }

  /**
   * What an act changed.
   *
   * @param newest the run of the newest day whose answers hold now
   * @param withdrawn nights whose answers hold no more, the first first
   * @param restored nights whose answers hold again
   */
  public record Outcome(String newest, List<String> withdrawn, List<String> restored) {
    public Outcome {
      withdrawn = List.copyOf(withdrawn);
      restored = List.copyOf(restored);
    }
  }

  /**
   * People see again what they saw when that night's answers began to hold. What somebody set or
   * contests stays as it is. Killed on the way and asked for again, it goes on.
   *
   * @param run an earlier night ({@code "2026-11-21.1"})
   * @param reason in the person's words, 1 to 500 characters
   * @throws Failure for the operator, if no answers of such a night ever held
   */
  public Outcome to(Caller caller, String run, String reason) {
    String what = "roll nights back";
    String why = allowed(caller, what, reason);
    Caller system = Caller.system(caller.tenant(), "nightly");
    Moved moved =
        rollbacks.to(
            system,
            run,
            changed -> {
              // What is refused is not written down, and nothing is done that is not.
              audit.record(caller, what, "to night " + run, why);
              return nights.rolledBack(system, changed);
            });
    return done(system, moved);
  }

  /**
   * What the last act changed is changed back, be it an undoing; nights since then stand.
   *
   * @param reason as in {@link #to}
   * @throws Failure for the operator, if there was none
   */
  public Outcome undo(Caller caller, String reason) {
    String what = "undo a roll-back of nights";
    String why = allowed(caller, what, reason);
    Caller system = Caller.system(caller.tenant(), "nightly");
    Moved moved =
        rollbacks.undo(
            system,
            changed -> {
              audit.record(caller, what, "the last one", why);
              return nights.rolledBack(system, changed);
            });
    return done(system, moved);
  }

  private Outcome done(Caller system, Moved moved) {
    Assignments.Published newest =
        assignments
            .newest(system)
            .orElseThrow(() -> Failure.bug("a roll-back left no run that holds", null));
    recommendations.goBack(system, newest.run(), newest.asOf());
    return new Outcome(newest.run(), moved.withdrawn(), moved.restored());
  }

  /** The reason, if the caller may and gives one. */
  private String allowed(Caller caller, String what, String reason) {
    access.require(caller, Action.RUN_WORK, what);
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw Failure.operator("it takes a reason of 1 to " + LONGEST_REASON + " characters");
    }
    return why;
  }
}

package com.orgscope.category;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.state.Effect;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Takes published answers back, and gives them back. Nothing is deleted: answers that do not stand
 * stay readable in the history. What a person set stays set; what somebody contests stays as it was
 * when they did.
 */
@Component
public class Rollbacks {
  private final RollbackStore store;

  Rollbacks(RollbackStore store) {
    this.store = store;
  }

  /**
   * What an act changed.
   *
   * @param withdrawn runs whose answers do not stand any more, the first published first
   * @param restored runs whose answers stand again
   */
  public record Moved(List<String> withdrawn, List<String> restored) {
    public Moved {
      withdrawn = List.copyOf(withdrawn);
      restored = List.copyOf(restored);
    }
  }

  /**
   * Everybody has the answer that held for them when that run's answers began to hold; in one
   * transaction.
   *
   * @param also what else is written in it
   * @throws Failure for the operator, if no answers of such a run ever held
   */
  public Moved to(Caller caller, String run, Function<Moved, Effect> also) {
    return store.to(caller, run, also);
  }

  /**
   * Takes the last act of a person back, which may be an undoing too; what was published since
   * stands, and what a night did by rule.
   *
   * @param also as in {@link #to}
   * @throws Failure for the operator, if there was none
   */
  public Moved undo(Caller caller, Function<Moved, Effect> also) {
    return store.undo(caller, also);
  }

  /**
   * Takes back what a trial said to people, or gives back what was taken back with it.
   *
   * @param first what is written in the same transaction before anything is looked at
   * @param also as in {@link #to}
   */
  public Moved ofTrial(Caller caller, OfTrial act, Effect first, Function<Moved, Effect> also) {
    return store.ofTrial(caller, act, first, also);
  }

  /**
   * An act of a trial.
   *
   * @param withdraws what it said, or gives it back
   * @param byRule whether no person did it
   */
  public record OfTrial(int trial, boolean withdraws, boolean byRule) {}
}

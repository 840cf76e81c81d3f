package com.orgscope.nightly;

import com.orgscope.category.Categorizer.Subject;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.PreparedNights.Prepared;
import com.orgscope.state.Effect;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks, before anybody is judged, what judging tonight's people needs. One shard, since the limit
 * is what a provider takes at once and not this machine; each answer is stored when it comes, so a
 * night that is killed asks only what is left.
 */
@Component
class ConsultShard implements ShardHandler {
  static final String KIND = "nightly.consult";

  private final NightStore nights;
  private final PreparedNights prepared;
  private final NightQuotes quotes;
  private final NightBudget budget;

  ConsultShard(NightStore nights, PreparedNights prepared, NightQuotes quotes, NightBudget budget) {
    this.budget = budget;
    this.nights = nights;
    this.prepared = prepared;
    this.quotes = quotes;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** For models. */
  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void run(Shard shard) {
    Caller caller = Caller.system(shard.tenant(), "nightly");
    String run = shard.job().name();
    if (nights.find(caller, run).filter(n -> n.state() == State.RUNNING).isEmpty()) {
      return;
    }
    Prepared night = prepared.of(caller, run);
    List<Subject> subjects = nights.chosen(caller, run).stream().map(night::subject).toList();
    // A night that began to ask goes on: what was open at a kill is paid in full already.
    if (shard.checkpoint() == null) {
      Optional<String> tooDear = budget.exceededBy(caller, quotes.keep(caller, run));
      if (tooDear.isPresent()) {
        nights.end(
            caller, run, new NightStore.End(State.REFUSED, tooDear.get(), subjects.size(), 0));
        return;
      }
      shard.checkpoint("begun", 0, Effect.NONE);
    }
    NightPoint.QUOTED.pass();
    night.judge().consult(subjects, Progress.NONE);
    NightPoint.CONSULTED.pass();
  }
}

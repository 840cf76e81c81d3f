package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Night;
import com.orgscope.work.JobReport;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import com.orgscope.work.Work;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Ends a night once all of its people are judged or given up. One shard, so that of all processes
 * that share a night one alone looks whether too much changed, publishes and recommends.
 */
@Component
class CloseShard implements ShardHandler {
  static final String KIND = "nightly.close";

  private final NightStore nights;
  private final NightReports reports;
  private final NightEvents events;
  private final Work work;
  private final TrialDesk trials;

  CloseShard(
      NightStore nights, NightReports reports, NightEvents events, Work work, TrialDesk trials) {
    this.trials = trials;
    this.nights = nights;
    this.events = events;
    this.reports = reports;
    this.work = work;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Shard shard) {
    Caller caller = Caller.system(shard.tenant(), "nightly");
    String run = shard.job().name();
    Optional<State> ended =
        nights.find(caller, run).map(Night::state).filter(state -> state != State.RUNNING);
    if (ended.isPresent()) {
      // Another holder ended it and was killed; a person may have settled it since.
      tell(caller, run, ended.get());
      return;
    }
    JobReport judged =
        work.find(shard.tenant(), CategorizeShard.KIND, run)
            .filter(JobReport::ended)
            .orElseThrow(() -> Failure.bug("night " + run + " is closed before it is over", null));
    NightPoint.CLOSING.pass();
    tell(caller, run, reports.end(caller, run, judged));
    NightPoint.ENDED.pass();
  }

  private void tell(Caller caller, String run, State state) {
    if (state == State.FAILED) {
      events.failed(caller, run);
    }
    if (state == State.PUBLISHED || state == State.PARTIAL) {
      trials.byRule(caller);
    }
  }
}

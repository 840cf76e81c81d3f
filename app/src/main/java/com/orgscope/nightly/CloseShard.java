package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.work.JobReport;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import com.orgscope.work.Work;
import org.springframework.stereotype.Component;

/**
 * Ends a night once all of its people are judged or given up. One shard, so that of all processes
 * that share a night one alone looks whether too much changed, publishes and recommends.
 */
@Component
class CloseShard implements ShardHandler {
  static final String KIND = "nightly.close";

  private final NightReports reports;
  private final NightEvents events;
  private final Work work;

  CloseShard(NightReports reports, NightEvents events, Work work) {
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
    JobReport judged =
        work.find(shard.tenant(), CategorizeShard.KIND, run)
            .filter(JobReport::ended)
            .orElseThrow(() -> Failure.bug("night " + run + " is closed before it is over", null));
    if (reports.end(caller, run, judged) == State.FAILED) {
      events.failed(caller, run);
    }
  }
}

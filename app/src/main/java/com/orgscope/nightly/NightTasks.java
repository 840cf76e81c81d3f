package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.nightly.NightReport.State;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * A night as tasks of somebody else's engine, with nobody else's clock: whichever is there at the
 * end draws the release that the clock would.
 */
@Component
public class NightTasks {
  private final Nightly nightly;
  private final PeriodReleases releases;

  NightTasks(Nightly nightly, PeriodReleases releases) {
    this.nightly = nightly;
    this.releases = releases;
  }

  /**
   * As {@link Nightly#share}, with the release of a period that is over. A task that is started
   * again makes good for one that was killed before it.
   *
   * @param tasks how many processes somebody's engine starts
   * @param progress people categorized so far by all of them, and in all
   */
  public NightReport share(Caller caller, LocalDate asOf, int tasks, Progress progress) {
    NightReport report = nightly.share(caller, asOf, tasks, progress);
    if (report.state() == State.PUBLISHED) {
      releases.publish(Caller.system(caller.tenant(), "nightly"));
    }
    return report;
  }
}

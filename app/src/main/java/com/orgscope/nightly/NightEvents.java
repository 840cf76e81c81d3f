package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Night;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Nights that somebody must look at. When the third in a row failed there is a row of {@code
 * nightly.event}, a line of the log, and one more of {@code orgscope.nightly.critical}; once, until
 * a night ends otherwise.
 */
@Component
class NightEvents {
  static final int IN_A_ROW = 3;
  static final String METRIC = "orgscope.nightly.critical";
  private static final Logger LOG = LoggerFactory.getLogger(NightEvents.class);

  private final NightStore nights;
  private final NightEventStore store;

  NightEvents(NightStore nights, NightEventStore store) {
    this.nights = nights;
    this.store = store;
  }

  /** After a night that failed; one of people who were put aside is none of a row. */
  void failed(Caller system, String run) {
    boolean counts = nights.find(system, run).filter(Night::isOfItsDay).isPresent();
    if (counts
        && isThird(
            nights.recentOfTheirDays(system, IN_A_ROW + 1).stream().map(Night::state).toList())
        && store.add(system, "three_failed", run)) {
      LOG.error(
          "{} nights of {} failed in a row, the last is {}: people must look",
          IN_A_ROW,
          system.tenant(),
          run);
      Metrics.counter(METRIC, "tenant", system.tenant().value()).increment();
    }
  }

  /**
   * @param last how the last nights ended, the newest first
   */
  static boolean isThird(List<State> last) {
    return last.size() >= IN_A_ROW
        && last.stream().limit(IN_A_ROW).allMatch(State.FAILED::equals)
        && (last.size() == IN_A_ROW || last.get(IN_A_ROW) != State.FAILED);
  }
}

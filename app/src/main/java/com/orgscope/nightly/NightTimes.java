package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.work.Requests;
import com.orgscope.work.WorkRequest;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** When nights begin, for whoever waits for the first one. */
@Component
public final class NightTimes {
  private final NightSettings settings;
  private final Requests requests;

  NightTimes(NightSettings settings, Requests requests) {
    this.settings = settings;
    this.requests = requests;
  }

  /** The time of day, in each tenant's zone, at which one begins by itself; empty if none does. */
  public Optional<LocalTime> byTheClock() {
    return settings.clock() ? Optional.of(settings.at()) : Optional.empty();
  }

  /** Whether what a period's first good night finds is published without a word of anybody's. */
  public boolean publishes() {
    return settings.publish();
  }

  /** Nights that somebody asked for, the newest first. */
  public List<WorkRequest> asked(Caller caller, int limit) {
    return requests.newest(caller, NightRequests.KIND, limit);
  }
}

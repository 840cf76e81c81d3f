package com.orgscope.sources;

import java.time.Duration;

/**
 * How often a provider may be asked for one tenant. Questions are spaced evenly: a burst allowed at
 * the end of one window and the beginning of the next would be twice what the provider counts.
 */
public record RequestRate(int questions, Duration per) {
  /**
   * What a provider allows to all tenants together that come by the same application.
   *
   * @param who the application, by a name that no other provider's has
   */
  public record Everybodys(String who, RequestRate pace) {}

  /** Rounded up to what a database can tell apart: otherwise a window holds one too many. */
  Duration between() {
    return Duration.ofNanos(Math.ceilDiv(per.toNanos(), questions * 1000L) * 1000);
  }
}

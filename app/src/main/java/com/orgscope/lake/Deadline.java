package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * By when files that no table knows yet must be committed. Maintenance takes what is much older for
 * left behind; a writer that slept meanwhile (a closed laptop) must not point the table at files
 * that are gone.
 */
record Deadline(InstantSource clock, Instant at) {

  /** To be taken before the first file is written. */
  static Deadline of(InstantSource clock, MaintenanceSettings settings) {
    Duration longest = settings.orphanAge().dividedBy(2);
    return new Deadline(clock, clock.instant().plus(longest));
  }

  boolean passed() {
    return clock.instant().isAfter(at);
  }

  Failure failure() {
    return Failure.retry("a write to the lake took too long and gave up; begin it again", null);
  }
}

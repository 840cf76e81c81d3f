package com.orgscope.claim;

import java.time.Duration;
import java.time.Period;

/** Claims for tests. */
final class TestClaims {
  private TestClaims() {}

  /** As they ship. */
  static ClaimSettings settings() {
    return new ClaimSettings(84, Duration.ofHours(2), 0.05, 1_000_000, Period.ofMonths(6));
  }
}

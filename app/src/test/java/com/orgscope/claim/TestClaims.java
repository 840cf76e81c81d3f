package com.orgscope.claim;

import com.orgscope.insight.Assumption;
import com.orgscope.insight.Money;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** Claims for tests. */
final class TestClaims {
  /** As an hour of everybody costs that ships. */
  static final HourCost FIFTY =
      new HourCost(
          List.of(
              new Assumption(
                  Money.HOURLY_COST, "An hour", "USD per hour", 35, 50, 80, "A test.", false)),
          person -> Optional.empty());

  private TestClaims() {}

  /** As they ship. */
  static ClaimSettings settings() {
    return new ClaimSettings(84, Duration.ofHours(2), 0.05, 1_000_000, Period.ofMonths(6));
  }
}

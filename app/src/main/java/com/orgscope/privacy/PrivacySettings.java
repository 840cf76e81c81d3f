package com.orgscope.privacy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a release may cost and how small a group may be.
 *
 * @param k the least number of people in a shown group, 10 or more unless a signed policy says so
 * @param delta the chance, over a whole release, that a shown group has fewer than k people, 0.001
 *     or less
 * @param peopleEpsilon spent on the count of people in each release, over all its levels
 * @param hoursEpsilon spent on the hours of signing in in each release, over all its levels
 * @param causesEpsilon spent on what hours come from: half on the causes of signing in, half on
 *     switching
 * @param yearlyEpsilon what one tenant may spend in a calendar year, 16 or less: twelve releases,
 *     and a reserve
 */
@ConfigurationProperties("orgscope.privacy")
public record PrivacySettings(
    @DefaultValue("10") int k,
    @DefaultValue("0.001") double delta,
    @DefaultValue("0.70") BigDecimal peopleEpsilon,
    @DefaultValue("0.30") BigDecimal hoursEpsilon,
    @DefaultValue("0.25") BigDecimal causesEpsilon,
    @DefaultValue("16") BigDecimal yearlyEpsilon) {

  public PrivacySettings {
    // How far they may go says the policy; below this nobody may go.
    if (k < PrivacyPolicy.LEAST_K || !(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException(
          "orgscope.privacy: k is at least %d and delta between 0 and 1, not %d and %s"
              .formatted(PrivacyPolicy.LEAST_K, k, delta));
    }
    epsilon(peopleEpsilon);
    epsilon(hoursEpsilon);
    epsilon(causesEpsilon);
    epsilon(yearlyEpsilon);
  }

  public Epsilon people() {
    return epsilon(peopleEpsilon);
  }

  public Epsilon hours() {
    return epsilon(hoursEpsilon);
  }

  public Epsilon causes() {
    return epsilon(causesEpsilon);
  }

  public Epsilon yearly() {
    return epsilon(yearlyEpsilon);
  }

  /** What one release costs in all. */
  public Epsilon release() {
    return people().plus(hours()).plus(causes());
  }

  private static Epsilon epsilon(BigDecimal value) {
    if (value.signum() <= 0 || value.setScale(3, RoundingMode.DOWN).compareTo(value) != 0) {
      throw new IllegalArgumentException(
          "orgscope.privacy: an epsilon is above 0 with at most three decimals, not " + value);
    }
    return Epsilon.of(value.toPlainString());
  }
}

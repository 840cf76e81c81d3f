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
 * @param peopleEpsilon spent on the count of people in each monthly release, over all its levels
 * @param hoursEpsilon spent on the hours of signing in in each monthly release, over all its levels
 * @param declaredEpsilon spent in a year on all other declared cells: use by function, causes,
 *     switching and what else docs/release.md lists
 * @param yearlyEpsilon what one tenant may spend in a calendar year, 16 or less: twelve releases
 *     and the declared cells
 */
@ConfigurationProperties("orgscope.privacy")
public record PrivacySettings(
    @DefaultValue("10") int k,
    @DefaultValue("0.001") double delta,
    @DefaultValue("0.70") BigDecimal peopleEpsilon,
    @DefaultValue("0.30") BigDecimal hoursEpsilon,
    @DefaultValue("4.00") BigDecimal declaredEpsilon,
    @DefaultValue("16") BigDecimal yearlyEpsilon) {

  private static final int QUARTERS = 4;

  public PrivacySettings {
    // How far they may go says the policy; below this nobody may go.
    if (k < PrivacyPolicy.LEAST_K || !(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException(
          "orgscope.privacy: k is at least %d and delta between 0 and 1, not %d and %s"
              .formatted(PrivacyPolicy.LEAST_K, k, delta));
    }
    epsilon(peopleEpsilon);
    epsilon(hoursEpsilon);
    epsilon(declaredEpsilon);
    epsilon(yearlyEpsilon);
  }

  /** With another least number of people in a shown group. */
  public PrivacySettings withK(int least) {
    return least == k
        ? this
        : new PrivacySettings(
            least, delta, peopleEpsilon, hoursEpsilon, declaredEpsilon, yearlyEpsilon);
  }

  public Epsilon people() {
    return epsilon(peopleEpsilon);
  }

  public Epsilon hours() {
    return epsilon(hoursEpsilon);
  }

  public Epsilon declared() {
    return epsilon(declaredEpsilon);
  }

  public Epsilon yearly() {
    return epsilon(yearlyEpsilon);
  }

  /** What no release costs more than: people, hours, and a quarter of a year's declared cells. */
  public Epsilon mostOfRelease() {
    return people().plus(hours()).plus(new Epsilon(declared().thousandths() / QUARTERS));
  }

  private static Epsilon epsilon(BigDecimal value) {
    if (value.signum() <= 0 || value.setScale(3, RoundingMode.DOWN).compareTo(value) != 0) {
      throw new IllegalArgumentException(
          "orgscope.privacy: an epsilon is above 0 with at most three decimals, not " + value);
    }
    return Epsilon.of(value.toPlainString());
  }
}

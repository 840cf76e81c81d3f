package com.orgscope.privacy;

import com.orgscope.kernel.Failure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far settings may go: what is promised to people, or what two persons signed in its place.
 *
 * @param k the least number of people in a shown group
 * @param delta the largest chance that a shown group has fewer
 * @param releaseEpsilon the most that one release may cost
 * @param yearlyEpsilon the most that a year's releases may cost
 * @param shortestPeriodDays between two releases
 */
public record PrivacyPolicy(
    int k,
    BigDecimal delta,
    BigDecimal releaseEpsilon,
    BigDecimal yearlyEpsilon,
    int shortestPeriodDays) {

  /** Nobody may go below, whoever signs. */
  static final int LEAST_K = 5;

  private static final BigDecimal MOST_DELTA = new BigDecimal("0.01");
  private static final int DECIMALS = 3;
  private static final int WEEK = 7;

  /** What holds without a signed policy. */
  public static final PrivacyPolicy FLOORS =
      new PrivacyPolicy(
          10, new BigDecimal("0.001"), new BigDecimal("2"), new BigDecimal("16"), WEEK);

  public PrivacyPolicy {
    if (k < LEAST_K) {
      throw refused("k is at least " + LEAST_K + ", whoever signs, not " + k);
    }
    if (delta.signum() <= 0 || delta.compareTo(MOST_DELTA) > 0) {
      throw refused("delta is above 0 and at most " + MOST_DELTA + ", not " + delta);
    }
    requireEpsilon(releaseEpsilon);
    requireEpsilon(yearlyEpsilon);
    if (releaseEpsilon.compareTo(yearlyEpsilon) > 0) {
      throw refused("a release costs no more than a year's releases");
    }
    if (shortestPeriodDays < 1) {
      throw refused("a day or more is between two releases");
    }
  }

  private static void requireEpsilon(BigDecimal epsilon) {
    if (epsilon.signum() <= 0 || epsilon.stripTrailingZeros().scale() > DECIMALS) {
      throw refused("an epsilon is above 0 with at most three decimals, not " + epsilon);
    }
  }

  private static Failure refused(String why) {
    return Failure.operator("this is no privacy policy: " + why);
  }

  /** As it is signed. */
  SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("k", Integer.toString(k));
    values.put("delta", plain(delta));
    values.put("release-epsilon", plain(releaseEpsilon));
    values.put("yearly-epsilon", plain(yearlyEpsilon));
    values.put("shortest-period-days", Integer.toString(shortestPeriodDays));
    return values;
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /**
   * @throws Failure for the operator, if they are none
   */
  static PrivacyPolicy of(Map<String, String> values) {
    try {
      PrivacyPolicy policy =
          new PrivacyPolicy(
              Integer.parseInt(value(values, "k")),
              new BigDecimal(value(values, "delta")),
              new BigDecimal(value(values, "release-epsilon")),
              new BigDecimal(value(values, "yearly-epsilon")),
              Integer.parseInt(value(values, "shortest-period-days")));
      if (!policy.values().equals(values)) {
        throw refused("it says more, or says it otherwise, than a policy does");
      }
      return policy;
    } catch (NumberFormatException e) {
      throw Failure.operator("this is no privacy policy: " + e.getMessage(), e);
    }
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw refused("it does not say " + name);
    }
    return value;
  }

  /** Whether releases may tell more, or more often, than by another one. */
  boolean widens(PrivacyPolicy from) {
    return k < from.k
        || delta.compareTo(from.delta) > 0
        || releaseEpsilon.compareTo(from.releaseEpsilon) > 0
        || yearlyEpsilon.compareTo(from.yearlyEpsilon) > 0
        || shortestPeriodDays < from.shortestPeriodDays;
  }

  /** Which setting goes further than this allows, and how far it may go. */
  public Optional<String> refusal(PrivacySettings settings) {
    if (settings.k() < k) {
      return Optional.of(
          "orgscope.privacy.k: k is at least %d, not %d%s".formatted(k, settings.k(), allowed()));
    }
    if (BigDecimal.valueOf(settings.delta()).compareTo(delta) > 0) {
      return Optional.of(
          "orgscope.privacy.delta: at most %s, not %s%s"
              .formatted(plain(delta), settings.delta(), allowed()));
    }
    if (settings.mostOfRelease().decimal().compareTo(releaseEpsilon) > 0) {
      return Optional.of(
          "orgscope.privacy: the epsilons of a release add up to at most %s, not %s%s"
              .formatted(plain(releaseEpsilon), settings.mostOfRelease(), allowed()));
    }
    if (settings.yearly().decimal().compareTo(yearlyEpsilon) > 0) {
      return Optional.of(
          "orgscope.privacy.yearly-epsilon: at most %s, not %s%s"
              .formatted(plain(yearlyEpsilon), settings.yearly(), allowed()));
    }
    return Optional.empty();
  }

  /** As {@link #refusal(PrivacySettings)}, of the time between two releases. */
  public Optional<String> refusal(Period between) {
    // A month less some days is shorter in February than in the month that is tried here.
    if (!between.isNegative()
        && !LocalDate.EPOCH.plus(between).isBefore(LocalDate.EPOCH.plusDays(shortestPeriodDays))) {
      return Optional.empty();
    }
    String least =
        shortestPeriodDays == WEEK
            ? "a week or more"
            : "a period of " + shortestPeriodDays + " days or more";
    return Optional.of(
        "orgscope.insight.release-period: %s is needed, not %s%s"
            .formatted(least, between, allowed()));
  }

  private static String allowed() {
    return ". Only a privacy policy that two persons signed changes how far it may go";
  }
}

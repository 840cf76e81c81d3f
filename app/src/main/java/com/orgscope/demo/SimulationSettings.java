package com.orgscope.demo;

import com.orgscope.kernel.Failure;
import java.time.LocalDate;
import java.util.Set;

/**
 * What to simulate. Equal settings give equal bytes.
 *
 * @param employees people in the company over the whole window, leavers included
 * @param days length of the window, which ends with {@code lastDay}
 * @param industry technology, finance, healthcare, retail or manufacturing
 * @param lastDay the last day with events, in UTC
 * @param inHouse share (0 to 1) of the kinds of work done in applications no public list knows
 * @param broken share of lines that no reader can use
 * @param repeated share of events that are delivered twice
 * @param policy what signing in asks for
 * @param change what changes within the window
 */
public record SimulationSettings(
    int employees,
    int days,
    String industry,
    long seed,
    LocalDate lastDay,
    WireFormat format,
    double inHouse,
    double broken,
    double repeated,
    SignInPolicy policy,
    CompanyChange change) {
  static final int LEAST_EMPLOYEES = 10;
  static final int MOST_EMPLOYEES = 1_000_000;
  static final int MOST_DAYS = 3_660;
  private static final Set<String> INDUSTRIES =
      Set.of("technology", "finance", "healthcare", "retail", "manufacturing");

  public SimulationSettings {
    if (employees < LEAST_EMPLOYEES || employees > MOST_EMPLOYEES) {
      throw Failure.operator(
          "A simulated company has %d to %d employees".formatted(LEAST_EMPLOYEES, MOST_EMPLOYEES));
    }
    if (days < 1 || days > MOST_DAYS) {
      throw Failure.operator("A simulation lasts 1 to " + MOST_DAYS + " days");
    }
    if (!INDUSTRIES.contains(industry)) {
      throw Failure.operator(
          "No industry is named '"
              + industry
              + "': use one of "
              + INDUSTRIES.stream().sorted().toList());
    }
    checkShare("in-house", inHouse);
    checkShare("broken", broken);
    checkShare("repeated", repeated);
  }

  /** A technology company on Okta with the usual share of trouble. */
  public SimulationSettings(int employees, int days, long seed, LocalDate lastDay) {
    this(
        employees,
        days,
        "technology",
        seed,
        lastDay,
        WireFormat.OKTA,
        0.12,
        0.0002,
        0.004,
        SignInPolicy.USUAL,
        CompanyChange.NONE);
  }

  public SimulationSettings withIndustry(String other) {
    return new SimulationSettings(
        employees, days, other, seed, lastDay, format, inHouse, broken, repeated, policy, change);
  }

  public SimulationSettings withFormat(WireFormat other) {
    return new SimulationSettings(
        employees, days, industry, seed, lastDay, other, inHouse, broken, repeated, policy, change);
  }

  public SimulationSettings withInHouse(double share) {
    return new SimulationSettings(
        employees, days, industry, seed, lastDay, format, share, broken, repeated, policy, change);
  }

  /** Sets the two kinds of trouble: lines nobody can read and events delivered twice. */
  public SimulationSettings withTrouble(double brokenShare, double repeatedShare) {
    return new SimulationSettings(
        employees,
        days,
        industry,
        seed,
        lastDay,
        format,
        inHouse,
        brokenShare,
        repeatedShare,
        policy,
        change);
  }

  /** The same company, whose provider asks for something else. */
  public SimulationSettings withPolicy(SignInPolicy other) {
    return new SimulationSettings(
        employees, days, industry, seed, lastDay, format, inHouse, broken, repeated, other, change);
  }

  /** The same company, in which something changes within the window. */
  public SimulationSettings withChange(CompanyChange other) {
    return new SimulationSettings(
        employees, days, industry, seed, lastDay, format, inHouse, broken, repeated, policy, other);
  }

  public LocalDate firstDay() {
    return lastDay.minusDays(days - 1L);
  }

  private static void checkShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw Failure.operator("The " + name + " share lies between 0 and 1, not at " + share);
    }
  }
}

package com.orgscope.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Promised against realized, of one claim.
 *
 * @param concerned people whom it concerns and who work here on the day
 * @param due the days on which it is looked at; none as long as nobody has the change
 * @param looks those that were reached, the first first
 */
public record ClaimReport(
    Claim claim,
    Rollout rollout,
    LocalDate asOf,
    int concerned,
    List<LocalDate> due,
    List<Told> looks) {

  public ClaimReport {
    due = List.copyOf(due);
    looks = List.copyOf(looks);
  }

  /** A look and what it comes to; null where nothing is proven. */
  public record Told(Look look, @Nullable Realized realized) {}

  /**
   * What those spared together who have the change. Measured time only, priced at the typical cost
   * of an hour of their kinds of work.
   *
   * @param usdSoFar in the weeks that were measured
   * @param usdPerYear if all weeks are like these
   * @param hoursIfAllHadIt a week, if it does the same for everybody whom the claim concerns; no
   *     more than a guess
   */
  public record Realized(
      Estimate hoursPerWeek,
      Estimate usdSoFar,
      Estimate usdPerYear,
      Estimate hoursIfAllHadIt,
      double usdAnHour) {}

  /** The newest look that says what the change did. */
  public Optional<Told> newest() {
    return looks.reversed().stream().filter(told -> told.look().tells()).findFirst();
  }
}

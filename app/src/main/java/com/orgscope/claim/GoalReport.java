package com.orgscope.claim;

import com.orgscope.usage.Range;
import java.time.LocalDate;
import java.util.List;

/**
 * All claims together against what the company wants to save.
 *
 * @param goalUsd dollars
 * @param from the day of the first claim or the first change, whichever was earlier
 * @param until the first day that does not count any more
 * @param over whether its time has ended
 * @param promisedUsd in that time, had everybody everything since its first day
 * @param provenUsd measured until the day of the report
 */
public record GoalReport(
    long goalUsd,
    LocalDate from,
    LocalDate until,
    boolean over,
    Range promisedUsd,
    Estimate provenUsd,
    List<Line> claims) {

  public GoalReport {
    claims = List.copyOf(claims);
  }

  /** Dollars that are not proven yet; nothing once the goal is reached. */
  public double leftUsd() {
    return Math.max(0, goalUsd - provenUsd.value());
  }

  /**
   * One claim's part.
   *
   * @param finding of the newest look that tells, else of the newest one; not due yet without any
   */
  public record Line(Claim claim, String finding, Range promisedUsd, Estimate provenUsd) {}
}

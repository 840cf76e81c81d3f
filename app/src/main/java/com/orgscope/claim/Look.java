package com.orgscope.claim;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was found on one due day.
 *
 * @param day after the first people had the change: 30, 60 or 90
 * @param lastDay the last day that counts
 * @param because why nothing can be told; empty where something is
 * @param compared null where nobody is compared with anybody
 * @param alone of those who have it, before and after by themselves, which proves nothing; null
 *     where somebody is compared
 */
public record Look(
    int day,
    LocalDate lastDay,
    Finding finding,
    String because,
    @Nullable Compared compared,
    @Nullable Estimate alone) {

  /**
   * Both sides of a comparison. Seconds are of a person and week.
   *
   * @param changed people who have it
   * @param notYet people who have it not yet
   * @param leftOut people of either side for whom another claim changed the same in these weeks
   * @param weeksBefore that were compared
   * @param personWeeks of those who have it, after they had it
   * @param secondsBefore of those who have it, before they had it
   * @param spared seconds
   * @param sparedSoFar seconds of a person, in all their weeks since they had it
   * @param sparedBefore the same of a change that nobody made, halfway through the weeks before
   * @param challenges fewer of them
   * @param failures fewer of them
   * @param timed shares of the challenges that the log can time
   * @param usdAnHour what an hour of those who have it costs, by their kinds of work, each as often
   *     as it was spent on signing in before
   */
  public record Compared(
      int changed,
      int notYet,
      int leftOut,
      int weeksBefore,
      long personWeeks,
      double secondsBefore,
      Estimate spared,
      Estimate sparedSoFar,
      Estimate sparedBefore,
      Estimate challenges,
      Estimate failures,
      Timed timed,
      double usdAnHour) {

    private static final double HOUR = 3600;

    /** Of all together who have it, a week. */
    public Estimate hoursPerWeek() {
      return spared.times(changed / HOUR);
    }

    /** Of all together, in the weeks that were measured. */
    public Estimate hoursSoFar() {
      return sparedSoFar.times(changed / HOUR);
    }
  }

  /** Whether it says what the change did. */
  public boolean tells() {
    return finding == Finding.SAVED || finding == Finding.NOTHING || finding == Finding.COSTS_MORE;
  }

  /** Whether something was shown that is not nothing. */
  public boolean proves() {
    return finding == Finding.SAVED || finding == Finding.COSTS_MORE;
  }
}

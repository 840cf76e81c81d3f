package com.orgscope.insight;

import com.orgscope.privacy.DiscreteLaplace;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;

/**
 * The hours of signing in of a release on every level: company, what is shown of each category, and
 * the published groups. Which groups there are was decided by noised people alone, so that nothing
 * is spent on empty leaves, and nobody's seconds are in two columns or two groups.
 */
final class HoursLevels {
  static final double HOUR = 3600;

  /** Hours are printed in tenths. */
  private static final double UNIT = HOUR / 10;

  private final TreeEstimate estimate;
  private final long[] columnTenths;
  private final long[][] tenths;
  private final long total;

  /**
   * @param seconds of each group of each column, exact
   * @param everybody all seconds, of whom no group shows too
   * @param bound of one person's seconds in all
   */
  HoursLevels(long[][] seconds, long everybody, long bound, LevelBudget budget, Noise noise) {
    DiscreteLaplace group = noise.laplace(budget.fine(), bound);
    DiscreteLaplace column = noise.laplace(budget.category(), bound);
    long whole = everybody + noise.laplace(budget.company(), bound).draw();
    long[] columns = new long[seconds.length];
    long[][] groups = new long[seconds.length][];
    for (int i = 0; i < seconds.length; i++) {
      groups[i] = new long[seconds[i].length];
      for (int j = 0; j < seconds[i].length; j++) {
        columns[i] += seconds[i][j];
        groups[i][j] = seconds[i][j] + group.draw();
      }
      columns[i] += column.draw();
    }
    this.estimate =
        new TreeEstimate(
            whole,
            columns,
            groups,
            new TreeEstimate.Variances(
                NoiseSum.variance(budget.company(), bound),
                NoiseSum.variance(budget.category(), bound),
                NoiseSum.variance(budget.fine(), bound)));
    this.total = Math.max(0, Math.round(estimate.total() / UNIT));
    this.columnTenths =
        WholeNumbers.of(inUnits(estimate.columns()), new long[columns.length], total);
    this.tenths = new long[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      tenths[i] =
          WholeNumbers.of(inUnits(estimate.groups(i)), new long[groups[i].length], columnTenths[i]);
    }
  }

  /** Hours and where they may lie. */
  record Hours(double hours, Interval interval) {}

  Hours all() {
    return hours(total, estimate.total(), estimate.totalVariance());
  }

  Hours column(int i) {
    return hours(columnTenths[i], estimate.column(i), estimate.columnVariance(i));
  }

  Hours group(int i, int j) {
    return hours(tenths[i][j], estimate.group(i, j), estimate.groupVariance(i));
  }

  /** The range is around the estimate before it was cut at zero. */
  private static Hours hours(long printed, double seconds, double variance) {
    double half = PeopleLevels.HALF_WIDTH * Math.sqrt(variance);
    return new Hours(
        printed / 10.0,
        Interval.around(seconds / UNIT, half / UNIT, printed, Double.POSITIVE_INFINITY).in(10));
  }

  private static double[] inUnits(double[] seconds) {
    double[] units = new double[seconds.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = seconds[i] / UNIT;
    }
    return units;
  }
}

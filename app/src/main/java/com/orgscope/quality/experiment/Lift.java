package com.orgscope.quality.experiment;

/**
 * What a change made of a metric.
 *
 * @param control people in that arm, and their units
 * @param difference of the means, treatment less control, in the metric's own unit
 * @param relative the same in parts of the control's mean; not a number where that is 0
 * @param withHistory people whose own past was taken into account
 * @param spared the part of the difference's variance that their past took away, 0 to 1
 */
public record Lift(
    Side control,
    Side treatment,
    Interval difference,
    Interval relative,
    int withHistory,
    double spared) {

  /**
   * One arm.
   *
   * @param mean of the metric, adjusted for what the people were before
   */
  public record Side(int people, int units, double mean) {}

  /** A figure with the bounds that its level leaves. */
  public record Interval(double value, double low, double high) {
    /** Whether it is told from no change. */
    public boolean told() {
      return low > 0 || high < 0;
    }
  }
}

package com.orgscope.quality.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What it takes to tell a change.
 *
 * @param mean of the metric
 * @param deviation of one person's value
 * @param correlation of people's values with their own past, -1 to 1; 0 for none
 * @param perUnit people of a unit; 1 where people are the units
 * @param withinUnit correlation of people of one unit; 0 for none
 */
public record SampleSize(
    double mean, double deviation, double correlation, double perUnit, double withinUnit) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** The standard error of the difference with so many people in each arm. */
  public double error(int peopleInAnArm) {
    double unexplained = 1 - correlation * correlation;
    double design = 1 + (perUnit - 1) * withinUnit;
    return deviation * Math.sqrt(2 * unexplained * design / peopleInAnArm);
  }

  /**
   * How likely a change is found.
   *
   * @param lift in parts of the mean
   * @param reach standard errors that the bounds are away
   */
  public double power(double lift, int peopleInAnArm, double reach) {
    double standardized = Math.abs(lift * mean) / error(peopleInAnArm);
    return NORMAL.survivalProbability(reach - standardized);
  }

  /**
   * How many people each arm needs.
   *
   * @param power such as 0.8
   */
  public int peopleInAnArm(double lift, double power, double reach) {
    double needed = reach + NORMAL.inverseCumulativeProbability(power);
    double errorOfOne = error(1) / Math.abs(lift * mean);
    return (int) Math.ceil(needed * needed * errorOfOne * errorOfOne);
  }

  /** Standard errors that a single look's bounds are away. */
  public static double reachOfOneLook(double level) {
    return NORMAL.inverseSurvivalProbability(level / 2);
  }
}

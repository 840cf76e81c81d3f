package com.orgscope.claim;

import java.util.Arrays;

/**
 * The difference of two groups' means that need not vary alike (Welch, "The generalization of
 * Student's problem when several different population variances are involved", Biometrika 34,
 * 1947). Each value is one person's own, so that no person counts twice.
 *
 * @param error standard error of the difference
 * @param freedom by Satterthwaite's formula
 */
record Welch(double difference, double error, double freedom) {

  /** The mean of the first less that of the second, each of two people or more. */
  static Welch of(double[] one, double[] other) {
    double ofOne = squaredError(one);
    double ofOther = squaredError(other);
    double squared = ofOne + ofOther;
    double freedom =
        squared
            * squared
            / (ofOne * ofOne / (one.length - 1) + ofOther * ofOther / (other.length - 1));
    return new Welch(mean(one) - mean(other), Math.sqrt(squared), freedom);
  }

  /** The mean of one group. */
  static Welch of(double[] one) {
    return new Welch(mean(one), Math.sqrt(squaredError(one)), one.length - 1);
  }

  /**
   * @param outside how often the truth may lie outside of the range
   */
  Estimate range(double outside) {
    // Where nobody differs from anybody there is nothing to vary.
    double reach = error == 0 ? 0 : error * StudentT.reach(outside, freedom);
    return new Estimate(difference, difference - reach, difference + reach);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double squaredError(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return squares / (values.length - 1) / values.length;
  }
}

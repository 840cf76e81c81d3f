package com.orgscope.insight;

import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;

/**
 * What claims spared, noised: the sum of what each person adds, and the sum of its squares, by
 * which it is known how far chance alone may move the sum. Each has a part of the epsilon.
 */
final class SparedHours {
  /** One of so many parts of the epsilon is for the squares. */
  private static final int PARTS = 4;

  /** Of a sum of many people's, 19 times of 20. */
  private static final double NORMAL = 1.96;

  private static final double TENTHS = 10;

  private final CellNoise sums;
  private final CellNoise squares;

  SparedHours(Epsilon epsilon, Noise noise) {
    long bound = QuarterParts.SPARED_SECONDS;
    long ofSquares = Math.max(1, epsilon.thousandths() / PARTS);
    sums = new CellNoise(noise, new Epsilon(epsilon.thousandths() - ofSquares), bound, 1);
    squares = new CellNoise(noise, new Epsilon(ofSquares), bound * bound, 1);
  }

  /** Seconds a week, and their squares. */
  record Noised(double seconds, double squares) {}

  Noised noised(QuarterParts.Spared exact) {
    return new Noised(sums.noised(exact.sum()), squares.noised(exact.squares()));
  }

  /** The range holds both the noise and that people differ, the latter never as too little. */
  QuarterAnswers.Told told(Noised noised) {
    double variance = Math.max(0, noised.squares() + squares.half());
    double half = Math.hypot(sums.half(), NORMAL * Math.sqrt(variance)) / HoursLevels.HOUR;
    double hours = noised.seconds() / HoursLevels.HOUR;
    return new QuarterAnswers.Told(
        Math.round(TENTHS * hours) / TENTHS,
        new Interval(
            Math.floor(TENTHS * (hours - half)) / TENTHS,
            Math.ceil(TENTHS * (hours + half)) / TENTHS));
  }
}

package com.orgscope.privacy;

import java.util.random.RandomGenerator;

/** Noise of which a test knows each draw. */
public final class TestNoise {
  private TestNoise() {}

  /** Draws nothing but zero, so that what is published is what was counted. */
  public static Noise none() {
    // The remainder, a coin that holds, two of the next that fail, and the sign.
    return new Noise(coins(0, 0, 0, 1, 0));
  }

  /** Answers with these numbers in turn, over and over, whatever the bound. */
  static RandomGenerator coins(long... numbers) {
    return new RandomGenerator() {
      private int next;

      @Override
      public long nextLong() {
        throw new IllegalStateException("only bounded numbers are asked for");
      }

      @Override
      public long nextLong(long bound) {
        long number = numbers[next++ % numbers.length];
        if (number >= bound) {
          throw new IllegalStateException(number + " of 0 to " + (bound - 1));
        }
        return number;
      }
    };
  }
}

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

  /** So many scales is each draw of {@link #stretched}, but for less than one unit. */
  public static final int STRETCH = 1_000;

  /** Draws {@link #STRETCH} times the scale of its noise, so that a test sees what that is. */
  public static Noise stretched() {
    // The largest remainder, a coin that holds; wholes of three coins each; two that fail, the
    // sign. -1 is the largest that is asked for.
    long[] numbers = new long[2 + 3 * (STRETCH - 1) + 3];
    numbers[0] = -1;
    numbers[1] = -1;
    for (int i = 2; i < numbers.length - 3; i += 3) {
      numbers[i + 2] = 2;
    }
    numbers[numbers.length - 2] = 1;
    return new Noise(coins(numbers));
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
        long said = numbers[next++ % numbers.length];
        long number = said < 0 ? bound - 1 : said;
        if (number >= bound) {
          throw new IllegalStateException(number + " of 0 to " + (bound - 1));
        }
        return number;
      }
    };
  }
}

package com.orgscope.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What chance decides of one request of a run, whichever requests were made before it. */
final class AttackDice {
  /** Requests that stand beside each other by number; statements among them have one caller. */
  private static final long BATCH = 200;

  private final long seed;

  AttackDice(long seed) {
    this.seed = new SplittableRandom(seed).nextLong();
  }

  /** The same for the same number of a request, each time. */
  RandomGenerator of(long number) {
    return new SplittableRandom(seed + number);
  }

  /** What a request has in common with those of its batch. */
  RandomGenerator ofBatch(long number) {
    return new SplittableRandom(~(seed + batch(number)));
  }

  static long batch(long number) {
    return number / BATCH;
  }

  static <T> T any(RandomGenerator random, List<T> among) {
    return among.get(random.nextInt(among.size()));
  }
}

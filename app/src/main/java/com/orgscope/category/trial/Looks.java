package com.orgscope.category.trial;

/**
 * When pairs are tested, and what chance of a mistake each test may take. Whoever looks every night
 * finds a difference in the end, so it is looked a few times only, when there are twice as many
 * pairs as before, and all looks share one level.
 */
final class Looks {
  /** After the last one a trial is over. */
  static final int MOST = 4;

  private Looks() {}

  /** How many pairs the look after so many others waits for. */
  static int at(int done, TrialSettings rules) {
    return Math.multiplyExact(rules.leastPairs(), 1 << Math.min(done, MOST - 1));
  }

  /** How many looks so many pairs are enough for. */
  static int enoughFor(int pairs, TrialSettings rules) {
    int looks = 0;
    while (looks < MOST && pairs >= at(looks, rules)) {
      looks++;
    }
    return looks;
  }

  /**
   * What a look may take that counts as the last of several: what none before it took.
   *
   * @param done looks before
   * @param looks looks with it, more than before
   */
  static double level(int done, int looks, TrialSettings rules) {
    return rules.level() * (Math.pow(0.5, done) - Math.pow(0.5, looks));
  }
}

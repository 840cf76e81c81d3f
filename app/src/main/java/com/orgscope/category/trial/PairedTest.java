package com.orgscope.category.trial;

/**
 * McNemar's test in its exact form, on those pairs alone of which one side is right: whether one of
 * two versions is right oftener than a fair coin would make it. The chance of exactly what was seen
 * counts half (mid-p), without which so few disagreements hardly ever say anything.
 */
public final class PairedTest {
  private static final double HALF = 0.5;

  private PairedTest() {}

  /**
   * The chance of what was seen or worse on either side if both are as good; 1 without a
   * disagreement.
   *
   * @param better pairs of which only the candidate is right
   * @param worse pairs of which only the other is
   */
  public static double midP(int better, int worse) {
    int all = better + worse;
    if (all == 0 || better == worse) {
      return 1;
    }
    int fewer = Math.min(better, worse);
    // In logarithms, so that it holds for many; of no head first, and then of one more each time.
    double log = -all * Math.log(2);
    double below = 0;
    for (int heads = 0; heads < fewer; heads++) {
      below += Math.exp(log);
      log += Math.log((double) (all - heads) / (heads + 1));
    }
    return Math.min(1, 2 * (below + HALF * Math.exp(log)));
  }
}

package com.orgscope.privacy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a noisy count is large enough to be shown as a group of at least k people.
 *
 * <p>A group is shown if its noisy count reaches k + margin. If the true count is at most k - 1,
 * the noise must then exceed the margin, so the margin is the smallest m with P(noise > m) <= delta
 * / groups: over all groups of a release, "shown implies at least k" is wrong with probability at
 * most delta (union bound). For one draw that is P(noise > m) = exp(-epsilon (m + 1)) / (1 +
 * exp(-epsilon)), the tail of the discrete Laplace (Canonne, Kamath and Steinke 2020); for a sum of
 * draws see {@link NoiseSum}. The same trick, a count with noise against a shifted threshold, is
 * stability-based histogram release (Korolova et al. 2009).
 *
 * @param k the least number of people a shown group may have
 * @param epsilon spent on each count; one person changes a count by at most one
 * @param delta for the whole release
 * @param groups how many groups the release tests
 */
public record ReleaseThreshold(int k, Epsilon epsilon, double delta, int groups) {
  private static final Map<Tail, Long> KNOWN = new ConcurrentHashMap<>();

  private record Tail(Epsilon epsilon, double probability, int draws) {}

  public ReleaseThreshold {
    if (k < 1 || groups < 1 || !(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("k " + k + ", delta " + delta + ", groups " + groups);
    }
  }

  /**
   * @param draws how many noised leaves the count is the sum of
   */
  public long margin(int draws) {
    Tail tail = new Tail(epsilon, delta / groups, draws);
    return KNOWN.computeIfAbsent(
        tail, t -> new NoiseSum(t.epsilon(), 1, t.draws()).exceededWith(t.probability()));
  }

  /** Whether a count made of so many noised leaves may stand on its own. */
  public boolean shows(long noisyCount, int draws) {
    return noisyCount >= k + margin(draws);
  }
}

package com.orgscope.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.interval.ClopperPearsonInterval;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;

/**
 * How much more often an attacker says yes where it is so than where it is not.
 *
 * @param hits yes where it is so
 * @param so how often it was
 * @param falseAlarms yes where it is not so
 * @param not how often it was not
 */
public record Advantage(int hits, int so, int falseAlarms, int not) {
  /** Of each of the two shares, so that both hold in 95 of 100. */
  private static final double EACH = 0.975;

  private static final ClopperPearsonInterval EXACT = new ClopperPearsonInterval();

  public double value() {
    return (double) hits / so - (double) falseAlarms / not;
  }

  public double low() {
    return range(hits, so).getLowerBound() - range(falseAlarms, not).getUpperBound();
  }

  public double high() {
    return range(hits, so).getUpperBound() - range(falseAlarms, not).getLowerBound();
  }

  /** Clopper and Pearson (1934), which the library leaves open where all or none are. */
  private static ConfidenceInterval range(int yes, int of) {
    double none = Math.pow((1 - EACH) / 2, 1.0 / of);
    if (yes == 0) {
      return new ConfidenceInterval(0, 1 - none, EACH);
    }
    return yes == of ? new ConfidenceInterval(none, 1, EACH) : EXACT.createInterval(of, yes, EACH);
  }

  /**
   * The most that an epsilon allows whatever is read: (e^epsilon - 1) / (e^epsilon + 1), by
   * Kairouz, Oh and Viswanath (2015).
   */
  public static double bound(double epsilon) {
    return Math.tanh(epsilon / 2);
  }

  /** What was read of one company. */
  private record Seen(double score, boolean so) {}

  /**
   * The attacker learns from the first half at which score to say yes, above or below it, and is
   * measured on the second.
   */
  public static Advantage of(double[] without, double[] with) {
    int half = without.length / 2;
    List<Seen> learnt = new ArrayList<>();
    for (int i = 0; i < half; i++) {
      learnt.add(new Seen(without[i], false));
      learnt.add(new Seen(with[i], true));
    }
    learnt.sort(Comparator.comparingDouble(Seen::score));
    double from = Double.NEGATIVE_INFINITY;
    boolean above = true;
    int best = 0;
    int balance = 0;
    for (int i = 0; i < learnt.size(); i++) {
      balance += learnt.get(i).so() ? -1 : 1;
      boolean last = i + 1 == learnt.size();
      if (!last && learnt.get(i + 1).score() > learnt.get(i).score() && Math.abs(balance) > best) {
        best = Math.abs(balance);
        above = balance > 0;
        from = (learnt.get(i).score() + learnt.get(i + 1).score()) / 2;
      }
    }
    return new Advantage(yes(with, half, from, above), half, yes(without, half, from, above), half);
  }

  private static int yes(double[] scores, int from, double threshold, boolean above) {
    int yes = 0;
    for (int i = from; i < 2 * from; i++) {
      yes += (scores[i] > threshold) == above ? 1 : 0;
    }
    return yes;
  }
}

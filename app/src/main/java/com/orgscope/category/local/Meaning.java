package com.orgscope.category.local;

import com.orgscope.category.local.Purposes.Hypotheses;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of one application in one company: what was said of it, weighed against who uses
 * it. Whoever is judged is left out of what they are judged by.
 */
final class Meaning {
  /** No application multiplies the odds of a line of work by more than e to this. */
  private static final double LIFT_LIMIT = 4.6;

  /** Nor does what a model said, which is evidence and not the truth. */
  private static final double ANSWERED_LIMIT = 2.6;

  /** A guess from a name's words moves nobody whose other applications speak clearly. */
  private static final double GUESSED_LIMIT = 1.3;

  /** Nor does what its users alone say of an application. */
  private static final double UNSAID_LIMIT = 1.6;

  /** What one whole user says of what an application is for, at most by so many users' worth. */
  private static final double SAY_OF_A_USER = 1;

  private static final double HALF_SAID = 40;

  /** Where nobody said anything, users of whom little is known say less. */
  private static final double OF_THE_UNKNOWN = 0.5;

  /** People of a line, of no habit of their own, that the benchmark weighs as much as. */
  private static final double BENCHMARK_PEOPLE = 5;

  private static final double NEGLIGIBLE = 1e-4;

  private final Hypotheses hypotheses;
  private final boolean said;
  private final double limit;
  private final Map<PersonKey, double[]> told = new HashMap<>();
  private double users;
  private double[] sum;
  private double[] whole = new double[0];
  private double[] byLine = new double[0];
  private double use;

  Meaning(Application app, Hypotheses hypotheses) {
    this.hypotheses = hypotheses;
    this.said = app.basis() != Basis.NONE;
    this.limit =
        switch (app.basis()) {
          case NONE -> UNSAID_LIMIT;
          case TEXT -> GUESSED_LIMIT;
          case MODEL -> ANSWERED_LIMIT;
          case CURATED, TENANT -> LIFT_LIMIT;
        };
    this.sum = new double[hypotheses.prior().length];
    this.whole = lift(null);
  }

  double[][] candidates() {
    return hypotheses.lift();
  }

  /** Forgets who used it. */
  void forget(int lines) {
    told.clear();
    users = 0;
    sum = new double[sum.length];
    byLine = new double[lines];
    use = 0;
  }

  /** One of the users from whom what it is for is read: for each candidate, in nats. */
  void tell(PersonKey person, double[] nats) {
    told.put(person, nats);
    for (int h = 0; h < sum.length; h++) {
      sum[h] += nats[h];
    }
  }

  /** A user's lines of work, and how much they use it. */
  void used(double[] lines, double weight, double share) {
    users += Math.sqrt(share);
    use += weight;
    for (int l = 0; l < byLine.length; l++) {
      byLine[l] += lines[l] * weight;
    }
  }

  void settle() {
    whole = lift(null);
  }

  /**
   * How much likelier each line of work is to use it, as a logarithm.
   *
   * @param mine the person's own lines, if they were counted among its users
   */
  double[] lift(PersonKey person, double weight, double @Nullable [] mine, Crowd crowd) {
    double[] lift = told.containsKey(person) ? lift(person) : whole;
    double others = use - (mine == null ? 0 : weight);
    double people = crowd.people() - (mine == null ? 0 : 1);
    if (byLine.length == 0 || others <= NEGLIGIBLE || people < 1) {
      return lift;
    }
    double norm = 0;
    for (int l = 0; l < lift.length; l++) {
      norm += crowd.mix()[l] * Math.exp(lift[l]);
    }
    double[] own = new double[lift.length];
    for (int l = 0; l < lift.length; l++) {
      double part = mine == null ? 0 : mine[l];
      double seen = Math.max(0, byLine[l] - part * weight) * people / others;
      double ofLine = Math.max(0, crowd.ofLine()[l] - part);
      double expected = BENCHMARK_PEOPLE * Math.exp(lift[l]) / norm;
      own[l] = limited(Math.log((seen + expected) / (ofLine + BENCHMARK_PEOPLE)));
    }
    return own;
  }

  /**
   * Everybody.
   *
   * @param ofLine how many do each line of work
   * @param mix the same as parts of 1
   */
  record Crowd(double people, double[] ofLine, double[] mix) {}

  private double[] lift(@Nullable PersonKey without) {
    double[] p = posterior(without);
    double[] lift = new double[hypotheses.lift()[0].length];
    for (int h = 0; h < p.length; h++) {
      if (p[h] > NEGLIGIBLE) {
        for (int l = 0; l < lift.length; l++) {
          lift[l] += p[h] * hypotheses.lift()[h][l];
        }
      }
    }
    for (int l = 0; l < lift.length; l++) {
      lift[l] = limited(Math.log(lift[l]));
    }
    return lift;
  }

  private double[] posterior(@Nullable PersonKey without) {
    double[] own = without == null ? null : told.get(without);
    double say = SAY_OF_A_USER * HALF_SAID / (HALF_SAID + users) * (said ? 1 : OF_THE_UNKNOWN);
    double[] p = new double[sum.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int h = 0; h < p.length; h++) {
      p[h] = Math.log(hypotheses.prior()[h]) + say * (sum[h] - (own == null ? 0 : own[h]));
      max = Math.max(max, p[h]);
    }
    double all = 0;
    for (int h = 0; h < p.length; h++) {
      p[h] = Math.exp(p[h] - max);
      all += p[h];
    }
    for (int h = 0; h < p.length; h++) {
      p[h] /= all;
    }
    return p;
  }

  private double limited(double nats) {
    return Math.clamp(nats, -limit, limit);
  }
}

package com.orgscope.insight;

import java.util.Collection;

/**
 * What turns hours into something else, with its range: a product of assumptions.
 *
 * <p>The range combines independent ranges as the root of the sum of squared logarithms, the usual
 * propagation of uncertainty for a product; multiplying all the worst ends would claim a range that
 * nobody believes.
 */
record Factor(double typical, double low, double high) {

  static Factor of(Collection<Factor> factors) {
    double typical = 1;
    double down = 0;
    double up = 0;
    for (Factor factor : factors) {
      typical *= factor.typical();
      down += Math.pow(Math.log(factor.typical() / factor.low()), 2);
      up += Math.pow(Math.log(factor.high() / factor.typical()), 2);
    }
    return new Factor(
        typical, typical * Math.exp(-Math.sqrt(down)), typical * Math.exp(Math.sqrt(up)));
  }

  static Factor value(Assumption assumption) {
    return new Factor(assumption.typical(), assumption.low(), assumption.high());
  }

  /** How far the assumption may be off, for figures its typical value is in already. */
  static Factor error(Assumption assumption) {
    return new Factor(
        1, assumption.low() / assumption.typical(), assumption.high() / assumption.typical());
  }

  /** The range the noise left, carried through end by end. */
  Interval of(Interval figure) {
    return new Interval(figure.low() * low, figure.high() * high);
  }
}

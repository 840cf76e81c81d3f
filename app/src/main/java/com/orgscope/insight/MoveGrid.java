package com.orgscope.insight;

import com.orgscope.usage.FunctionPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What moves between applications are told by. A small company has few pairs of broad names, and a
 * lower bound for each person: what few people do stands clear of the noise there only together.
 * Which of the two a company has follows from its public size.
 *
 * @param weekly moves that one person counts for at most
 * @param named under which pair of the grid one is
 */
record MoveGrid(List<FunctionPair> pairs, int weekly, UnaryOperator<FunctionPair> named) {
  /** Of a move: what moves are counted in. */
  static final int HUNDREDTHS = 100;

  private static final int FINE_FROM = 4_000;
  private static final int WEEKLY_OF_FEW = 10;

  static MoveGrid of(int publicSize) {
    UseFunctions functions = UseFunctions.instance();
    return publicSize < FINE_FROM
        ? new MoveGrid(functions.broadPairs(), WEEKLY_OF_FEW, functions::broad)
        : new MoveGrid(functions.pairs(), QuarterParts.WEEKLY_MOVES, UnaryOperator.identity());
  }

  /**
   * A person's are cut at the bound and rounded down in each cell, so that all cells together move
   * by no more than it. Only pairs of the grid are told: ways in to work are in none.
   */
  Map<FunctionPair, Long> hundredths(List<Map<FunctionPair, Double>> moves) {
    Map<FunctionPair, Long> sums = new HashMap<>();
    for (Map<FunctionPair, Double> one : moves) {
      double all = one.values().stream().mapToDouble(n -> n).sum();
      double part = all > weekly ? weekly / all : 1;
      Map<FunctionPair, Double> own = new HashMap<>();
      one.forEach((pair, times) -> own.merge(named.apply(pair), part * times, Double::sum));
      own.forEach((pair, times) -> sums.merge(pair, (long) (HUNDREDTHS * times), Long::sum));
    }
    sums.keySet().retainAll(pairs);
    return sums;
  }
}

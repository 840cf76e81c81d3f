package com.orgscope.insight;

import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.TestNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What whoever sees all that is drawn, before anything is made of it, learns at most: the logarithm
 * of the ratio of two probabilities of what they saw, of two companies. It is worked out from what
 * the product counts and from the scale of the noise that it draws.
 */
final class Likelihood {
  private static final int MANY = 10_000_000;

  private Likelihood() {}

  /** All numbers of one draw, each with noise of its own. */
  @FunctionalInterface
  interface Mechanism {
    double[] draw(List<Census.Member> company, Noise noise);
  }

  /** Whatever comes out. */
  static double learnt(
      Mechanism mechanism, List<Census.Member> company, List<Census.Member> other) {
    double[] a = mechanism.draw(company, TestNoise.none());
    double[] b = mechanism.draw(other, TestNoise.none());
    double[] stretched = mechanism.draw(company, TestNoise.stretched());
    double ratio = 0;
    for (int i = 0; i < a.length; i++) {
      ratio += worst(a[i], b[i], (stretched[i] - a[i]) / TestNoise.STRETCH);
    }
    return ratio;
  }

  /** Over outcomes below, between and above both, where the ratio is largest or has its steps. */
  private static double worst(double a, double b, double scale) {
    double worst = 0;
    for (double outcome : new double[] {a - 1, a, (a + b) / 2, b, b + 1}) {
      worst = Math.max(worst, Math.abs(Math.abs(outcome - b) - Math.abs(outcome - a)) / scale);
    }
    return worst;
  }

  /** People on all four levels. */
  static Mechanism people(
      Function<List<Census.Member>, Census> census, Grid grid, ReleaseEpsilons epsilons) {
    return (company, noise) -> {
      GridEstimate.LevelCounts drawn =
          PeopleLevels.draw(
                  census.apply(company), grid, TestReleases.PRIVACY, epsilons.people(), noise)
              .drawn();
      List<Long> all = new ArrayList<>(List.of(drawn.company()));
      for (int c = 0; c < drawn.categories().length; c++) {
        all.add(drawn.categories()[c]);
      }
      for (int d = 0; d < drawn.departments().length; d++) {
        all.add(drawn.departments()[d]);
        for (long leaf : drawn.leaves()[d]) {
          all.add(leaf);
        }
      }
      return all.stream().mapToDouble(n -> n).toArray();
    };
  }

  static Mechanism use(Epsilon epsilon) {
    return equivalents(Census.Member::use, UseFunctions.instance().cells(), epsilon);
  }

  static Mechanism roles(List<String> columns, Epsilon epsilon) {
    return equivalents(Census.Member::shares, columns, epsilon);
  }

  private static Mechanism equivalents(
      Function<Census.Member, Map<String, Double>> weights, List<String> cells, Epsilon epsilon) {
    return (company, noise) ->
        new EquivalentCounts(
                Hundredths.sum(company.stream().map(weights), cells), epsilon, noise, null)
            .estimates();
  }

  /** People who use an AI assistant, of a headcount so large that no draw is cut off. */
  static Mechanism assistants(Census shape, ReleaseEpsilons epsilons) {
    return (company, noise) -> {
      Census census =
          new Census(
              shape.run(),
              shape.window(),
              shape.departments(),
              shape.categories(),
              company,
              MANY,
              false,
              shape.models(),
              false,
              null,
              new QuarterParts(List.of(), List.of(), null, null));
      QuarterAnswers drawn =
          new AnswerDrawing(census, epsilons, noise, TestReleases.SHAPE.bounds()).draw(null, null);
      return new double[] {drawn.assistants().getFirst().people()};
    };
  }

  /**
   * Hours of some causes.
   *
   * @param shape what columns there are
   */
  static Mechanism causes(
      Census shape, HourBounds bounds, ReleaseEpsilons epsilons, Set<Cause> drawn) {
    return (company, noise) ->
        new CauseHours(
                Apportionment.sum(company, bounds, shape.columns(), shape::column),
                bounds,
                epsilons,
                noise)
            .of(Set.copyOf(shape.columns())).stream()
                .filter(cell -> drawn.contains(cell.cause()))
                .mapToDouble(Release.CauseCell::hoursPerWeek)
                .toArray();
  }
}

package com.orgscope.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The noise and what is said of it, worked out exactly and not by drawing often. */
class NoiseRulesTest {
  private static final Epsilon HALF = Epsilon.of("0.5");

  /** Ways of drawing less likely than this are left out, and how likely they are together told. */
  private static final double LEAST = 1e-5;

  @Test
  void a_draw_is_as_likely_as_the_formula_says() {
    for (String epsilon : List.of("0.5", "1", "2")) {
      Ways ways = new Ways();
      DiscreteLaplace laplace = new DiscreteLaplace(Epsilon.of(epsilon), 1, ways);
      Map<Long, Double> likely = ways.all(laplace::draw);
      double p = Math.exp(-Double.parseDouble(epsilon));
      for (long x = -3; x <= 3; x++) {
        double expected = (1 - p) / (1 + p) * Math.pow(p, Math.abs(x));
        assertThat(likely.getOrDefault(x, 0.0))
            .as("%d at epsilon %s", x, epsilon)
            .isCloseTo(expected, within(ways.leftOut + 1e-9));
        assertThat(likely.getOrDefault(-x, 0.0))
            .isCloseTo(likely.getOrDefault(x, 0.0), within(1e-9));
      }
      assertThat(ways.leftOut).isLessThan(0.1);
    }
  }

  @Test
  void the_coin_of_exp_is_as_likely_as_the_formula_says() {
    for (long[] ratio : new long[][] {{0, 1}, {1, 3}, {1, 2}, {1, 1}}) {
      Ways ways = new Ways();
      DiscreteLaplace laplace = new DiscreteLaplace(HALF, 1, ways);
      Map<Long, Double> likely =
          ways.all(() -> laplace.bernoulliOfExpMinus(ratio[0], ratio[1]) ? 1L : 0L);
      assertThat(likely.getOrDefault(1L, 0.0))
          .isCloseTo(Math.exp(-(double) ratio[0] / ratio[1]), within(ways.leftOut + 1e-12));
    }
  }

  @Test
  void the_scale_is_in_lowest_terms() {
    for (Object[] scale :
        new Object[][] {{"0.5", 1L, 2L}, {"0.3", 1L, 10L}, {"0.5", 100L, 200L}, {"1", 7L, 7L}}) {
      List<Long> bounds = new ArrayList<>();
      RandomGenerator coins = TestNoise.coins(0, 0, 0, 1, 0);
      new DiscreteLaplace(Epsilon.of((String) scale[0]), (long) scale[1], recording(coins, bounds))
          .draw();
      assertThat(bounds.getFirst()).isEqualTo(scale[2]);
    }
  }

  @Test
  void one_draw_follows_its_coins() {
    // A remainder of 1 of 10 is kept; two more times 10 follow; of the 21 thirds seven are whole.
    DiscreteLaplace laplace =
        new DiscreteLaplace(Epsilon.of("0.3"), 1, TestNoise.coins(1, 9, 0, 0, 2, 0, 0, 2, 0, 1, 1));
    assertThat(laplace.draw()).isEqualTo(-7);
    assertThat(new DiscreteLaplace(HALF, 1, TestNoise.coins(0, 0, 0, 1, 0)).draw()).isZero();
  }

  @Test
  void nothing_is_drawn_without_epsilon_or_a_bound_on_one_person() {
    RandomGenerator coins = TestNoise.coins(0, 0, 0, 1, 0);
    for (long wrong : new long[] {0, -1, 1_000_001}) {
      assertThatThrownBy(() -> new DiscreteLaplace(HALF, wrong, coins))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "noise needs an epsilon above 0 and a sensitivity of 1 to 1000000, not 0.5 and "
                  + wrong);
    }
    assertThatThrownBy(() -> new DiscreteLaplace(Epsilon.ZERO, 1, coins))
        .isInstanceOf(IllegalArgumentException.class);
    new DiscreteLaplace(HALF, 1_000_000, coins);
    new DiscreteLaplace(HALF, 1, coins);
  }

  @Test
  void an_epsilon_is_exact_to_a_thousandth() {
    assertThat(Epsilon.of("0.125").thousandths()).isEqualTo(125);
    assertThat(Epsilon.of("0.5").plus(Epsilon.of("0.25"))).isEqualTo(Epsilon.of("0.75"));
    assertThat(Epsilon.of("1.50")).hasToString("1.5");
    assertThat(Epsilon.of("0.5").decimal()).isEqualByComparingTo("0.5");
    assertThat(Epsilon.of("0.5")).isLessThan(Epsilon.of("0.501")).isGreaterThan(Epsilon.ZERO);
    assertThat(new Epsilon(1_000_000)).hasToString("1000");
    assertThat(new Epsilon(0)).isEqualTo(Epsilon.ZERO);
    assertThat(Epsilon.of("0.75").minus(Epsilon.of("0.25"))).isEqualTo(HALF);
    assertThat(HALF.minus(Epsilon.of("0.75"))).as("a budget that was lowered").hasToString("0");
    assertThatThrownBy(() -> Epsilon.of("0.0005")).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Epsilon(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Epsilon(1_000_001)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_sum_of_draws_strays_as_its_draws_do_together() {
    for (int draws : new int[] {1, 2, 5, 12}) {
      double[] likely = sum(HALF, draws);
      NoiseSum noise = new NoiseSum(HALF, 1, draws);
      for (double confidence : new double[] {0.8, 0.95, 0.999}) {
        long width = noise.exceededWith((1 - confidence) / 2);
        assertThat(inside(likely, width)).isGreaterThanOrEqualTo(confidence - 1e-9);
        assertThat(inside(likely, width - 1)).isLessThan(confidence);
        long exceeded = noise.exceededWith(1 - confidence);
        assertThat((1 - inside(likely, exceeded)) / 2).isLessThanOrEqualTo(1 - confidence + 1e-9);
        assertThat((1 - inside(likely, exceeded - 1)) / 2).isGreaterThan(1 - confidence);
      }
      double variance = 0;
      for (int i = 0; i < likely.length; i++) {
        variance += likely[i] * Math.pow(i - likely.length / 2, 2);
      }
      assertThat(draws * NoiseSum.variance(HALF, 1)).isCloseTo(variance, within(1e-6));
    }
    assertThatThrownBy(() -> new NoiseSum(HALF, 1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void one_draw_strays_by_its_closed_form_at_any_epsilon() {
    for (String epsilon : List.of("0.1", "1", "2", "5")) {
      double p = Math.exp(-Double.parseDouble(epsilon));
      NoiseSum noise = new NoiseSum(Epsilon.of(epsilon), 1, 1);
      for (int m = 0; m < 3; m++) {
        double beyond = 2 * Math.pow(p, m + 1) / (1 + p);
        assertThat(noise.exceededWith(beyond * 1.001 / 2)).isEqualTo(m);
        assertThat(noise.exceededWith(beyond * 0.999 / 2)).isEqualTo(m + 1);
      }
    }
  }

  @Test
  void one_draw_of_hours_strays_by_its_closed_form() {
    double p = Math.exp(-0.5 / 100);
    NoiseSum noise = new NoiseSum(HALF, 100, 1);
    long width = noise.exceededWith(0.025);
    assertThat(2 * Math.pow(p, width + 1) / (1 + p)).isLessThanOrEqualTo(0.05 + 1e-9);
    assertThat(2 * Math.pow(p, width) / (1 + p)).isGreaterThan(0.05);
    assertThat(NoiseSum.variance(HALF, 100)).isCloseTo(2 * p / Math.pow(1 - p, 2), within(1e-6));
  }

  @Test
  void a_group_is_shown_from_k_and_the_margin_on() {
    // A process remembers its margins; this one nobody asked it for before.
    double delta = 1e-3 * (1 + new SplittableRandom().nextDouble());
    ReleaseThreshold threshold = new ReleaseThreshold(10, HALF, delta, 5);
    long margin = threshold.margin(1);
    assertThat(tail(margin)).isLessThanOrEqualTo(delta / 5);
    assertThat(tail(margin - 1)).isGreaterThan(delta / 5);
    assertThat(threshold.shows(10 + margin, 1)).isTrue();
    assertThat(threshold.shows(10 + margin - 1, 1)).isFalse();
    assertThat(threshold.margin(4)).isGreaterThan(margin);
    assertThat(threshold.shows(10 + margin, 4)).isFalse();
  }

  @Test
  void a_threshold_needs_people_groups_and_a_chance_of_error() {
    new ReleaseThreshold(1, HALF, 0.5, 1);
    for (Object[] wrong :
        new Object[][] {{0, 0.5, 1}, {1, 0.5, 0}, {1, 0.0, 1}, {1, 1.0, 1}, {1, Double.NaN, 1}}) {
      assertThatThrownBy(
              () -> new ReleaseThreshold((int) wrong[0], HALF, (double) wrong[1], (int) wrong[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("k " + wrong[0]);
    }
  }

  /** P(noise > margin) of one draw. */
  private static double tail(long margin) {
    return Math.exp(-0.5 * (margin + 1)) / (1 + Math.exp(-0.5));
  }

  /** How likely each sum of so many draws is; zero lies in the middle. */
  private static double[] sum(Epsilon epsilon, int draws) {
    int reach = 120;
    double p = Math.exp(-epsilon.thousandths() / 1000.0);
    double[] one = new double[2 * reach + 1];
    for (int i = 0; i < one.length; i++) {
      one[i] = (1 - p) / (1 + p) * Math.pow(p, Math.abs(i - reach));
    }
    double[] sum = one;
    for (int n = 1; n < draws; n++) {
      double[] next = new double[one.length];
      for (int i = 0; i < one.length; i++) {
        for (int j = Math.max(0, i - reach); j <= Math.min(2 * reach, i + reach); j++) {
          next[i] += sum[j] * one[i - j + reach];
        }
      }
      sum = next;
    }
    return sum;
  }

  private static double inside(double[] likely, long width) {
    double sum = 0;
    int middle = likely.length / 2;
    for (long i = -width; i <= width; i++) {
      sum += likely[(int) (middle + i)];
    }
    return sum;
  }

  private static RandomGenerator recording(RandomGenerator source, List<Long> bounds) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return source.nextLong();
      }

      @Override
      public long nextLong(long bound) {
        bounds.add(bound);
        return source.nextLong(bound);
      }
    };
  }

  /** Goes every way that a sampler may take, each as likely as its coins. */
  private static final class Ways implements RandomGenerator {
    private static final class TooUnlikely extends RuntimeException {
      private static final long serialVersionUID = 1;

      TooUnlikely() {
        super("", null, false, false);
      }
    }

    private final List<long[]> path = new ArrayList<>();
    private int depth;
    private double likely;
    private double leftOut;

    Map<Long, Double> all(java.util.function.LongSupplier sampler) {
      Map<Long, Double> found = new HashMap<>();
      do {
        depth = 0;
        likely = 1;
        try {
          found.merge(sampler.getAsLong(), likely, Double::sum);
        } catch (TooUnlikely e) {
          leftOut += likely;
        }
      } while (next());
      return found;
    }

    /** The next way; false after the last. */
    private boolean next() {
      path.subList(depth, path.size()).clear();
      while (!path.isEmpty()) {
        long[] last = path.getLast();
        if (++last[0] < last[1]) {
          return true;
        }
        path.removeLast();
      }
      return false;
    }

    @Override
    public long nextLong() {
      throw new IllegalStateException("only bounded numbers are asked for");
    }

    @Override
    public long nextLong(long bound) {
      if (likely < LEAST) {
        throw new TooUnlikely();
      }
      if (depth == path.size()) {
        path.add(new long[] {0, bound});
      }
      likely /= bound;
      return path.get(depth++)[0];
    }
  }
}

package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.ReleaseThreshold;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Period;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The delta of a release covers every question that is asked of its noise. */
@Tag("slow")
class DrawingDeltaTest {
  private static final InsightSettings SHAPE =
      new InsightSettings(Period.ofMonths(1), 28, 200, 500);
  private static final PrivacySettings PRIVACY =
      new PrivacySettings(
          10,
          0.001,
          new BigDecimal("0.5"),
          new BigDecimal("0.5"),
          new BigDecimal("0.25"),
          new BigDecimal("16"));
  private static final MathContext DIGITS = new MathContext(40);
  private static final int REACH = 400;

  private final Drawing drawing =
      new Drawing(
          MadeUpCensus.company(1000, 1).census(),
          PRIVACY,
          new Noise(new SplittableRandom(1)),
          TestAssumptions.shipped(),
          SHAPE);

  @Test
  void the_threshold_counts_every_leaf_every_department_and_other() {
    Map<GridCell, Long> leaves = drawing.draw().leaves();
    Set<String> departments =
        leaves.keySet().stream()
            .map(GridCell::department)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(departments).contains(Census.NO_DEPARTMENT).hasSize(6);
    // Six departments of seven kinds of work, what is left of each of the six, and "Other".
    assertThat(drawing.threshold(leaves).groups()).isEqualTo(6 * 7 + 6 + 1);
  }

  @Test
  void a_department_of_one_leaf_is_not_asked_twice() {
    assertThat(
            Grouping.tests(
                Set.of(new GridCell("a", "x"), new GridCell("b", "x"), new GridCell("b", "y"))))
        .isEqualTo(3 + 1 + 1);
  }

  @Test
  void the_chances_of_all_wrong_answers_add_up_to_no_more_than_delta() {
    Map<GridCell, Long> leaves = drawing.draw().leaves();
    ReleaseThreshold threshold = drawing.threshold(leaves);
    BigDecimal[] one = one();
    BigDecimal[] seven = sum(one, 7);
    BigDecimal[] all = sum(one, 42);
    BigDecimal chance =
        tail(one, threshold.margin(1))
            .multiply(BigDecimal.valueOf(42))
            .add(tail(seven, threshold.margin(7)).multiply(BigDecimal.valueOf(6)))
            .add(tail(all, threshold.margin(42)));
    assertThat(chance).isLessThanOrEqualTo(BigDecimal.valueOf(PRIVACY.delta()));
    // And none of the margins is larger than it must be.
    BigDecimal each =
        BigDecimal.valueOf(PRIVACY.delta()).divide(BigDecimal.valueOf(threshold.groups()), DIGITS);
    assertThat(tail(one, threshold.margin(1) - 1)).isGreaterThan(each);
    assertThat(tail(seven, threshold.margin(7) - 1)).isGreaterThan(each);
    assertThat(tail(all, threshold.margin(42) - 1)).isGreaterThan(each);
  }

  /** The discrete Laplace of epsilon 1/2: (1 - p) / (1 + p) p^|x|, with p = exp(-1/2). */
  private static BigDecimal[] one() {
    BigDecimal p = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; i < 60; i++) {
      term = term.divide(BigDecimal.valueOf(-2L * i), DIGITS);
      p = p.add(term, DIGITS);
    }
    BigDecimal[] mass = new BigDecimal[2 * REACH + 1];
    for (int x = -REACH; x <= REACH; x++) {
      mass[x + REACH] =
          BigDecimal.ONE
              .subtract(p)
              .divide(BigDecimal.ONE.add(p), DIGITS)
              .multiply(p.pow(Math.abs(x), DIGITS), DIGITS);
    }
    return mass;
  }

  private static BigDecimal[] sum(BigDecimal[] one, int draws) {
    if (draws == 1) {
      return one;
    }
    BigDecimal[] half = sum(one, draws / 2);
    BigDecimal[] whole = plus(half, half);
    return draws % 2 == 0 ? whole : plus(whole, one);
  }

  private static BigDecimal[] plus(BigDecimal[] a, BigDecimal[] b) {
    BigDecimal[] sum = new BigDecimal[a.length];
    Arrays.fill(sum, BigDecimal.ZERO);
    for (int i = 0; i < a.length; i++) {
      for (int j = Math.max(0, REACH - i); j < b.length && i + j - REACH < sum.length; j++) {
        sum[i + j - REACH] = sum[i + j - REACH].add(a[i].multiply(b[j], DIGITS), DIGITS);
      }
    }
    return sum;
  }

  /** P(noise > margin); what lies beyond the reach is below 10^-80. */
  private static BigDecimal tail(BigDecimal[] mass, long margin) {
    BigDecimal tail = BigDecimal.ZERO;
    for (int i = (int) margin + 1 + REACH; i < mass.length; i++) {
      tail = tail.add(mass[i], DIGITS);
    }
    return tail;
  }
}

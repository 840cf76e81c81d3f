package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.orgscope.insight.GridEstimate.At;
import com.orgscope.insight.GridEstimate.LevelCounts;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.TestNoise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the noise of people costs, exactly, and what is said of the noised counts. */
class PeopleLevelsTest {
  private static final PrivacySettings PRIVACY = ReleaseSimulation.PRIVACY;
  private static final List<String> DEPARTMENTS = List.of("A", "B");
  private static final List<String> KINDS = List.of("x", "y");
  private static final Grid GRID =
      new Grid(List.of("A", "B", Census.NO_DEPARTMENT), List.of("x", "y", Release.NOT_YET_KNOWN));

  private final LevelBudget budget = LevelBudget.people(PRIVACY.people());

  /**
   * For every company of up to three people and everybody whom it may have one more of: the largest
   * ratio of the probabilities of any outcome is e^epsilon and no more. Outcomes are enumerated
   * cell by cell, since the noise of each is its own.
   */
  @Test
  void one_person_moves_no_outcomes_probability_by_more_than_the_epsilon_says() {
    double worst = 0;
    for (List<Census.Member> company : companies(3)) {
      LevelCounts without = exact(company);
      for (Census.Member one : everybody()) {
        List<Census.Member> more = new ArrayList<>(company);
        more.add(one);
        double ratio = logRatio(without, exact(more));
        assertThat(ratio).isLessThanOrEqualTo(epsilon(PRIVACY.people()) + 1e-9);
        worst = Math.max(worst, ratio);
      }
    }
    assertThat(worst).as("and it is reached").isCloseTo(0.7, within(1e-9));
  }

  private double logRatio(LevelCounts a, LevelCounts b) {
    double ratio = worst(a.company(), b.company(), budget.company());
    for (int c = 0; c < a.categories().length; c++) {
      ratio += worst(a.categories()[c], b.categories()[c], budget.category());
    }
    for (int d = 0; d < a.departments().length; d++) {
      ratio += worst(a.departments()[d], b.departments()[d], budget.department());
      for (int c = 0; c < a.categories().length; c++) {
        ratio += worst(a.leaves()[d][c], b.leaves()[d][c], budget.fine());
      }
    }
    return ratio;
  }

  /** Over all outcomes of one cell that have any weight. */
  private static double worst(long a, long b, Epsilon epsilon) {
    double worst = 0;
    for (long outcome = -60; outcome <= 60; outcome++) {
      double ratio = Math.log(mass(outcome - a, epsilon) / mass(outcome - b, epsilon));
      worst = Math.max(worst, Math.abs(ratio));
    }
    return worst;
  }

  /** The discrete Laplace: (1 - p) / (1 + p) p^|x|, with p = exp(-epsilon). */
  private static double mass(long x, Epsilon epsilon) {
    double p = Math.exp(-epsilon(epsilon));
    return (1 - p) / (1 + p) * Math.pow(p, Math.abs(x));
  }

  private static double epsilon(Epsilon epsilon) {
    return epsilon.decimal().doubleValue();
  }

  private static LevelCounts exact(List<Census.Member> members) {
    return PeopleLevels.draw(census(members), GRID, PRIVACY, PRIVACY.people(), TestNoise.none())
        .drawn();
  }

  private static List<List<Census.Member>> companies(int people) {
    List<List<Census.Member>> companies = new ArrayList<>();
    companies.add(List.of());
    int from = 0;
    for (int size = 0; size < people; size++) {
      int to = companies.size();
      for (List<Census.Member> smaller : List.copyOf(companies.subList(from, to))) {
        for (Census.Member one : everybody()) {
          List<Census.Member> company = new ArrayList<>(smaller);
          company.add(one);
          companies.add(company);
        }
      }
      from = to;
    }
    return companies;
  }

  private static List<Census.Member> everybody() {
    List<Census.Member> all = new ArrayList<>();
    for (String department : List.of("A", "B", "unknown")) {
      for (String category : List.of("x", "y", "struck off")) {
        all.add(
            new Census.Member(department, category, Map.of(category, 1.0), Map.of(), Map.of(), 0));
      }
    }
    return all;
  }

  /** A level without its noise would be exact counts, published as if they were noised. */
  @Test
  void every_count_of_every_level_has_the_noise_that_its_level_paid_for() {
    var noise = new Noise(new SplittableRandom(23));
    Census census = census(many(12));
    LevelCounts truth = exact(many(12));
    int draws = 6_000;
    double company = 0;
    double[] categories = new double[3];
    double[] departments = new double[3];
    double[][] leaves = new double[3][3];
    for (int i = 0; i < draws; i++) {
      LevelCounts drawn = PeopleLevels.draw(census, GRID, PRIVACY, PRIVACY.people(), noise).drawn();
      company += squared(drawn.company() - truth.company()) / draws;
      for (int c = 0; c < 3; c++) {
        categories[c] += squared(drawn.categories()[c] - truth.categories()[c]) / draws;
        departments[c] += squared(drawn.departments()[c] - truth.departments()[c]) / draws;
        for (int d = 0; d < 3; d++) {
          leaves[d][c] += squared(drawn.leaves()[d][c] - truth.leaves()[d][c]) / draws;
        }
      }
    }
    assertThat(company).isCloseTo(NoiseSum.variance(budget.company(), 1), withinPercentage(15));
    for (int c = 0; c < 3; c++) {
      assertThat(categories[c])
          .isCloseTo(NoiseSum.variance(budget.category(), 1), withinPercentage(15));
      assertThat(departments[c])
          .isCloseTo(NoiseSum.variance(budget.department(), 1), withinPercentage(15));
      for (int d = 0; d < 3; d++) {
        assertThat(leaves[d][c])
            .isCloseTo(NoiseSum.variance(budget.fine(), 1), withinPercentage(15));
      }
    }
  }

  private static double squared(long x) {
    return (double) x * x;
  }

  /** Exact tails: every question that may be answered wrongly, of a company of k - 1 everywhere. */
  @Test
  void the_chances_of_all_wrong_answers_add_up_to_no_more_than_delta() {
    LevelCounts drawn = new LevelCounts(0, new long[7], new long[6], new long[6][7]);
    PeopleLevels people = new PeopleLevels(drawn, PRIVACY, PRIVACY.people(), null);
    double atCategory =
        7 * above(people.atCategory().margin(1), budget.category(), 1)
            + above(people.atCategory().margin(7), budget.category(), 7);
    double atLeaf = 42 * above(people.atLeaf().margin(1), budget.fine(), 1);
    for (int category = 0; category < 7; category++) {
      atLeaf += aboveMixed(people.atLeaf().margin(3));
    }
    assertThat(atCategory).isLessThanOrEqualTo(PRIVACY.delta() / 2);
    assertThat(atLeaf).isLessThanOrEqualTo(PRIVACY.delta() / 2);
    assertThat(above(people.atCategory().margin(1) - 1, budget.category(), 1))
        .as("no margin is larger than it must be")
        .isGreaterThan(PRIVACY.delta() / 2 / 8);
  }

  /** The noise of a rest beside two rows: one draw of the category's and two of a leaf's. */
  private double aboveMixed(long margin) {
    double[] two = sum(masses(budget.fine()), masses(budget.fine()));
    return tail(sum(two, masses(budget.category())), margin);
  }

  private static double above(long margin, Epsilon epsilon, int draws) {
    double[] all = masses(epsilon);
    for (int i = 1; i < draws; i++) {
      all = sum(all, masses(epsilon));
    }
    return tail(all, margin);
  }

  private static final int REACH = 900;

  private static double[] masses(Epsilon epsilon) {
    double[] masses = new double[2 * REACH + 1];
    for (int x = -REACH; x <= REACH; x++) {
      masses[x + REACH] = mass(x, epsilon);
    }
    return masses;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = Math.max(0, REACH - i); j < b.length && i + j - REACH < sum.length; j++) {
        sum[i + j - REACH] += a[i] * b[j];
      }
    }
    return sum;
  }

  private static double tail(double[] masses, long margin) {
    double tail = 0;
    for (int i = masses.length - 1; i > margin + REACH; i--) {
      tail += masses[i];
    }
    return tail;
  }

  @Test
  void a_group_of_fewer_than_k_is_shown_as_rarely_as_delta_says() {
    List<Census.Member> members = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      members.add(new Census.Member("A", "x", Map.of(), Map.of(), Map.of(), 0));
      members.add(new Census.Member("B", "y", Map.of(), Map.of(), Map.of(), 0));
    }
    var noise = new Noise(new SplittableRandom(11));
    int wrong = 0;
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      PeopleLevels people =
          PeopleLevels.draw(census(members), GRID, PRIVACY, PRIVACY.people(), noise);
      boolean tooFew =
          Grouping.of(GRID, people).groups().stream()
              .anyMatch(g -> members.stream().filter(m -> in(g, m)).count() < 10);
      wrong += tooFew ? 1 : 0;
    }
    assertThat((double) wrong / draws).isLessThanOrEqualTo(PRIVACY.delta());
  }

  private static boolean in(Grouping.Group group, Census.Member member) {
    return group
        .leaves()
        .contains(new At(GRID.department(member.department()), GRID.category(member.category())));
  }

  @Test
  void a_public_headcount_is_the_total_whatever_was_drawn() {
    var noise = new Noise(new SplittableRandom(3));
    List<Census.Member> members = many(400);
    for (int i = 0; i < 200; i++) {
      PeopleLevels people =
          PeopleLevels.draw(census(members), GRID, PRIVACY, PRIVACY.people(), noise);
      assertThat(people.total()).isEqualTo(400);
      assertThat(people.sum(everywhere())).isCloseTo(400, within(1e-6));
      assertThat(people.halfWidth(everywhere())).isCloseTo(0, within(1e-6));
    }
  }

  private static List<At> everywhere() {
    List<At> all = new ArrayList<>();
    for (int d = 0; d < 3; d++) {
      for (int c = 0; c < 3; c++) {
        all.add(new At(d, c));
      }
    }
    return all;
  }

  private static List<Census.Member> many(int people) {
    List<Census.Member> members = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      members.add(new Census.Member(i % 2 == 0 ? "A" : "B", "x", Map.of(), Map.of(), Map.of(), 0));
    }
    return members;
  }

  private static Census census(List<Census.Member> members) {
    return new Census(
        "run",
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
        DEPARTMENTS,
        KINDS,
        members,
        members.size(),
        true,
        List.of("local"),
        false,
        null,
        null);
  }
}

package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.TestNoise;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What a release holds when the noise happens to be zero, which is exactly what was counted, and
 * how far it strays from that when it is not.
 */
class DrawingTest {
  private static final PrivacySettings SETTINGS =
      new PrivacySettings(
          10,
          1e-3,
          new BigDecimal("0.5"),
          new BigDecimal("0.5"),
          new BigDecimal("0.25"),
          new BigDecimal("16"));
  private static final InsightSettings SHAPE =
      new InsightSettings(Period.ofMonths(1), 28, 200, 500);
  private static final List<Assumption> MONEY = TestAssumptions.shipped();
  private static final Map<Cause, Double> HOUR =
      Map.of(Cause.FAILED_SIGN_INS, 30.0, Cause.CHALLENGES, 18.0, Cause.SWITCHES, 12.0);

  private final List<Census.Member> members = new ArrayList<>();

  @Test
  void each_leaf_is_the_people_of_a_department_and_category() {
    add(100, "Platform", "Engineering");
    add(60, "Sales", "Sales");
    add(50, "Platform", Release.NOT_YET_KNOWN);
    Drawing.Drawn drawn = draw(210);
    assertThat(drawn.leaves())
        .hasSize(3 * 3)
        .containsEntry(new GridCell("Platform", "Engineering"), 100L)
        .containsEntry(new GridCell("Platform", Release.NOT_YET_KNOWN), 50L)
        .containsEntry(new GridCell("Sales", "Sales"), 60L)
        .containsEntry(new GridCell(Census.NO_DEPARTMENT, "Sales"), 0L);
    assertThat(drawn.cells().subList(0, 2))
        .extracting(c -> c.department() + "/" + c.category() + "=" + c.people())
        .containsExactly("Platform/Engineering=100", "Sales/Sales=60");
  }

  @Test
  void whom_no_department_or_category_holds_is_counted_where_nobody_knows() {
    add(100, "Platform", "Engineering");
    add(70, "Gone", "Engineering");
    add(60, "Platform", "Struck off the list");
    Map<GridCell, Long> leaves = draw(230).leaves();
    assertThat(leaves)
        .containsEntry(new GridCell(Census.NO_DEPARTMENT, "Engineering"), 70L)
        .containsEntry(new GridCell("Platform", Release.NOT_YET_KNOWN), 60L);
  }

  @Test
  void hours_are_everybodys_in_the_groups_that_are_shown() {
    add(100, "Platform", "Engineering");
    add(60, "Sales", "Sales");
    add(3, "Sales", "Engineering");
    Drawing.Drawn drawn = draw(300);
    assertThat(drawn.cells()).hasSize(2);
    assertThat(drawn.cells().getFirst().hoursPerWeek()).isEqualTo(100.0);
    assertThat(drawn.cells().getLast())
        .as("too few join the smallest group")
        .satisfies(c -> {
          assertThat(c.category()).isEqualTo(Release.OTHER);
          assertThat(c.people()).isEqualTo(63);
          assertThat(c.hoursPerWeek()).isEqualTo(63.0);
        });
  }

  @Test
  void intervals_are_the_noises_and_never_reach_below_k_or_zero() {
    add(100, "Platform", "Engineering");
    add(40, "Sales", "Sales");
    ReleaseCell cell = draw(300).cells().getFirst();
    long people = new NoiseSum(SETTINGS.people(), 1, 1).halfWidth(0.95);
    double hours = new NoiseSum(SETTINGS.hours(), Apportionment.MOST, 1).halfWidth(0.95) / 10.0;
    assertThat(cell.peopleInterval()).isEqualTo(new Interval(100 - people, 100 + people));
    assertThat(cell.hoursInterval())
        .isEqualTo(new Interval(tenths(100 - hours), tenths(100 + hours)));
    assertThat(cell.usdPerYear()).isEqualTo(100 * 50 * 52);
    ReleaseCell small = draw(300).cells().getLast();
    assertThat(small.peopleInterval().low()).isGreaterThanOrEqualTo(10);
    assertThat(small.hoursInterval().low()).isZero();
  }

  @Test
  void a_company_of_200_has_groups_and_one_of_199_its_total() {
    add(150, "Platform", "Engineering");
    add(100, "Sales", "Sales");
    assertThat(draw(200).cells()).hasSizeGreaterThan(1);
    Drawing.Drawn total = draw(199);
    assertThat(total.leaves()).containsOnlyKeys(new GridCell(Release.EVERYONE, Release.EVERYONE));
    assertThat(total.cells())
        .singleElement()
        .satisfies(c -> {
          assertThat(c.people()).isEqualTo(250);
          assertThat(c.hoursPerWeek()).isEqualTo(250.0);
        });
    assertThat(total.causes())
        .extracting(Release.CauseCell::category)
        .containsOnly(Release.EVERYONE);
  }

  @Test
  void causes_are_drawn_for_each_category_from_500_people_on() {
    add(150, "Platform", "Engineering");
    add(100, "Sales", "Sales");
    add(50, "Sales", Release.NOT_YET_KNOWN);
    // The smallest shown group takes the empty leaves in.
    add(40, "Platform", "Sales");
    Drawing.Drawn each = draw(500);
    assertThat(each.causes()).contains(cause("Engineering", Cause.FAILED_SIGN_INS, 75.0, 1));
    assertThat(each.causes()).contains(cause("Sales", Cause.SWITCHES, 28.0, 1));
    assertThat(each.causes()).contains(cause(Release.NOT_YET_KNOWN, Cause.CHALLENGES, 15.0, 1));
    assertThat(each.allCauses())
        .containsExactly(
            cause(Release.EVERYONE, Cause.FAILED_SIGN_INS, 170.0, 3),
            cause(Release.EVERYONE, Cause.CHALLENGES, 102.0, 3),
            cause(Release.EVERYONE, Cause.SWITCHES, 68.0, 3));
    Drawing.Drawn together = draw(499);
    assertThat(together.causes()).isEmpty();
    assertThat(together.allCauses())
        .containsExactly(
            cause(Release.EVERYONE, Cause.FAILED_SIGN_INS, 170.0, 1),
            cause(Release.EVERYONE, Cause.CHALLENGES, 102.0, 1),
            cause(Release.EVERYONE, Cause.SWITCHES, 68.0, 1));
  }

  @Test
  void causes_of_a_category_that_is_not_shown_are_hidden_and_in_the_sum() {
    add(150, "Platform", "Engineering");
    add(4, "Platform", "Sales");
    Drawing.Drawn drawn = draw(500);
    assertThat(drawn.causes()).extracting(Release.CauseCell::category).doesNotContain("Sales");
    assertThat(drawn.allCauses().getFirst().hoursPerWeek()).isEqualTo(77.0);
  }

  @Test
  void people_hours_and_causes_stray_from_what_was_counted_as_far_as_their_epsilon_says() {
    PrivacySettings settings =
        new PrivacySettings(
            10, 1e-3, new BigDecimal("0.5"), BigDecimal.ONE, new BigDecimal("2"), BigDecimal.TEN);
    for (String department : List.of("Platform", "Sales")) {
      add(80, department, "Engineering");
      add(80, department, "Sales");
    }
    Strays people = new Strays();
    Strays hours = new Strays();
    Strays causes = new Strays();
    Noise noise = new Noise(new SplittableRandom(20261128));
    for (int i = 0; i < 120; i++) {
      Drawing.Drawn drawn = new Drawing(census(500), settings, noise, MONEY, SHAPE).draw();
      drawn.leaves().forEach((leaf, n) -> people.add(n - (isEmpty(leaf) ? 0 : 80)));
      drawn.cells().stream()
          .filter(c -> !c.category().equals(Release.OTHER))
          .forEach(c -> hours.add(c.hoursPerWeek() * 10 - 800));
      drawn.causes().stream()
          .filter(c -> c.cause() == Cause.FAILED_SIGN_INS)
          .filter(c -> !c.category().equals(Release.NOT_YET_KNOWN))
          .filter(c -> !c.category().equals(Release.OTHER))
          .forEach(c -> causes.add(c.hoursPerWeek() * 10 - 800));
    }
    people.areOf(new NoiseSum(settings.people(), 1, 1), 120 * 9);
    hours.areOf(new NoiseSum(settings.hours(), Apportionment.MOST, 1), 120 * 3);
    causes.areOf(new NoiseSum(settings.causes(), Apportionment.MOST, 1), 120);
  }

  @Test
  void nobody_at_all_is_noised_like_everybody() {
    assertThat(draw(0).leaves()).containsOnlyKeys(new GridCell(Release.EVERYONE, Release.EVERYONE));
    assertThat(draw(300).leaves()).hasSize(3 * 3);
  }

  @Test
  void hours_of_people_who_are_too_few_to_show_are_in_no_group() {
    add(3, "Platform", "Engineering");
    Drawing.Drawn drawn = draw(3);
    assertThat(drawn.cells()).isEmpty();
    assertThat(drawn.causes()).isEmpty();
    assertThat(drawn.allCauses().getFirst().hoursPerWeek()).isEqualTo(1.5);
  }

  @Test
  void causes_of_a_company_too_small_for_groups_are_everybodys_whatever_is_set() {
    add(150, "Platform", "Engineering");
    InsightSettings fewer = new InsightSettings(Period.ofMonths(1), 28, 200, 100);
    Drawing.Drawn drawn = new Drawing(census(150), SETTINGS, TestNoise.none(), MONEY, fewer).draw();
    assertThat(drawn.causes())
        .extracting(Release.CauseCell::category)
        .containsOnly(Release.EVERYONE);
    assertThat(drawn.causes()).hasSize(3);
    assertThat(drawn.causes().getFirst().hoursPerWeek()).isEqualTo(75.0);
  }

  private static boolean isEmpty(GridCell leaf) {
    return leaf.department().equals(Census.NO_DEPARTMENT)
        || leaf.category().equals(Release.NOT_YET_KNOWN);
  }

  /** How far drawn numbers stray from what was counted. */
  private static final class Strays {
    private final List<Double> strays = new ArrayList<>();

    void add(double stray) {
      strays.add(stray);
    }

    /** A tenth about the law's spread; the seed is fixed, so chance has no part in it. */
    void areOf(NoiseSum law, int atLeast) {
      assertThat(strays).hasSizeGreaterThanOrEqualTo(atLeast);
      double variance = strays.stream().mapToDouble(s -> s * s).average().orElseThrow();
      double mean = strays.stream().mapToDouble(s -> s).average().orElseThrow();
      assertThat(Math.sqrt(variance) / law.standardDeviation()).isBetween(0.85, 1.15);
      assertThat(Math.abs(mean)).isLessThan(4 * law.standardDeviation() / Math.sqrt(strays.size()));
      long width = law.halfWidth(0.95);
      double within =
          (double) strays.stream().filter(s -> Math.abs(s) <= width).count() / strays.size();
      assertThat(within).isBetween(0.92, 0.98);
    }
  }

  private void add(int people, String department, String category) {
    for (int i = 0; i < people; i++) {
      members.add(new Census.Member(department, category, Map.of(category, 1.0), HOUR));
    }
  }

  private Drawing.Drawn draw(int headcount) {
    return new Drawing(census(headcount), SETTINGS, TestNoise.none(), MONEY, SHAPE).draw();
  }

  private Census census(int headcount) {
    return new Census(
        "run",
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
        List.of("Platform", "Sales"),
        List.of("Engineering", "Sales"),
        members,
        headcount,
        false,
        List.of("local"),
        null);
  }

  private static Release.CauseCell cause(String category, Cause cause, double hours, int draws) {
    double half = new NoiseSum(SETTINGS.causes(), Apportionment.MOST, draws).halfWidth(0.95) / 10.0;
    return new Release.CauseCell(
        category,
        cause,
        hours,
        new Interval(Math.max(0, tenths(hours - half)), tenths(hours + half)));
  }

  private static double tenths(double hours) {
    return Math.round(hours * 10) / 10.0;
  }
}

package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.TestNoise;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What a release holds when the noise happens to be zero, which is exactly what was counted, and
 * what holds whatever the noise.
 */
class DrawingTest {
  private static final PrivacySettings SETTINGS =
      new PrivacySettings(
          10,
          1e-3,
          new BigDecimal("0.5"),
          new BigDecimal("0.5"),
          new BigDecimal("4.00"),
          new BigDecimal("16"));
  private static final InsightSettings SHAPE =
      new InsightSettings(
          Period.ofMonths(1), 28, 200, 500, Duration.ofMinutes(30), Duration.ofHours(1), 1_000);
  private static final List<Assumption> MONEY = TestAssumptions.shipped();

  /** Half an hour of signing in a week, which is the bound, and a quarter of switching. */
  private static final Map<Cause, Double> HALF_AN_HOUR =
      Map.of(Cause.FAILED_SIGN_INS, 18.0, Cause.CHALLENGES, 12.0, Cause.SWITCHES, 15.0);

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
    assertThat(drawn.cells())
        .extracting(c -> c.department() + "/" + c.category() + "=" + c.people())
        .containsExactly("Other/Engineering=100", "Other/Sales=60", "Other/Not yet known=50");
  }

  @Test
  void the_largest_group_comes_first_and_each_leaf_says_in_which_group_it_is() {
    add(60, "Platform", "Engineering");
    add(100, "Sales", "Sales");
    add(80, "Platform", Release.NOT_YET_KNOWN);
    Drawing.Drawn drawn = draw(300);
    assertThat(drawn.cells()).extracting(ReleaseCell::people).containsExactly(100L, 80L, 60L);
    assertThat(drawn.shownIn())
        .containsEntry(new GridCell("Sales", "Sales"), 0)
        .containsEntry(new GridCell("Platform", "Engineering"), 2);
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
  void hours_are_of_signing_in_and_switching_stands_by_itself() {
    add(100, "Platform", "Engineering");
    add(60, "Sales", "Sales");
    Drawing.Drawn drawn = draw(300);
    assertThat(drawn.cells()).extracting(ReleaseCell::hoursPerWeek).containsExactly(50.0, 30.0);
    Levels levels = levels(drawn);
    assertThat(levels.total().hoursPerWeek()).isEqualTo(80.0);
    assertThat(levels.total().usdPerYear()).isEqualTo(80 * 50 * 52);
  }

  @Test
  void sign_ins_that_no_log_measured_are_in_no_hours_and_no_dollars_but_in_a_cell_of_their_own() {
    for (int i = 0; i < 100; i++) {
      members.add(
          new Census.Member(
              "Platform",
              "Engineering",
              Map.of("Engineering", 1.0),
              Map.of(Cause.CHALLENGES, 6.0, Cause.UNMEASURED_SIGN_INS, 18.0),
              Map.of(),
              0));
    }
    WholeDrawing drawn = whole(census(300));
    Figure total = levels(drawn.grid()).total();
    assertThat(total.hoursPerWeek()).isEqualTo(10.0);
    assertThat(total.usdPerYear()).isEqualTo(10 * 50 * 52);
    assertThat(drawn.quarter().unmeasured().orElseThrow().hoursPerWeek()).isEqualTo(30.0);
    assertThat(drawn.quarter().switching().orElseThrow().hoursPerWeek()).isZero();
  }

  @Test
  void a_person_counts_for_no_more_hours_than_the_bound() {
    for (int i = 0; i < 100; i++) {
      members.add(
          new Census.Member(
              "Platform",
              "Engineering",
              Map.of("Engineering", 1.0),
              Map.of(Cause.CHALLENGES, 600.0, Cause.SWITCHES, 600.0),
              Map.of(),
              0));
    }
    WholeDrawing drawn = whole(census(300));
    assertThat(levels(drawn.grid()).total().hoursPerWeek()).isEqualTo(50.0);
    assertThat(drawn.quarter().switching().orElseThrow().hoursPerWeek()).isEqualTo(100.0);
  }

  @Test
  void ranges_are_the_noises_after_levels_agree_and_never_reach_below_k_or_zero() {
    add(100, "Platform", "Engineering");
    add(40, "Sales", "Sales");
    ReleaseCell cell = draw(300).cells().getFirst();
    assertThat(cell.peopleInterval().high() - 100).isBetween(4.0, 8.0);
    assertThat(100 - cell.peopleInterval().low()).isBetween(4.0, 8.0);
    assertThat(cell.hoursInterval().high() - 50).isBetween(5.0, 11.0);
    assertThat(50 - cell.hoursInterval().low()).isBetween(5.0, 11.0);
    ReleaseCell small = draw(300).cells().getLast();
    assertThat(small.peopleInterval().low()).isGreaterThanOrEqualTo(10);
    assertThat(small.hoursInterval().low()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void a_company_of_200_has_groups_and_one_of_199_its_total() {
    add(120, "Platform", "Engineering");
    add(79, "Sales", "Sales");
    WholeDrawing whole = whole(listed());
    Drawing.Drawn total = whole.grid();
    assertThat(total.leaves()).containsOnlyKeys(new GridCell(Release.EVERYONE, Release.EVERYONE));
    assertThat(total.cells())
        .singleElement()
        .satisfies(c -> {
          assertThat(c.department()).isEqualTo(Release.EVERYONE);
          assertThat(c.people()).isEqualTo(199);
          assertThat(c.hoursPerWeek()).isEqualTo(99.5);
        });
    assertThat(whole.quarter().causes())
        .extracting(Release.CauseCell::category)
        .containsOnly(Release.EVERYONE);
    add(1, "Sales", "Sales");
    assertThat(whole(listed()).grid().cells()).hasSizeGreaterThan(1);
  }

  @Test
  void who_signed_in_decides_no_switch_where_no_directory_says_how_many_there_are() {
    add(20, "Platform", "Engineering");
    WholeDrawing few = whole(census(20));
    add(6_000, "Sales", "Sales");
    WholeDrawing many = whole(census(6_020));
    assertThat(few.grid().leaves().keySet()).isEqualTo(many.grid().leaves().keySet());
    for (WholeDrawing drawn : List.of(few, many)) {
      assertThat(drawn.quarter().roles()).isEmpty();
      assertThat(drawn.quarter().useByCategory()).isEmpty();
      assertThat(drawn.quarter().atBound()).isNull();
    }
  }

  @Test
  void causes_are_drawn_for_each_category_from_500_people_on() {
    add(150, "Platform", "Engineering");
    add(100, "Sales", "Sales");
    add(249, "Sales", Release.NOT_YET_KNOWN);
    QuarterCells together = whole(listed()).quarter();
    add(1, "Sales", Release.NOT_YET_KNOWN);
    QuarterCells each = whole(listed()).quarter();
    assertThat(hours(each.causesByCategory(), "Engineering", Cause.FAILED_SIGN_INS))
        .isEqualTo(45.0);
    assertThat(hours(each.causesByCategory(), "Sales", Cause.SWITCHES)).isEqualTo(25.0);
    assertThat(hours(each.causesByCategory(), Release.NOT_YET_KNOWN, Cause.CHALLENGES))
        .isEqualTo(50.0);
    assertThat(together.causesByCategory()).isEmpty();
    assertThat(each.causes())
        .extracting(Release.CauseCell::hoursPerWeek)
        .containsExactly(150.0, 100.0, 125.0, 0.0);
    assertThat(together.causes())
        .extracting(Release.CauseCell::hoursPerWeek)
        .containsExactly(149.7, 99.8, 124.8, 0.0);
    assertThat(width(each.causes().getFirst()))
        .as("a sum of three columns")
        .isCloseTo(Math.sqrt(3) * width(together.causes().getFirst()), within(0.2));
    assertThat(width(together.switching().orElseThrow()))
        .as("switching has twice the bound, and 0.072 of epsilon beside 0.08")
        .isCloseTo(2 * 0.08 / 0.072 * width(together.causes().getFirst()), within(0.2));
  }

  private static double hours(List<Release.CauseCell> causes, String category, Cause cause) {
    return causes.stream()
        .filter(c -> c.category().equals(category) && c.cause() == cause)
        .findFirst()
        .orElseThrow()
        .hoursPerWeek();
  }

  private static double width(Release.CauseCell cell) {
    return cell.hoursInterval().high() - cell.hoursPerWeek();
  }

  @Test
  void causes_of_a_category_that_is_not_shown_are_hidden_and_in_the_sum() {
    add(150, "Platform", "Engineering");
    add(4, "Platform", "Sales");
    add(346, "Platform", Release.NOT_YET_KNOWN);
    QuarterCells drawn = whole(listed()).quarter();
    assertThat(drawn.causesByCategory())
        .extracting(Release.CauseCell::category)
        .contains("Engineering")
        .doesNotContain("Sales");
    assertThat(drawn.causes().getFirst().hoursPerWeek()).isEqualTo(150.0);
  }

  /** What a table prints adds up, level by level, whatever was drawn. */
  @Test
  void every_printed_number_is_the_sum_of_those_below_it() {
    var noise = new Noise(new SplittableRandom(20261128));
    Census company = SimulatedCompany.of(2_000, 2);
    for (int i = 0; i < 60; i++) {
      Drawing.Drawn drawn =
          WholeDrawing.of(company, ReleaseSimulation.PRIVACY, noise, MONEY, SHAPE).grid();
      Levels levels = levels(drawn);
      assertThat(levels.total().people()).isEqualTo(company.headcount());
      assertThat(drawn.cells().stream().mapToLong(ReleaseCell::people).sum())
          .isEqualTo(company.headcount());
      assertThat(tenths(drawn.cells().stream().map(ReleaseCell::hoursPerWeek).toList()))
          .isEqualTo(Math.round(10 * levels.total().hoursPerWeek()));
      assertThat(drawn.cells()).allMatch(c -> c.people() >= 10 && c.hoursPerWeek() >= 0);
      for (Levels.Category category : levels.categories()) {
        List<ReleaseCell> cells =
            drawn.cells().stream().filter(c -> c.category().equals(category.name())).toList();
        Figure figure = category.figure();
        assertThat(cells.stream().mapToLong(ReleaseCell::people).sum()).isEqualTo(figure.people());
        assertThat(tenths(cells.stream().map(ReleaseCell::hoursPerWeek).toList()))
            .isEqualTo(Math.round(10 * figure.hoursPerWeek()));
        assertThat(cells.stream().mapToLong(ReleaseCell::usdPerYear).sum())
            .isEqualTo(figure.usdPerYear());
        assertThat((double) figure.people())
            .isBetween(figure.peopleInterval().low(), figure.peopleInterval().high());
        assertThat(figure.hoursPerWeek())
            .isBetween(figure.hoursInterval().low(), figure.hoursInterval().high());
      }
    }
  }

  private static long tenths(List<Double> hours) {
    return hours.stream().mapToLong(h -> Math.round(10 * h)).sum();
  }

  /** Cut negatives and floors may lift small cells; totals of many draws stay where they are. */
  @Test
  void totals_are_not_lifted_by_what_is_cut_off_at_zero() {
    var noise = new Noise(new SplittableRandom(5));
    Census company = SimulatedCompany.of(1_000, 3);
    HourBounds bounds = SHAPE.bounds();
    double truth =
        company.members().stream().mapToLong(m -> Apportionment.of(m, bounds).signIn()).sum()
            / HoursLevels.HOUR;
    double sum = 0;
    int draws = 300;
    for (int i = 0; i < draws; i++) {
      sum +=
          levels(WholeDrawing.of(company, ReleaseSimulation.PRIVACY, noise, MONEY, SHAPE).grid())
              .total()
              .hoursPerWeek();
    }
    assertThat(sum / draws).isCloseTo(truth, within(4 * 7 / Math.sqrt(draws)));
  }

  @Test
  void nobody_at_all_is_noised_like_everybody() {
    assertThat(whole(listed()).grid().leaves())
        .containsOnlyKeys(new GridCell(Release.EVERYONE, Release.EVERYONE));
    assertThat(draw(300).leaves()).hasSize(3 * 3);
    assertThat(draw(300).levels()).isNull();
  }

  @Test
  void hours_of_people_who_are_too_few_to_show_are_in_no_group() {
    add(3, "Platform", "Engineering");
    WholeDrawing drawn = whole(listed());
    assertThat(drawn.grid().cells()).isEmpty();
    assertThat(drawn.quarter().causesByCategory()).isEmpty();
    assertThat(drawn.quarter().causes().getFirst().hoursPerWeek()).isEqualTo(0.9);
  }

  @Test
  void causes_of_a_company_too_small_for_groups_are_everybodys_whatever_is_set() {
    add(150, "Platform", "Engineering");
    InsightSettings fewer =
        new InsightSettings(
            Period.ofMonths(1), 28, 200, 100, Duration.ofMinutes(30), Duration.ofHours(1), 1_000);
    QuarterCells drawn =
        WholeDrawing.of(listed(), SETTINGS, TestNoise.none(), MONEY, fewer).quarter();
    assertThat(drawn.causesByCategory()).isEmpty();
    assertThat(drawn.causes())
        .extracting(Release.CauseCell::category)
        .containsOnly(Release.EVERYONE);
    assertThat(drawn.causes()).hasSize(4);
    assertThat(drawn.causes().getFirst().hoursPerWeek()).isEqualTo(45.0);
  }

  @Test
  void
      use_of_a_kind_of_work_is_told_where_its_people_stand_clear_of_the_noise_and_its_ranges_hold() {
    var noise = new Noise(new SplittableRandom(17));
    Census company = SimulatedCompany.of(1_000, 4);
    int within = 0;
    int shares = 0;
    double widest = 0;
    for (int draw = 0; draw < 60; draw++) {
      List<QuarterCells.CategoryUse> use =
          WholeDrawing.of(company, ReleaseSimulation.PRIVACY, noise, MONEY, SHAPE)
              .quarter()
              .useByCategory();
      assertThat(use)
          .extracting(QuarterCells.CategoryUse::kinds)
          .contains(List.of("Engineering"), List.of("Sales", "Customer Support", "Marketing"));
      for (QuarterCells.CategoryUse pool : use) {
        for (UseShare share : pool.shares()) {
          double exact =
              exact(
                  company, pool.kinds(), UseFunctions.instance().names().indexOf(share.function()));
          shares++;
          within += share.range().low() <= exact && exact <= share.range().high() ? 1 : 0;
          widest = Math.max(widest, (share.range().high() - share.range().low()) / 2);
        }
      }
    }
    assertThat((double) within / shares).isBetween(0.94, 0.99);
    assertThat(widest).as("28 people of 240 and more, in percent").isLessThan(13.5);
  }

  private static double exact(Census company, List<String> kinds, int function) {
    return company.members().stream()
        .filter(m -> kinds.contains(m.category()) && !m.use().isEmpty())
        .mapToInt(m -> Hundredths.of(m.use(), UseFunctions.instance().names())[function])
        .average()
        .orElseThrow();
  }

  private static Levels levels(Drawing.Drawn drawn) {
    return Objects.requireNonNull(drawn.levels());
  }

  private void add(int people, String department, String category) {
    for (int i = 0; i < people; i++) {
      members.add(
          new Census.Member(
              department, category, Map.of(category, 1.0), HALF_AN_HOUR, Map.of(), 0));
    }
  }

  private Drawing.Drawn draw(int headcount) {
    return whole(census(headcount)).grid();
  }

  private static WholeDrawing whole(Census census) {
    return WholeDrawing.of(census, SETTINGS, TestNoise.none(), MONEY, SHAPE);
  }

  /** Everybody added, by a directory. */
  private Census listed() {
    return census(members.size(), true);
  }

  private Census census(int headcount) {
    return census(headcount, false);
  }

  private Census census(int headcount, boolean listed) {
    return new Census(
        "run",
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
        List.of("Platform", "Sales"),
        List.of("Engineering", "Sales"),
        List.copyOf(members),
        headcount,
        listed,
        List.of("local"),
        false,
        null,
        null);
  }
}

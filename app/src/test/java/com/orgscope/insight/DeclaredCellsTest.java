package com.orgscope.insight;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.PrivacySettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a year of releases spends, cell by cell. */
class DeclaredCellsTest {
  private static final PrivacySettings PRIVACY = ReleaseSimulation.PRIVACY;
  private static final int LARGE = 10_000;

  @Test
  void a_year_of_monthly_releases_with_all_that_is_declared_is_the_years_budget() {
    Epsilon year = Epsilon.ZERO;
    for (int month = 0; month < 12; month++) {
      boolean quarterDue = month % 3 == 0;
      year = year.plus(epsilons(Period.ofMonths(1), LARGE, quarterDue).total());
    }
    assertThat(year).isEqualTo(PRIVACY.yearly()).isEqualTo(Epsilon.of("16"));
  }

  @Test
  void a_release_is_one_and_its_use_and_the_first_of_a_quarter_has_the_quarters_cells() {
    assertThat(epsilons(Period.ofMonths(1), LARGE, false).total()).isEqualTo(Epsilon.of("1.108"));
    assertThat(epsilons(Period.ofMonths(1), LARGE, true).total()).isEqualTo(Epsilon.of("1.784"));
    assertThat(epsilons(Period.ofMonths(1), 1_000, true).total()).isEqualTo(Epsilon.of("1.652"));
    assertThat(epsilons(Period.ofMonths(1), 300, true).total()).isEqualTo(Epsilon.of("1.188"));
  }

  @Test
  void a_shorter_period_shares_out_the_same_years_budget_and_a_longer_one_spends_no_more() {
    for (Period period :
        List.of(Period.ofWeeks(1), Period.ofDays(10), Period.ofWeeks(2), Period.ofDays(30))) {
      long releases = (long) Math.ceil(365.0 / period.getDays());
      ReleaseEpsilons each = epsilons(period, LARGE, false);
      ReleaseEpsilons first = epsilons(period, LARGE, true);
      long year = (releases - 4) * each.total().thousandths() + 4 * first.total().thousandths();
      assertThat(year).as("%s", period).isLessThanOrEqualTo(PRIVACY.yearly().thousandths());
      assertThat(year).as("%s", period).isGreaterThan(14_000);
    }
    assertThat(epsilons(Period.ofMonths(6), LARGE, false))
        .isEqualTo(epsilons(Period.ofMonths(1), LARGE, false));
  }

  @Test
  void what_would_say_nothing_of_so_few_people_is_neither_drawn_nor_paid() {
    assertThat(epsilons(Period.ofMonths(1), 499, true).declared())
        .containsOnlyKeys(DeclaredCells.CAUSES, DeclaredCells.SWITCHING, DeclaredCells.UNMEASURED);
    assertThat(epsilons(Period.ofMonths(1), 799, true).declared())
        .containsOnlyKeys(
            DeclaredCells.USE,
            DeclaredCells.CAUSES,
            DeclaredCells.SWITCHING,
            DeclaredCells.UNMEASURED,
            DeclaredCells.IDLE_LICENCES,
            DeclaredCells.ASSISTANTS);
    assertThat(epsilons(Period.ofMonths(1), 4_999, true).draws(DeclaredCells.AT_BOUND)).isFalse();
    assertThat(epsilons(Period.ofMonths(1), 5_000, true).draws(DeclaredCells.AT_BOUND)).isTrue();
    for (DeclaredCells large : List.of(DeclaredCells.CHANGE, DeclaredCells.CLAIMS)) {
      assertThat(epsilons(Period.ofMonths(1), 3_999, true).draws(large)).isFalse();
      assertThat(epsilons(Period.ofMonths(1), 4_000, true).draws(large)).isTrue();
    }
    assertThat(epsilons(Period.ofMonths(1), 800, true).draws(DeclaredCells.MOVES)).isTrue();
    assertThat(epsilons(Period.ofMonths(1), 1_199, true).draws(DeclaredCells.CONTRACTS)).isFalse();
    assertThat(epsilons(Period.ofMonths(1), 1_200, true).draws(DeclaredCells.CONTRACTS)).isTrue();
  }

  /** A week's release has less than a quarter of a month's epsilon, and four times its noise. */
  @Test
  void with_less_epsilon_it_takes_more_people_to_say_anything() {
    assertThat(epsilons(Period.ofWeeks(1), 2_249, true).draws(DeclaredCells.USE)).isFalse();
    assertThat(epsilons(Period.ofWeeks(1), 2_250, true).draws(DeclaredCells.USE)).isTrue();
    assertThat(epsilons(Period.ofWeeks(1), 800, true).draws(DeclaredCells.ROLES)).isTrue();
    ReleaseEpsilons quarterOfIt =
        ReleaseEpsilons.of(declaring("1.00"), Period.ofMonths(1), 3_199, true);
    assertThat(quarterOfIt.draws(DeclaredCells.USE)).isTrue();
    assertThat(quarterOfIt.draws(DeclaredCells.ROLES)).isFalse();
    assertThat(quarterOfIt.draws(DeclaredCells.AT_BOUND)).isFalse();
  }

  /** Else it would be found out when a release is drawn, which is after it was paid. */
  @Test
  void what_leaves_some_cells_without_epsilon_is_refused_at_the_start() {
    Period week = Period.ofWeeks(1);
    ReleaseEpsilons.requireDrawable(PRIVACY, week);
    ReleaseEpsilons.requireDrawable(declaring("0.50"), week);
    for (String least : List.of("0.001", "0.01", "0.19")) {
      assertThatThrownBy(() -> ReleaseEpsilons.requireDrawable(declaring(least), week))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("orgscope.privacy.declared-epsilon: " + least);
    }
    PrivacySettings fewHours =
        new PrivacySettings(
            10,
            1e-3,
            new BigDecimal("0.70"),
            new BigDecimal("0.20"),
            new BigDecimal("4.00"),
            new BigDecimal("16"));
    ReleaseEpsilons.requireDrawable(fewHours, Period.ofMonths(1));
    assertThatThrownBy(() -> ReleaseEpsilons.requireDrawable(fewHours, week))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is at least 0.05, not 0.045");
  }

  private static PrivacySettings declaring(String epsilon) {
    return new PrivacySettings(
        10,
        1e-3,
        new BigDecimal("0.70"),
        new BigDecimal("0.30"),
        new BigDecimal(epsilon),
        new BigDecimal("16"));
  }

  @Test
  void the_documents_table_says_what_is_drawn() throws IOException {
    Map<String, DeclaredCells> named =
        Map.ofEntries(
            entry("use by function", DeclaredCells.USE),
            entry("use of each kind of work", DeclaredCells.USE_BY_CATEGORY),
            entry("roles in full-time equivalents", DeclaredCells.ROLES),
            entry("hours by cause of signing in", DeclaredCells.CAUSES),
            entry("hours of switching", DeclaredCells.SWITCHING),
            entry("hours of sign-ins that no log measured", DeclaredCells.UNMEASURED),
            entry("people at a bound", DeclaredCells.AT_BOUND),
            entry("dollars of idle licences", DeclaredCells.IDLE_LICENCES),
            entry("idle seats of contracts to give notice of", DeclaredCells.CONTRACTS),
            entry("moves between what applications are for", DeclaredCells.MOVES),
            entry("people who use an AI assistant", DeclaredCells.ASSISTANTS),
            entry("what changes spared that were given by lot", DeclaredCells.CLAIMS),
            entry("why hours are others than a quarter before", DeclaredCells.CHANGE));
    List<String[]> rows =
        Files.readAllLines(Path.of("..", "docs", "release.md")).stream()
            .filter(line -> line.contains("| each release |") || line.contains("| each quarter |"))
            .map(line -> line.split(" *\\| *"))
            .toList();
    assertThat(rows).hasSize(DeclaredCells.values().length);
    for (String[] row : rows) {
      DeclaredCells cells = Objects.requireNonNull(named.get(row[1]), row[1]);
      assertThat(row[2].equals("each release")).isEqualTo(cells.isOfEachRelease());
      assertThat(Epsilon.of(row[3])).as(row[1]).isEqualTo(cells.of(PRIVACY.declared()));
    }
  }

  /** The sensitivity that the noise is scaled by, for anybody. */
  @Test
  void anybody_adds_one_whole_to_use_and_to_roles_whatever_they_do() {
    var random = new SplittableRandom(20261129);
    List<String> cells = List.of("a", "b", "c", "d", "nothing");
    for (int i = 0; i < 20_000; i++) {
      Map<String, Double> weights =
          Map.of(
              "a", random.nextDouble(),
              "b", Math.exp(20 * random.nextGaussian()),
              "c", random.nextInt(3) == 0 ? 0 : random.nextDouble(5),
              "d", random.nextInt(50) == 0 ? -1.0 : 1e-9,
              "of no list", random.nextDouble(0.1));
      int[] hundredths = Hundredths.of(weights, cells);
      assertThat(hundredths).as("%s", weights).hasSize(5);
      int sum = 0;
      for (int h : hundredths) {
        assertThat(h).isNotNegative();
        sum += h;
      }
      assertThat(sum).as("%s", weights).isEqualTo(100);
    }
    assertThat(Hundredths.of(Map.of(), cells)).containsExactly(0, 0, 0, 0, 100);
    assertThat(Hundredths.of(Map.of("a", Double.POSITIVE_INFINITY), cells))
        .containsExactly(0, 0, 0, 0, 100);
    assertThat(Hundredths.of(Map.of("a", 2.0, "b", 1.0), cells)).containsExactly(67, 33, 0, 0, 0);
  }

  @Test
  void every_cell_of_use_and_roles_strays_as_far_as_is_said() {
    var noise = new com.orgscope.privacy.Noise(new SplittableRandom(3));
    long[] people = {50_000, 25_000, 0, 25_000};
    for (Integer headcount : new Integer[] {1_000, null}) {
      int within = 0;
      int shares = 0;
      double square = 0;
      int draws = 4_000;
      for (int i = 0; i < draws; i++) {
        var counts = new EquivalentCounts(people, Epsilon.of("0.12"), noise, headcount);
        double off = counts.estimates()[1] - 250;
        square += off * off / draws;
        within += Math.abs(off) <= counts.halfWidth(1) ? 1 : 0;
        double share = counts.estimates()[1] / counts.active();
        shares += Math.abs(share - 250 / 750.0) <= counts.shareHalfWidth(share) ? 1 : 0;
      }
      double left = headcount == null ? 1 : 0.75;
      assertThat(Math.sqrt(square)).isCloseTo(Math.sqrt(left * 2) / 0.12, within(0.5));
      assertThat((double) within / draws).isBetween(0.94, 0.985);
      assertThat((double) shares / draws).isBetween(0.93, 0.985);
    }
  }

  private static ReleaseEpsilons epsilons(Period period, int headcount, boolean quarterDue) {
    return ReleaseEpsilons.of(PRIVACY, period, headcount, quarterDue);
  }
}

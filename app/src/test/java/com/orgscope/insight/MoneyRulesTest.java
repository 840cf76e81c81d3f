package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.usage.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hours become dollars by the assumptions and nothing else, worked out by hand here. */
class MoneyRulesTest {
  @Test
  void a_product_takes_its_ranges_as_independent() {
    Range product = Range.product(List.of(new Range(1, 2, 6), new Range(5, 10, 40)));
    assertThat(product.typical()).isEqualTo(20);
    // Twice less and twice less: e^√(2 ln²2); three and four times more: e^√(ln²3 + ln²4).
    assertThat(product.low()).isCloseTo(20 / Math.exp(Math.log(2) * Math.sqrt(2)), within(1e-9));
    assertThat(product.high())
        .isCloseTo(20 * Math.exp(Math.hypot(Math.log(3), Math.log(4))), within(1e-9));
  }

  @Test
  void a_product_with_one_open_end_keeps_the_other() {
    Range product = Range.product(List.of(new Range(3, 3, 6), Range.exactly(7)));
    assertThat(product.low()).isEqualTo(21);
    assertThat(product.high()).isCloseTo(42, within(1e-9));
    Range other = Range.product(List.of(new Range(1.5, 3, 3), Range.exactly(7)));
    assertThat(other.low()).isCloseTo(10.5, within(1e-9));
    assertThat(other.high()).isEqualTo(21);
  }

  @Test
  void nothing_times_anything_is_nothing() {
    assertThat(Range.product(List.of(new Range(0, 0, 5), new Range(1, 2, 3))))
        .isEqualTo(Range.exactly(0));
    assertThat(Range.exactly(4)).isEqualTo(new Range(4, 4, 4));
    assertThat(new Range(1, 2, 3).times(10)).isEqualTo(new Range(10, 20, 30));
  }

  @Test
  void a_range_is_in_order_and_not_below_zero() {
    assertThat(new Range(0, 0, 0).high()).isZero();
    for (double[] wrong : new double[][] {{-1, 0, 1}, {2, 1, 3}, {1, 3, 2}, {Double.NaN, 1, 2}}) {
      assertThatThrownBy(() -> new Range(wrong[0], wrong[1], wrong[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void an_hour_a_week_costs_its_price_times_the_weeks_of_a_year() {
    Money money = Money.of(ASSUMED, Release.EVERYONE);
    assertThat(money.aYear(10)).isEqualTo(26_000);
    assertThat(money.aYear(0.0001)).as("26 cents").isZero();
    // Twice less and twice more by the hour's price; no minutes are assumed of what is measured.
    assertThat(money.aYear(new Interval(8, 12)).low()).isCloseTo(10_400, within(1.0));
    assertThat(money.aYear(new Interval(8, 12)).high()).isCloseTo(62_400, within(1.0));
  }

  @Test
  void the_price_of_an_hour_is_needed() {
    Money money = Money.of(ASSUMED.subList(0, 2), Release.EVERYONE);
    assertThat(money.aYear(new Interval(10, 10)).low()).isCloseTo(13_000, within(1.0));
    assertThat(money.aYear(new Interval(10, 10)).high()).isCloseTo(52_000, within(1.0));
    assertThatThrownBy(() -> Money.of(List.of(), Release.EVERYONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hourly-cost");
  }

  @Test
  void an_hour_of_one_kind_of_work_may_cost_otherwise() {
    List<Assumption> own = new java.util.ArrayList<>(ASSUMED);
    own.add(assumption(Money.OF_KIND + "Legal", 100, 200, 400));
    assertThat(Money.of(own, "Legal").aYear(1)).isEqualTo(200 * 52);
    assertThat(Money.of(own, "Sales").aYear(1)).isEqualTo(50 * 52);
    assertThat(Money.of(own, Release.EVERYONE).aYear(1)).isEqualTo(50 * 52);
    assertThat(Money.costs(own)).extracting(Assumption::typical).containsExactly(50.0, 200.0);
    assertThat(Money.hour(own, java.util.Map.of("Legal", 1.0, "Sales", 2.0)))
        .as("two hours of three are the others'")
        .isEqualTo(new Range(50, 100, 200));
    assertThat(Money.hour(own, java.util.Map.of("Legal", 0.0)))
        .as("a kind of work without hours has its own price too")
        .isEqualTo(new Range(100, 200, 400));
    assertThat(Money.hour(own, java.util.Map.of("Legal", 0.0, "Sales", 0.0)))
        .as("of no hours it is what all others cost")
        .isEqualTo(new Range(25, 50, 100));
  }

  @Test
  void a_sum_of_one_kind_of_work_has_the_range_of_its_own_hour() {
    List<Assumption> own = new java.util.ArrayList<>(ASSUMED);
    own.add(assumption(Money.OF_KIND + "Engineering", 100, 200, 400));
    ReleaseCell group = cell(50, new Interval(44, 56), 2.2, new Interval(1.9, 6.2), 22_880);
    assertThat(Sums.of(List.of(group), own).usdInterval())
        .isEqualTo(Money.of(own, "Engineering").aYear(new Interval(1.9, 6.2)));
  }

  /** Of 49 the reciprocal times 49 is not quite one. */
  @Test
  void what_a_company_measured_exactly_has_no_range_of_its_own() {
    for (double minutes = 0.01; minutes < 100; minutes += 0.01) {
      Assumption measured =
          new Assumption(
              "minutes-per-switch", "m", "minutes", minutes, minutes, minutes, "us", true);
      assertThat(measured.relativeRange()).as("%s", minutes).isEqualTo(Range.exactly(1));
    }
    List<Assumption> all = new java.util.ArrayList<>(ASSUMED.subList(0, 2));
    all.add(new Assumption("minutes-per-switch", "m", "minutes", 49, 49, 49, "us", true));
    assertThat(Money.of(all, Release.EVERYONE).aYear(10))
        .isEqualTo(Money.of(ASSUMED.subList(0, 2), Release.EVERYONE).aYear(10));
  }

  @Test
  void sums_add_what_is_printed_and_the_noise_as_squares() {
    List<ReleaseCell> cells =
        List.of(
            cell(30, new Interval(27, 33), 1.1, new Interval(0, 4.1), 2860),
            cell(50, new Interval(46, 54), 2.2, new Interval(0, 6.2), 5720));
    Figure sum = Sums.of(cells, ASSUMED);
    assertThat(sum.people()).isEqualTo(80);
    assertThat(sum.peopleInterval()).isEqualTo(new Interval(75, 85));
    assertThat(sum.hoursPerWeek()).isEqualTo(3.3);
    assertThat(sum.hoursInterval()).isEqualTo(new Interval(0, 8.3));
    assertThat(sum.usdPerYear()).isEqualTo(8580);
    assertThat(sum.usdInterval())
        .isEqualTo(Money.of(ASSUMED, Release.EVERYONE).aYear(sum.hoursInterval()));
  }

  @Test
  void the_sum_of_one_group_has_that_groups_ranges() {
    ReleaseCell group = cell(50, new Interval(44, 56), 2.2, new Interval(1.9, 6.2), 5720);
    Figure sum = Sums.of(List.of(group), ASSUMED);
    assertThat(sum.peopleInterval()).isEqualTo(group.peopleInterval());
    assertThat(sum.hoursInterval()).isEqualTo(group.hoursInterval());
  }

  @Test
  void people_are_whole_at_both_ends_of_a_sum() {
    List<ReleaseCell> cells =
        List.of(
            cell(30, new Interval(28, 32), 9, new Interval(8, 10), 1),
            cell(30, new Interval(29, 31), 9, new Interval(8, 10), 1));
    Figure sum = Sums.of(cells, ASSUMED);
    // √5 is 2.2 in tenths.
    assertThat(sum.peopleInterval()).isEqualTo(new Interval(57, 63));
    assertThat(sum.hoursInterval().low()).isCloseTo(16.6, within(1e-9));
    assertThat(sum.hoursInterval().high()).isCloseTo(19.4, within(1e-9));
  }

  /** 50 dollars an hour from 25 to 100, 52 weeks, a minute each from half to three. */
  private static final List<Assumption> ASSUMED =
      List.of(
          assumption(Money.HOURLY_COST, 25, 50, 100),
          assumption(Money.WEEKS, 52, 52, 52),
          assumption("minutes-per-failed-sign-in", 1, 2, 4),
          assumption("minutes-per-challenge", 2, 2, 6),
          // Switching is no hour of signing in, however uncertain it is.
          assumption("minutes-per-switch", 0.01, 1, 50),
          assumption("removable-failed-sign-ins", 0.25, 0.5, 1),
          assumption("removable-challenges", 0.5, 0.5, 0.5),
          assumption("removable-switches", 0.1, 0.1, 0.1));

  private static ReleaseCell cell(
      long people, Interval peopleInterval, double hours, Interval hoursInterval, long usd) {
    return new ReleaseCell(
        "Platform",
        "Engineering",
        people,
        peopleInterval,
        hours,
        hoursInterval,
        usd,
        new Interval(0, 0));
  }

  private static Assumption assumption(String id, double low, double typical, double high) {
    return new Assumption(id, id, "unit", low, typical, high, "test", false);
  }
}

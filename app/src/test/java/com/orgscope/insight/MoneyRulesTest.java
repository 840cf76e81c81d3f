package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.Changes;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Range;
import com.orgscope.category.Saving;
import com.orgscope.category.Setup;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hours become dollars by the assumptions and nothing else, worked out by hand here. */
class MoneyRulesTest {
  private static final TenantId ACME = new TenantId("acme");

  /** 50 dollars an hour from 25 to 100, 52 weeks, a minute each from half to three. */
  private static final List<Assumption> ASSUMED =
      List.of(
          assumption(Money.HOURLY_COST, 25, 50, 100),
          assumption(Money.WEEKS, 52, 52, 52),
          assumption("minutes-per-failed-sign-in", 1, 2, 4),
          assumption("minutes-per-challenge", 2, 2, 6),
          assumption("minutes-per-switch", 1, 1, 1),
          assumption("removable-failed-sign-ins", 0.25, 0.5, 1),
          assumption("removable-challenges", 0.5, 0.5, 0.5),
          assumption("removable-switches", 0.1, 0.1, 0.1));

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
    Money money = Money.of(ASSUMED);
    assertThat(money.aYear(10)).isEqualTo(26_000);
    assertThat(money.aYear(0.0001)).as("26 cents").isZero();
    // Twice less by the hour's price, twice by the minutes; twice more and three times more.
    double down = Math.exp(Math.log(2) * Math.sqrt(2));
    double up = Math.exp(Math.hypot(Math.log(2), Math.log(3)));
    assertThat(money.aYear(new Interval(8, 12)))
        .isEqualTo(new Interval(Math.floor(20_800 / down), Math.ceil(31_200 * up)));
  }

  @Test
  void without_assumed_minutes_only_the_price_has_a_range() {
    Money money = Money.of(ASSUMED.subList(0, 2));
    assertThat(money.aYear(new Interval(10, 10)).low()).isCloseTo(13_000, within(1.0));
    assertThat(money.aYear(new Interval(10, 10)).high()).isCloseTo(52_000, within(1.0));
    assertThatThrownBy(() -> Money.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hourly-cost");
  }

  @Test
  void sums_add_what_is_printed_and_the_noise_as_squares() {
    List<ReleaseCell> cells =
        List.of(
            cell(30, new Interval(27, 33), 1.1, new Interval(0, 4.1), 2860),
            cell(50, new Interval(46, 54), 2.2, new Interval(0, 6.2), 5720));
    Figure sum = Sums.of(cells, Money.of(ASSUMED));
    assertThat(sum.people()).isEqualTo(80);
    assertThat(sum.peopleInterval()).isEqualTo(new Interval(75, 85));
    assertThat(sum.hoursPerWeek()).isEqualTo(3.3);
    assertThat(sum.hoursInterval()).isEqualTo(new Interval(0, 8.3));
    assertThat(sum.usdPerYear()).isEqualTo(8580);
    assertThat(sum.usdInterval()).isEqualTo(Money.of(ASSUMED).aYear(sum.hoursInterval()));
  }

  @Test
  void the_sum_of_one_group_has_that_groups_ranges() {
    ReleaseCell group = cell(50, new Interval(44, 56), 2.2, new Interval(1.9, 6.2), 5720);
    Figure sum = Sums.of(List.of(group), Money.of(ASSUMED));
    assertThat(sum.peopleInterval()).isEqualTo(group.peopleInterval());
    assertThat(sum.hoursInterval()).isEqualTo(group.hoursInterval());
  }

  @Test
  void people_are_whole_at_both_ends_of_a_sum() {
    List<ReleaseCell> cells =
        List.of(
            cell(30, new Interval(28, 32), 9, new Interval(8, 10), 1),
            cell(30, new Interval(29, 31), 9, new Interval(8, 10), 1));
    Figure sum = Sums.of(cells, Money.of(ASSUMED));
    // √5 is 2.2 in tenths.
    assertThat(sum.peopleInterval()).isEqualTo(new Interval(57, 63));
    assertThat(sum.hoursInterval().low()).isCloseTo(16.6, within(1e-9));
    assertThat(sum.hoursInterval().high()).isCloseTo(19.4, within(1e-9));
  }

  @Test
  void the_advice_is_the_largest_saving_that_stands_clear_of_the_noise() {
    Advice advice = new Advice(ASSUMED, anything -> MUCH);
    List<Release.CauseCell> byWork =
        List.of(
            cause("Engineering", Cause.FAILED_SIGN_INS, 20, 29),
            cause("Sales", Cause.FAILED_SIGN_INS, 30, 45),
            cause("Finance", Cause.SWITCHES, 60, 70),
            cause("Legal", Cause.FAILED_SIGN_INS, 21, 31));
    Recommendation best = advice.best(byWork, List.of()).orElseThrow();
    assertThat(best.category()).as("30 of 15 is not more than twice").isEqualTo("Legal");
    assertThat(best.typicalSavedHours()).isEqualTo(10.5);
    assertThat(best.typicalSavedUsd()).isEqualTo(Math.round(10.5 * 50 * 52));
    assertThat(best.hoursPerWeek()).isEqualTo(21);
    assertThat(best.hoursInterval()).isEqualTo(new Interval(11, 31));
    // Half and twice by the share; what the minutes may be off is in the dollars.
    assertThat(best.savedHours().low()).isCloseTo(11 * 0.25, within(1e-9));
    assertThat(best.savedHours().high()).isCloseTo(31 * 1.0, within(1e-9));
    double threeOfTwo = Math.exp(Math.log(2) * Math.sqrt(3));
    assertThat(best.savedUsd())
        .isEqualTo(
            new Interval(Math.floor(11 * 1300 / threeOfTwo), Math.ceil(31 * 1300 * threeOfTwo)));
    assertThat(best.assumptions())
        .containsExactly(
            "removable-failed-sign-ins",
            "minutes-per-failed-sign-in",
            "hourly-cost",
            "weeks-per-year");
    assertThat(best.change()).isEqualTo(Changes.usual(Cause.FAILED_SIGN_INS.event()).summary());
  }

  @Test
  void where_no_kind_of_work_stands_clear_everybody_together_may() {
    Advice advice = new Advice(ASSUMED, anything -> MUCH);
    List<Release.CauseCell> noisy = List.of(cause("Sales", Cause.CHALLENGES, 30, 45));
    List<Release.CauseCell> all =
        List.of(
            cause(Release.EVERYONE, Cause.CHALLENGES, 15, 30),
            cause(Release.EVERYONE, Cause.SWITCHES, 16, 31));
    Recommendation best = advice.best(noisy, all).orElseThrow();
    assertThat(best.category()).isEqualTo(Release.EVERYONE);
    assertThat(best.cause()).isEqualTo(Cause.SWITCHES);
    assertThat(advice.best(noisy, all.subList(0, 1))).as("15 is not more than 15").isEmpty();
  }

  @Test
  void a_saving_is_priced_by_hours_price_and_weeks_and_keeps_what_it_was_made_of() {
    Saving saving = saving(null, "Sales", new Range(1, 2, 4));
    PricedRecommendation priced = new Pricing(ACME, ASSUMED).price(saving);
    assertThat(priced.of()).isEqualTo(PricedRecommendation.Of.CATEGORY);
    assertThat(priced.usdPerYear().typical()).isEqualTo(5200);
    double twoOfTwo = Math.exp(Math.log(2) * Math.sqrt(2));
    assertThat(priced.usdPerYear().low()).isEqualTo(Math.floor(5200 / twoOfTwo));
    assertThat(priced.usdPerYear().high()).isEqualTo(Math.ceil(5200 * twoOfTwo));
    assertThat(priced.hoursPerWeek()).isEqualTo(saving.hoursPerWeek());
    assertThat(priced.assumptions())
        .extracting(Assumption::id)
        .containsExactly(
            "minutes-per-failed-sign-in",
            "removable-failed-sign-ins",
            "hourly-cost",
            "weeks-per-year");
    assertThat(priced.what()).isEqualTo("what");
    assertThat(priced.because()).isEqualTo("because");
    assertThat(priced.setup()).isEqualTo(saving.setup().title());
    assertThat(priced.origin()).isEqualTo(saving.origin());
    assertThat(priced.decision()).isNull();
  }

  @Test
  void a_recommendation_has_one_id_for_what_it_is_about_and_another_for_anything_else() {
    PersonKey ann = new PersonKey(new UUID(3, 1));
    Range hours = new Range(1, 2, 4);
    Pricing pricing = new Pricing(ACME, ASSUMED);
    String sales = pricing.price(saving(null, "Sales", hours)).id();
    // As it has been since the first one was decided on: a new id would lose the decision.
    assertThat(sales).matches("[0-9a-hjkmnp-tv-z]{12}").isEqualTo("ma8tfy72xxng");
    PricedRecommendation hers = pricing.price(saving(ann, "Sales", hours));
    assertThat(hers.of()).isEqualTo(PricedRecommendation.Of.PERSON);
    assertThat(hers.person()).isEqualTo(ann);
    assertThat(
            List.of(
                sales,
                hers.id(),
                pricing.price(saving(null, "Finance", hours)).id(),
                new Pricing(new TenantId("birch"), ASSUMED)
                    .price(saving(null, "Sales", hours))
                    .id()))
        .doesNotHaveDuplicates();
    assertThat(pricing.price(saving(null, "Sales", new Range(0, 0, 0))).id()).isEqualTo(sales);
  }

  @Test
  void a_published_recommendation_is_its_releases_figures() {
    Recommendation advice =
        new Advice(ASSUMED, anything -> MUCH)
            .best(List.of(cause("Sales", Cause.FAILED_SIGN_INS, 30, 40)), List.of())
            .orElseThrow();
    PricedRecommendation priced = new Pricing(ACME, ASSUMED).price(release(advice), advice);
    assertThat(priced.of()).isEqualTo(PricedRecommendation.Of.RELEASE);
    assertThat(priced.category()).isEqualTo("Sales");
    assertThat(priced.what()).isEqualTo(advice.change());
    assertThat(priced.because())
        .isEqualTo("Failed sign-ins: 30.0 hours a week by release 2026-10-31.1.");
    assertThat(priced.hoursPerWeek())
        .isEqualTo(
            new Range(
                advice.savedHours().low(), advice.typicalSavedHours(), advice.savedHours().high()));
    assertThat(priced.usdPerYear())
        .isEqualTo(
            new Range(advice.savedUsd().low(), advice.typicalSavedUsd(), advice.savedUsd().high()));
    assertThat(priced.assumptions())
        .extracting(Assumption::id)
        .containsExactlyInAnyOrderElementsOf(advice.assumptions());
  }

  @Test
  void assumptions_are_handed_on_as_ranges_by_their_ids() {
    assertThat(new Pricing(ACME, ASSUMED).ranges())
        .hasSize(ASSUMED.size())
        .containsEntry(Money.HOURLY_COST, new Range(25, 50, 100));
  }

  /** More friction than any advice of these tests could save. */
  private static final Figure MUCH =
      new Figure(9, new Interval(0, 9), 9e6, new Interval(0, 9e6), 9, new Interval(0, 9));

  private static Saving saving(@Nullable PersonKey person, String category, Range hours) {
    Setup setup =
        new Setup(
            Setup.Session.UNKNOWN,
            Setup.Factor.UNKNOWN,
            Setup.Bundle.UNKNOWN,
            Setup.Rate.UNKNOWN,
            Setup.Rate.UNKNOWN,
            List.of(),
            List.of(),
            List.of(),
            null);
    return new Saving(
        category,
        person,
        Changes.find("passkeys").orElseThrow(),
        10,
        hours,
        "what",
        "because",
        setup,
        new Origin("local", null, null));
  }

  private static Release release(Recommendation advice) {
    return new Release(
        "2026-10-31.1",
        "r.1",
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
        Instant.EPOCH,
        Instant.EPOCH,
        BigDecimal.ONE,
        1e-3,
        10,
        List.of(),
        0,
        List.of(),
        advice,
        new ArrayList<>(ASSUMED),
        List.of(),
        null,
        null);
  }

  private static Release.CauseCell cause(String category, Cause cause, double hours, double high) {
    return new Release.CauseCell(
        category, cause, hours, new Interval(Math.max(0, 2 * hours - high), high));
  }

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

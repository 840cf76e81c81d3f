package com.orgscope.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.Judgment.Origin;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Cause;
import com.orgscope.insight.Figure;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Money;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.recommendation.Saving.Whose;
import com.orgscope.usage.Range;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hours become dollars by the assumptions and nothing else, worked out by hand here. */
class SavingRulesTest {
  private static final TenantId ACME = new TenantId("acme");

  @Test
  void the_advice_is_the_largest_saving_that_stands_clear_of_the_noise() {
    List<Release.CauseCell> byWork =
        List.of(
            cause("Engineering", Cause.FAILED_SIGN_INS, 20, 29),
            cause("Sales", Cause.FAILED_SIGN_INS, 30, 45),
            cause("Finance", Cause.SWITCHES, 60, 70),
            cause("Legal", Cause.FAILED_SIGN_INS, 21, 31));
    ReleaseSaving best = best(byWork, List.of()).orElseThrow();
    assertThat(best.category()).as("30 of 15 is not more than twice").isEqualTo("Legal");
    assertThat(best.typicalSavedHours()).isEqualTo(10.5);
    assertThat(best.typicalSavedUsd()).isEqualTo(Math.round(10.5 * 50 * 52));
    assertThat(best.hoursPerWeek()).isEqualTo(21);
    assertThat(best.hoursInterval()).isEqualTo(new Interval(11, 31));
    // Half and twice by the share and by the price of an hour; the hours are measured.
    assertThat(best.savedHours().low()).isCloseTo(11 * 0.25, within(1e-9));
    assertThat(best.savedHours().high()).isCloseTo(31 * 1.0, within(1e-9));
    double twoOfTwo = Math.exp(Math.log(2) * Math.sqrt(2));
    assertThat(best.savedUsd())
        .isEqualTo(new Interval(Math.floor(11 * 1300 / twoOfTwo), Math.ceil(31 * 1300 * twoOfTwo)));
    assertThat(best.assumptions())
        .containsExactly("removable-failed-sign-ins", "hourly-cost", "weeks-per-year");
    assertThat(best.change()).isEqualTo(Changes.usual(Cause.FAILED_SIGN_INS.event()).summary());
  }

  @Test
  void hours_of_a_kind_of_work_are_priced_by_its_own_cost_where_it_has_one() {
    List<Assumption> own = new ArrayList<>(ASSUMED);
    own.add(assumption("hourly-cost/Legal", 100, 100, 100));
    own.add(assumption("hourly-cost/" + Release.EVERYONE, 60, 60, 60));
    List<Release.CauseCell> legal = List.of(cause("Legal", Cause.FAILED_SIGN_INS, 21, 31));
    ReleaseSaving ofLegal =
        new LargestSaving().ranked(own, anything -> MUCH, legal, List.of()).getFirst();
    assertThat(ofLegal.typicalSavedUsd()).isEqualTo(Math.round(10.5 * 100 * 52));
    assertThat(ofLegal.assumptions())
        .containsExactly("removable-failed-sign-ins", "hourly-cost/Legal", "weeks-per-year");
    List<Release.CauseCell> all = List.of(cause(Release.EVERYONE, Cause.FAILED_SIGN_INS, 21, 31));
    ReleaseSaving ofAll =
        new LargestSaving().ranked(own, anything -> MUCH, List.of(), all).getFirst();
    assertThat(ofAll.typicalSavedUsd()).isEqualTo(Math.round(10.5 * 60 * 52));
    assertThat(ofAll.assumptions())
        .containsExactly(
            "removable-failed-sign-ins", "hourly-cost", "hourly-cost/Legal", "weeks-per-year");
    Recommendation legals = new Pricing(ACME, own).price(saving(null, "Legal", new Range(2, 2, 2)));
    assertThat(legals.usdPerYear().typical()).isEqualTo(2 * 100 * 52);
    assertThat(new Pricing(ACME, own).price(saving(null, "Sales", new Range(2, 2, 2))).usdPerYear())
        .extracting(Range::typical)
        .isEqualTo(2.0 * 50 * 52);
  }

  @Test
  void where_no_kind_of_work_stands_clear_everybody_together_may() {
    List<Release.CauseCell> noisy = List.of(cause("Sales", Cause.CHALLENGES, 30, 45));
    List<Release.CauseCell> all =
        List.of(
            cause(Release.EVERYONE, Cause.CHALLENGES, 15, 30),
            cause(Release.EVERYONE, Cause.SWITCHES, 16, 31));
    ReleaseSaving best = best(noisy, all).orElseThrow();
    assertThat(best.category()).isEqualTo(Release.EVERYONE);
    assertThat(best.cause()).isEqualTo(Cause.SWITCHES);
    assertThat(best.assumptions())
        .as("a switch's minutes are an assumption")
        .containsExactly(
            "removable-switches", "minutes-per-switch", "hourly-cost", "weeks-per-year");
    assertThat(best(noisy, all.subList(0, 1))).as("15 is not more than 15").isEmpty();
  }

  @Test
  void a_saving_is_priced_by_hours_price_and_weeks_and_keeps_what_it_was_made_of() {
    Saving saving = saving(null, "Sales", new Range(1, 2, 4));
    Recommendation priced = new Pricing(ACME, ASSUMED).price(saving);
    assertThat(priced.of()).isEqualTo(Recommendation.Of.CATEGORY);
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
    assertThat(priced.setup()).isEqualTo(java.util.Objects.requireNonNull(saving.setup()).title());
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
    Recommendation hers = pricing.price(saving(ann, "Sales", hours));
    assertThat(hers.of()).isEqualTo(Recommendation.Of.PERSON);
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
    ReleaseSaving advice =
        best(List.of(cause("Sales", Cause.FAILED_SIGN_INS, 30, 40)), List.of()).orElseThrow();
    Recommendation priced = new Pricing(ACME, ASSUMED).price(release(advice), advice);
    assertThat(priced.of()).isEqualTo(Recommendation.Of.RELEASE);
    assertThat(priced.category()).isEqualTo("Sales");
    assertThat(priced.what()).isEqualTo(advice.change());
    assertThat(priced.because())
        .isEqualTo(
            "Failed sign-ins: 30.0 hours a week (%.1f to %.1f) by release 2026-10-31.1."
                .formatted(advice.hoursInterval().low(), advice.hoursInterval().high()));
    assertThat(advice.hoursInterval().low()).isLessThan(advice.hoursInterval().high());
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

  /** More friction than any advice of these tests could save. */
  private static final Figure MUCH =
      new Figure(9, new Interval(0, 9), 9e6, new Interval(0, 9e6), 9, new Interval(0, 9));

  private static Optional<ReleaseSaving> best(
      List<Release.CauseCell> byCategory, List<Release.CauseCell> all) {
    return new LargestSaving()
        .ranked(ASSUMED, anything -> MUCH, byCategory, all).stream().findFirst();
  }

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
        person == null ? Whose.everybody(category) : Whose.person(category, person),
        "passkeys",
        List.of("minutes-per-failed-sign-in", "removable-failed-sign-ins"),
        10,
        hours,
        "what",
        "because",
        setup,
        new Origin("local", null, null));
  }

  private static Release release(ReleaseSaving advice) {
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
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Release.CauseCell cause(String category, Cause cause, double hours, double high) {
    return new Release.CauseCell(
        category, cause, hours, new Interval(Math.max(0, 2 * hours - high), high));
  }

  private static Assumption assumption(String id, double low, double typical, double high) {
    return new Assumption(id, id, "unit", low, typical, high, "test", false);
  }
}

package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.TestTaxonomies;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Cause;
import com.orgscope.insight.Interval;
import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseDocument;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CeoPagesTest {
  @Test
  void what_each_loses_is_minutes_where_it_is_less_than_an_hour() {
    MadeUpRelease company = new MadeUpRelease().group("Sales", "Sales", 1000, 45);
    assertThat(CeoPages.each(company.release().total())).isEqualTo("2.7 min a week each");
    MadeUpRelease slow = new MadeUpRelease().group("Sales", "Sales", 10, 25);
    assertThat(CeoPages.each(slow.release().total())).isEqualTo("2.5 h a week each");
  }

  @Test
  void what_was_withdrawn_for_a_quarter_is_not_told_as_noise() {
    MadeUpRelease company = new MadeUpRelease().group("Sales", "Sales", 1000, 45);
    assertThat(page(company).noAdvice()).contains("stands clear of the noise");
    CeoPage withdrawn = page(company.levels());
    assertThat(withdrawn.noAdvice()).contains("withdrawn for this quarter").doesNotContain("noise");
    assertThat(withdrawn.quarter()).isNull();
  }

  @Test
  void an_hour_costs_so_much_but_for_the_kinds_of_work_that_cost_otherwise() {
    MadeUpRelease company = new MadeUpRelease().group("Sales", "Sales", 1000, 45);
    assertThat(page(company).numbers().getLast().note())
        .isEqualTo("at $50 an hour, unless you say otherwise");
    company.costing(
        new Assumption("hourly-cost/Sales", "Cost, Sales", "USD", 60, 70, 80, "us", true));
    assertThat(page(company).numbers().getLast().note())
        .isEqualTo("at $50 an hour, but for 1 kind of work");
  }

  @Test
  void money_of_a_company_that_counts_otherwise_has_its_sign_and_no_other() {
    MadeUpRelease company = new MadeUpRelease().group("Sales", "Sales", 1000, 4_500);
    String before = page(company).toString();
    String euros = page(company.in("EUR")).toString();
    assertThat(before).contains("$");
    assertThat(euros)
        .isEqualTo(before.replace("$", "€").replace("USD", "EUR"))
        .contains("€")
        .doesNotContainIgnoringCase("dollar");
    assertThat(page(company.in("CHF")).numbers().getLast().note())
        .isEqualTo("at CHF 50 an hour, unless you say otherwise");
    assertThat(ReleaseDocument.of(company.in("CHF").release()).currency()).isEqualTo("CHF");
  }

  @Test
  void the_days_of_what_a_recommendation_is_of_are_said_and_never_today() {
    LocalDate counted = LocalDate.of(2026, 10, 4);
    Interval some = new Interval(1, 2);
    Release bare = new MadeUpRelease().group("Sales", "Sales", 1000, 45).release();
    Release release =
        new Release(
            bare.id(),
            bare.run(),
            bare.window(),
            bare.publishedAt(),
            bare.dueAt(),
            bare.epsilon(),
            bare.delta(),
            bare.k(),
            bare.cells(),
            bare.withheld(),
            bare.causes(),
            new ReleaseSaving(
                Release.EVERYONE,
                Cause.CHALLENGES,
                "Ask",
                42.2,
                some,
                some,
                1.5,
                some,
                2,
                List.of()),
            bare.assumptions(),
            bare.models(),
            bare.headcount(),
            bare.dataUntil(),
            bare.levels(),
            bare.replaces(),
            bare.use(),
            new QuarterCells(
                "2026-Q4",
                TimeWindow.ending(counted, 28),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null),
            bare.staffChanges());
    assertThat(page(release).toString())
        .contains("In the days from 7 Sep to 4 Oct this took 42.2 h a week")
        .doesNotContain("Today");
  }

  private static CeoPage page(MadeUpRelease company) {
    return page(company.release());
  }

  private static CeoPage page(Release release) {
    return new CeoPages(
            release,
            new TrustStrip(MadeUpRelease.PUBLISHED, ZoneId.of("UTC"), null, null),
            TestTaxonomies.of("technology", Map.of()),
            null)
        .page(null, null);
  }
}

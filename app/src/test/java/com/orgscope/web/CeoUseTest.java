package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.Interval;
import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.UseShare;
import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the first page says of use, and of what is drawn once a quarter. */
class CeoUseTest {
  private static final List<UseShare> USE =
      List.of(
          new UseShare("Not known", 60, new Interval(58, 62)),
          new UseShare("Documents", 15.4, new Interval(13, 18)),
          new UseShare("Code", 24.6, new Interval(24.3, 24.9)));
  private static final Interval TWO_OR_THREE = new Interval(2, 3.1);

  @Test
  void use_is_told_largest_first_and_what_nobody_knows_last_with_a_tenth_where_it_is_known() {
    BarChart chart = Objects.requireNonNull(of(USE, null).chart(null));
    assertThat(chart.bars())
        .extracting(BarChart.Bar::label, BarChart.Bar::value, BarChart.Bar::range)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Code", "24.6 %", "24.3 to 24.9 %"),
            org.assertj.core.groups.Tuple.tuple("Documents", "15 %", "13 to 18 %"),
            org.assertj.core.groups.Tuple.tuple("Not known", "60 %", "58 to 62 %"));
    assertThat(chart.summary()).contains("The largest is Not known with 60 % (58 to 62 %)");
    assertThat(of(USE, null).missing()).isEmpty();
    assertThat(of(List.of(), null).chart(null)).isNull();
    assertThat(of(List.of(), null).missing()).contains("not told of so few people");
    assertThat(of(null, null).missing()).isEmpty();
    assertThat(of(null, null).chart(null)).isNull();
  }

  @Test
  void what_is_drawn_once_a_quarter_says_which_and_of_which_days() {
    QuarterCells cells =
        new QuarterCells(
            "2026-Q4",
            TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
            List.of(),
            List.of(),
            List.of(new QuarterCells.Equivalents("Sales", 240, new Interval(210, 270))),
            List.of(
                new QuarterCells.CategoryUse("Sales", List.of("Sales"), USE),
                new QuarterCells.CategoryUse(
                    "Finance, Legal, People", List.of("Finance", "Legal", "People"), USE)),
            new QuarterCells.AtBound(
                new QuarterCells.Percent(2.4, TWO_OR_THREE),
                new QuarterCells.Percent(2.6, TWO_OR_THREE)),
            null,
            null);
    CeoPage.Quarter quarter = Objects.requireNonNull(of(null, cells).quarter());
    assertThat(quarter.drawn()).contains("quarter 4 of 2026", "from 4 Oct to 31 Oct");
    assertThat(quarter.roles())
        .containsExactly(new CeoPage.QuarterRow("Sales", "240", "210 to 270"));
    assertThat(quarter.use().getFirst().value()).startsWith("Code 24.6 % (24.3 to 24.9 %), Docum");
    assertThat(quarter.use())
        .extracting(CeoPage.QuarterRow::category)
        .containsExactly("Sales", "Finance, Legal and People together");
    assertThat(quarter.atBound()).contains("in signing in by 2 % of people (2 to 3 %)");
    assertThat(of(null, null).quarter()).isNull();
  }

  /** IT may have said it since: the quarter is not drawn a second time. */
  @Test
  void where_idle_seats_were_not_drawn_it_is_told_of_when_that_is() {
    assertThat(of(null, ofQuarter(null)).idleLicences())
        .contains("when quarter 4 of 2026 was drawn IT had not said what is paid for");
    assertThat(
            of(
                    null,
                    ofQuarter(
                        new QuarterCells.IdleLicences(120_000, new Interval(70_000, 170_000))))
                .idleLicences())
        .contains("$120k a year ($70k to $170k); drawn once for quarter 4 of 2026");
    assertThat(of(null, null).idleLicences()).isEmpty();
  }

  private static QuarterCells ofQuarter(
      QuarterCells.@org.jspecify.annotations.Nullable IdleLicences idle) {
    return new QuarterCells(
        "2026-Q4",
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        idle,
        null);
  }

  private static CeoUse of(
      @org.jspecify.annotations.Nullable List<UseShare> use,
      @org.jspecify.annotations.Nullable QuarterCells quarter) {
    return new CeoUse(
        new MadeUpRelease().group("Sales", "Sales", 240, 9).use(use, quarter).release());
  }
}

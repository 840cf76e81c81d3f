package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Idle seats of single contracts beside those of all, each with a noise of its own. */
class ContractsFitTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

  @Test
  void no_contract_and_not_all_of_them_cost_more_than_all_idle_seats_do() {
    QuarterCells cells = cells(550, contract("Qlik", 580), contract("Miro", 20));
    assertThat(cells.contracts())
        .extracting(QuarterAnswers.IdleSeats::usdPerYear)
        .containsExactly(531L, 18L);
    assertThat(cells.contracts())
        .allSatisfy(one -> {
          assertThat(one.usdRange().high()).isLessThanOrEqualTo(600);
          assertThat((double) one.usdPerYear())
              .isBetween(one.usdRange().low(), one.usdRange().high());
          assertThat((double) one.seats()).isBetween(one.range().low(), one.range().high());
        });
  }

  @Test
  void what_fits_stays_as_it_was_drawn() {
    QuarterAnswers.IdleSeats qlik = contract("Qlik", 500);
    assertThat(cells(550, qlik).contracts()).containsExactly(qlik);
  }

  private static QuarterAnswers.IdleSeats contract(String name, long usd) {
    return new QuarterAnswers.IdleSeats(
        name,
        "",
        DAY,
        usd / 10,
        new Interval(1, 100),
        usd,
        new Interval(10, Math.min(600, 2 * usd)));
  }

  private static QuarterCells cells(long idle, QuarterAnswers.IdleSeats... contracts) {
    return new QuarterCells(
        "2026-Q4",
        TimeWindow.ending(DAY, 28),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        new QuarterCells.IdleLicences(idle, new Interval(500, 600)),
        new QuarterAnswers(null, List.of(), List.of(contracts), List.of(), null, null));
  }
}

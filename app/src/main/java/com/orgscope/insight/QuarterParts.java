package com.orgscope.insight;

import com.orgscope.usage.FunctionPair;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a quarter's cells count beside each person's work and hours, exactly and before any noise.
 *
 * @param moves between what applications are for, a week: one map for each person, of no more than
 *     {@link #WEEKLY_MOVES} in all
 * @param contracts those whose notice is due in the next quarter, which follows no use
 * @param change null where there is no quarter before to compare with
 */
record QuarterParts(
    List<Map<FunctionPair, Double>> moves,
    List<IdleSeats> contracts,
    @Nullable ChangeParts change) {
  /** Moves a week that one person counts for at most: public, and never read from the data. */
  static final int WEEKLY_MOVES = 20;

  /** Of more contracts the dearest are told, so that nobody is counted in more. */
  static final int MOST_CONTRACTS = 5;

  QuarterParts {
    moves = List.copyOf(moves);
    contracts = List.copyOf(contracts);
  }

  /**
   * One contract.
   *
   * @param tier what the vendor calls this kind of seat; empty if there is one kind
   * @param seatUsd of a seat and year
   * @param seats that people who work here have and do not use, one each at most
   */
  record IdleSeats(
      String application, String tier, LocalDate noticeBy, BigDecimal seatUsd, int seats) {}
}

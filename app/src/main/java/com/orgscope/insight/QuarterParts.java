package com.orgscope.insight;

import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.FunctionPair;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a quarter's cells count beside each person's work and hours, exactly and before any noise.
 *
 * @param moves between what applications are for, a week: one map for each person, of no more than
 *     {@link #WEEKLY_MOVES} in all
 * @param contracts those whose notice is due in the next quarter, which follows no use
 * @param change null where there is no quarter before to compare with
 * @param spared null where no claim is told of
 */
record QuarterParts(
    List<Map<FunctionPair, Double>> moves,
    List<IdleSeats> contracts,
    @Nullable ChangeParts change,
    @Nullable Spared spared) {
  /** Moves a week that one person counts for at most: public, and never read from the data. */
  static final int WEEKLY_MOVES = 20;

  /** Of more contracts the dearest are told, so that nobody is counted in more. */
  static final int MOST_CONTRACTS = 5;

  /** Seconds a week that one person adds to what claims spared at most, over all of them. */
  static final int SPARED_SECONDS = 900;

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

  /**
   * What claims spared.
   *
   * @param seconds a week of each person, either way no more than the bound; empty where too few
   *     people are to say
   */
  record Spared(int claims, @Nullable Interval promised, List<Long> seconds) {
    Spared {
      seconds = List.copyOf(seconds);
    }

    /** A person is one number, whatever number of claims they are in. */
    static Spared of(ClaimedTime.Spared claimed, Set<PersonKey> counted) {
      return new Spared(
          claimed.claims(),
          claimed.promised(),
          claimed.seconds().entrySet().stream()
              .filter(one -> counted.contains(one.getKey()))
              .map(one -> bounded(one.getValue()))
              .toList());
    }

    /** Towards zero, so that nobody is above the bound. */
    static long bounded(double seconds) {
      return (long) Math.clamp(seconds, -SPARED_SECONDS, SPARED_SECONDS);
    }

    long sum() {
      return seconds.stream().mapToLong(n -> n).sum();
    }

    long squares() {
      return seconds.stream().mapToLong(n -> n * n).sum();
    }
  }
}

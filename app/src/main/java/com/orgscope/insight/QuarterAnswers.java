package com.orgscope.insight;

import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn once a quarter of what a CEO asks next: where people move between applications, who
 * uses an AI assistant, what a contract that ends soon pays for nothing, why the hours moved.
 *
 * @param moves between what applications are for, most first; empty where the noise leaves none to
 *     read, null where too few people are
 * @param assistants of everybody, or of each kind of work that is shown and large enough, others
 *     together; empty where too few people are
 * @param contracts whose notice is due in the next quarter and whose range leaves something to read
 * @param contractsUnread names of those whose range does not
 * @param change null where too few people are, or no quarter before
 * @param spared null where too few people are, or no claim to tell of
 */
public record QuarterAnswers(
    @Nullable List<Moves> moves,
    List<Assistants> assistants,
    List<IdleSeats> contracts,
    List<String> contractsUnread,
    @Nullable Change change,
    @Nullable Spared spared) {
  public QuarterAnswers {
    moves = moves == null ? null : List.copyOf(moves);
    assistants = List.copyOf(assistants);
    contracts = List.copyOf(contracts);
    contractsUnread = List.copyOf(contractsUnread);
  }

  /** How often a week people went from what one is for to what the other is for, either way. */
  public record Moves(String one, String other, long perWeek, Interval range) {}

  /**
   * People who give an AI assistant a hundredth of their active time or more.
   *
   * @param category {@link Release#EVERYONE} for all; of several kinds of work all their names
   * @param kinds of work that it counts; of everybody that name
   */
  public record Assistants(String category, List<String> kinds, long people, Interval range) {
    /** In releases of before kinds were counted together they are not there. */
    public Assistants {
      kinds = kinds == null ? List.of(category) : List.copyOf(kinds);
    }

    public Assistants(String category, long people, Interval range) {
      this(category, List.of(category), people, range);
    }
  }

  /**
   * @param noticeBy the last day on which notice may be given
   */
  public record IdleSeats(
      String application,
      String tier,
      LocalDate noticeBy,
      long seats,
      Interval range,
      long usdPerYear,
      Interval usdRange) {
    /** So much of it; the ranges end where they must to hold what is left of it. */
    IdleSeats fitted(double share, double mostUsd) {
      long fewer = (long) Math.floor(share * seats);
      long usd = (long) Math.floor(share * usdPerYear);
      return new IdleSeats(
          application,
          tier,
          noticeBy,
          fewer,
          new Interval(Math.min(range.low(), fewer), Math.max(range.high(), fewer)),
          usd,
          new Interval(
              Math.min(usdRange.low(), usd), Math.max(usd, Math.min(usdRange.high(), mostUsd))));
    }
  }

  /**
   * Why everybody's hours of signing in are others than those of the quarter before. The parts and
   * the rest add up to the difference of the two published figures.
   *
   * @param earlier the first release of the quarter before; null in releases of before it was kept
   * @param before the days of that release
   * @param noise how far the noise of both figures alone may move it
   * @param restHours what none of the causes explains, the noise of all of them included
   */
  public record Change(
      @Nullable String earlier,
      TimeWindow before,
      double hoursBefore,
      double hoursNow,
      double noise,
      List<Part> parts,
      double restHours) {
    public Change {
      parts = List.copyOf(parts);
    }

    /** Releases of before it was kept are told by the days that were counted. */
    boolean isComparedWith(Release release) {
      return earlier == null ? release.window().equals(before) : release.id().equals(earlier);
    }

    public double difference() {
      return hoursNow - hoursBefore;
    }

    /** Whether it moved by more than the noise alone does. */
    public boolean isChange() {
      return Math.abs(difference()) > noise;
    }
  }

  /** Hours a week that one cause added, or took. */
  public record Part(ChangeCause cause, double hoursPerWeek, Interval range) {
    /** Whether its noise leaves which way it went. */
    public boolean isTold() {
      return range.low() > 0 || range.high() < 0;
    }
  }

  /**
   * What changes spared that were given by lot, all together.
   *
   * @param claims how many
   * @param promised hours a week; null where a promise was made of figures of IT's
   * @param told null where the noise leaves nothing to read, or too few people are
   */
  public record Spared(int claims, @Nullable Interval promised, @Nullable Told told) {}

  /** Hours a week; below zero they took more. */
  public record Told(double hoursPerWeek, Interval range) {}

  /** Without what was compared with a release that was withdrawn since. */
  QuarterAnswers withoutChange() {
    return new QuarterAnswers(moves, assistants, contracts, contractsUnread, null, spared);
  }

  /** Without kinds of work that left the company's list since; what is of everybody stays. */
  QuarterAnswers of(Collection<String> columns) {
    return new QuarterAnswers(
        moves,
        assistants.stream()
            .filter(a -> a.category().equals(Release.EVERYONE) || columns.containsAll(a.kinds()))
            .toList(),
        contracts,
        contractsUnread,
        change,
        spared);
  }
}

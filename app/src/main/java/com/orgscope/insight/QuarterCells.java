package com.orgscope.insight;

import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn once a quarter, with its first release; the quarter's other releases show the same.
 *
 * @param quarter of the calendar ({@code "2026-Q4"}), in which the counted days end
 * @param window the days that were counted
 * @param causes everybody's hours by cause
 * @param causesByCategory of the categories that were shown, empty where too few people are
 * @param roles kinds of work in full-time equivalents, empty where too few people are
 * @param useByCategory of categories whose noise leaves something to read, of others together
 * @param atBound null where too few people are
 * @param idleLicences null where too few people are, or IT did not say what is paid for
 * @param answers to what a CEO asks next; null in releases of before they were drawn
 */
public record QuarterCells(
    String quarter,
    TimeWindow window,
    List<Release.CauseCell> causes,
    List<Release.CauseCell> causesByCategory,
    List<Equivalents> roles,
    List<CategoryUse> useByCategory,
    @Nullable AtBound atBound,
    @Nullable IdleLicences idleLicences,
    @Nullable QuarterAnswers answers) {
  /** Of a quarter. */
  private static final int MONTHS = 3;

  public QuarterCells {
    causes = List.copyOf(causes);
    causesByCategory = List.copyOf(causesByCategory);
    roles = List.copyOf(roles);
    useByCategory = List.copyOf(useByCategory);
  }

  /** One kind of work in full-time equivalents: who does two is a part of each. */
  public record Equivalents(String category, long people, Interval range) {}

  /**
   * What the people of one kind of work use, or of several together.
   *
   * @param category of several kinds all their names
   * @param kinds of work that it counts
   */
  public record CategoryUse(String category, List<String> kinds, List<UseShare> shares) {
    /** In releases of before kinds were counted together they are not there. */
    public CategoryUse {
      kinds = kinds == null ? List.of(category) : List.copyOf(kinds);
      shares = List.copyOf(shares);
    }
  }

  /** How many of a hundred people are cut at the bounds of their hours. */
  public record AtBound(Percent signIn, Percent switching) {}

  /** A part of everybody. */
  public record Percent(double percent, Interval range) {}

  /** Dollars a year of seats that people have and do not use, all together. */
  public record IdleLicences(long usdPerYear, Interval range) {}

  /**
   * Contracts as they stand beside the total, of which they are parts: each was drawn with a noise
   * of its own, and they are made less where they come to more. That is arithmetic with published
   * figures and tells nothing.
   */
  public List<QuarterAnswers.IdleSeats> contracts() {
    List<QuarterAnswers.IdleSeats> drawn = answers == null ? List.of() : answers.contracts();
    if (idleLicences == null || drawn.isEmpty()) {
      return drawn;
    }
    double sum = drawn.stream().mapToLong(QuarterAnswers.IdleSeats::usdPerYear).sum();
    double share = sum <= idleLicences.usdPerYear() ? 1 : idleLicences.usdPerYear() / sum;
    double most = Math.max(idleLicences.usdPerYear(), idleLicences.range().high());
    return drawn.stream().map(one -> one.fitted(share, most)).toList();
  }

  /** Whether both are of one draw: no noise comes out the same twice. */
  boolean isDrawnWith(QuarterCells other) {
    return quarter.equals(other.quarter)
        && window.equals(other.window)
        && causes.equals(other.causes);
  }

  /** Why it is not told why hours moved; null where it is. */
  public @Nullable String changeUntold() {
    if (answers == null) {
      return "Why hours moved, cause by cause, is not told in this quarter.";
    }
    return answers.change() == null
        ? "Why hours moved, cause by cause, is not told yet: it takes a release of the quarter before to compare with, and some 4,000 people to stand clear of the noise."
        : null;
  }

  /** Without what was compared with a release that was withdrawn since. */
  QuarterCells withoutChange() {
    return new QuarterCells(
        quarter,
        window,
        causes,
        causesByCategory,
        roles,
        useByCategory,
        atBound,
        idleLicences,
        answers == null ? null : answers.withoutChange());
  }

  /** Without kinds of work that left the company's list since; what is of everybody stays. */
  QuarterCells of(Collection<String> columns) {
    return new QuarterCells(
        quarter,
        window,
        causes,
        causesByCategory.stream().filter(c -> columns.contains(c.category())).toList(),
        roles.stream().filter(r -> columns.contains(r.category())).toList(),
        useByCategory.stream().filter(u -> columns.containsAll(u.kinds())).toList(),
        atBound,
        idleLicences,
        answers == null ? null : answers.of(columns));
  }

  /** The calendar's quarter after that of a day. */
  static String quarterAfter(LocalDate day) {
    return quarterOf(day.plusMonths(MONTHS));
  }

  /** The calendar's quarter before that of a day. */
  static String quarterBefore(LocalDate day) {
    return quarterOf(day.minusMonths(MONTHS));
  }

  /** The calendar's quarter of a day. */
  static String quarterOf(LocalDate day) {
    return "%d-Q%d".formatted(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
  }

  /** Hours that are in no figure of signing in. */
  Optional<Release.CauseCell> switching() {
    return of(Cause.SWITCHES);
  }

  /** Everybody's sign-ins that no log measured; like switching by an assumption of minutes. */
  public Optional<Release.CauseCell> unmeasured() {
    return of(Cause.UNMEASURED_SIGN_INS);
  }

  private Optional<Release.CauseCell> of(Cause cause) {
    return causes.stream().filter(c -> c.cause() == cause).findFirst();
  }
}

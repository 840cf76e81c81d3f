package com.orgscope.insight;

import com.orgscope.kernel.TimeWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one tenant as published: noised once, stored, and read by every page, file and
 * answer.
 *
 * @param id names the release for people ({@code "2026-11-21.1"})
 * @param run the categorization it was counted from
 * @param window the days whose friction was counted
 * @param dueAt when the next one should have replaced it
 * @param epsilon spent on it in all
 * @param delta the chance that any shown group has fewer than {@code k} people
 * @param cells the shown groups, largest first; totals are their sums
 * @param withheld department and category pairs that are too small to stand alone and were merged
 * @param causes hours by category and cause, drawn separately from {@code cells}
 * @param recommendation null where the noise leaves nothing certain enough to say
 * @param models which models the categories came from
 * @param headcount who works there by the directory, public in the company; null without a
 *     directory, and in releases that did not keep it
 * @param dataUntil the end of the newest hour that was known to be complete when it was drawn; null
 *     if nobody knew
 * @param levels figures of the company and of each category; null in releases of before there were
 *     levels, and where no group is shown
 * @param replaces the withdrawn release in whose place it was drawn; null in all others
 * @param use by function, empty where too few people are; null in releases of before it was drawn
 * @param quarter what was drawn once for its quarter; null in releases of before, and where it was
 *     withdrawn
 * @param staffChanges who joined and left by the directory; null without one, and in releases of
 *     before it was kept
 */
public record Release(
    String id,
    String run,
    TimeWindow window,
    Instant publishedAt,
    Instant dueAt,
    BigDecimal epsilon,
    double delta,
    int k,
    List<ReleaseCell> cells,
    int withheld,
    List<CauseCell> causes,
    @Nullable ReleaseSaving recommendation,
    List<Assumption> assumptions,
    List<String> models,
    @Nullable Integer headcount,
    @Nullable Instant dataUntil,
    @Nullable Levels levels,
    @Nullable Replaced replaces,
    @Nullable List<UseShare> use,
    @Nullable QuarterCells quarter,
    @Nullable List<StaffChange> staffChanges) {
  /** The name of what small groups are merged into. */
  public static final String OTHER = "Other";

  /** The category of people who have none yet: uncertain, provisional, or too little data. */
  public static final String NOT_YET_KNOWN = "Not yet known";

  /** Department and category of a tenant too small for more than its total. */
  public static final String EVERYONE = "Everyone";

  /** Hours a week that one cause costs one category. */
  public record CauseCell(
      String category, Cause cause, double hoursPerWeek, Interval hoursInterval) {}

  /**
   * A release that two persons had drawn once more.
   *
   * @param reason why it was withdrawn
   */
  public record Replaced(String release, String reason) {}

  public Release {
    cells = List.copyOf(cells);
    causes = List.copyOf(causes);
    assumptions = List.copyOf(assumptions);
    models = List.copyOf(models);
    use = use == null ? null : List.copyOf(use);
    staffChanges = staffChanges == null ? null : List.copyOf(staffChanges);
  }

  /** Of its money. */
  public Currency currency() {
    return Money.currency(assumptions);
  }

  /** The first day on which another may be drawn. */
  LocalDate nextDraw() {
    return dueAt.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Whether its period is not over: there is one release a period. */
  boolean standsAt(Instant now) {
    return now.atZone(ZoneOffset.UTC).toLocalDate().isBefore(nextDraw());
  }

  Release named(String name) {
    return as(name, dueAt, replaces, quarter);
  }

  /** In the place of one that was withdrawn: its period ends when that one's would have. */
  Release inPlaceOf(Release withdrawn, Replaced why) {
    return as(id, withdrawn.dueAt(), why, quarter);
  }

  /** With as much as still stands of what was drawn once for its quarter. */
  Release with(QuarterCells standing) {
    return as(id, dueAt, replaces, standing);
  }

  private Release as(
      String name, Instant due, @Nullable Replaced replaced, @Nullable QuarterCells ofQuarter) {
    return new Release(
        name,
        run,
        window,
        publishedAt,
        due,
        epsilon,
        delta,
        k,
        cells,
        withheld,
        causes,
        recommendation,
        assumptions,
        models,
        headcount,
        dataUntil,
        levels,
        replaced,
        use,
        ofQuarter,
        staffChanges);
  }

  /** Without what was drawn once for its quarter, and what was made of that. */
  Release withoutQuarter() {
    return new Release(
        id,
        run,
        window,
        publishedAt,
        dueAt,
        epsilon,
        delta,
        k,
        cells,
        withheld,
        List.of(),
        null,
        assumptions,
        models,
        headcount,
        dataUntil,
        levels == null ? null : levels.with(null),
        replaces,
        use,
        null,
        staffChanges);
  }

  /** All shown groups together; no more people than there are, unless accounts are unknown. */
  public Figure total() {
    if (levels != null) {
      return levels.total();
    }
    Figure sum = sum(cell -> true);
    if (headcount == null || sum.people() > headcount) {
      return sum;
    }
    Interval people = sum.peopleInterval();
    return new Figure(
        sum.people(),
        new Interval(people.low(), Math.min(people.high(), headcount)),
        sum.hoursPerWeek(),
        sum.hoursInterval(),
        sum.usdPerYear(),
        sum.usdInterval());
  }

  /** The shown groups of one category together. */
  public Figure ofCategory(String category) {
    Levels above = levels;
    return above == null
        ? sum(cell -> cell.category().equals(category))
        : above.of(category).orElseGet(() -> sum(cell -> cell.category().equals(category)));
  }

  /** The sum of some shown groups; its interval from the independent noise of each. */
  public Figure sum(Predicate<ReleaseCell> which) {
    return Sums.of(cells.stream().filter(which).toList(), assumptions);
  }
}

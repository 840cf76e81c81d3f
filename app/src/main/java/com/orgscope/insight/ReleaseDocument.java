package com.orgscope.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A release as scripts and the API read it; the names are promised. An interval is {@code [low,
 * high]} at 95 %, {@code withheld} the number of department and category pairs that were merged.
 *
 * @param total everybody; like {@code categories} and {@code switching} it is not in releases of
 *     before there were levels
 * @param categories sums of {@code cells} with ranges of their own
 * @param switching hours of switching between applications, which are in no other figure
 * @param replaces the withdrawn release in whose place two persons had it drawn
 * @param use by function, in percent of the active time; like {@code quarter} it is not in releases
 *     of before it was drawn
 * @param quarter what was drawn once for a quarter
 * @param sensitivity how far each uncertain thing alone moves the dollars of everybody; not for
 *     whoever sees some groups only
 * @param trend everybody's figures in the last releases; not of fewer than three
 */
@JsonPropertyOrder({
  "release",
  "published_at",
  "epsilon",
  "delta",
  "k",
  "cells",
  "withheld",
  "assumptions",
  "total",
  "categories",
  "switching",
  "replaces",
  "use",
  "quarter",
  "currency",
  "sensitivity",
  "trend"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseDocument(
    String release,
    @JsonProperty("published_at") String publishedAt,
    BigDecimal epsilon,
    double delta,
    int k,
    List<Cell> cells,
    int withheld,
    List<Assumed> assumptions,
    @Nullable Sum total,
    @Nullable List<Category> categories,
    @Nullable Switching switching,
    @Nullable Replaced replaces,
    @Nullable List<Use> use,
    @Nullable Quarter quarter,
    String currency,
    @Nullable List<Alone> sensitivity,
    @Nullable Course trend) {
  private static final double TENTHS = 10;

  public ReleaseDocument {
    cells = List.copyOf(cells);
    assumptions = List.copyOf(assumptions);
    sensitivity = sensitivity == null ? null : List.copyOf(sensitivity);
  }

  /** How far one uncertain thing alone moves the dollars of everybody. */
  public record Alone(String name, @JsonProperty("usd_interval") List<Long> usdInterval) {}

  /**
   * Everybody's figures in several releases, the oldest first.
   *
   * @param since_first what they moved by from the first to the last
   */
  public record Course(List<Point> releases, @JsonProperty("since_first") Step sinceFirst) {}

  /**
   * One release.
   *
   * @param to its last counted day
   * @param since what moved since the one before it; null of the first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Point(
      String release,
      String to,
      long people,
      @JsonProperty("people_interval") List<Long> peopleInterval,
      @JsonProperty("hours_per_week") double hoursPerWeek,
      @JsonProperty("hours_interval") List<Double> hoursInterval,
      @Nullable Step since) {}

  public record Step(Difference people, @JsonProperty("hours_per_week") Difference hours) {}

  /**
   * What one figure moved by.
   *
   * @param noise how far the noise alone may move it
   * @param change whether it moved by more than that
   */
  public record Difference(double difference, double noise, boolean change) {}

  /** One shown group. */
  @JsonPropertyOrder({
    "department",
    "category",
    "people",
    "people_interval",
    "hours_per_week",
    "hours_interval",
    "usd_per_year",
    "usd_interval"
  })
  public record Cell(
      String department,
      String category,
      long people,
      @JsonProperty("people_interval") List<Long> peopleInterval,
      @JsonProperty("hours_per_week") double hoursPerWeek,
      @JsonProperty("hours_interval") List<Double> hoursInterval,
      @JsonProperty("usd_per_year") long usdPerYear,
      @JsonProperty("usd_interval") List<Long> usdInterval) {}

  /** Everybody. */
  public record Sum(
      long people,
      @JsonProperty("people_interval") List<Long> peopleInterval,
      @JsonProperty("hours_per_week") double hoursPerWeek,
      @JsonProperty("hours_interval") List<Double> hoursInterval,
      @JsonProperty("usd_per_year") long usdPerYear,
      @JsonProperty("usd_interval") List<Long> usdInterval) {}

  /** One category over all departments. */
  @JsonPropertyOrder("category")
  public record Category(String category, @JsonUnwrapped Sum sum) {}

  /** A release that was withdrawn, and why. */
  public record Replaced(String release, String reason) {}

  /** Everybody's switching between applications. */
  public record Switching(
      @JsonProperty("hours_per_week") double hoursPerWeek,
      @JsonProperty("hours_interval") List<Double> hoursInterval) {}

  /** A part of the active time. */
  public record Use(
      String function, double percent, @JsonProperty("percent_interval") List<Double> interval) {}

  /**
   * What was drawn once for a quarter.
   *
   * @param quarter of the calendar ({@code "2026-Q4"})
   * @param from first counted day
   * @param to last counted day
   * @param roles in full-time equivalents
   * @param changeUntold why {@code change} is not told; as the page says it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Quarter(
      String quarter,
      String from,
      String to,
      List<Role> roles,
      @JsonProperty("use_by_category") List<CategoryUse> useByCategory,
      @JsonProperty("percent_at_sign_in_bound") @Nullable Percent signIn,
      @JsonProperty("percent_at_switching_bound") @Nullable Percent switching,
      @JsonProperty("idle_licences") @Nullable IdleLicences idleLicences,
      @Nullable List<Moves> moves,
      @Nullable List<Assistants> assistants,
      @Nullable List<Contract> contracts,
      @JsonProperty("contracts_unread") @Nullable List<String> contractsUnread,
      @Nullable Change change,
      @Nullable Spared spared,
      @JsonProperty("change_untold") @Nullable String changeUntold) {}

  /**
   * Hours a week that changes spared which were given by lot.
   *
   * @param hours null where the noise leaves nothing to read
   */
  public record Spared(
      int claims,
      @JsonProperty("promised_hours_interval") @Nullable List<Double> promised,
      @JsonProperty("hours_per_week") @Nullable Double hours,
      @JsonProperty("hours_interval") @Nullable List<Double> interval) {}

  /** How often a week people went between what applications are for. */
  public record Moves(
      List<String> between,
      @JsonProperty("per_week") long perWeek,
      @JsonProperty("per_week_interval") List<Long> interval) {}

  /**
   * People who use an AI assistant.
   *
   * @param kinds of work that are told together; not of one, nor of everybody
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Assistants(
      String category,
      @Nullable List<String> kinds,
      long people,
      @JsonProperty("people_interval") List<Long> interval) {}

  /** Seats of one contract that people have and do not use. */
  public record Contract(
      String application,
      String tier,
      @JsonProperty("notice_by") String noticeBy,
      long seats,
      @JsonProperty("seats_interval") List<Long> seatsInterval,
      @JsonProperty("usd_per_year") long usdPerYear,
      @JsonProperty("usd_interval") List<Long> usdInterval) {}

  /**
   * Why everybody's hours of signing in are others than a quarter before.
   *
   * @param to last day of those that are compared with
   */
  public record Change(
      String to,
      @JsonProperty("hours_before") double before,
      @JsonProperty("hours_now") double now,
      @JsonProperty("noise_hours") double noise,
      List<Part> parts,
      @JsonProperty("rest_hours") double rest) {}

  public record Part(
      String cause,
      @JsonProperty("hours_per_week") double hours,
      @JsonProperty("hours_interval") List<Double> interval) {}

  /** Seats that people have and do not use. */
  public record IdleLicences(
      @JsonProperty("usd_per_year") long usdPerYear,
      @JsonProperty("usd_interval") List<Long> usdInterval) {}

  /** One kind of work in full-time equivalents. */
  public record Role(
      String category,
      @JsonProperty("full_time_equivalents") long people,
      @JsonProperty("full_time_equivalents_interval") List<Long> interval) {}

  /**
   * What the people of one kind of work use.
   *
   * @param kinds of work that are told together; not of one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CategoryUse(String category, @Nullable List<String> kinds, List<Use> use) {}

  /** A part of everybody. */
  public record Percent(double percent, @JsonProperty("percent_interval") List<Double> interval) {}

  /** One assumption behind the money. */
  public record Assumed(
      String id,
      String name,
      String unit,
      double low,
      double typical,
      double high,
      String source) {}

  public static ReleaseDocument of(Release release) {
    return of(release, null, null);
  }

  /**
   * @param sensitivity null for whoever sees some groups only
   * @param trend null of fewer than three releases
   */
  public static ReleaseDocument of(
      Release release, @Nullable List<Sensitivity> sensitivity, @Nullable Trend trend) {
    Levels levels = release.levels();
    return new ReleaseDocument(
        release.id(),
        release.publishedAt().toString(),
        release.epsilon(),
        release.delta(),
        release.k(),
        release.cells().stream().map(ReleaseDocument::cell).toList(),
        release.withheld(),
        release.assumptions().stream().map(ReleaseDocument::assumed).toList(),
        levels == null ? null : sum(levels.total()),
        levels == null
            ? null
            : levels.categories().stream()
                .map(c -> new Category(c.name(), sum(c.figure())))
                .toList(),
        levels == null ? null : switching(levels.switching()),
        replaced(release.replaces()),
        release.use() == null ? null : use(release.use()),
        release.quarter() == null ? null : quarter(release.quarter()),
        release.currency().getCurrencyCode(),
        sensitivity == null
            ? null
            : sensitivity.stream()
                .map(one -> new Alone(one.name(), List.of(one.lowUsd(), one.highUsd())))
                .toList(),
        trend == null ? null : course(trend));
  }

  private static Course course(Trend trend) {
    List<Point> points = new ArrayList<>();
    for (Trend.Point point : trend.points()) {
      Figure figure = point.figure();
      points.add(
          new Point(
              point.release(),
              point.lastDay().toString(),
              figure.people(),
              whole(figure.peopleInterval()),
              figure.hoursPerWeek(),
              bounds(figure.hoursInterval()),
              points.isEmpty() ? null : step(trend.steps().get(points.size() - 1))));
    }
    return new Course(List.copyOf(points), step(trend.whole()));
  }

  private static Step step(Trend.Step step) {
    return new Step(difference(step.people()), difference(step.hours()));
  }

  /** Both noised figures are whole tenths of an hour, and so is what they differ by. */
  private static Difference difference(ChangeSince.Moved moved) {
    return new Difference(
        Math.round(TENTHS * moved.difference()) / TENTHS,
        Math.floor(TENTHS * moved.noise()) / TENTHS,
        moved.isChange());
  }

  private static @Nullable Replaced replaced(Release.@Nullable Replaced replaces) {
    return replaces == null ? null : new Replaced(replaces.release(), replaces.reason());
  }

  private static @Nullable Switching switching(Release.@Nullable CauseCell cell) {
    return cell == null ? null : new Switching(cell.hoursPerWeek(), bounds(cell.hoursInterval()));
  }

  private static List<Use> use(List<UseShare> shares) {
    return shares.stream()
        .map(share -> new Use(share.function(), share.percent(), bounds(share.range())))
        .toList();
  }

  private static Quarter quarter(QuarterCells cells) {
    QuarterCells.AtBound atBound = cells.atBound();
    QuarterCells.IdleLicences idle = cells.idleLicences();
    QuarterAnswers answers = cells.answers();
    return new Quarter(
        cells.quarter(),
        cells.window().from().toString(),
        cells.window().lastDay().toString(),
        cells.roles().stream()
            .map(role -> new Role(role.category(), role.people(), whole(role.range())))
            .toList(),
        cells.useByCategory().stream()
            .map(one -> new CategoryUse(one.category(), several(one.kinds()), use(one.shares())))
            .toList(),
        atBound == null ? null : percent(atBound.signIn()),
        atBound == null ? null : percent(atBound.switching()),
        idle == null ? null : new IdleLicences(idle.usdPerYear(), whole(idle.range())),
        answers == null || answers.moves() == null
            ? null
            : answers.moves().stream().map(ReleaseDocument::moves).toList(),
        answers == null
            ? null
            : answers.assistants().stream()
                .map(one ->
                    new Assistants(
                        one.category(), several(one.kinds()), one.people(), whole(one.range())))
                .toList(),
        answers == null ? null : cells.contracts().stream().map(ReleaseDocument::contract).toList(),
        answers == null ? null : answers.contractsUnread(),
        answers == null || answers.change() == null ? null : change(answers.change()),
        answers == null || answers.spared() == null ? null : spared(answers.spared()),
        cells.changeUntold());
  }

  private static @Nullable List<String> several(List<String> kinds) {
    return kinds.size() < 2 ? null : kinds;
  }

  private static Moves moves(QuarterAnswers.Moves moves) {
    return new Moves(List.of(moves.one(), moves.other()), moves.perWeek(), whole(moves.range()));
  }

  private static Contract contract(QuarterAnswers.IdleSeats idle) {
    return new Contract(
        idle.application(),
        idle.tier(),
        idle.noticeBy().toString(),
        idle.seats(),
        whole(idle.range()),
        idle.usdPerYear(),
        whole(idle.usdRange()));
  }

  private static Spared spared(QuarterAnswers.Spared spared) {
    QuarterAnswers.Told told = spared.told();
    return new Spared(
        spared.claims(),
        spared.promised() == null ? null : bounds(spared.promised()),
        told == null ? null : told.hoursPerWeek(),
        told == null ? null : bounds(told.range()));
  }

  private static Change change(QuarterAnswers.Change change) {
    return new Change(
        change.before().lastDay().toString(),
        change.hoursBefore(),
        change.hoursNow(),
        change.noise(),
        change.parts().stream()
            .map(part ->
                new Part(
                    part.cause().name().toLowerCase(Locale.ROOT),
                    part.hoursPerWeek(),
                    bounds(part.range())))
            .toList(),
        change.restHours());
  }

  private static Percent percent(QuarterCells.Percent percent) {
    return new Percent(percent.percent(), bounds(percent.range()));
  }

  private static Sum sum(Figure figure) {
    return new Sum(
        figure.people(),
        whole(figure.peopleInterval()),
        figure.hoursPerWeek(),
        bounds(figure.hoursInterval()),
        figure.usdPerYear(),
        whole(figure.usdInterval()));
  }

  private static List<Double> bounds(Interval interval) {
    return List.of(interval.low(), interval.high());
  }

  private static Cell cell(ReleaseCell cell) {
    return new Cell(
        cell.department(),
        cell.category(),
        cell.people(),
        whole(cell.peopleInterval()),
        cell.hoursPerWeek(),
        bounds(cell.hoursInterval()),
        cell.usdPerYear(),
        whole(cell.usdInterval()));
  }

  private static Assumed assumed(Assumption a) {
    return new Assumed(a.id(), a.name(), a.unit(), a.low(), a.typical(), a.high(), a.source());
  }

  private static List<Long> whole(Interval interval) {
    return List.of((long) interval.low(), (long) interval.high());
  }
}

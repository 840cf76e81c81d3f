package com.orgscope.insight;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.List;

/**
 * A release as scripts and the API read it; the names are promised. An interval is {@code [low,
 * high]} at 95 %, {@code withheld} the number of department and category pairs that were merged.
 */
@JsonPropertyOrder({
  "release",
  "published_at",
  "epsilon",
  "delta",
  "k",
  "cells",
  "withheld",
  "assumptions"
})
public record ReleaseDocument(
    String release,
    @JsonProperty("published_at") String publishedAt,
    BigDecimal epsilon,
    double delta,
    int k,
    List<Cell> cells,
    int withheld,
    List<Assumed> assumptions) {

  public ReleaseDocument {
    cells = List.copyOf(cells);
    assumptions = List.copyOf(assumptions);
  }

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
    return new ReleaseDocument(
        release.id(),
        release.publishedAt().toString(),
        release.epsilon(),
        release.delta(),
        release.k(),
        release.cells().stream().map(ReleaseDocument::cell).toList(),
        release.withheld(),
        release.assumptions().stream().map(ReleaseDocument::assumed).toList());
  }

  private static Cell cell(ReleaseCell cell) {
    return new Cell(
        cell.department(),
        cell.category(),
        cell.people(),
        whole(cell.peopleInterval()),
        cell.hoursPerWeek(),
        List.of(cell.hoursInterval().low(), cell.hoursInterval().high()),
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

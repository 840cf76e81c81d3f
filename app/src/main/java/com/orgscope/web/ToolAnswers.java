package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tools tell assistants: figures and closed words, and names in fields of their own. */
final class ToolAnswers {
  private ToolAnswers() {}

  /** Where the time goes. */
  record Distribution(
      String release,
      @JsonProperty("published_at") String publishedAt,
      String currency,
      List<ToolFigures.Figure> figures) {}

  /** What could be saved. */
  record Opportunities(
      String release,
      @JsonProperty("published_at") String publishedAt,
      String currency,
      List<ToolFigures.Figure> figures,
      List<Change> changes) {}

  /**
   * A change that could help.
   *
   * @param change by which the product calls it
   * @param state proposed, approved, declined or done
   */
  record Change(String id, String change, String category, String state) {}

  /**
   * Why figures moved.
   *
   * @param before the last day of those that are compared with; null of a first release
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Moved(
      String release,
      @JsonProperty("published_at") String publishedAt,
      @Nullable String before,
      List<ToolFigures.Figure> figures) {}

  /**
   * Whether it can be trusted.
   *
   * @param withheld groups that were too small to be shown
   * @param ranges of how many in a hundred a range holds
   */
  record Trust(
      String release,
      @JsonProperty("published_at") String publishedAt,
      @JsonProperty("age_days") long ageDays,
      int k,
      BigDecimal epsilon,
      double delta,
      int withheld,
      int ranges) {}

  /** A manager's reports. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Team(long all, List<Report> reports, @Nullable String next) {}

  /** One of them, by key. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Report(
      String person,
      String standing,
      @Nullable String category,
      @Nullable Double confidence,
      @Nullable String since) {}

  /** What is said of whoever asks. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Own(
      @Nullable String status,
      @Nullable String category,
      @Nullable Double confidence,
      @Nullable String contest,
      List<Earlier> history) {}

  /** One answer of a night. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Earlier(
      @JsonProperty("as_of") String asOf,
      String status,
      @Nullable String category,
      double confidence,
      String standing) {}
}

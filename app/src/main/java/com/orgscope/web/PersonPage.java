package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page on which IT/Security opens one person's record.
 *
 * @param login as it was typed; empty before anybody was asked for
 * @param opened null before that
 */
public record PersonPage(List<Choice> purposes, String login, @Nullable Opened opened) {
  public PersonPage {
    purposes = List.copyOf(purposes);
  }

  /** A purpose to choose. */
  public record Choice(String value, String words) {}

  /**
   * What was opened, as the page and the API give it.
   *
   * @param category null where nobody categorized them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Opened(
      String login, String purpose, String reference, @Nullable Category category, Use usage) {}

  /**
   * What kind of work they do.
   *
   * @param category null without enough data
   * @param confidence of 1
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Category(
      String status,
      @Nullable String category,
      double confidence,
      List<Part> roles,
      String reasoning,
      List<String> evidence) {}

  /** A part of their work, of 1. */
  public record Part(String category, double confidence, double share) {}

  /** What they used in some days. */
  public record Use(int days, String to, long accesses, List<App> apps) {}

  /** One application; the share is of 1. */
  public record App(
      String app,
      @JsonProperty("what_for") @Nullable String function,
      long accesses,
      double share) {}
}

package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What left the house, as it is searched.
 *
 * @param looked how much was looked at, in words; empty where everything was
 * @param older the address of what left before; null if there is nothing
 */
public record EgressPage(Asked asked, List<Row> rows, String looked, @Nullable String older) {
  public EgressPage {
    rows = List.copyOf(rows);
  }

  /**
   * What is looked for; empty leaves a question open.
   *
   * @param q somewhere in what left, or where it went
   * @param channel {@code model}, {@code audit}, {@code collector} or empty
   * @param before the number of the last one of the page before
   */
  public record Asked(
      @Nullable String since,
      @Nullable String until,
      @Nullable String channel,
      @Nullable String q,
      @Nullable Long before,
      @Nullable Integer limit) {

    /** Whether anything is, beside a page of it. */
    public boolean narrows() {
      return !(text(since) + text(until) + text(channel) + text(q)).isEmpty();
    }

    /** Stripped; empty where nothing was said. */
    public static String text(@Nullable String given) {
      return Searches.text(given);
    }
  }

  /** What programs look for; what is left out leaves a question open. */
  record Sought(
      @Parameter(description = "The first day", example = "2026-11-01") @Nullable String since,
      @Parameter(description = "The last day", example = "2026-11-30") @Nullable String until,
      @Parameter(description = "model, audit or collector") @Nullable String channel,
      @Parameter(description = "Words in what left, or where it went") @Nullable String q) {

    Asked before(@Nullable Long number, int limit) {
      return new Asked(since, until, channel, q, number, limit);
    }
  }

  /**
   * Some of what left.
   *
   * @param lookedAt how many were looked at for it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Found(List<Said> items, @JsonProperty("looked_at") long lookedAt, @Nullable String next) {}

  /**
   * One that left.
   *
   * @param excerpt around what was looked for, else its beginning
   */
  public record Row(
      long number,
      String at,
      String iso,
      String channel,
      String recipient,
      String size,
      String excerpt) {}

  /** One of them, whole. */
  public record Whole(Row row, String digest, String text) {}

  /**
   * The same for programs.
   *
   * @param lookedAt how many were looked at for it
   * @param next what to ask for as {@code before}; null after the last
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(
      List<Said> sent, @JsonProperty("looked_at") long lookedAt, @Nullable Long next) {}

  /** One for programs. */
  public record Said(
      long number,
      String at,
      String channel,
      String recipient,
      long size,
      String sha256,
      String body) {}
}

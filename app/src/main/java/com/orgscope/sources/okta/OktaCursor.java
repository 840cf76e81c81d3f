package com.orgscope.sources.okta;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the System Log was read.
 *
 * @param next the link Okta gave, opaque; null to begin by time
 * @param last {@code published} of the last event of the last page that had any, in Okta's order,
 *     which is not the greatest; null before the first
 * @param since where to begin by time, to the moment; null but for a way out of a circle of links
 */
record OktaCursor(@Nullable String next, @Nullable Instant last, @Nullable Instant since) {
  static final OktaCursor BEGINNING = new OktaCursor(null, null, null);

  private static final JsonMapper JSON = JsonMapper.shared();

  static OktaCursor parse(@Nullable String text) {
    if (text == null) {
      return BEGINNING;
    }
    Map<String, String> parts = JSON.readValue(text, new TypeReference<>() {});
    String last = parts.get("last");
    String since = parts.get("since");
    return new OktaCursor(
        parts.get("next"),
        last == null ? null : Instant.parse(last),
        since == null ? null : Instant.parse(since));
  }

  /** Behind a page. Without a link the log is read on by time. */
  static OktaCursor at(@Nullable URI next, @Nullable Instant last) {
    return new OktaCursor(next == null ? null : next.toString(), last, null);
  }

  /** The link is no longer known. */
  static OktaCursor lost(@Nullable Instant last) {
    return new OktaCursor(null, last, null);
  }

  /**
   * Out of a circle of links, by time: behind the last event. What else was published in that
   * moment is found when its hour is certified.
   */
  OktaCursor outOfCircle() {
    return new OktaCursor(null, last, last == null ? null : last.plusMillis(1));
  }

  String text() {
    Map<String, String> parts = new java.util.LinkedHashMap<>();
    if (next != null) {
      parts.put("next", next);
    }
    if (last != null) {
      parts.put("last", last.toString());
    }
    if (since != null) {
      parts.put("since", since.toString());
    }
    return JSON.writeValueAsString(parts);
  }

  /** Null if that is no time. */
  static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}

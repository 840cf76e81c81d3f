package com.orgscope.sources.okta;

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
 */
record OktaCursor(@Nullable String next, @Nullable Instant last) {
  static final OktaCursor BEGINNING = new OktaCursor(null, null);

  private static final JsonMapper JSON = JsonMapper.shared();

  static OktaCursor parse(@Nullable String text) {
    if (text == null) {
      return BEGINNING;
    }
    Map<String, String> parts = JSON.readValue(text, new TypeReference<>() {});
    String last = parts.get("last");
    return new OktaCursor(parts.get("next"), last == null ? null : Instant.parse(last));
  }

  String text() {
    Map<String, String> parts = new java.util.LinkedHashMap<>();
    if (next != null) {
      parts.put("next", next);
    }
    if (last != null) {
      parts.put("last", last.toString());
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

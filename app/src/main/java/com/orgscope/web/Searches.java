package com.orgscope.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What forms that search a log share: days, and the address of the page after. */
final class Searches {
  private Searches() {}

  /** Stripped; empty where nothing was said. */
  static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }

  /**
   * The first moment of a day in a zone, or of one that many days later; null where none is said.
   *
   * @throws Failure for the operator, if it is no day
   */
  static @Nullable Instant day(@Nullable String given, ZoneId zone, int later) {
    String text = text(given);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text).plusDays(later).atStartOfDay(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw Failure.operator("'" + text + "' is no day: write it as 2026-11-30", e);
    }
  }

  /**
   * @param asked what is asked for now, by name, in order; what is empty is left out
   * @param before the number of the last entry that was shown
   */
  static String older(String path, Map<String, String> asked, long before) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    asked.forEach((name, value) -> {
      if (!value.isEmpty()) {
        address.queryParam(name, UriUtils.encode(value, UTF_8));
      }
    });
    return address.queryParam("before", before).build(true).toUriString();
  }
}

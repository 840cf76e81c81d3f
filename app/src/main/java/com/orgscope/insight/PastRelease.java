package com.orgscope.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A release that somebody may look at again.
 *
 * @param lastDay of those that count in it
 */
public record PastRelease(String id, LocalDate lastDay, Instant publishedAt) {
  static PastRelease of(ResultSet row) throws SQLException {
    return new PastRelease(
        row.getString("id"),
        row.getObject("as_of", LocalDate.class),
        row.getTimestamp("published_at").toInstant());
  }
}

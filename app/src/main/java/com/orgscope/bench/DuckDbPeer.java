package com.orgscope.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB alone, as somebody would write it who needs no more than a Parquet file: {@code
 * read_ndjson} with the columns named, so that nothing is guessed, then {@code COPY} of the same
 * rows under the same hashes in the same order (SHA-256 of each key; HMAC-SHA-256, nested as HMAC
 * is, of each actor and session, since SQL has no way to hash a text that repeats once). It checks
 * no key against what is stored, commits no table, and takes applications' names as they are
 * written.
 */
final class DuckDbPeer implements AutoCloseable {
  static final String NAME = "DuckDB read_ndjson -> COPY";

  /** A key of HMAC fills one block of the hash. */
  private static final int BLOCK = 64;

  private final Connection connection;
  private final String copy;

  DuckDbPeer(String query, int threads) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    copy = Resource.text(query);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL threads = " + threads);
      statement.execute("SET GLOBAL TimeZone = 'UTC'");
    }
  }

  /** How many rows it wrote. */
  long write(BenchLog log, String tenant, Path out) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(
          copy.replace("{file}", log.file().toString())
              .replace("{tenant}", tenant)
              .replace("{inner}", key("i" + tenant))
              .replace("{outer}", key("o" + tenant))
              .replace("{out}", out.toString()));
    }
  }

  private static String key(String tenant) {
    return (tenant + "-".repeat(BLOCK)).substring(0, BLOCK);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

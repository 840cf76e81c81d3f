package com.orgscope.testing;

import com.orgscope.state.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What really rests in the tables of all rooms, past every policy: for what must not be stored. How
 * a row looks is nobody's promise, so nothing else is read by it.
 */
public final class StoredRows {
  private final Map<String, List<String>> tables;

  private StoredRows(Map<String, List<String>> tables) {
    this.tables = tables;
  }

  /** Each row as text, bytes as hexadecimal digits. */
  public static StoredRows of(Database database) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database)) {
      return of(owner);
    }
  }

  /**
   * As {@link #of(Database)}, of a server of a test's own.
   *
   * @param superuser whom no policy stops
   */
  public static StoredRows of(Connection superuser) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Statement statement = superuser.createStatement()) {
      for (String table :
          column(
              statement,
              """
              SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
              FROM information_schema.tables
              WHERE table_type = 'BASE TABLE'
                AND table_schema NOT IN ('pg_catalog', 'information_schema')
              """)) {
        tables.put(table, column(statement, "SELECT t::text FROM %s t".formatted(table)));
      }
    }
    return new StoredRows(tables);
  }

  private static List<String> column(Statement statement, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** The tables of which a row has this text anywhere. */
  public List<String> tablesWith(String text) {
    return tables.entrySet().stream()
        .filter(table -> table.getValue().stream().anyMatch(row -> row.contains(text)))
        .map(Map.Entry::getKey)
        .toList();
  }

  public int count(String table) {
    return Objects.requireNonNull(tables.get(table), table).size();
  }

  /** Every row of every table, one a line, after the table's name. */
  public String all() {
    StringBuilder text = new StringBuilder();
    tables.forEach((table, rows) ->
        text.append(table).append('\n').append(String.join("\n", rows)).append('\n'));
    return text.toString();
  }

  /** Every row of the rooms, one a line; a room without any would prove nothing. */
  public String text(String... rooms) {
    StringBuilder text = new StringBuilder();
    for (String room : rooms) {
      String rows =
          tables.entrySet().stream()
              .filter(table -> table.getKey().startsWith(room + "."))
              .flatMap(table -> table.getValue().stream())
              .collect(Collectors.joining("\n"));
      if (rows.isBlank()) {
        throw new AssertionError(room + " stores nothing");
      }
      text.append(rows).append('\n');
    }
    return text.toString();
  }
}

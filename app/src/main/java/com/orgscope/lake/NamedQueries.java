package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.Snapshot;
import org.duckdb.DuckDBConnection;

/** Answers questions: plans files, lets DuckDB read them, and nothing else. */
final class NamedQueries {
  private final Tables tables;
  private final Engine engine;
  private final LakeListener listener;
  private final Planner planner;

  NamedQueries(Tables tables, Engine engine, LakeListener listener) {
    this.tables = tables;
    this.engine = engine;
    this.listener = listener;
    this.planner = new Planner(tables.files());
  }

  <T> List<T> ask(
      NamedQuery question,
      Scope scope,
      TimeWindow window,
      Map<String, ?> parameters,
      Function<Row, T> reader) {
    NamedParameters named = new NamedParameters(question.text());
    try (DuckDBConnection connection = engine.connect()) {
      String sql = named.sql();
      for (LakeTable table : LakeTable.values()) {
        String place = place(table);
        if (sql.contains(place)) {
          sql = sql.replace(place, relation(connection, table, scope, window));
        }
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        named.bind(statement, parameters);
        return read(statement, reader);
      }
    } catch (SQLException e) {
      throw Failure.bug("the lake cannot answer " + question, e);
    }
  }

  /** 0 while the table holds nothing. */
  long version(LakeTable table) {
    Snapshot snapshot = tables.view(table).currentSnapshot();
    return snapshot == null ? 0 : snapshot.snapshotId();
  }

  static String place(LakeTable table) {
    return "{" + table.name().toLowerCase(Locale.ROOT) + "}";
  }

  private String relation(
      DuckDBConnection connection, LakeTable table, Scope scope, TimeWindow window)
      throws SQLException {
    List<Planner.Planned> files =
        planner.plan(tables.view(table), scope.tenant(), window.from(), window.until());
    listener.opening(Planner.paths(files));
    TableShape shape = TableShape.of(table);
    return new Relation(tables.files(), connection, shape, scope.tenant(), files)
        .where(shape.time() + " >= " + Literals.of(window.from()))
        .where(shape.time() + " < " + Literals.of(window.until()))
        .of(scope.people())
        .sql();
  }

  private static <T> List<T> read(PreparedStatement statement, Function<Row, T> reader)
      throws SQLException {
    List<T> answer = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      ResultRow row = new ResultRow(result);
      while (result.next()) {
        answer.add(reader.apply(row));
      }
    }
    return answer;
  }
}

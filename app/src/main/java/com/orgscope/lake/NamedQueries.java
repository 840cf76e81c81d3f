package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.iceberg.Snapshot;
import org.duckdb.DuckDBConnection;

/** Answers questions: plans files, lets DuckDB read them, and nothing else. */
final class NamedQueries {
  private final Tables tables;
  private final Engine engine;
  private final LakeListener listener;
  private final WithheldNames withheld;
  private final PeopleLeftOut leftOut;
  private final Planner planner;

  NamedQueries(LakeContext shop, WithheldNames withheld, PeopleLeftOut leftOut) {
    this.leftOut = leftOut;
    this.tables = shop.tables();
    this.engine = shop.engine();
    this.listener = shop.listener();
    this.withheld = withheld;
    this.planner = new Planner(tables.files());
  }

  /** Which rows a question is about. */
  enum Rows {
    TOLD,
    WITHHELD,
    /** What is told, of whoever is left out as well. */
    HELD,
    /** What is withheld, of whoever is left out as well. */
    HELD_WITHHELD
  }

  /** A question, and the rows that it is asked of. */
  record Asked(NamedQuery question, Scope scope, TimeWindow window, Rows rows) {}

  <T> List<T> ask(Asked asked, Map<String, ?> parameters, Function<Row, T> reader) {
    NamedQuery question = asked.question();
    NamedParameters named = new NamedParameters(question.text());
    try (DuckDBConnection connection = engine.connect()) {
      String sql = named.sql();
      for (LakeTable table : LakeTable.values()) {
        String place = place(table);
        if (sql.contains(place)) {
          sql = sql.replace(place, relation(connection, table, asked));
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

  /** Begins with 0 while the table holds nothing. */
  String version(TenantId tenant, LakeTable table) {
    Snapshot snapshot = tables.view(table).currentSnapshot();
    return (snapshot == null ? 0 : snapshot.snapshotId())
        + " "
        + withheld.version(tenant)
        + " "
        + leftOut.version(tenant);
  }

  static String place(LakeTable table) {
    return "{" + table.name().toLowerCase(Locale.ROOT) + "}";
  }

  private String relation(DuckDBConnection connection, LakeTable table, Asked asked)
      throws SQLException {
    Scope scope = asked.scope();
    TimeWindow window = asked.window();
    List<Planner.Planned> files =
        planner.plan(tables.view(table), scope.tenant(), window.from(), window.until());
    listener.opening(Planner.paths(files));
    TableShape shape = TableShape.of(table);
    Set<String> names = withheld.among(connection, scope.tenant(), files);
    Relation relation =
        new Relation(tables.files(), connection, shape, scope.tenant(), files)
            .where(shape.time() + " >= " + Literals.of(window.from()))
            .where(shape.time() + " < " + Literals.of(window.until()))
            .of(scope.people());
    PeopleLeftOut.Keys keys = leftOut.of(scope.tenant());
    return switch (asked.rows()) {
      case TOLD -> relation.without(names).without(keys).sql();
      case WITHHELD -> relation.only(names).without(keys).sql();
      case HELD -> relation.without(names).sql();
      case HELD_WITHHELD -> relation.only(names).sql();
    };
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

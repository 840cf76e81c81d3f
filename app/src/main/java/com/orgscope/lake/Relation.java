package com.orgscope.lake;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a question where it names a table: the planned files, without deleted rows, and of
 * the rest only the rows the asker may see. The file pattern {@code tenant=…} in the paths is not
 * read as columns, since the files have these columns themselves.
 */
final class Relation {
  /** More people than this go into a temporary table; long lists in SQL are slow. */
  private static final int PEOPLE_IN_TEXT = 50;

  private static final String WITH_POSITIONS =
      "hive_partitioning = false, filename = true, file_row_number = true";

  private final LocalFiles warehouse;
  private final DuckDBConnection connection;
  private final TableShape shape;
  private final List<Planner.Planned> files;
  private final List<String> conditions = new ArrayList<>();

  Relation(
      LocalFiles warehouse,
      DuckDBConnection connection,
      TableShape shape,
      TenantId tenant,
      List<Planner.Planned> files) {
    this.warehouse = warehouse;
    this.connection = connection;
    this.shape = shape;
    this.files = files;
    conditions.add("tenant = " + Literals.of(tenant));
  }

  Relation where(String condition) {
    conditions.add("(" + condition + ")");
    return this;
  }

  /** Without these applications' rows. */
  Relation without(Set<String> apps) {
    return apps.isEmpty() ? this : where("app IS NULL OR app NOT IN " + list(apps));
  }

  /** These applications' rows alone. */
  Relation only(Set<String> apps) {
    return where(apps.isEmpty() ? "false" : "app IN " + list(apps));
  }

  /** Without the rows of whoever is left out; what names nobody stays. */
  Relation without(PeopleLeftOut.Keys keys) throws SQLException {
    if (!shape.namesPeople() || (keys.days().isEmpty() && !keys.alone())) {
      return this;
    }
    String table = days("left_out_of_", keys.days());
    return where((keys.alone() ? "EXISTS" : "NOT EXISTS") + onDaysOf(table));
  }

  /** Of the keys that are named, only the rows of these days. */
  Relation onlyOn(List<PeopleLeftOut.Days> some) throws SQLException {
    if (some.isEmpty()) {
      return this;
    }
    String table = days("some_days_of_", some);
    return where("actor NOT IN (SELECT key FROM %s) OR EXISTS%s".formatted(table, onDaysOf(table)));
  }

  private static String onDaysOf(String table) {
    return " (SELECT 1 FROM %s AS l WHERE l.key = actor AND day >= l.since AND day < l.until)"
        .formatted(table);
  }

  /** A table of them, for this connection alone; it returns its name. */
  private String days(String prefix, List<PeopleLeftOut.Days> some) throws SQLException {
    String table = prefix + shape.name();
    execute("CREATE OR REPLACE TEMP TABLE " + table + " (key UUID, since DATE, until DATE)");
    try (DuckDBAppender appender = connection.createAppender("temp", "main", table)) {
      for (PeopleLeftOut.Days days : some) {
        appender.beginRow();
        appender.append(days.key().value());
        appender.append(days.from());
        appender.append(days.until());
        appender.endRow();
      }
    }
    return table;
  }

  private static String list(Set<String> apps) {
    return apps.stream().map(Literals::text).collect(Collectors.joining(", ", "(", ")"));
  }

  /** Leaves only these people's rows, or everybody's for null; sums of everybody are nobody's. */
  Relation of(@Nullable Set<PersonKey> people) throws SQLException {
    if (people == null) {
      return this;
    }
    if (people.isEmpty() || !shape.namesPeople()) {
      return where("false");
    }
    if (people.size() <= PEOPLE_IN_TEXT) {
      return where(
          people.stream().map(Literals::of).collect(Collectors.joining(", ", "actor IN (", ")")));
    }
    String table = "scope_of_" + shape.name();
    execute("CREATE TEMP TABLE " + table + " (person UUID)");
    try (DuckDBAppender appender = connection.createAppender("temp", "main", table)) {
      for (PersonKey person : people) {
        appender.beginRow();
        appender.append(person.value());
        appender.endRow();
      }
    }
    return where("actor IN (SELECT person FROM " + table + ")");
  }

  /** A query for the file and position of each row, the deleted ones included. */
  String positions() {
    return "SELECT filename, file_row_number FROM read_parquet(%s, %s) WHERE %s"
        .formatted(
            Literals.paths(Planner.paths(files)), WITH_POSITIONS, String.join(" AND ", conditions));
  }

  /** The relation in brackets, for the place of a table. */
  String sql() throws SQLException {
    List<Planner.Planned> whole = files.stream().filter(f -> f.vector() == null).toList();
    List<Planner.Planned> holed = files.stream().filter(f -> f.vector() != null).toList();
    List<String> parts = new ArrayList<>();
    if (!whole.isEmpty()) {
      parts.add(select(whole, "hive_partitioning = false", ""));
    }
    if (!holed.isEmpty()) {
      String deleted = stage(holed);
      parts.add(
          select(
              holed,
              WITH_POSITIONS,
              " AND NOT EXISTS (SELECT 1 FROM "
                  + deleted
                  + " AS d WHERE d.file = f.filename AND d.position = f.file_row_number)"));
    }
    return parts.isEmpty()
        ? shape.empty()
        : parts.stream().collect(Collectors.joining(" UNION ALL ", "(", ")"));
  }

  private String select(List<Planner.Planned> from, String options, String more) {
    return "SELECT %s FROM read_parquet(%s, %s, %s) AS f WHERE %s%s"
        .formatted(
            shape.columns(),
            Literals.paths(Planner.paths(from)),
            shape.readAs(),
            options,
            String.join(" AND ", conditions),
            more);
  }

  private String stage(List<Planner.Planned> holed) throws SQLException {
    String table = "deleted_of_" + shape.name();
    execute("CREATE OR REPLACE TEMP TABLE " + table + " (file VARCHAR, position BIGINT)");
    try (DuckDBAppender appender = connection.createAppender("temp", "main", table)) {
      for (Planner.Planned file : holed) {
        stage(appender, file);
      }
    }
    return table;
  }

  private void stage(DuckDBAppender appender, Planner.Planned file) throws SQLException {
    List<Long> positions = new ArrayList<>();
    DeletionVectors.read(warehouse, file).forEach(positions::add);
    for (long position : positions) {
      appender.beginRow();
      appender.append(file.path().toString());
      appender.append(position);
      appender.endRow();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

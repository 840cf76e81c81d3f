package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL by its row-level security: each caller signs in with the login of the application or
 * of pages and with claims that are verified, and reads every table that has a person in it.
 */
final class PostgresRows implements RowEnforcer {
  /** What policies ask of a row beside tenant, person and manager. */
  private static final String COLUMNS = "'team', 'published', 'principal'";

  private final RowCompany company;
  private final boolean pages;
  private final Map<String, List<String>> tables = RowContract.tables();

  PostgresRows(RowCompany company, boolean pages) {
    this.company = company;
    this.pages = pages;
  }

  /** The tables of the schema that have a person in them. */
  static Set<String> tables(Database database) throws SQLException {
    return new TreeSet<>(
        list(
            database,
            """
            SELECT table_schema || '.' || table_name FROM information_schema.columns
            JOIN information_schema.tables USING (table_schema, table_name)
            WHERE column_name = 'person' AND table_type = 'BASE TABLE'
              AND table_schema !~ '^(pg_|information_schema|public)'
            """));
  }

  /** Columns that could hold a person's key under another name. */
  static Set<String> otherKeys(Database database) throws SQLException {
    return new TreeSet<>(
        list(
            database,
            """
            SELECT table_schema || '.' || table_name || '.' || column_name
            FROM information_schema.columns
            JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_type = 'BASE TABLE' AND table_schema !~ '^(pg_|information_schema|public)'
              AND column_name NOT IN ('person', 'manager') AND udt_name IN ('uuid', '_uuid')
            """));
  }

  /**
   * Puts a row of each person into every table; what constraints say of the rest of a row is not
   * what is tried here, so they go.
   */
  static void fill(RowCompany company) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(company.database());
        Statement statement = owner.createStatement()) {
      for (String table : tables(company.database())) {
        if (!list(owner, columns(table, "'manager'")).isEmpty()) {
          // What the directory holds is who is who.
          continue;
        }
        for (String constraint :
            list(
                owner,
                "SELECT quote_ident(conname) FROM pg_constraint WHERE conrelid = '%s'::regclass AND contype <> 'n'"
                    .formatted(table))) {
          statement.execute(
              "ALTER TABLE " + table + " DROP CONSTRAINT IF EXISTS " + constraint + " CASCADE");
        }
        for (String column :
            list(
                owner,
                "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND attnotnull AND attidentity = ''"
                    .formatted(table))) {
          statement.execute("ALTER TABLE " + table + " ALTER COLUMN " + column + " DROP NOT NULL");
        }
        statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
        insert(company, statement, table, list(owner, columns(table, COLUMNS)));
      }
      // A manager sees what was decided and published, and nothing of whom too little is known.
      statement.execute("UPDATE category.assignment SET status = 'DECIDED', run = 'run-1'");
      statement.execute("UPDATE access.consent SET counted = true");
      // There is an erasure of everybody, of whom nobody would have a row; ErasuresTest tries that.
      statement.execute(
          "CREATE OR REPLACE FUNCTION privacy.being_erased() RETURNS SETOF uuid"
              + " LANGUAGE sql STABLE AS 'SELECT NULL::uuid WHERE false'");
      statement.execute(
          "INSERT INTO category.publication (tenant, run, published_at)"
              + " VALUES ('acme', 'run-1', now()), ('other', 'run-1', now())");
    }
  }

  /** With each flag, with none, and of nobody, where the table has flags. */
  private static void insert(
      RowCompany company, Statement statement, String table, List<String> columns)
      throws SQLException {
    List<String> flags = columns.stream().filter(c -> !c.equals("principal")).toList();
    List<@Nullable String> kinds = new ArrayList<>(flags);
    kinds.add(null);
    for (String kind : kinds) {
      for (Map.Entry<String, PersonKey> row : company.keys().entrySet()) {
        insert(statement, table, columns, kind, row.getKey(), row.getValue());
      }
    }
    if (!flags.isEmpty()) {
      for (String tenant : List.of("acme", "other")) {
        insert(statement, table, columns, null, tenant + "/nobody", null);
      }
    }
  }

  private static void insert(
      Statement statement,
      String table,
      List<String> columns,
      @Nullable String kind,
      String name,
      @Nullable PersonKey person)
      throws SQLException {
    List<String> names = new ArrayList<>(List.of("tenant", "person"));
    List<@Nullable String> values = new ArrayList<>();
    values.add(name.substring(0, name.indexOf('/')));
    values.add(person == null ? null : person.toString());
    for (String column : columns) {
      names.add(column);
      values.add(
          column.equals("principal")
              ? RowCompany.principal(name)
              : Boolean.toString(column.equals(kind)));
    }
    statement.execute(
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                table,
                String.join(", ", names),
                values.stream()
                    .map(v -> v == null ? "NULL" : "'" + v.replace("'", "''") + "'")
                    .collect(Collectors.joining(", "))));
  }

  private static String columns(String table, String names) {
    return "SELECT column_name FROM information_schema.columns WHERE table_schema || '.' || table_name = '%s' AND column_name IN (%s)"
        .formatted(table, names);
  }

  @Override
  public Map<String, Set<String>> rows(RowContract.Line line) {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (String table : tables.keySet()) {
      rows.put(table, rows(line, table));
    }
    return rows;
  }

  Set<String> rows(RowContract.Line line, String table) {
    Caller caller = company.caller(line.tenant(), line.role(), line.person());
    return pages
        ? Database.<Set<String>, RuntimeException>as(Login.PAGES, () -> read(caller, table))
        : read(caller, table);
  }

  private Set<String> read(Caller caller, String table) {
    return company
        .database()
        .inTransactionAs(
            caller,
            sql ->
                new TreeSet<>(
                    sql.sql("SELECT DISTINCT tenant, person::text FROM " + table(table))
                        .query((row, number) -> name(row.getString(1), row.getString(2)))
                        .list()));
  }

  private String name(String tenant, @Nullable String person) {
    return person == null ? tenant + "/nobody" : company.name(tenant, PersonKey.parse(person));
  }

  /** A table of the list, with the flag that its rows have. */
  private static String table(String named) {
    int at = named.indexOf(" +");
    String table = at < 0 ? named : named.substring(0, at);
    if (!table.startsWith("recommendation.")) {
      return named;
    }
    String flag = at < 0 ? "" : named.substring(at + 2);
    String team = flag.equals("team") ? "team" : "NOT team";
    String published =
        !table.endsWith(".decision")
            ? "true"
            : flag.equals("published") ? "published" : "NOT published";
    return "%s WHERE %s AND %s AND person IS %s NULL"
        .formatted(table, team, published, flag.equals("nobody") ? "" : "NOT");
  }

  @Override
  public Set<String> expected(String table, RowContract.Line line, RowContract.Day day) {
    return RowContract.of(
        Objects.requireNonNull(tables.get(table)), line, day, company.keys().keySet());
  }

  @Override
  public String toString() {
    return pages ? "PostgreSQL, for a page" : "PostgreSQL";
  }

  private static List<String> list(Database database, String query) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database)) {
      return list(owner, query);
    }
  }

  static List<String> list(Connection any, String query) throws SQLException {
    try (Statement statement = any.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}

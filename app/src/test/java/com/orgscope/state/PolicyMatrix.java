package com.orgscope.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the policies and grants of every table let through, tried with rows: for two tenants and
 * what is everybody's, for the caller, a report of theirs, a stranger and nobody, each caller
 * reads, adds, changes, takes away and moves rows to the other tenant.
 */
final class PolicyMatrix {
  private static final UUID SELF = new UUID(0, 1);
  private static final Map<String, UUID> PEOPLE =
      Map.of("self", SELF, "report", new UUID(0, 2), "stranger", new UUID(0, 3));

  /** Tenant, role and principal; everybody is the person {@code self}. */
  private record Who(String name, String as, String tenant, String role) {}

  private static final List<Who> CALLERS = callers();

  private final Connection superuser;
  private final Map<String, List<Row>> tables = new TreeMap<>();

  private record Row(String label, Map<String, Object> values) {}

  /**
   * @param superuser of a database that nobody else needs: constraints, which are not what is tried
   *     here, are taken from its tables
   */
  PolicyMatrix(Connection superuser) throws SQLException {
    this.superuser = superuser;
    for (String table :
        Catalogue.rows(
            superuser,
            """
            SELECT n.nspname || '.' || quote_ident(c.relname) FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$|public$)'
              AND c.relname <> 'flyway_history' ORDER BY 1
            """)) {
      prepare(table);
    }
  }

  private static List<Who> callers() {
    List<Who> callers = new ArrayList<>();
    for (String role :
        List.of(
            "CEO", "MANAGER", "EMPLOYEE", "IT_SECURITY", "AUDITOR", "SYSTEM", "SOMETHING_NEW")) {
      callers.add(new Who(role, ApplicationRole.NAME, "acme", role));
    }
    callers.add(new Who("SYSTEM_of_no_tenant", ApplicationRole.NAME, "", "SYSTEM"));
    callers.add(new Who("IT_SECURITY_of_no_tenant", ApplicationRole.NAME, "", "IT_SECURITY"));
    callers.add(new Who("nobody", ApplicationRole.NAME, "", ""));
    callers.add(new Who("nobody_of_acme", ApplicationRole.NAME, "acme", ""));
    for (String role : List.of("SYSTEM", "EMPLOYEE")) {
      callers.add(new Who("definer_for_" + role, Roles.DEFINER, "acme", role));
    }
    callers.add(new Who("definer_for_nobody", Roles.DEFINER, "", ""));
    return callers;
  }

  List<String> tables() {
    return List.copyOf(tables.keySet());
  }

  /** One line for all callers that may do the same; whoever may do nothing at all is left out. */
  TreeSet<String> lines(String table) throws SQLException {
    Map<String, List<String>> callersByCells = new LinkedHashMap<>();
    for (Who who : CALLERS) {
      String cells =
          String.join(
              "\t",
              cell(table, touched(who, table, "SELECT", "probe")),
              cell(table, inserted(who, table)),
              cell(table, touched(who, table, "UPDATE", "touched = true")),
              cell(table, touched(who, table, "DELETE", "")),
              hasTenant(table) ? cell(table, touched(who, table, "MOVE", "")) : "");
      if (!cells.strip().matches("(denied\\s*)+")) {
        callersByCells.computeIfAbsent(cells, c -> new ArrayList<>()).add(who.name());
      }
    }
    return callersByCells.entrySet().stream()
        .map(e ->
            (table + "\t" + String.join(",", e.getValue()) + "\t" + e.getKey()).stripTrailing())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean hasTenant(String table) {
    return rows(table).getFirst().values().containsKey("tenant");
  }

  private void prepare(String table) throws SQLException {
    for (String kind : List.of("f", "c", "u", "p")) {
      for (String constraint :
          Catalogue.rows(
              superuser,
              "SELECT conname FROM pg_constraint WHERE conrelid = '%s'::regclass AND contype = '%s'"
                  .formatted(table, kind))) {
        execute("ALTER TABLE " + table + " DROP CONSTRAINT \"" + constraint + "\" CASCADE");
      }
    }
    List<String> nullable = columns(table, "NOT attnotnull");
    for (String column : columns(table, "attnotnull AND attidentity = ''")) {
      execute("ALTER TABLE " + table + " ALTER COLUMN \"" + column + "\" DROP NOT NULL");
    }
    execute("ALTER TABLE " + table + " ADD COLUMN probe text, ADD COLUMN touched boolean");
    execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
    List<Row> rows = rows(columns(table, "true"), nullable.contains("person"));
    tables.put(table, rows);
    for (Row row : rows) {
      insert(table, row);
    }
  }

  private List<String> columns(String table, String which) throws SQLException {
    return Catalogue.rows(
        superuser,
        "SELECT attname FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped AND %s"
            .formatted(table, which));
  }

  private static List<Row> rows(List<String> columns, boolean nobodyToo) {
    List<Row> rows = List.of(new Row("", Map.of()));
    if (columns.contains("tenant")) {
      rows = times(rows, "tenant", Map.of("acme", "acme", "other", "other", "*", "*"));
    }
    if (columns.contains("person")) {
      Map<String, Object> people = new TreeMap<>(PEOPLE);
      if (nobodyToo) {
        people.put("nobody", "");
      }
      rows = times(rows, "person", people);
    }
    if (columns.contains("manager")) {
      rows = times(rows, "manager", Map.of("", ""));
      rows.stream()
          .filter(r -> Objects.equals(PEOPLE.get("report"), r.values().get("person")))
          .forEach(r -> r.values().put("manager", SELF));
    }
    if (columns.contains("published")) {
      rows = times(rows, "published", Map.of("published", true, "kept", false));
    }
    if (columns.contains("principal")) {
      rows = times(rows, "principal", Map.of("me", "me", "them", "them"));
    }
    return rows;
  }

  private static List<Row> times(List<Row> rows, String column, Map<String, ?> values) {
    List<Row> more = new ArrayList<>();
    for (Row row : rows) {
      for (var value : new TreeMap<>(values).entrySet()) {
        Map<String, Object> all = new LinkedHashMap<>(row.values());
        all.put(column, value.getValue());
        String label = row.label() + (value.getKey().isEmpty() ? "" : "/" + value.getKey());
        more.add(new Row(label.replaceFirst("^/", ""), all));
      }
    }
    return more;
  }

  private void insert(String table, Row row) throws SQLException {
    StringBuilder columns = new StringBuilder("probe");
    StringBuilder values = new StringBuilder("'" + row.label() + "'");
    row.values()
        .forEach((column, value) -> {
          columns.append(", ").append(column);
          values.append(", ").append(value.equals("") ? "NULL" : "'" + value + "'");
        });
    execute("INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")");
  }

  /** The rows that a command reaches, which it does not read where it need not; null: no right. */
  private List<String> touched(Who who, String table, String command, String what)
      throws SQLException {
    superuser.setAutoCommit(false);
    try {
      become(who);
      switch (command) {
        case "SELECT" -> {
          return Catalogue.rows(superuser, "SELECT " + what + " FROM " + table);
        }
        case "UPDATE" -> execute("UPDATE " + table + " SET " + what);
        case "MOVE" -> execute("UPDATE " + table + " SET tenant = 'other', touched = true");
        default -> execute("DELETE FROM " + table);
      }
      execute("RESET ROLE");
      if (command.equals("DELETE")) {
        List<String> gone = new ArrayList<>(labels(table));
        gone.removeAll(Catalogue.rows(superuser, "SELECT probe FROM " + table));
        return gone;
      }
      return Catalogue.rows(superuser, "SELECT probe FROM " + table + " WHERE touched");
    } catch (SQLException e) {
      return List.of(refusal(e));
    } finally {
      superuser.rollback();
      superuser.setAutoCommit(true);
    }
  }

  private List<String> inserted(Who who, String table) throws SQLException {
    superuser.setAutoCommit(false);
    try {
      become(who);
      List<String> let = new ArrayList<>();
      for (Row row : rows(table)) {
        Savepoint before = superuser.setSavepoint();
        try {
          insert(table, row);
          let.add(row.label());
        } catch (SQLException e) {
          superuser.rollback(before);
          if (!refusal(e).equals("refused")) {
            return List.of(refusal(e));
          }
        }
      }
      return let;
    } finally {
      superuser.rollback();
      superuser.setAutoCommit(true);
    }
  }

  /** The same error code tells of a missing right and of a policy's check. */
  private static String refusal(SQLException e) {
    return String.valueOf(e.getMessage()).contains("row-level security") ? "refused" : "denied";
  }

  private void become(Who who) throws SQLException {
    execute("SET LOCAL ROLE " + who.as());
    new Identity(who.tenant(), who.role(), "me", SELF.toString()).set(superuser);
  }

  private List<Row> rows(String table) {
    return Objects.requireNonNull(tables.get(table), table);
  }

  private List<String> labels(String table) {
    return rows(table).stream().map(Row::label).toList();
  }

  private String cell(String table, List<String> found) {
    List<String> labels = labels(table);
    var rows = new TreeSet<>(found);
    if (rows.isEmpty()) {
      return "-";
    }
    if (rows.equals(new TreeSet<>(labels))) {
      return "all";
    }
    for (String tenant : List.of("acme", "*")) {
      var tenants =
          labels.stream()
              .filter(l -> l.equals(tenant) || l.startsWith(tenant + "/"))
              .collect(Collectors.toCollection(TreeSet::new));
      if (rows.equals(tenants)) {
        return tenant;
      }
    }
    return String.join(" ", rows);
  }

  private void execute(String sql) throws SQLException {
    Roles.execute(superuser, sql);
  }
}

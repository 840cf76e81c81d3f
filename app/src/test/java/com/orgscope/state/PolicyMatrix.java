package com.orgscope.state;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private record Who(String name, String as, String tenant, String role) {
    Identity identity() {
      return new Identity(tenant, role, "me", SELF.toString());
    }
  }

  private static final List<Who> CALLERS = callers();

  /**
   * Asks in the callers' place, inside the server, since a command would be many statements of many
   * callers: what each caller's command reaches, {@code denied} without the right, {@code refused}
   * where a policy's check does not take it; the two have one error code. Any other error says that
   * the question could not be asked, which is no answer. Nothing stays done.
   */
  private static final String ASK =
      """
      CREATE FUNCTION pg_temp.ask(users text[], claims text[],
          asked text, command text, labels text[], rows text[])
        RETURNS SETOF text[] LANGUAGE plpgsql AS $$
      DECLARE
        reached text[];
        what text := CASE command
          WHEN 'UPDATE' THEN 'UPDATE ' || asked || ' SET touched = true'
          WHEN 'MOVE' THEN 'UPDATE ' || asked || ' SET tenant = ''other'', touched = true'
          ELSE 'DELETE FROM ' || asked END;
        seen text := 'SELECT coalesce(array_agg(probe), ''{}'') FROM ' || asked;
      BEGIN
        FOR i IN 1 .. cardinality(users) LOOP
          reached := '{}';
          BEGIN
            PERFORM set_config('app.claims', claims[i], true), set_config('role', users[i], true);
            IF command = 'SELECT' THEN
              EXECUTE seen INTO reached;
            ELSIF command = 'INSERT' THEN
              FOR j IN 1 .. cardinality(rows) LOOP
                BEGIN
                  EXECUTE 'INSERT INTO ' || asked || rows[j];
                  reached := reached || labels[j];
                EXCEPTION WHEN insufficient_privilege THEN
                  IF SQLERRM NOT LIKE '%row-level security%' THEN
                    reached := ARRAY['denied'];
                    EXIT;
                  END IF;
                END;
              END LOOP;
            ELSE
              EXECUTE what;
              PERFORM set_config('role', 'none', true);
              EXECUTE seen || CASE command WHEN 'DELETE' THEN '' ELSE ' WHERE touched' END
                INTO reached;
              IF command = 'DELETE' THEN
                reached := ARRAY(SELECT unnest(labels) EXCEPT SELECT unnest(reached));
              END IF;
            END IF;
            RAISE EXCEPTION USING ERRCODE = 'OS001';
          EXCEPTION
            WHEN SQLSTATE 'OS001' THEN
              NULL;
            WHEN insufficient_privilege THEN
              reached := ARRAY[
                CASE WHEN SQLERRM LIKE '%row-level security%' THEN 'refused' ELSE 'denied' END];
          END;
          RETURN NEXT reached;
        END LOOP;
      END $$
      """;

  private final Connection superuser;
  private final List<String> claims = new ArrayList<>();
  private final Map<String, List<Row>> tables = new TreeMap<>();

  private record Row(String label, Map<String, Object> values) {}

  /**
   * @param superuser of a database that nobody else needs: constraints, which are not what is tried
   *     here, are taken from its tables. What is tried happens in one transaction, which is left
   *     open
   * @param signer whose keys the database has
   */
  PolicyMatrix(Connection superuser, Claims signer) throws SQLException {
    this.superuser = superuser;
    for (String table :
        Catalogue.rows(
            superuser,
            """
            SELECT n.nspname || '.' || quote_ident(c.relname) FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$|public$)'
              AND c.relname NOT IN ('flyway_history', 'claim_key') ORDER BY 1
            """)) {
      prepare(table);
    }
    // A manager is told nothing of whom nothing is known.
    execute("UPDATE category.assignment SET status = 'DECIDED', run = 'run-1'");
    execute("UPDATE category.publication SET run = 'run-1'");
    execute("UPDATE access.consent SET counted = true");
    // Nobody has a row of whoever is being erased; ErasuresTest tries that.
    execute("UPDATE privacy.erasure SET person = NULL");
    superuser.setAutoCommit(false);
    for (Who caller : CALLERS) {
      claims.add(signer.signed(superuser, caller.identity()));
    }
    execute(ASK);
  }

  private static List<Who> callers() {
    List<Who> callers = new ArrayList<>();
    for (String role :
        List.of(
            "CEO",
            "EXECUTIVE",
            "MANAGER",
            "EMPLOYEE",
            "IT_SECURITY",
            "AUDITOR",
            "COUNCIL",
            "SYSTEM",
            "SOMETHING_NEW")) {
      callers.add(new Who(role, ApplicationRole.NAME, "acme", role));
    }
    callers.add(new Who("SYSTEM_of_no_tenant", ApplicationRole.NAME, "", "SYSTEM"));
    callers.add(new Who("IT_SECURITY_of_no_tenant", ApplicationRole.NAME, "", "IT_SECURITY"));
    callers.add(new Who("nobody", ApplicationRole.NAME, "", ""));
    callers.add(new Who("nobody_of_acme", ApplicationRole.NAME, "acme", ""));
    for (String role : List.of("SYSTEM", "IT_SECURITY", "MANAGER")) {
      callers.add(new Who("page_of_" + role, Login.PAGES.role(), "acme", role));
    }
    callers.add(new Who("page_of_nobody", Login.PAGES.role(), "", ""));
    for (Login login : List.of(Login.INGEST, Login.PEOPLE, Login.WORKER)) {
      String part = login.name().toLowerCase(Locale.ROOT);
      callers.add(new Who(part + "_of_SYSTEM", login.role(), "acme", "SYSTEM"));
      callers.add(new Who(part + "_of_nobody", login.role(), "", ""));
    }
    callers.add(new Who("worker_of_IT_SECURITY", Login.WORKER.role(), "acme", "IT_SECURITY"));
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
    List<List<String>> columns = new ArrayList<>();
    for (String command : List.of("SELECT", "INSERT", "UPDATE", "DELETE", "MOVE")) {
      columns.add(cells(table, command));
    }
    Map<String, List<String>> callersByCells = new LinkedHashMap<>();
    for (int i = 0; i < CALLERS.size(); i++) {
      int caller = i;
      String cells =
          columns.stream().map(column -> column.get(caller)).collect(Collectors.joining("\t"));
      if (!cells.strip().matches("(denied\\s*)+")) {
        callersByCells.computeIfAbsent(cells, c -> new ArrayList<>()).add(CALLERS.get(i).name());
      }
    }
    return callersByCells.entrySet().stream()
        .map(e ->
            (table + "\t" + String.join(",", e.getValue()) + "\t" + e.getKey()).stripTrailing())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By command what each caller's reaches; adding rows takes longest and is tried last. */
  Map<String, List<String>> cells(String table) throws SQLException {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    for (String command : List.of("SELECT", "UPDATE", "DELETE", "MOVE", "INSERT")) {
      cells.put(command, cells(table, command));
    }
    return cells;
  }

  /** Whether somebody may do something else than before; looks no further than that. */
  boolean differs(String table, Map<String, List<String>> before) throws SQLException {
    for (Map.Entry<String, List<String>> command : before.entrySet()) {
      if (!cells(table, command.getKey()).equals(command.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** What a command of each caller's reaches, in words. */
  private List<String> cells(String table, String command) throws SQLException {
    List<String> cells = new ArrayList<>();
    if (command.equals("MOVE") && !hasTenant(table)) {
      return Collections.nCopies(CALLERS.size(), "");
    }
    try (PreparedStatement ask =
        superuser.prepareStatement("SELECT * FROM pg_temp.ask(?, ?, ?, ?, ?, ?)")) {
      ask.setArray(1, texts(CALLERS.stream().map(Who::as)));
      ask.setArray(2, texts(claims.stream()));
      ask.setString(3, table);
      ask.setString(4, command);
      ask.setArray(5, texts(labels(table).stream()));
      ask.setArray(6, texts(rows(table).stream().map(PolicyMatrix::values)));
      try (ResultSet reached = ask.executeQuery()) {
        while (reached.next()) {
          cells.add(words(table, List.of((String[]) reached.getArray(1).getArray())));
        }
      }
    }
    return cells;
  }

  private Array texts(Stream<String> texts) throws SQLException {
    return superuser.createArrayOf("text", texts.toArray());
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
      execute("INSERT INTO " + table + values(row));
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
    if (columns.contains("of_department")) {
      rows = times(rows, "of_department", Map.of("company", "", "unit", "Sales"));
    }
    if (columns.contains("published")) {
      rows = times(rows, "published", Map.of("published", true, "kept", false));
    }
    if (columns.contains("team")) {
      rows = times(rows, "team", Map.of("team", true, "single", false));
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

  private static String values(Row row) {
    StringBuilder columns = new StringBuilder("probe");
    StringBuilder values = new StringBuilder("'" + row.label() + "'");
    row.values()
        .forEach((column, value) -> {
          columns.append(", ").append(column);
          values.append(", ").append(value.equals("") ? "NULL" : "'" + value + "'");
        });
    return " (" + columns + ") VALUES (" + values + ")";
  }

  private List<Row> rows(String table) {
    return Objects.requireNonNull(tables.get(table), table);
  }

  private List<String> labels(String table) {
    return rows(table).stream().map(Row::label).toList();
  }

  private String words(String table, List<String> found) {
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

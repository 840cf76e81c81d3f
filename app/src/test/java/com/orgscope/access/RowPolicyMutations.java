package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.ScopedRows;
import com.orgscope.mutation.Explained;
import com.orgscope.mutation.PredicateMutants;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes what the row policies say, one thing at a time, in each of the three places that enforce
 * them, and looks whether the list of who has whose rows notices. Not part of the suite, which its
 * name leaves out: {@code ./orgscope test --mutation} runs it.
 */
class RowPolicyMutations {
  /** What changes nothing, each with why. */
  private static final Path EQUIVALENT = Path.of("src/mutation/equivalent-row-policies.tsv");

  private static final Map<String, List<String>> IN_BIGQUERY = new LinkedHashMap<>();
  private static final Map<String, List<String>> IN_POSTGRES = new LinkedHashMap<>();

  static {
    IN_BIGQUERY.put("'REPORT'", List.of("'SELF'"));
    IN_BIGQUERY.put("'SELF'", List.of("'REPORT'"));
    IN_BIGQUERY.put("'acme'", List.of("'other'"));
    IN_BIGQUERY.put("'other'", List.of("'acme'"));
    IN_BIGQUERY.put(
        "CURRENT_DATE\\('Europe/Berlin'\\)",
        List.of("DATE_ADD($0, INTERVAL 1 DAY)", "DATE_SUB($0, INTERVAL 1 DAY)"));
    IN_BIGQUERY.put("valid_from", List.of("valid_until"));
    IN_BIGQUERY.put("valid_until", List.of("valid_from"));
    IN_BIGQUERY.put("g\\.actor", List.of("g.viewer"));
    IN_BIGQUERY.put("LOWER\\(SESSION_USER\\(\\)\\)", List.of("SESSION_USER()"));
    IN_BIGQUERY.put("FROM_HEX\\('.", List.of("FROM_HEX('0", "FROM_HEX('1"));
    IN_POSTGRES.put("'MANAGER'", List.of("'EMPLOYEE'", "'CEO'"));
    IN_POSTGRES.put("'EMPLOYEE'", List.of("'MANAGER'", "'CEO'"));
    IN_POSTGRES.put("'SYSTEM'", List.of("'AUDITOR'"));
    IN_POSTGRES.put("'IT_SECURITY'", List.of("'MANAGER'"));
    IN_POSTGRES.put("'(CEO|AUDITOR|COUNCIL)'", List.of("'EMPLOYEE'"));
    IN_POSTGRES.put("\\(manager =", List.of("(person ="));
  }

  @TempDir private static Path home = Path.of("");

  private final List<String> survivors = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private int tried;

  @Test
  void every_change_of_a_policy_is_noticed_or_explained() throws Exception {
    try (RowCompany company = RowCompany.in(home)) {
      List<RowContract.Line> lines = RowContract.lines(company.keys().keySet());
      BigQueryRows bigQuery = BigQueryRows.of(company, home);
      inBigQuery(bigQuery, lines);
      told("BigQuery");
      inTheLake(company, lines);
      told("the lake");
      PostgresRows.fill(company);
      inPostgres(company, lines);
      told("PostgreSQL");
    }
    refused.forEach(line -> System.out.println("rows: refused: " + line));
    assertThat(survivors)
        .as("each needs somebody in the contract who notices, or a line in " + EQUIVALENT)
        .containsExactlyInAnyOrderElementsOf(Explained.in(EQUIVALENT));
  }

  private int toldTried;
  private int toldSurvivors;
  private int toldRefused;

  private void told(String where) {
    int now = tried - toldTried;
    int survived = survivors.size() - toldSurvivors;
    System.out.printf(
        "rows: %s: %d of %d changes of policies noticed, %d survived;"
            + " %d more were refused as statements and count for nothing%n",
        where, now - survived, now, survived, refused.size() - toldRefused);
    survivors
        .subList(toldSurvivors, survivors.size())
        .forEach(line -> System.out.println("rows: survived: " + line));
    assertThat(now).as(where).isGreaterThan(30);
    toldTried = tried;
    toldSurvivors = survivors.size();
    toldRefused = refused.size();
  }

  /** Something that is asked with a changed policy: whether anybody has other rows than theirs. */
  private interface Look {
    boolean notices() throws SQLException;
  }

  private static boolean isNoticed(Look look) {
    try {
      return look.notices();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void look(String name, Look look) {
    try {
      boolean noticed = look.notices();
      tried++;
      if (!noticed) {
        survivors.add(name);
      }
    } catch (SQLException | RuntimeException e) {
      refused.add(name + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** Those of one company: the other's are the same text, as a test says. */
  private void inBigQuery(BigQueryRows bigQuery, List<RowContract.Line> lines) {
    Map<String, String> filters = new TreeMap<>();
    for (BigQueryRows.RowAccess policy : bigQuery.policies(RowCompany.ACME)) {
      filters.putIfAbsent(policy.filter(), policy.name());
    }
    List<RowContract.Line> acmes =
        lines.stream().filter(line -> line.tenant().equals(RowCompany.ACME)).toList();
    assertThat(
            isNoticed(() ->
                notices(bigQuery, acmes, RowContract.Day.TODAY)
                    || notices(
                        bigQuery.on(RowCompany.TODAY.plusDays(1)),
                        acmes,
                        RowContract.Day.TOMORROW)))
        .as("as it is")
        .isFalse();
    filters.forEach((filter, name) ->
        PredicateMutants.of(filter, IN_BIGQUERY)
            .forEach((what, mutant) -> {
              UnaryOperator<String> change = sql -> sql.replace(filter, mutant);
              look(
                  "BigQuery: " + name + ": " + what.replaceAll("'[0-9a-f]{40,}[^']*'", "key"),
                  () ->
                      notices(bigQuery.changed(change), acmes, RowContract.Day.TODAY)
                          || notices(
                              bigQuery.on(RowCompany.TODAY.plusDays(1)).changed(change),
                              acmes,
                              RowContract.Day.TOMORROW));
            }));
  }

  private static boolean notices(
      RowEnforcer enforcer, List<RowContract.Line> lines, RowContract.Day day) throws SQLException {
    for (RowContract.Line line : lines) {
      for (Map.Entry<String, Set<String>> table : enforcer.rows(line).entrySet()) {
        if (!table.getValue().equals(enforcer.expected(table.getKey(), line, day))) {
          return true;
        }
      }
    }
    return false;
  }

  /** What a question finds whose scope or conditions are changed. */
  private interface Changed {
    /** Null where there is nothing to change. */
    @Nullable Set<String> rows(RowContract.Line line, Scope scope) throws SQLException;
  }

  /** The scope that each role's policy leaves, and the conditions that a question makes of it. */
  private void inTheLake(RowCompany company, List<RowContract.Line> lines) {
    ScopedRows rows =
        new ScopedRows(company.database(), home, List.of(RowCompany.ACME, RowCompany.OTHER));
    Map<String, Changed> changes = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      changes.put(
          "rows of " + role,
          (line, scope) -> asked(company, rows, scope(company, line, role), s -> s));
    }
    changes.put(
        "everybody",
        (line, scope) -> asked(company, rows, Scope.everybody(scope.tenant()), s -> s));
    changes.put(
        "another company",
        (line, scope) ->
            asked(company, rows, new Scope(elsewhere(scope.tenant()), scope.people()), s -> s));
    changes.put("without the first", (line, scope) -> without(company, rows, scope, 0));
    changes.put(
        "without the last",
        (line, scope) ->
            without(company, rows, scope, scope.people() == null ? 0 : scope.people().size() - 1));
    Map<String, List<String>> swaps =
        Map.of("'acme'", List.of("'other'"), "'other'", List.of("'acme'"));
    for (String what : PredicateMutants.of("tenant = t AND actor IN (a)", swaps).keySet()) {
      changes.put(
          what,
          (line, scope) ->
              asked(company, rows, scope, sql -> changed(sql, conditions(scope), what)));
    }
    assertThat(
            isNoticed(() ->
                notices(
                    company,
                    lines,
                    (line, scope) ->
                        asked(company, rows, scope(company, line, line.role()), s -> s))))
        .as("as it is")
        .isFalse();
    for (Role role : Role.values()) {
      List<RowContract.Line> theirs = lines.stream().filter(line -> line.role() == role).toList();
      changes.forEach((what, change) -> {
        if (changesSomething(company, theirs, what)) {
          look("the lake: " + role + ": " + what, () -> notices(company, theirs, change));
        }
      });
    }
  }

  /** Not the rows of the very same role, nor a condition on people where everybody is asked for. */
  private static boolean changesSomething(
      RowCompany company, List<RowContract.Line> lines, String what) {
    boolean ofPeople =
        lines.stream()
            .map(line -> scope(company, line, line.role()))
            .anyMatch(scope -> scope != null && scope.people() != null);
    boolean any = lines.stream().anyMatch(line -> scope(company, line, line.role()) != null);
    Role role = lines.getFirst().role();
    if (what.startsWith("rows of ")) {
      Role other = Role.valueOf(what.substring("rows of ".length()));
      return RowPolicy.of(role).rows() != RowPolicy.of(other).rows();
    }
    boolean needsPeople =
        what.contains("actor") || what.startsWith("IN") || what.startsWith("without");
    return any && (ofPeople || !(needsPeople || what.equals("everybody")));
  }

  private static boolean notices(RowCompany company, List<RowContract.Line> lines, Changed change)
      throws SQLException {
    for (RowContract.Line line : lines) {
      Scope scope = scope(company, line, line.role());
      Set<String> rows = change.rows(line, scope == null ? Scope.everybody(line.tenant()) : scope);
      if (rows != null && !rows.equals(line.on(RowContract.Day.TODAY))) {
        return true;
      }
    }
    return false;
  }

  private static TenantId elsewhere(TenantId tenant) {
    return tenant.equals(RowCompany.ACME) ? RowCompany.OTHER : RowCompany.ACME;
  }

  private static @Nullable Set<String> without(
      RowCompany company, ScopedRows rows, Scope scope, int index) throws SQLException {
    if (scope.people() == null) {
      return null;
    }
    List<PersonKey> people = new ArrayList<>(scope.people());
    people.remove(index);
    return asked(company, rows, new Scope(scope.tenant(), new TreeSet<>(people)), s -> s);
  }

  /** What the lake asks of each row: the tenant, and the people where they are some. */
  private static List<String> conditions(Scope scope) {
    List<String> conditions = new ArrayList<>();
    conditions.add("tenant = '" + scope.tenant() + "'");
    if (scope.people() != null) {
      conditions.add(
          scope.people().stream()
              .map(person -> "'" + person + "'::UUID")
              .collect(Collectors.joining(", ", "actor IN (", ")")));
    }
    return conditions;
  }

  /** The second stands in brackets of its own. */
  private static String changed(String sql, List<String> conditions, String what) {
    String held =
        conditions.size() == 1
            ? conditions.getFirst()
            : conditions.getFirst() + " AND (" + conditions.getLast() + ")";
    if (!sql.contains(held)) {
      throw new AssertionError(held + " is not in " + sql);
    }
    String tenant = conditions.getFirst();
    String people = conditions.size() == 1 ? "true" : conditions.getLast();
    String instead =
        switch (what) {
          case "(tenant = t) true" -> people;
          case "(tenant = t) false" -> "false";
          case "(actor IN (a)) true" -> tenant;
          case "(actor IN (a)) false" -> "false";
          case "(tenant = t AND actor IN (a)) true", "(tenant = t AND actor IN (a)) false" ->
              what.endsWith("true") ? "true" : "false";
          case "= -> <> 1" -> tenant.replace("=", "<>") + " AND " + people;
          case "IN -> NOT IN 1" -> tenant + " AND " + people.replace("actor IN", "actor NOT IN");
          default -> throw new IllegalStateException(what);
        };
    return sql.replace(held, "(" + instead + ")");
  }

  private static @Nullable Scope scope(RowCompany company, RowContract.Line line, Role role) {
    if (line.person() == null && (role == Role.MANAGER || role == Role.EMPLOYEE)) {
      return null;
    }
    Caller caller = company.caller(line.tenant(), role, line.person());
    try {
      return company.company(line.tenant()).access().scope(caller);
    } catch (Failure e) {
      return null;
    }
  }

  private static Set<String> asked(
      RowCompany company, ScopedRows rows, @Nullable Scope scope, UnaryOperator<String> change)
      throws SQLException {
    Set<String> names = new TreeSet<>();
    if (scope != null) {
      for (List<String> row :
          rows.rows(
              LakeTable.APP_USAGE_DAILY,
              scope,
              new TimeWindow(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)),
              change)) {
        names.add(company.name(row.get(0), PersonKey.parse(row.get(1))));
      }
    }
    return names;
  }

  private void inPostgres(RowCompany company, List<RowContract.Line> lines) throws SQLException {
    PostgresRows postgres = new PostgresRows(company, false);
    try (Connection owner = TestDatabase.asOwner(company.database());
        Statement statement = owner.createStatement()) {
      Map<String, List<String>> tables =
          RowContract.tables().keySet().stream()
              .collect(
                  Collectors.groupingBy(
                      table -> table.replaceFirst(" .*", ""), TreeMap::new, Collectors.toList()));
      for (Map.Entry<String, List<String>> one : tables.entrySet()) {
        String table = one.getKey();
        List<String> kinds = one.getValue();
        for (String policy :
            PostgresRows.list(
                owner,
                """
                SELECT policyname FROM pg_policies WHERE schemaname || '.' || tablename = '%s'
                  AND cmd IN ('SELECT', 'ALL') AND 'public' = ANY (roles)
                """
                    .formatted(table))) {
          String condition =
              PostgresRows.list(
                      owner,
                      "SELECT qual FROM pg_policies WHERE schemaname || '.' || tablename = '%s' AND policyname = '%s'"
                          .formatted(table, policy))
                  .getFirst();
          String alter = "ALTER POLICY " + policy + " ON " + table + " USING (%s)";
          for (Map.Entry<String, String> mutant :
              PredicateMutants.of(condition, IN_POSTGRES).entrySet()) {
            look(
                "PostgreSQL: " + table + ": " + policy + ": " + mutant.getKey(),
                () -> {
                  statement.execute(alter.formatted(mutant.getValue()));
                  return isOtherwise(postgres, kinds, lines);
                });
            statement.execute(alter.formatted(condition));
          }
          assertThat(isOtherwise(postgres, kinds, lines)).as("as it was").isFalse();
        }
      }
    }
  }

  private static boolean isOtherwise(
      PostgresRows postgres, List<String> tables, List<RowContract.Line> lines) {
    return tables.stream()
        .anyMatch(table ->
            lines.stream()
                .anyMatch(line ->
                    !postgres
                        .rows(line, table)
                        .equals(postgres.expected(table, line, RowContract.Day.TODAY))));
  }
}

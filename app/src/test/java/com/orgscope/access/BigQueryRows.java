package com.orgscope.access;

import com.orgscope.googlesql.GoogleSqlEngine;
import com.orgscope.googlesql.ReferenceEngine;
import com.orgscope.googlesql.ReferenceEngine.Table;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.TestLake;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * BigQuery by the statements that are handed to its administrator. The reference engine reads row
 * access policies and does not enforce them, so the filter of a caller's policy is put behind a
 * query here, as BigQuery would. Who asks and what day it is are parameters: the engine has no
 * session.
 */
final class BigQueryRows implements RowEnforcer {
  static final String PROJECT = "some-project";
  static final String DATASET = "lake";

  private static final Pattern POLICY =
      Pattern.compile(
          "CREATE OR REPLACE ROW ACCESS POLICY (\\w+)\\s+ON `[^`]+`\\.`[^`]+`\\.`(\\w+)`\\s+"
              + "GRANT TO \\((.*?)\\)\\s+FILTER USING \\((.*)\\)",
          Pattern.DOTALL);
  private static final Pattern VIEW =
      Pattern.compile(
          "CREATE OR REPLACE VIEW `[^`]+`\\.`[^`]+`\\.`(\\w+)` AS\\s(.*)", Pattern.DOTALL);
  private static final Map<String, String> GRANT_COLUMNS = new LinkedHashMap<>();

  static {
    GRANT_COLUMNS.put("tenant", "STRING");
    GRANT_COLUMNS.put("viewer", "BYTES");
    GRANT_COLUMNS.put("because", "STRING");
    GRANT_COLUMNS.put("actor", "BYTES");
    GRANT_COLUMNS.put("valid_from", "DATE");
    GRANT_COLUMNS.put("valid_until", "DATE");
  }

  private final RowCompany company;
  private final ReferenceEngine engine = GoogleSqlEngine.engine();
  private final Map<TenantId, List<String>> statements = new TreeMap<>();
  private final List<Table> tables = new ArrayList<>();
  private final UnaryOperator<String> change;
  private final LocalDate today;

  /**
   * @param today by BigQuery's calendar
   * @param change of what the policies say
   */
  private BigQueryRows(
      RowCompany company,
      Map<TenantId, List<String>> statements,
      List<Table> tables,
      LocalDate today,
      UnaryOperator<String> change) {
    this.company = company;
    this.statements.putAll(statements);
    this.tables.addAll(tables);
    this.today = today;
    this.change = change;
  }

  /** With the grants of now. */
  static BigQueryRows of(RowCompany company, Path home) {
    BigQueryAccess access = company.bigQuery(home);
    Map<TenantId, List<String>> statements = new TreeMap<>();
    List<List<Object>> grants = new ArrayList<>();
    for (TenantId tenant : List.of(RowCompany.ACME, RowCompany.OTHER)) {
      Caller operator = company.company(tenant).operator();
      statements.put(tenant, access.statements(operator, target(tenant)));
      access.grants(operator).lines().forEach(line -> grants.add(grant(line)));
    }
    grants.addAll(planted(company, grants));
    List<Table> tables = new ArrayList<>();
    tables.add(table("viewer_grants", GRANT_COLUMNS, grants));
    for (LakeTable table : LakeTable.values()) {
      Map<String, String> columns = new LinkedHashMap<>();
      TestLake.columns(table).forEach((name, type) -> columns.put(name, type(type)));
      tables.add(
          table(
              table.sqlName(),
              columns,
              table.namesPeople() ? rows(company, columns) : sums(columns)));
    }
    return new BigQueryRows(company, statements, tables, RowCompany.TODAY, s -> s);
  }

  /**
   * Lines of other for Bo as acme knows him, and of acme for Otto: who could write some wrote them,
   * and of a kind that no policy knows.
   */
  private static List<List<Object>> planted(RowCompany company, List<List<Object>> grants) {
    List<List<Object>> planted = new ArrayList<>();
    Map.of("acme/bo", "other", "other/otto", "acme")
        .forEach((viewer, elsewhere) ->
            grants.stream()
                .filter(grant -> Arrays.equals((byte[]) grant.get(3), bytes(company.key(viewer))))
                .filter(grant -> grant.get(2).equals("SELF"))
                .forEach(grant -> {
                  for (String actor : List.of("acme/cy", "acme/ada")) {
                    for (String because : List.of("SELF", "REPORT", "FRIEND")) {
                      List<Object> line = new ArrayList<>(grant);
                      if (!because.equals("FRIEND")) {
                        line.set(0, elsewhere);
                      }
                      line.set(2, because);
                      line.set(3, bytes(company.key(actor)));
                      planted.add(line);
                    }
                  }
                }));
    return planted;
  }

  private static List<List<Object>> sums(Map<String, String> columns) {
    List<List<Object>> rows = new ArrayList<>();
    for (String tenant : List.of("acme", "other")) {
      List<@Nullable Object> row = new ArrayList<>();
      columns.keySet().forEach(column -> row.add(column.equals("tenant") ? tenant : null));
      rows.add(row);
    }
    return rows;
  }

  BigQueryRows on(LocalDate day) {
    return new BigQueryRows(company, statements, tables, day, change);
  }

  BigQueryRows changed(UnaryOperator<String> filter) {
    return new BigQueryRows(company, statements, tables, today, filter);
  }

  static BigQueryTarget target(TenantId tenant) {
    return new BigQueryTarget(
        PROJECT,
        DATASET,
        Map.of(
            Role.IT_SECURITY, List.of("group:it@" + tenant + ".example"),
            Role.MANAGER, List.of("group:leads@" + tenant + ".example"),
            Role.EMPLOYEE, List.of("domain:" + tenant + ".example")),
        "serviceAccount:orgscope@some-project.iam.example.com",
        3);
  }

  private static Table table(String name, Map<String, String> columns, List<List<Object>> rows) {
    return new Table(List.of(PROJECT, DATASET, name), columns, rows);
  }

  /** As BigQuery reads an Iceberg column of that type; it has no UUID. */
  private static String type(String iceberg) {
    return switch (iceberg) {
      case "UUID" -> "BYTES";
      case "LONG" -> "INT64";
      default -> iceberg;
    };
  }

  private static List<List<Object>> rows(RowCompany company, Map<String, String> columns) {
    List<List<Object>> rows = new ArrayList<>();
    company
        .keys()
        .forEach((name, key) -> {
          List<@Nullable Object> row = new ArrayList<>();
          for (String column : columns.keySet()) {
            row.add(
                switch (column) {
                  case "tenant" -> name.substring(0, name.indexOf('/'));
                  case "actor" -> bytes(key);
                  case "day" -> RowCompany.TODAY;
                  case "app" -> "O'Brien's \"tool\"";
                  default -> null;
                });
          }
          rows.add(row);
        });
    return rows;
  }

  private static List<Object> grant(String line) {
    var json = JsonMapper.shared().readTree(line);
    List<Object> row = new ArrayList<>();
    GRANT_COLUMNS.forEach((name, type) -> {
      String value = json.get(name).asString();
      row.add(
          switch (type) {
            case "BYTES" -> Base64.getDecoder().decode(value);
            case "DATE" -> LocalDate.parse(value);
            default -> value;
          });
    });
    return row;
  }

  private static byte[] bytes(PersonKey key) {
    return ByteBuffer.allocate(16)
        .putLong(key.value().getMostSignificantBits())
        .putLong(key.value().getLeastSignificantBits())
        .array();
  }

  @Override
  public Map<String, Set<String>> rows(RowContract.Line line) {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (LakeTable table : LakeTable.values()) {
      rows.put(table.sqlName(), rows(line, role(line), table.sqlName()));
    }
    if (line.role() == Role.MANAGER) {
      rows.put("viewer_grants", rows(line, "viewer_" + line.tenant(), "viewer_grants"));
    }
    String view = "usage_of_" + suffix(line);
    String query = views(line.tenant()).get(view);
    if (query != null) {
      rows.put("the view of usage", ask(line, change.apply(query)));
    }
    return rows;
  }

  private static String role(RowContract.Line line) {
    return line.role() == Role.SYSTEM ? "engine_" + line.tenant() : suffix(line);
  }

  private Set<String> rows(RowContract.Line line, String policy, String table) {
    Set<String> rows = new TreeSet<>();
    for (RowAccess one : policies(line.tenant())) {
      if (one.name().equals("orgscope_" + policy) && one.table().equals(table)) {
        rows.addAll(
            ask(
                line,
                "SELECT tenant, %s FROM `%s`.`%s`.`%s` WHERE (%s)%s"
                    .formatted(
                        table.equals("metrics_monthly") ? "b'all'" : "actor",
                        PROJECT,
                        DATASET,
                        table,
                        change.apply(one.filter()),
                        table.equals("viewer_grants") ? " AND because <> 'FRIEND'" : "")));
      }
    }
    return rows;
  }

  private static String suffix(RowContract.Line line) {
    return line.role().name().toLowerCase(Locale.ROOT) + "_" + line.tenant();
  }

  /** One as it was handed out. */
  record RowAccess(String name, String table, String grantees, String filter) {}

  List<RowAccess> policies(TenantId tenant) {
    return Objects.requireNonNull(statements.get(tenant)).stream()
        .map(POLICY::matcher)
        .filter(Matcher::matches)
        .map(m -> new RowAccess(m.group(1), m.group(2), m.group(3), m.group(4)))
        .toList();
  }

  Map<String, String> views(TenantId tenant) {
    Map<String, String> views = new TreeMap<>();
    Objects.requireNonNull(statements.get(tenant)).stream()
        .map(VIEW::matcher)
        .filter(Matcher::matches)
        .forEach(m -> views.put(m.group(1), m.group(2)));
    return views;
  }

  List<String> statements(TenantId tenant) {
    return Objects.requireNonNull(statements.get(tenant));
  }

  List<Table> tables() {
    return tables;
  }

  private Set<String> ask(RowContract.Line line, String query) {
    Set<String> names = new TreeSet<>();
    for (List<Object> row :
        engine.run(
            withoutSession(query.replaceFirst("SELECT day, actor,", "SELECT tenant, actor,")),
            tables,
            Map.of("session_user", mail(line), "today", today))) {
      byte[] actor = (byte[]) row.get(1);
      names.add(
          actor.length == 16
              ? company.name((String) row.get(0), key(actor))
              : row.get(0) + "/everybody together");
    }
    return names;
  }

  static String withoutSession(String sql) {
    return sql.replace("SESSION_USER()", "@session_user")
        .replace("CURRENT_DATE('Europe/Berlin')", "@today");
  }

  private static String mail(RowContract.Line line) {
    String person = line.person() == null ? "nobody" : line.person().replaceFirst(".*/", "");
    return switch (person) {
      case "ada" -> "Ada.O'Hara@x.example";
      case "zoe" -> "zoë@x.example";
      default -> person + "@x.example";
    };
  }

  private static PersonKey key(byte[] bytes) {
    ByteBuffer halves = ByteBuffer.wrap(bytes);
    return new PersonKey(new UUID(halves.getLong(), halves.getLong()));
  }

  @Override
  public Set<String> expected(String table, RowContract.Line line, RowContract.Day day) {
    return switch (table) {
      case "metrics_monthly" ->
          switch (line.role()) {
            case IT_SECURITY -> Set.of(line.tenant() + "/everybody together");
            case SYSTEM -> Set.of("acme/everybody together", "other/everybody together");
            case CEO, EXECUTIVE, MANAGER, EMPLOYEE, AUDITOR, COUNCIL -> Set.of();
          };
      case "viewer_grants" -> {
        // Also those that begin tomorrow, or end.
        Set<String> both = new TreeSet<>(line.inBigQuery(RowContract.Day.TODAY));
        both.addAll(line.inBigQuery(RowContract.Day.TOMORROW));
        yield both;
      }
      default -> line.inBigQuery(day);
    };
  }

  @Override
  public String toString() {
    return "BigQuery's statements by GoogleSQL";
  }
}

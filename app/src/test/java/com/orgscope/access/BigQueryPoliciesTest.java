package com.orgscope.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.directory.KeyPeriod;
import com.orgscope.directory.Person;
import com.orgscope.googlesql.GoogleSqlEngine;
import com.orgscope.googlesql.ReferenceEngine;
import com.orgscope.googlesql.ReferenceEngine.Table;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.LakeTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements for BigQuery, read by GoogleSQL's analyzer and run by its reference engine. */
@Tag("slow")
class BigQueryPoliciesTest {
  @TempDir private static Path home = Path.of("");

  private static final ReferenceEngine ENGINE = GoogleSqlEngine.engine();
  private static RowCompany company;
  private static BigQueryRows bigQuery;

  @BeforeAll
  static void company() throws SQLException {
    company = RowCompany.in(home);
    bigQuery = BigQueryRows.of(company, home);
  }

  @AfterAll
  static void close() {
    company.close();
  }

  @Test
  void every_statement_is_googlesql() {
    List<String> kinds = new ArrayList<>();
    for (TenantId tenant : List.of(RowCompany.ACME, RowCompany.OTHER)) {
      List<Table> tables = new ArrayList<>(bigQuery.tables());
      tables.add(
          new Table(
              List.of(
                  BigQueryRows.PROJECT, BigQueryRows.DATASET, "viewer_grants_incoming_" + tenant),
              tables.getFirst().columns(),
              List.of()));
      bigQuery
          .statements(tenant)
          .forEach(statement -> kinds.add(ENGINE.analyze(statement, tables)));
    }
    assertThat(new TreeSet<>(kinds))
        .containsExactly(
            "Begin",
            "Commit",
            "CreateRowAccessPolicy",
            "CreateSchema",
            "CreateTable",
            "CreateView",
            "Delete",
            "Grant",
            "Insert");
  }

  @Test
  void statements_of_two_companies_differ_in_names_and_keys_alone() {
    assertThat(likeAcmes(bigQuery.statements(RowCompany.OTHER)))
        .isEqualTo(likeAcmes(bigQuery.statements(RowCompany.ACME)));
    assertThat(bigQuery.statements(RowCompany.OTHER).getLast())
        .isNotEqualTo(bigQuery.statements(RowCompany.ACME).getLast());
  }

  private static List<String> likeAcmes(List<String> statements) {
    return statements.stream()
        .map(one -> one.replaceAll("\\bother\\b|_other\\b", "acme").replaceAll("_acme\\b", "acme"))
        .map(one -> one.replaceAll("FROM_HEX\\('[0-9a-f]{128}'\\)", "key"))
        .toList();
  }

  @Test
  void a_table_is_never_without_a_policy() {
    List<String> statements = bigQuery.statements(RowCompany.ACME);
    assertThat(statements).noneMatch(statement -> statement.contains("DROP"));
    List<String> first = new ArrayList<>();
    bigQuery.policies(RowCompany.ACME).stream()
        .filter(policy -> first.stream().noneMatch(name -> name.startsWith(policy.table() + ": ")))
        .forEach(policy -> first.add(policy.table() + ": " + policy.filter()));
    assertThat(first)
        .as(
            "the product's own goes first: whoever is not named in a policy sees nothing from then on")
        .containsExactly(
            "viewer_grants: TRUE",
            "viewer_grants_incoming_acme: TRUE",
            "sso_events: TRUE",
            "app_usage_daily: TRUE",
            "metrics_monthly: TRUE");
  }

  @Test
  void sums_of_everybody_are_for_who_has_everybodys_rows() {
    assertThat(
            bigQuery.policies(RowCompany.ACME).stream()
                .filter(policy -> policy.table().equals("metrics_monthly"))
                .map(policy -> policy.name() + " " + policy.grantees()))
        .containsExactly(
            "orgscope_engine_acme 'serviceAccount:orgscope@some-project.iam.example.com'",
            "orgscope_it_security_acme 'group:it@acme.example'");
  }

  @Test
  void no_address_and_no_name_is_in_what_is_handed_out() {
    var grants = company.bigQuery(home).grants(company.company(RowCompany.ACME).operator());
    String all =
        String.join("\n", bigQuery.statements(RowCompany.ACME)) + String.join("\n", grants.lines());
    assertThat(all.toLowerCase(Locale.ROOT)).doesNotContain("x.example", "o'hara", "twin", "user:");
    assertThat(grants.leftOut()).as("Zoë's address").isEqualTo(1);
  }

  @Test
  void grants_that_are_over_are_left_out_and_those_to_come_are_in() {
    List<String> dates =
        company.bigQuery(home).grants(company.company(RowCompany.ACME).operator()).lines().stream()
            .filter(line -> line.contains("REPORT"))
            .map(line -> line.replaceAll(".*\"valid_from\":\"(.*?)\".*:\"(.*?)\".*", "$1 $2"))
            .sorted()
            .toList();
    String moved = RowCompany.TODAY.minusDays(1).toString();
    String moves = RowCompany.TODAY.plusDays(1).toString();
    String ends = RowCompany.TODAY.plusDays(ViewerGrants.LASTS_DAYS).toString();
    assertThat(dates).contains(moved + " " + ends, moves + " " + ends);
    assertThat(dates).as("Eve is Dan's until then").anyMatch(line -> line.endsWith(" " + moves));
    assertThat(dates).as("Cy was Ada's").noneMatch(line -> line.endsWith(" " + moved));
  }

  /** Orgscope speaks to no BigQuery: what it holds of somebody who was erased goes by itself. */
  @Test
  void what_is_not_loaded_anew_ends_and_its_rows_go() {
    assertThat(company.bigQuery(home).grants(company.company(RowCompany.ACME).operator()).lines())
        .allSatisfy(line ->
            assertThat(LocalDate.parse(line.replaceAll(".*\"valid_until\":\"(.*?)\".*", "$1")))
                .isBetween(RowCompany.TODAY.plusDays(1), RowCompany.TODAY.plusDays(14)));
    assertThat(
            bigQuery.statements(RowCompany.ACME).stream().filter(s -> s.startsWith("CREATE TABLE")))
        .hasSize(2)
        .allMatch(s ->
            s.contains("PARTITION BY valid_until\n")
                && s.contains("partition_expiration_days = 1"));
  }

  @Test
  void a_viewer_reads_their_own_grants_alone() {
    String filter =
        bigQuery.policies(RowCompany.ACME).stream()
            .filter(policy -> policy.name().equals("orgscope_viewer_acme"))
            .findAny()
            .orElseThrow()
            .filter();
    List<List<Object>> rows =
        ENGINE.run(
            "SELECT because, COUNT(*) FROM `%s`.`%s`.`viewer_grants` WHERE %s AND because <> 'FRIEND' GROUP BY because ORDER BY because"
                .formatted(
                    BigQueryRows.PROJECT,
                    BigQueryRows.DATASET,
                    BigQueryRows.withoutSession(filter)),
            bigQuery.tables(),
            Map.of("session_user", "bo@x.example"));
    assertThat(rows).containsExactly(List.of("REPORT", 2L), List.of("SELF", 1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@x.example",
        "Ada.O'Hara@X.EXAMPLE",
        "' OR '1'='1",
        "a\\\\' OR TRUE --",
        "\"\"@x.example"
      })
  void who_asks_is_the_same_in_bigquery_as_here(String mail) {
    ViewerDigest digest = new ViewerDigest("0123456789abcdef0123456789abcdef".getBytes(UTF_8));
    byte[] there =
        (byte[])
            ENGINE
                .run(
                    "SELECT "
                        + BigQueryRows.withoutSession(digest.expression())
                        + " FROM UNNEST([@session_user])",
                    List.of(),
                    Map.of("session_user", mail))
                .getFirst()
                .getFirst();
    assertThat(there).isEqualTo(digest.of(mail).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "zoë@x.example", "\u0130@x.example", "\u212Aelvin@x.example"})
  void an_address_that_is_not_plain_is_nobodys(String mail) {
    assertThat(new ViewerDigest(new byte[32]).of(mail)).isEmpty();
  }

  @Test
  void an_address_that_two_people_have_is_nobodys() {
    var people =
        company
            .company(RowCompany.ACME)
            .directory()
            .people()
            .all(Caller.system(RowCompany.ACME, "test"));
    var both =
        Map.of(people.get(0).key(), "team@x.example", people.get(1).key(), " TEAM@x.example");
    ViewerGrants grants =
        new ViewerGrants(RowCompany.TODAY, new ViewerDigest(new byte[32]), List.of())
            .of(people, both, List.of());
    assertThat(grants.all()).isEmpty();
    assertThat(grants.leftOut()).isEqualTo(people.size());
  }

  @Test
  void a_key_that_was_somebody_elses_on_some_days_is_granted_to_nobody() {
    Person ada =
        company
            .company(RowCompany.ACME)
            .directory()
            .people()
            .all(Caller.system(RowCompany.ACME, "test"))
            .stream()
            .filter(person -> person.endDate() == null)
            .findFirst()
            .orElseThrow();
    PersonKey always = new PersonKey(new UUID(1, 1));
    PersonKey once = new PersonKey(new UUID(2, 2));
    ViewerGrants grants =
        new ViewerGrants(
                RowCompany.TODAY,
                new ViewerDigest(new byte[32]),
                List.of(
                    KeyPeriod.always(always, ada.key()),
                    new KeyPeriod(once, ada.key(), KeyPeriod.BEGINNING, RowCompany.TODAY)))
            .of(List.of(ada), Map.of(ada.key(), "ada@x.example"), List.of());
    assertThat(grants.all())
        .extracting(ViewerGrants.Grant::actor)
        .containsExactly(ada.key(), always);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x'y",
        "back\\slash",
        "\\' OR TRUE --",
        "new\nline",
        "\u0000",
        "Zoë 漢 \uD83D\uDE00",
        "`"
      })
  void text_comes_back_as_it_was(String hostile) {
    assertThat(
            ENGINE.run(
                "SELECT " + GoogleSql.text(hostile) + " FROM UNNEST([1])", List.of(), Map.of()))
        .containsExactly(List.of(hostile));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user:ada@x.example",
        "allAuthenticatedUsers",
        "group:it@x.example') FILTER USING (TRUE) --",
        "domain:x.example','allUsers",
        "group:",
        "domain:localhost"
      })
  void nobody_is_granted_rows_by_a_name_that_says_more(String grantee) {
    assertThatThrownBy(() -> target("some-project", "lake", Role.MANAGER, grantee))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("nobody to grant to");
  }

  @Test
  void a_place_is_a_name_and_a_role_without_rows_is_granted_none() {
    for (String hostile : List.of("x`.`y", "lake; DROP TABLE x", "läke", "")) {
      assertThatThrownBy(() -> target("some-project", hostile, Role.MANAGER, "domain:x.example"))
          .hasMessageContaining("no data set");
      assertThatThrownBy(() -> target(hostile, "lake", Role.MANAGER, "domain:x.example"))
          .hasMessageContaining("no project");
    }
    for (Role role : List.of(Role.CEO, Role.AUDITOR)) {
      assertThatThrownBy(() -> target("some-project", "lake", role, "domain:x.example"))
          .hasMessageContaining("no person");
    }
    assertThatThrownBy(() -> target("some-project", "lake", Role.SYSTEM, "domain:x.example"))
        .isInstanceOf(Failure.class);
  }

  private static BigQueryTarget target(String project, String dataset, Role role, String grantee) {
    return new BigQueryTarget(
        project, dataset, Map.of(role, List.of(grantee)), "serviceAccount:a@b.example", 10);
  }

  @Test
  void a_threshold_view_shows_no_group_of_fewer_people() {
    for (LakeTable table : LakeTable.values()) {
      String name = "groups_of_" + table.sqlName() + "_acme";
      String view = bigQuery.views(RowCompany.ACME).get(name);
      if (!table.namesPeople()) {
        assertThat(view).as(name).isNull();
        continue;
      }
      Table own =
          bigQuery.tables().stream()
              .filter(one -> one.path().getLast().equals(table.sqlName()))
              .findAny()
              .orElseThrow();
      List<List<Object>> rows = new ArrayList<>();
      // One person's hundred rows are one person; people of another company are none of this one.
      for (int i = 0; i < 100; i++) {
        rows.add(row(own, "acme", 1, "Few"));
      }
      rows.add(row(own, "acme", 2, "Few"));
      rows.add(row(own, "other", 3, "Few"));
      for (int person = 1; person <= 3; person++) {
        rows.add(row(own, "acme", person, "Some"));
      }
      assertThat(
              ENGINE.run(
                  Objects.requireNonNull(view, name),
                  List.of(new Table(own.path(), own.columns(), rows)),
                  Map.of()))
          .as(name)
          .containsExactly(List.of(LocalDate.of(2026, 11, 1), "Some", 3L));
    }
  }

  private static List<Object> row(Table table, String tenant, int person, String app) {
    byte[] actor = new byte[16];
    Arrays.fill(actor, (byte) person);
    Map<String, Object> values = new LinkedHashMap<>();
    table.columns().keySet().forEach(column -> values.put(column, null));
    values.put("tenant", tenant);
    values.put("actor", actor);
    values.put("day", RowCompany.TODAY);
    values.put("app", app);
    return new ArrayList<>(values.values());
  }
}

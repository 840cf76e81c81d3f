package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each part's login tries everything; only what {@code db/grants.tsv} says is not denied. */
class GrantsTest {
  private static final Database DATABASE = TestDatabase.fresh();
  private static final Grants GRANTS = Grants.onClasspath();

  /** Each right of a table, as a statement that is planned and not run. */
  private static final Map<String, String> TRIALS =
      Map.of(
          "SELECT", "EXPLAIN SELECT %2$s FROM %1$s",
          "INSERT", "EXPLAIN INSERT INTO %1$s (%2$s) VALUES (DEFAULT)",
          "UPDATE", "EXPLAIN UPDATE %1$s SET %2$s = DEFAULT",
          "DELETE", "EXPLAIN DELETE FROM %1$s");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void each_login_may_do_what_the_table_says_and_nothing_else() throws Exception {
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    try (Connection superuser = TestDatabase.asOwner(DATABASE)) {
      List<String> columns =
          Catalogue.rows(
              superuser,
              """
              SELECT n.nspname || '.' || quote_ident(c.relname) || E'\\t' || quote_ident(a.attname)
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$|public$)'
                AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1
              """);
      List<String> functions =
          Catalogue.rows(
              superuser,
              """
              SELECT p.oid::regprocedure || E'\\t' || p.oid::regproc || '('
                || CASE WHEN p.provariadic <> 0 THEN 'VARIADIC ' ELSE '' END
                || coalesce((SELECT string_agg('NULL::' || format_type(t.type, NULL), ', ')
                  FROM unnest(p.proargtypes) AS t(type)), '') || ')'
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE n.nspname !~ '^(pg_|information_schema$|public$)'
                AND p.prorettype <> 'trigger'::regtype
              """);
      for (Login login : Login.values()) {
        try (Connection stolen = TestServer.connect(login, DATABASE)) {
          for (String column : columns) {
            String[] names = column.split("\t");
            if (!isFirst(columns, names) && !hasColumns(names[0])) {
              // A right of the whole table: one column is as good as another.
              continue;
            }
            for (Map.Entry<String, String> trial : TRIALS.entrySet()) {
              tried++;
              boolean says =
                  has(login, names[0], trial.getKey())
                      || has(login, names[0], trial.getKey() + " (" + names[1] + ")");
              expect(says, stolen, login, trial.getValue().formatted(names[0], names[1]), wrong);
            }
          }
          for (String function : functions) {
            tried++;
            String[] names = function.split("\t");
            expect(
                has(login, names[0], "EXECUTE"),
                stolen,
                login,
                "EXPLAIN SELECT " + names[1],
                wrong);
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(3_000);
    assertThat(wrong).isEmpty();
  }

  private static boolean has(Login login, String thing, String right) {
    return GRANTS.rightsOf(login, thing).contains(right);
  }

  /** Whether somebody has a right on columns of it alone. */
  private static boolean hasColumns(String thing) {
    return Stream.of(Login.values())
        .flatMap(login -> GRANTS.rightsOf(login, thing).stream())
        .anyMatch(right -> right.endsWith(")"));
  }

  private static boolean isFirst(List<String> columns, String[] names) {
    return columns.stream()
        .filter(column -> column.startsWith(names[0] + "\t"))
        .findFirst()
        .orElseThrow()
        .equals(String.join("\t", names));
  }

  private static void expect(
      boolean may, Connection stolen, Login login, String statement, List<String> wrong) {
    String said = "";
    try {
      Roles.execute(stolen, statement);
    } catch (SQLException e) {
      said = String.valueOf(e.getMessage());
    }
    // What a policy or a function in it needs is denied in the same words.
    if (said.contains("permission denied") == may) {
      wrong.add(login + ": " + statement + (may ? ": " + said : " is not denied"));
    }
  }

  @Test
  void what_is_in_force_is_what_the_table_says_and_each_difference_is_told() throws Exception {
    try (Connection superuser = TestDatabase.asOwner(DATABASE)) {
      assertThat(Catalogue.findings(superuser)).isEmpty();
      superuser.setAutoCommit(false);
      Savepoint before = superuser.setSavepoint();
      for (String thing : GRANTS.things()) {
        String kind = thing.contains("(") ? "FUNCTION " : "TABLE ";
        for (Login login : Login.values()) {
          if (!GRANTS.rightsOf(login, thing).isEmpty()) {
            Roles.execute(superuser, "REVOKE ALL ON " + kind + thing + " FROM " + login.role());
            assertThat(GRANTS.findings(superuser))
                .as("%s is taken from %s", thing, login)
                .hasSameSizeAs(GRANTS.rightsOf(login, thing))
                .allMatch(
                    told -> told.startsWith(login.role() + " may not ") && told.contains(thing));
            superuser.rollback(before);
            break;
          }
        }
      }
      for (Login login : Login.values()) {
        Roles.execute(superuser, "GRANT DELETE ON audit.entry TO " + login.role());
        assertThat(Catalogue.findings(superuser))
            .containsExactly(
                login.role() + " may DELETE on audit.entry, which db/grants.tsv does not say");
        superuser.rollback(before);
      }
    }
  }

  @Test
  void nobody_who_signs_in_has_what_is_made_later() throws Exception {
    try (Connection owner = TestServer.asMigrations(DATABASE)) {
      Roles.execute(owner, "CREATE TABLE work.later (id integer)");
      Set<String> held = new TreeSet<>();
      for (Login login : Login.values()) {
        held.addAll(
            Catalogue.rows(
                owner,
                "SELECT privilege_type FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid ="
                    + " 'work.later'::regclass AND pg_get_userbyid(a.grantee) = '"
                    + login.role()
                    + "'"));
      }
      assertThat(held).isEmpty();
      Roles.execute(owner, "DROP TABLE work.later");
    }
  }

  /** What the issue of stolen logins names, said apart from the table that grants it. */
  @Test
  void no_page_deletes_people_charges_the_budget_or_writes_a_log_by_hand() {
    for (String thing : GRANTS.things()) {
      List<String> rights = GRANTS.rightsOf(Login.PAGES, thing);
      if (thing.startsWith("directory.") || thing.startsWith("privacy.")) {
        assertThat(rights)
            .as(thing)
            .doesNotContain("DELETE")
            .isSubsetOf(
                thing.equals("directory.vocabulary")
                    ? List.of("SELECT", "INSERT", "UPDATE")
                    : List.of("SELECT", "EXECUTE"));
      }
      if (thing.startsWith("audit.")) {
        for (Login login : Login.values()) {
          assertThat(GRANTS.rightsOf(login, thing))
              .as("%s of %s", login, thing)
              .doesNotContain("UPDATE", "DELETE", "INSERT", "TRUNCATE");
        }
      }
    }
    assertThat(GRANTS.rightsOf(Login.PAGES, "insight.release")).containsExactly("SELECT");
    assertThat(GRANTS.rightsOf(Login.INGEST, "directory.person")).doesNotContain("DELETE");
  }
}

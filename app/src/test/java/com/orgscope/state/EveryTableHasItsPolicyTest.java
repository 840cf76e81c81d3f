package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What every room's migrations must leave behind, read from PostgreSQL's own catalog. */
class EveryTableHasItsPolicyTest {
  private static final Database DATABASE = TestDatabase.fresh();

  /** Tables without a policy, each with the reason. A room's name alone is not enough. */
  private static final Map<String, String> EXCEPT =
      Map.of(
          "work.shard_execution", "db-scheduler's: ids and times of everybody's due work",
          "work.recurring_execution", "db-scheduler's: ids and times of everybody's due work",
          "lake.iceberg_tables", "the Iceberg catalog's: names and locations of shared tables",
          "lake.iceberg_namespace_properties", "the Iceberg catalog's: no tenant in it");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void row_level_security_is_enabled_and_forced_on_every_table_of_every_room() throws Exception {
    List<String> tables =
        rows(
            """
            SELECT n.nspname || '.' || c.relname FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'
              AND c.relname <> 'flyway_history'
            """);
    assertThat(tables).contains("work.job", "work.shard", "work.dead_letter");
    List<String> open =
        rows(
            """
            SELECT n.nspname || '.' || c.relname FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'
              AND c.relname <> 'flyway_history'
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                       AND EXISTS (SELECT FROM pg_policy p
                         WHERE p.polrelid = c.oid AND p.polname <> 'its_owner'))
            """);
    open.removeAll(EXCEPT.keySet());
    assertThat(open)
        .as("ENABLE, FORCE ROW LEVEL SECURITY and a policy, or a reason here")
        .isEmpty();
  }

  @Test
  void every_policy_asks_for_the_tenant_and_the_role() throws Exception {
    // Policies for the owner alone bind only what runs as the owner.
    String policies =
        """
        SELECT p.polrelid::regclass || ': ' || p.polname FROM pg_policy p
        CROSS JOIN LATERAL (VALUES (coalesce(pg_get_expr(p.polqual, p.polrelid), '')
            || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''))) t(text)
        WHERE (p.polroles = '{0}' OR 'orgscope_app'::regrole = ANY (p.polroles))
        """;
    assertThat(rows(policies)).hasSizeGreaterThan(10);
    assertThat(
            rows(
                policies
                    + "AND t.text !~ 'state\\.((role|principal)\\(\\)|tenant_as\\(VARIADIC ARRAY)'"))
        .as("a policy says which role, or which principal, sees the row")
        .isEmpty();
    assertThat(
            rows(
                policies
                    + "AND t.text !~ 'state\\.tenant(_as)?\\(' AND t.text !~ 'AS role\\) = .SYSTEM'"))
        .as("only the product itself sees more than one tenant")
        .isEmpty();
  }

  @Test
  void every_policy_asks_who_calls_once_a_statement_and_not_once_a_row() throws Exception {
    assertThat(
            rows(
                """
                SELECT p.polrelid::regclass || ': ' || p.polname FROM pg_policy p
                CROSS JOIN LATERAL (VALUES (coalesce(pg_get_expr(p.polqual, p.polrelid), '')
                    || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''))) t(text)
                WHERE regexp_replace(t.text, '\\( SELECT state\\.', '', 'g') ~ 'state\\.'
                """))
        .as("write (SELECT state.tenant()): each call verifies the claims anew")
        .isEmpty();
  }

  @Test
  void what_somebody_only_claims_decides_nothing() throws Exception {
    assertThat(
            rows(
                """
                SELECT p.polrelid::regclass || ': ' || p.polname FROM pg_policy p
                WHERE coalesce(pg_get_expr(p.polqual, p.polrelid), '')
                  || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') ~ 'claimed_|current_setting'
                UNION ALL
                SELECT p.oid::regprocedure::text FROM pg_proc p
                JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname !~ '^(pg_|information_schema)' AND p.prokind = 'f'
                  AND pg_get_functiondef(p.oid) ~ 'claimed_|current_setting'
                UNION ALL
                SELECT a.adrelid::regclass || ': default' FROM pg_attrdef a
                WHERE pg_get_expr(a.adbin, a.adrelid) ~ 'claimed_|current_setting'
                """))
        .as("policies, functions and defaults ask what was verified: state.tenant_as, state.tenant")
        .containsExactlyInAnyOrder("state.claimed_tenant()", "state.claims_as(text[])");
  }

  /** Rows that keep somebody away, or are only written by whoever holds the tenant's people. */
  private static final List<String> PEOPLE_EXCEPT =
      List.of(
          "directory.awaited_manager",
          "directory.erased",
          "directory.holding",
          "directory.link",
          "directory.merged",
          "directory.person",
          "directory.position",
          "directory.settled_key",
          "privacy.erasure");

  @Test
  void a_table_of_people_leaves_out_whoever_was_erased() throws Exception {
    assertThat(
            rows(
                """
                SELECT c.table_schema || '.' || c.table_name
                FROM information_schema.columns c
                JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE c.column_name IN ('person', 'actor') AND t.table_type = 'BASE TABLE'
                  AND NOT EXISTS (SELECT FROM pg_trigger g
                    WHERE g.tgname = 'leave_out_erased' AND g.tgenabled = 'O'
                      AND g.tgrelid = (c.table_schema || '.' || c.table_name)::regclass)
                """))
        .as("a trigger as in category: a night may have read them before, or a reason here")
        .containsExactlyInAnyOrderElementsOf(PEOPLE_EXCEPT);
  }

  @Test
  void no_view_or_function_lets_the_application_by() throws Exception {
    assertThat(
            rows(
                """
                SELECT n.nspname || '.' || c.relname FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('v', 'm') AND n.nspname !~ '^(pg_|information_schema)'
                  AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
                """))
        .as("a view runs as its owner unless it is made WITH (security_invoker = true)")
        .isEmpty();
    assertThat(
            rows(
                """
                SELECT n.nspname || '.' || p.proname FROM pg_proc p
                JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema)'
                """))
        .as(
            "a SECURITY DEFINER function runs as the owner; pen and sealer of the audit log have to, what"
                + " takes people who are erased out of tables that only grow, what says who is, and"
                + " what verifies who calls; and what says who is in no number, since that"
                + " somebody opted out is theirs to know")
        .isSubsetOf(
            "access.left_out",
            "access.let_in",
            "access.counted",
            "category.shown_to_managers",
            "privacy.being_erased",
            "audit.append",
            "audit.ends",
            "audit.remove_until",
            "audit.forget",
            "audit.names",
            "audit.seal_blocks",
            "category.forget",
            "recommendation.forget",
            "directory.is_erased",
            "state.claims_as",
            "state.signed",
            "state.put_claim_key");
  }

  @Test
  void the_application_owns_nothing_makes_nothing_and_becomes_nobody_else() throws Exception {
    try (Connection application = DATABASE.dataSource().getConnection();
        Statement statement = application.createStatement()) {
      ApplicationRole.requireHarmless(application);
      for (String forbidden :
          List.of(
              "CREATE TABLE state.mine (n int)",
              "CREATE TABLE public.mine (n int)",
              "CREATE SCHEMA mine",
              "ALTER TABLE work.job DISABLE ROW LEVEL SECURITY",
              "DROP POLICY the_product_works ON work.job",
              "SET ROLE " + EmbeddedServer.OWNER,
              "SET SESSION AUTHORIZATION " + EmbeddedServer.SUPERUSER,
              "UPDATE state.flyway_history SET success = false")) {
        assertThatThrownBy(() -> statement.execute(forbidden))
            .as(forbidden)
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void a_role_that_could_see_past_policies_is_refused() throws Exception {
    String name = "harmful_" + UUID.randomUUID().toString().substring(0, 8);
    try (Connection owner = TestDatabase.asOwner(DATABASE);
        Statement statement = owner.createStatement()) {
      for (Map.Entry<String, String> harm :
          Map.of("SUPERUSER", "is a superuser", "BYPASSRLS", "bypasses").entrySet()) {
        statement.execute("CREATE ROLE " + name + " " + harm.getKey());
        statement.execute("SET ROLE " + name);
        assertThatThrownBy(() -> ApplicationRole.requireHarmless(owner))
            .isInstanceOf(Failure.class)
            .hasMessageContaining(harm.getValue());
        statement.execute("RESET ROLE");
        statement.execute("DROP ROLE " + name);
      }
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(DATABASE);
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}

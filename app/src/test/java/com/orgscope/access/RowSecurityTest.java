package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every table of every room owes, whoever writes the next migration. */
@Tag("slow")
class RowSecurityTest {
  private static final String ROOMS =
      """
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%'
        AND n.nspname NOT IN ('information_schema', 'public') AND c.relname <> 'flyway_history'
      """;

  @Test
  void every_table_forces_row_security_even_on_its_owner() throws SQLException {
    assertThat(list("SELECT n.nspname || '.' || c.relname " + ROOMS))
        .contains("directory.person", "audit.entry", "access.principal")
        .hasSizeGreaterThan(10);
    assertThat(
            list(
                "SELECT n.nspname || '.' || c.relname "
                    + ROOMS
                    + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"))
        .as("the scheduler's library calls as nobody, and its rows hold ids of shards only")
        .containsExactlyInAnyOrder("work.shard_execution", "work.recurring_execution");
  }

  @Test
  void every_policy_asks_for_the_tenant_and_the_role() throws SQLException {
    String policies =
        """
        SELECT schemaname || '.' || tablename || ': ' || policyname FROM pg_policies
        WHERE schemaname NOT IN ('public')
        """;
    assertThat(list(policies)).hasSizeGreaterThan(20);
    assertThat(
            list(
                policies
                    + """
                      AND 'orgscope_app' <> ALL (roles) AND 'public' = ANY (roles)
                      AND coalesce(qual, '') || coalesce(with_check, '') !~ 'state\\.(role\\(\\)|tenant_as\\(VARIADIC ARRAY)'
                    """))
        .as("a tenant alone is not enough: a CEO is of the tenant too")
        .containsExactly("access.principal: self");
    assertThat(
            list(
                """
                SELECT p.schemaname || '.' || p.tablename || ': ' || p.policyname
                FROM pg_policies p
                JOIN information_schema.columns c ON c.table_schema = p.schemaname
                  AND c.table_name = p.tablename AND c.column_name = 'tenant'
                WHERE coalesce(qual, '') || coalesce(with_check, '') !~ 'state\\.tenant(_as)?\\('
                  AND p.policyname <> 'its_owner' AND p.permissive = 'PERMISSIVE'
                """))
        // The product alone, for what it does for everybody at once: one appender writes the sealed
        // bytes of all tenants, one limit is everybody's, batches and switches are watched
        // together, and what operators sign is of the whole installation.
        .as("rows of a tenant, shown without asking for the tenant")
        .containsExactlyInAnyOrder(
            "eventlog.inbox: the_product_itself",
            "access.operator_entry: the_product_adds",
            "access.operator_entry: the_product_reads",
            "sources.budget: everybodys",
            "llm.allowance: the_product_limits_all",
            "llm.batch: the_product_batches",
            "llm.kill_switch: the_product_stops");
  }

  @Test
  void every_function_with_its_owners_rights_fixes_where_it_looks() throws SQLException {
    String definers =
        """
        SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n
          ON n.oid = p.pronamespace WHERE p.prosecdef AND n.nspname NOT LIKE 'pg\\_%'
        """;
    assertThat(list(definers)).contains("audit.append");
    assertThat(
            list(
                definers
                    + " AND NOT EXISTS (SELECT FROM unnest(p.proconfig) s"
                    + " WHERE s LIKE 'search_path=%')"))
        .isEmpty();
  }

  private static List<String> list(String query) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(TestDatabase.fresh());
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}

package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rows of two tenants in every table that there is, of which one goes. */
class TenantRowsTest {
  private static final TenantId ACME = new TenantId("acme");

  @Test
  void every_table_loses_a_tenants_rows_but_those_that_say_otherwise_and_no_others()
      throws Exception {
    Database database = TestDatabase.fresh();
    try (Connection owner = TestDatabase.asOwner(database)) {
      var unused = new PolicyMatrix(owner, TestServer.claims(database));
      owner.rollback();
      owner.setAutoCommit(true);
      List<String> tables = tables(owner);
      TreeMap<String, Long> others = counts(owner, tables, "other");
      TreeMap<String, Long> theirs = counts(owner, tables, "acme");
      TreeSet<String> kept = kept(owner);
      assertThat(theirs).as("one that has none would prove nothing").doesNotContainValue(0L);
      assertThat(theirs).hasSizeGreaterThan(60);
      TreeMap<String, Long> going = new TreeMap<>(theirs);
      kept.forEach(going::remove);
      TenantRows rows = new TenantRows(database);

      assertThat(rows.count(ACME)).isEqualTo(going);
      assertThat(counts(owner, tables, "acme")).as("counted and no more").isEqualTo(theirs);
      assertThat(rows.delete(ACME)).hasSize(going.size() - 1);
      assertThat(rows.deleteLast(ACME).keySet()).containsExactly("directory.tenant");
      assertThat(rows.delete(ACME)).isEmpty();

      TreeMap<String, Long> left = counts(owner, tables, "acme");
      left.values().removeIf(count -> count == 0);
      assertThat(left.keySet())
          .containsExactly(
              "audit.block",
              "audit.chain",
              "audit.departure",
              "audit.entry",
              "audit.listed",
              "audit.unsealed",
              "audit.verification",
              "eventlog.inbox");
      assertThat(counts(owner, tables, "other")).isEqualTo(others);
      assertThat(
              Catalogue.rows(
                  owner,
                  """
                  SELECT relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
                  WHERE NOT (relrowsecurity AND relforcerowsecurity)
                  """))
          .as("tables whose policies do not bind their owner afterwards")
          .isEmpty();
    }
    database.close();
  }

  /** A search reads for long, and by day. */
  @Test
  void nobody_waits_for_a_search_or_an_erasure_and_they_wait_for_nobody_elses_rows()
      throws Exception {
    Database database = TestDatabase.fresh();
    try (Connection owner = TestDatabase.asOwner(database);
        Connection other = TestDatabase.asOwner(database)) {
      var unused = new PolicyMatrix(owner, TestServer.claims(database));
      owner.commit();
      List<String> tables = tables(other);
      other.setAutoCommit(false);
      for (String table : tables) {
        // It reads the table, and has rows of it in hand.
        Roles.execute(other, "SELECT FROM " + table + " WHERE tenant = 'other' FOR UPDATE");
      }
      TenantRows rows = new TenantRows(database);
      assertThat(rows.holding(List.of("what nobody wrote")))
          .hasSizeGreaterThan(tables.size())
          .satisfies(found -> assertThat(found.values()).containsOnly(0L));
      assertThat(rows.holding(List.of("acme"))).containsKeys(tables.toArray(String[]::new));
      assertThat(rows.count(ACME)).hasSizeGreaterThan(60);
      assertThat(rows.forgetActors(ACME, List.of("me"))).isNotEmpty();
      assertThat(rows.delete(ACME)).hasSizeGreaterThan(60);
      other.rollback();
    }
    database.close();
  }

  @Test
  void rows_that_others_refer_to_go_after_them_however_tables_are_called() throws Exception {
    Database database = TestDatabase.fresh();
    TenantRows rows = new TenantRows(database);
    assertThat(rows.count(ACME)).isEmpty();
    try (Connection owner = database.asOwner()) {
      for (String sql :
          List.of(
              "CREATE TABLE state.a_first (tenant text, id int PRIMARY KEY)",
              "CREATE TABLE state.b_second (tenant text, id int REFERENCES state.a_first)",
              "COMMENT ON TABLE state.b_second IS 'what it is'",
              "INSERT INTO state.a_first VALUES ('acme', 1), ('other', 2)",
              "INSERT INTO state.b_second SELECT 'acme', 1 FROM generate_series(1, 20001)",
              "INSERT INTO state.b_second VALUES ('other', 2)")) {
        Roles.execute(owner, sql);
      }
      assertThat(rows.delete(ACME))
          .containsOnly(
              java.util.Map.entry("state.a_first", 1L),
              java.util.Map.entry("state.b_second", 20001L));
      assertThat(Catalogue.rows(owner, "SELECT tenant FROM state.b_second"))
          .containsExactly("other");
    }
    database.close();
  }

  private static List<String> tables(Connection owner) throws Exception {
    return Catalogue.rows(
        owner,
        """
        SELECT table_schema || '.' || table_name FROM information_schema.columns
        JOIN information_schema.tables USING (table_schema, table_name)
        WHERE column_name = 'tenant' AND table_type = 'BASE TABLE' ORDER BY 1
        """);
  }

  private static TreeSet<String> kept(Connection owner) throws Exception {
    return new TreeSet<>(
        Catalogue.rows(
            owner,
            "SELECT c.oid::regclass::text FROM pg_class c WHERE obj_description(c.oid, 'pg_class') = '"
                + TenantRows.KEPT
                + "'"));
  }

  private static TreeMap<String, Long> counts(Connection owner, List<String> tables, String tenant)
      throws Exception {
    TreeMap<String, Long> counts = new TreeMap<>();
    for (String table : tables) {
      owner.setAutoCommit(false);
      Roles.execute(owner, "ALTER TABLE " + table + " NO FORCE ROW LEVEL SECURITY");
      counts.put(
          table,
          Long.valueOf(
              Catalogue.rows(
                      owner,
                      "SELECT count(*)::text FROM " + table + " WHERE tenant = '" + tenant + "'")
                  .getFirst()));
      owner.rollback();
      owner.setAutoCommit(true);
    }
    return counts;
  }
}

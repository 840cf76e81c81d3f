package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From the application's role to more than that: whoever can slip SQL into one of its statements
 * tries what is written here.
 */
class DefinerAttackTest {
  private static final Database DATABASE = TestDatabase.fresh();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /**
   * A type that a function looks for in {@code pg_temp} first is the caller's, and so is the check
   * of a domain, which then runs with the rights of the function's owner.
   */
  @Test
  void no_function_with_its_owners_rights_runs_what_the_caller_left_in_pg_temp() throws Exception {
    // The first line of defence is taken away, so that the second is seen.
    asSuperuser("GRANT TEMPORARY ON DATABASE " + DATABASE.name() + " TO orgscope_app");
    List<String> calls = definerCalls();
    assertThat(calls).as("functions to attack").hasSizeGreaterThan(3);
    for (String call : calls) {
      try (Connection application = TestServer.asApplication(DATABASE);
          Statement statement = application.createStatement()) {
        trap(DATABASE, statement);
        try {
          statement.execute(call);
        } catch (SQLException e) {
          assertThat(e.getMessage()).as(call).doesNotContain("ran as");
        }
      }
    }
    asSuperuser("REVOKE TEMPORARY ON DATABASE " + DATABASE.name() + " FROM orgscope_app");
  }

  /** Else the test above would pass because its trap does not spring. */
  @Test
  void a_function_that_leaves_pg_temp_to_be_looked_through_first_is_caught() throws Exception {
    Database careless = TestDatabase.fresh();
    try (Connection superuser = TestDatabase.asOwner(careless);
        Statement statement = superuser.createStatement()) {
      statement.execute("GRANT TEMPORARY ON DATABASE " + careless.name() + " TO orgscope_app");
      statement.execute(
          "ALTER FUNCTION audit.append(text, text, text, uuid[], bytea) SET search_path = pg_catalog");
    }
    try (Connection application = TestServer.asApplication(careless);
        Statement statement = application.createStatement()) {
      trap(careless, statement);
      assertThatThrownBy(() -> statement.execute("SELECT audit.append('a', 's', 'r', '{}', NULL)"))
          .hasMessageContaining("ran as orgscope_definer");
    }
    careless.close();
  }

  private static void trap(Database database, Statement statement) throws SQLException {
    statement.execute(
        "CREATE FUNCTION pg_temp.ran() RETURNS boolean LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'ran as %', current_user; END $$");
    for (String type :
        List.of("text", "uuid", "int8", "int4", "bytea", "bool", "timestamptz", "date", "jsonb")) {
      statement.execute(
          "CREATE DOMAIN pg_temp.%1$s AS pg_catalog.%1$s CHECK (pg_temp.ran())".formatted(type));
    }
    String claims =
        TestServer.claims(database)
            .signed(statement.getConnection(), new Identity("acme", "SYSTEM", "system:x", ""));
    statement.execute("SET app.claims = '" + claims + "'");
  }

  /** A call of every function that runs with its owner's rights, today's and tomorrow's. */
  private static List<String> definerCalls() throws SQLException {
    return rows(
        """
        SELECT format('SELECT %s(%s)', p.oid::regproc, coalesce((
          SELECT string_agg(CASE
              WHEN t.typcategory = 'A' THEN format('''{}''::pg_catalog.%I', t.typname)
              WHEN t.typname = 'uuid' THEN 'pg_catalog.gen_random_uuid()'
              WHEN t.typcategory = 'D' THEN format('pg_catalog.now()::pg_catalog.%I', t.typname)
              WHEN t.typcategory = 'N' THEN format('1::pg_catalog.%I', t.typname)
              WHEN t.typcategory = 'B' THEN 'true'
              ELSE format('''x''::pg_catalog.%I', t.typname) END, ', ' ORDER BY a.nth)
          FROM unnest(p.proargtypes) WITH ORDINALITY a(type, nth)
          JOIN pg_type t ON t.oid = a.type), ''))
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema)'
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TEMP TABLE mine (n int)",
        "CREATE DOMAIN pg_temp.text AS pg_catalog.text",
        "CREATE TYPE pg_temp.mine AS (n int)",
        "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE FUNCTION state.mine() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE OR REPLACE FUNCTION state.role() RETURNS text LANGUAGE sql RETURN 'SYSTEM'",
        "CREATE OPERATOR state.= (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
        "CREATE CAST (text AS uuid) WITH INOUT AS IMPLICIT",
        "CREATE SCHEMA mine",
        "CREATE EXTENSION pgcrypto",
        "CREATE LANGUAGE plperlu",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION audit.refuse()",
        "CREATE POLICY mine ON audit.entry USING (true)",
        "CREATE TRIGGER mine BEFORE INSERT ON audit.entry EXECUTE FUNCTION audit.refuse()",
        "CREATE RULE mine AS ON INSERT TO work.job DO INSTEAD NOTHING",
        "ALTER DEFAULT PRIVILEGES FOR ROLE orgscope_migrations GRANT ALL ON TABLES TO PUBLIC",
        "ALTER FUNCTION audit.append(text, text, text, uuid[], bytea) RESET search_path",
        "ALTER ROLE orgscope_app SUPERUSER",
        "ALTER ROLE orgscope_app BYPASSRLS",
        "ALTER ROLE orgscope_app CREATEROLE",
        "ALTER ROLE orgscope_definer LOGIN",
        "ALTER SYSTEM SET archive_command = 'id'",
        "GRANT orgscope_definer TO orgscope_app",
        "GRANT pg_read_server_files TO orgscope_app",
        "GRANT pg_execute_server_program TO orgscope_app",
        "SET ROLE orgscope_definer",
        "SET ROLE orgscope_migrations",
        "SET ROLE orgscope_owner",
        "SET ROLE pg_read_server_files",
        "SET SESSION AUTHORIZATION orgscope_owner",
        "SET session_replication_role = replica",
        "LOAD 'plpgsql'",
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "COPY (SELECT 1) TO '/tmp/orgscope-attack'",
        "COPY audit.entry FROM '/etc/passwd'",
        "COPY work.job FROM '/etc/passwd'",
        "COPY work.job FROM PROGRAM 'id'",
        "SELECT lo_import('/etc/passwd')",
        "SELECT lo_create(0)",
        "SELECT lo_creat(-1)",
        "SELECT lo_from_bytea(0, 'kept')",
        "SELECT lo_export(1, '/tmp/orgscope-attack')",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_read_binary_file('PG_VERSION')",
        "SELECT pg_ls_dir('.')",
        "SELECT pg_stat_file('PG_VERSION')",
        "SELECT rolpassword FROM pg_authid",
        "SELECT * FROM pg_user_mapping",
        "SELECT pg_reload_conf()",
        "SELECT * FROM state.flyway_history",
      })
  void the_application_is_refused(String attack) throws Exception {
    try (Connection application = TestServer.asApplication(DATABASE);
        Statement statement = application.createStatement()) {
      assertThatThrownBy(() -> statement.execute(attack))
          .isInstanceOf(SQLException.class)
          .hasMessageMatching(
              "(?s).*(permission denied|must be |not allowed|no such|only roles).*");
    }
  }

  private static void asSuperuser(String sql) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(DATABASE);
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
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

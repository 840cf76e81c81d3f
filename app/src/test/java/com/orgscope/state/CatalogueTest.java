package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Who owns what, who may call what and who may become whom, whatever the next migration adds. */
class CatalogueTest {
  /** No version of before roles were parted is later; with "?" it need not exist. */
  private static final String BEFORE = "59?";

  @Test
  void the_catalogue_keeps_every_rule() throws Exception {
    Database database = TestDatabase.fresh();
    assertThat(findings(database)).isEmpty();
    database.close();
  }

  @Test
  void every_function_with_its_owners_rights_is_known_here() throws Exception {
    Database database = TestDatabase.fresh();
    try (Connection superuser = TestDatabase.asOwner(database)) {
      assertThat(
              Catalogue.rows(
                  superuser,
                  """
                  SELECT p.oid::regprocedure::text FROM pg_proc p
                  JOIN pg_namespace n ON n.oid = p.pronamespace
                  WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema)'
                  """))
          .as("each says here why the caller's own rights do not do")
          .containsExactlyInAnyOrder(
              // The log's pen: nobody else may write it.
              "audit.append(timestamp with time zone,text,text,text)",
              // People who are erased leave tables that only grow.
              "category.forget(uuid[])",
              "insight.forget(uuid[])",
              // Every role's rows leave out the erased, and no role reads who that is.
              "directory.is_erased(uuid)");
    }
    database.close();
  }

  @Test
  void a_database_that_a_superuser_made_goes_on_under_an_owner_who_is_none() throws Exception {
    Database old = TestServer.empty();
    try (Connection superuser = TestDatabase.asOwner(old)) {
      for (String room : Migrations.onClasspath().rooms()) {
        asItWasBefore(superuser, room);
      }
      assertThat(Catalogue.findings(superuser)).isNotEmpty();
    }

    old.dataSource();

    assertThat(findings(old)).isEmpty();
    old.close();
  }

  private static void asItWasBefore(Connection superuser, String room) throws SQLException {
    for (String right :
        List.of(
            "CREATE SCHEMA \"%s\"",
            "GRANT USAGE ON SCHEMA \"%s\" TO orgscope_app",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA \"%s\""
                + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO orgscope_app",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA \"%s\" GRANT USAGE ON SEQUENCES TO orgscope_app")) {
      Roles.execute(superuser, right.formatted(room));
    }
    Flyway.configure(CatalogueTest.class.getClassLoader())
        .dataSource(new SingleConnectionDataSource(superuser, true))
        .locations("classpath:db/migration/" + room)
        .defaultSchema(room)
        .schemas(room)
        .createSchemas(false)
        .table("flyway_history")
        .target(BEFORE)
        .load()
        .migrate();
    Roles.execute(superuser, "REVOKE ALL ON \"" + room + "\".flyway_history FROM orgscope_app");
  }

  private static List<String> findings(Database database) throws SQLException {
    try (Connection superuser = TestDatabase.asOwner(database)) {
      return Catalogue.findings(superuser);
    }
  }
}

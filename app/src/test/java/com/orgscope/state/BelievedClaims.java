package com.orgscope.state;

import com.orgscope.kernel.Home;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Lets the database of a test's own home believe what callers say, without a look at their MAC, and
 * verify it again: what a verification costs is the difference.
 */
public final class BelievedClaims implements AutoCloseable {
  private static final String BELIEVES =
      """
      CREATE OR REPLACE FUNCTION state.claims_as(roles text[]) RETURNS text[]
      LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$
      DECLARE
        claims text[] := string_to_array(current_setting('app.claims', true), E'\\x1f');
      BEGIN
        RETURN CASE WHEN roles IS NULL OR claims[6] = ANY (roles) THEN claims END;
      END $$
      """;

  private final EmbeddedServer server;
  private final String verifies;

  public BelievedClaims(Path home) throws SQLException {
    server = new EmbeddedServer(new Home(home), Duration.ofSeconds(60));
    verifies = definition();
  }

  private String definition() throws SQLException {
    try (Connection owner = server.connectAsSuperuser(server.database());
        Statement sql = owner.createStatement();
        ResultSet row =
            sql.executeQuery(
                "SELECT pg_get_functiondef('state.claims_as(text[])'::regprocedure)")) {
      row.next();
      return row.getString(1);
    }
  }

  public void believe(boolean everything) throws SQLException {
    try (Connection owner = server.connectAsSuperuser(server.database());
        Statement sql = owner.createStatement()) {
      sql.execute(everything ? BELIEVES : verifies);
    }
  }

  @Override
  public void close() throws SQLException {
    believe(false);
    server.close();
  }
}

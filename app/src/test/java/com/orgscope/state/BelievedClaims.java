package com.orgscope.state;

import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Lets the database of a test believe what callers say, without a look at their MAC, or show every
 * row to everybody, and verify again: what each costs is the difference.
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
      END $$;
      CREATE OR REPLACE FUNCTION state.take(claims text) RETURNS boolean
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      AS $$
      DECLARE
        said text := set_config('app.claims', claims, true);
      BEGIN
        RETURN true;
      END $$
      """;

  private final Connection superuser;
  private final List<String> verifies;
  private final List<String> tables;

  /** How callers are asked who they are. */
  public enum Way {
    VERIFIED,
    BELIEVED,
    /** Believed, and no table has policies. */
    WITHOUT_POLICIES
  }

  public BelievedClaims(Database database) throws SQLException {
    superuser = TestDatabase.asOwner(database);
    verifies =
        Catalogue.rows(
            superuser,
            "SELECT pg_get_functiondef(f) FROM unnest(ARRAY['state.claims_as(text[])', 'state.take(text)']::regprocedure[]) AS f");
    tables =
        Catalogue.rows(
            superuser,
            "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relrowsecurity AND c.relkind IN ('r', 'p')");
  }

  public void become(Way way) throws SQLException {
    Roles.execute(superuser, way == Way.VERIFIED ? String.join(";", verifies) : BELIEVES);
    String policies = way == Way.WITHOUT_POLICIES ? "DISABLE" : "ENABLE";
    StringBuilder all = new StringBuilder();
    tables.forEach(table ->
        all.append("ALTER TABLE %s %s ROW LEVEL SECURITY;".formatted(table, policies)));
    Roles.execute(superuser, all.toString());
  }

  /** What the application's backends have worked so far, in nanoseconds of a processor. */
  public long worked() throws SQLException, IOException {
    long nanos = 0;
    for (String backend :
        Catalogue.rows(
            superuser,
            "SELECT pid::text FROM pg_stat_activity WHERE datname = current_database() AND usename IN (%s)"
                .formatted(Login.names()))) {
      try {
        String schedule = Files.readString(Path.of("/proc", backend, "schedstat"));
        nanos += Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
      } catch (NoSuchFileException e) {
        // It has just ended.
        continue;
      }
    }
    return nanos;
  }

  @Override
  public void close() throws SQLException {
    try (superuser) {
      become(Way.VERIFIED);
    }
  }
}

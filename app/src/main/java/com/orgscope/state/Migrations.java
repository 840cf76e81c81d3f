package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Every room's migrations, {@code db/migration/ROOM/V…__….sql}, each room in the schema of its
 * name, all in one history and one order. Reading the history costs time, so the digest of all
 * migrations, of {@link Grants} and of the owner's policy is kept in the database, as the comment
 * of the schema {@code state}, and nothing is looked at while it is equal.
 */
final class Migrations {
  private static final String FIRST = "state";
  private static final String HISTORY = "flyway_history";
  private static final long LOCK = 0x6f72_6773_636f_7065L;

  private final SortedMap<String, Resource> files;
  private final Grants grants;
  private final String digest;

  private Migrations(SortedMap<String, Resource> files, Grants grants, String digest) {
    this.files = files;
    this.grants = grants;
    this.digest = digest;
  }

  static Migrations onClasspath() {
    SortedMap<String, Resource> files = new TreeMap<>();
    try {
      MessageDigest digest = Sha256.digest();
      Resource[] found =
          new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader())
              .getResources("classpath*:db/migration/*/*.sql");
      for (Resource resource : found) {
        String[] path = resource.getURL().getPath().split("/");
        files.put(path[path.length - 2] + "/" + path[path.length - 1], resource);
      }
      for (var migration : files.entrySet()) {
        digest.update((migration.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
        try (InputStream text =
            new DigestInputStream(migration.getValue().getInputStream(), digest)) {
          text.transferTo(java.io.OutputStream.nullOutputStream());
        }
      }
      Grants grants = Grants.onClasspath();
      digest.update(grants.text().getBytes(StandardCharsets.UTF_8));
      digest.update(Catalogue.OF_OWNER.getBytes(StandardCharsets.UTF_8));
      return new Migrations(files, grants, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw Failure.bug("the migrations in this build cannot be read", e);
    }
  }

  String digest() {
    return digest;
  }

  boolean areDone(Connection any) throws SQLException {
    return digest.equals(
        one(any, "SELECT obj_description(to_regnamespace('state'), 'pg_namespace')"));
  }

  /**
   * Refuses what was made while each room had a history of its own: its tables stand elsewhere.
   *
   * @param database as whoever can connect; nothing is changed
   */
  static void requireOneHistory(Connection database, String where) throws SQLException {
    String other =
        one(
            database,
            "SELECT min(schemaname) FROM pg_tables WHERE tablename = '%s' AND schemaname <> '%s'"
                .formatted(HISTORY, FIRST));
    if (other != null) {
      throw Failure.operator(
          "%s was made by an Orgscope of before the first release, whose tables this one cannot read, nor will a later one: make a new one (another --home, or an empty database in ORGSCOPE_DATABASE_URL), import people and logs into it again and connect the sources anew; what you need of the old one, read with the version that made it, which still opens it. Nothing in it was changed"
              .formatted(where));
    }
  }

  /** Brings every room up to date; two processes that come at once do it one after the other. */
  void run(Connection owner) throws SQLException {
    one(owner, "SELECT pg_advisory_lock(" + LOCK + ")");
    try {
      if (!areDone(owner)) {
        // PostgreSQL would let every role call every new function.
        execute(owner, "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
        for (String room : rooms()) {
          execute(owner, "CREATE SCHEMA IF NOT EXISTS \"" + room + "\"");
        }
        migrate(owner);
        letOwnerIn(owner);
        grants.putInForce(owner);
        execute(owner, "COMMENT ON SCHEMA state IS '" + digest + "'");
      }
    } finally {
      one(owner, "SELECT pg_advisory_unlock(" + LOCK + ")");
    }
  }

  /**
   * Policies bind the owner of a table too, so that nothing of one company is seen by chance. What
   * is kept of somebody is looked for in every table as its owner (see {@link TenantRows}), and for
   * that each table has one policy for its owner alone: without it a table would have to be taken
   * from everybody else for as long as it is read. No login is the owner, or a member of it.
   */
  private static void letOwnerIn(Connection owner) throws SQLException {
    for (String table :
        Catalogue.rows(
            owner,
            """
            SELECT format('%%I.%%I', n.nspname, c.relname) FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relforcerowsecurity
              AND c.relowner = current_user::regrole
              AND NOT EXISTS (SELECT FROM pg_policy p
                WHERE p.polrelid = c.oid AND p.polname = '%s')
            ORDER BY 1
            """
                .formatted(Catalogue.OF_OWNER))) {
      execute(
          owner,
          "CREATE POLICY %s ON %s TO CURRENT_USER USING (true) WITH CHECK (true)"
              .formatted(Catalogue.OF_OWNER, table));
    }
  }

  private SortedSet<String> rooms() {
    return files.keySet().stream()
        .map(file -> file.substring(0, file.indexOf('/')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void migrate(Connection owner) throws SQLException {
    try {
      Flyway flyway =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(new SingleConnectionDataSource(owner, true))
              .locations("classpath:db/migration")
              .defaultSchema(FIRST)
              .schemas(FIRST)
              .createSchemas(false)
              .table(HISTORY)
              // Of two branches the one that lands later may have been begun earlier.
              .outOfOrder(true)
              .load();
      requireThisVersion(flyway);
      int seen = flyway.info().all().length;
      if (seen < files.size()) {
        throw Failure.bug("Flyway sees " + seen + " of " + files.size() + " migrations", null);
      }
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw Failure.operator(
          "this database was made by another build of Orgscope, whose tables are not those of this one: run that build, or choose another --home. Nothing in it was changed",
          e);
    } catch (FlywayException e) {
      throw Failure.operator("the database could not be brought up to date: " + e.getMessage(), e);
    }
  }

  /** Flyway goes on in silence where a newer build has been; what that build changed is unknown. */
  private static void requireThisVersion(Flyway flyway) {
    for (MigrationInfo applied : flyway.info().applied()) {
      if (!applied.getState().isResolved()) {
        throw Failure.operator(
            "this database was brought up to date by another version of Orgscope (migration %s, '%s', is not in this one): run that version, or choose another --home"
                .formatted(applied.getVersion(), applied.getDescription()));
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static @Nullable String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Every room's migrations, {@code db/migration/ROOM/V…__….sql}, each room in the schema of its name
 * with its own history. Looking at each room's history costs seconds, so the digest of all
 * migrations is kept in the database, as the comment of the schema {@code state}, and nothing is
 * looked at while it is equal.
 */
final class Migrations {
  private static final String FIRST = "state";
  private static final String HISTORY = "flyway_history";
  private static final long LOCK = 0x6f72_6773_636f_7065L;

  private final SortedMap<String, List<Resource>> rooms;
  private final String digest;

  private Migrations(SortedMap<String, List<Resource>> rooms, String digest) {
    this.rooms = rooms;
    this.digest = digest;
  }

  static Migrations onClasspath() {
    // The schema everybody's policies read from comes first.
    SortedMap<String, List<Resource>> rooms =
        new TreeMap<>(
            Comparator.comparing((String room) -> !room.equals(FIRST))
                .thenComparing(Comparator.naturalOrder()));
    try {
      MessageDigest digest = Sha256.digest();
      Resource[] found =
          new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader())
              .getResources("classpath*:db/migration/*/*.sql");
      for (Resource resource : found) {
        rooms.computeIfAbsent(room(resource), room -> new ArrayList<>()).add(resource);
      }
      for (var room : rooms.entrySet()) {
        room.getValue().sort(Comparator.comparing(Resource::getFilename));
        for (Resource migration : room.getValue()) {
          String name = room.getKey() + "/" + migration.getFilename() + "\n";
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          try (InputStream text = new DigestInputStream(migration.getInputStream(), digest)) {
            text.transferTo(java.io.OutputStream.nullOutputStream());
          }
        }
      }
      return new Migrations(rooms, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw Failure.bug("the migrations in this build cannot be read", e);
    }
  }

  private static String room(Resource resource) throws IOException {
    String[] path = resource.getURL().getPath().split("/");
    return path[path.length - 2];
  }

  String digest() {
    return digest;
  }

  List<String> rooms() {
    return List.copyOf(rooms.keySet());
  }

  boolean areDone(Connection any) throws SQLException {
    return digest.equals(
        one(any, "SELECT obj_description(to_regnamespace('state'), 'pg_namespace')"));
  }

  /** Brings every room up to date; two processes that come at once do it one after the other. */
  void run(Connection owner) throws SQLException {
    one(owner, "SELECT pg_advisory_lock(" + LOCK + ")");
    try {
      if (!areDone(owner)) {
        // PostgreSQL would let every role call every new function.
        execute(owner, "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
        for (var room : rooms.entrySet()) {
          run(owner, room.getKey(), room.getValue().size());
        }
        execute(owner, "COMMENT ON SCHEMA state IS '" + digest + "'");
      }
    } finally {
      one(owner, "SELECT pg_advisory_unlock(" + LOCK + ")");
    }
  }

  private static void run(Connection owner, String room, int expected) throws SQLException {
    for (String right :
        List.of(
            "CREATE SCHEMA IF NOT EXISTS \"%1$s\"",
            "GRANT USAGE ON SCHEMA \"%1$s\" TO %2$s",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA \"%1$s\""
                + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %2$s",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA \"%1$s\" GRANT USAGE ON SEQUENCES TO %2$s",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA \"%1$s\" GRANT EXECUTE ON FUNCTIONS TO %2$s")) {
      execute(owner, right.formatted(room, ApplicationRole.NAME));
    }
    try {
      Flyway flyway =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(new SingleConnectionDataSource(owner, true))
              .locations("classpath:db/migration/" + room)
              .defaultSchema(room)
              .schemas(room)
              .createSchemas(false)
              .table(HISTORY)
              .load();
      requireThisVersion(flyway, room);
      int seen = flyway.info().all().length;
      if (seen < expected) {
        throw Failure.bug(
            "Flyway sees " + seen + " of " + expected + " migrations of the room " + room, null);
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw Failure.operator(
          "the database could not be brought up to date (" + room + "): " + e.getMessage(), e);
    }
    execute(owner, "REVOKE ALL ON \"" + room + "\"." + HISTORY + " FROM " + ApplicationRole.NAME);
  }

  /** Flyway goes on in silence where a newer build has been; what that build changed is unknown. */
  private static void requireThisVersion(Flyway flyway, String room) {
    for (MigrationInfo applied : flyway.info().applied()) {
      if (!applied.getState().isResolved()) {
        throw Failure.operator(
            "this database was brought up to date by another version of Orgscope (migration %s of %s is not in this one): run that version, or choose another --home"
                .formatted(applied.getVersion(), room));
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

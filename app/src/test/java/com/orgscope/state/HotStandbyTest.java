package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * A copy of a server that only replays, as a replica for reading does: it has no key of any process
 * and takes none, so that it believes nobody, and no login reads a row of a table with policies.
 */
@Tag("slow")
class HotStandbyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TenantId ACME = new TenantId("acme");

  /** Read-only transaction; unlogged tables during recovery. */
  private static final List<String> REFUSED = List.of("25006", "0A000", "55000");

  private final Path primary = RunFolder.resolve("home-" + UUID.randomUUID());
  private final Path standby = RunFolder.resolve("home-" + UUID.randomUUID());

  @AfterEach
  void clean() throws Exception {
    FileSystemUtils.deleteRecursively(primary);
    FileSystemUtils.deleteRecursively(standby);
  }

  @Test
  void on_a_hot_standby_nobody_is_believed_and_no_row_is_seen() throws Exception {
    PreparedHome.in(primary);
    // As a server that replicates must write; the one inside a home never does.
    Files.writeString(
        primary.resolve("postgres/data/postgresql.auto.conf"),
        "wal_level = replica\nmax_wal_senders = 2\n",
        StandardOpenOption.APPEND);
    List<Read> seen;
    try (EmbeddedServer server = new EmbeddedServer(new Home(primary), PATIENCE);
        Connection owner = server.connectAsSuperuser(server.database())) {
      fill(owner);
      Claims claims = new Claims(() -> server.connect(Login.KEYS, server.database()));
      seen = reads(server, claims);
      assertThat(seen).as("on the server itself it is seen").anyMatch(read -> read.rows > 0);
    }
    Files.createDirectories(standby);
    ChildProcess.run(
        new ProcessBuilder("cp", "-a", primary.resolve("postgres").toString(), standby.toString()));
    Files.createFile(standby.resolve("postgres/data/standby.signal"));
    try (EmbeddedServer server = new EmbeddedServer(new Home(standby), PATIENCE)) {
      try (Connection owner = server.connectAsSuperuser(server.database());
          Statement sql = owner.createStatement()) {
        assertThat(number(sql, "SELECT pg_is_in_recovery()::int")).isEqualTo(1);
        assertThat(number(sql, "SELECT count(*) FROM directory.tenant"))
            .as("the rows are there")
            .isEqualTo(1);
      }
      Claims claims = new Claims(() -> server.connect(Login.KEYS, server.database()));
      for (Login login : Login.values()) {
        try (Connection connection = server.connect(login, server.database())) {
          assertThatThrownBy(() -> claims.signed(connection, Identity.of(it())))
              .isInstanceOf(SQLException.class)
              .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isIn(REFUSED));
        }
      }
      assertThat(reads(server, null))
          .as("each table of each login")
          .hasSameSizeAs(seen)
          .allMatch(read -> read.rows == 0);
    }
  }

  private static Caller it() {
    return Caller.commandLine(ACME, "tess");
  }

  private static void fill(Connection owner) throws SQLException {
    try (Statement sql = owner.createStatement()) {
      sql.execute(
          "INSERT INTO directory.tenant (tenant, name, industry, region, zone, created_at) VALUES ('acme', 'Acme', 'technology', 'EU', 'UTC', now())");
    }
  }

  /**
   * @param rows that were seen; none where the server refuses to look
   */
  private record Read(Login login, String table, long rows) {}

  /**
   * Every table with policies as every login that may read it.
   *
   * @param claims null to say nothing of who is calling
   */
  private static List<Read> reads(EmbeddedServer server, @Nullable Claims claims)
      throws SQLException {
    List<Read> reads = new ArrayList<>();
    for (Login login : Login.values()) {
      try (Connection connection = server.connect(login, server.database());
          Statement sql = connection.createStatement()) {
        connection.setAutoCommit(false);
        List<String> tables = tables(sql);
        connection.commit();
        for (String table : tables) {
          if (claims != null) {
            claims.take(connection, Identity.of(it()));
          }
          reads.add(new Read(login, table, rows(sql, table)));
          connection.rollback();
        }
      }
    }
    return reads;
  }

  private static List<String> tables(Statement sql) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet row =
        sql.executeQuery(
            """
            SELECT c.oid::regclass::text FROM pg_class c
            WHERE c.relrowsecurity AND has_schema_privilege(c.relnamespace, 'USAGE')
              AND has_table_privilege(c.oid, 'SELECT') ORDER BY 1
            """)) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  private static long rows(Statement sql, String table) throws SQLException {
    try {
      return number(sql, "SELECT count(*) FROM " + table);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as("%s: %s", table, e.getMessage()).isIn(REFUSED);
      return 0;
    }
  }

  private static long number(Statement sql, String question) throws SQLException {
    try (ResultSet row = sql.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }
}

package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A log wired by hand on a real database. */
public final class TestAudit {
  static final AuditSettings.Syslog NO_SYSLOG =
      new AuditSettings.Syslog("", null, null, null, false);
  static final AuditSettings.Webhook NO_WEBHOOK = new AuditSettings.Webhook("", null, null, false);

  private TestAudit() {}

  /** One that never sealed anything. */
  public static Audit on(Database database) {
    return on(database, new Home(Path.of("target", "no-seals")), null);
  }

  static Audit on(Database database, Home home, @Nullable Path seals) {
    SealFiles files = new SealFiles(home, settings(seals));
    return new Audit(
        new AuditStore(database), files, new StartFiles(files), aliases(database), spool(home));
  }

  /** Of a house that nothing leaves. */
  static AuditSettings settings(@Nullable Path seals) {
    return new AuditSettings(seals, 7, Duration.ofMinutes(5), NO_SYSLOG, NO_WEBHOOK);
  }

  static Spool spool(Home home) {
    return new Spool(home, InstantSource.system());
  }

  /** As a server does each second, of what was kept in that home. */
  public static void drain(Database database, Home home) {
    spool(home).drain(new AuditStore(database), new AliasStore(database));
  }

  /** Keeps an entry of a caller in a file, as where the log cannot be written. */
  public static void keep(ApplicationContext context, Caller caller) {
    context
        .getBean(Spool.class)
        .keep(
            caller,
            new AuditStore.Deed("read published numbers", "latest release", "own", List.of(), null),
            Origin.of(caller),
            context.getBean(Aliases.class).hidden(caller));
  }

  static Aliases aliases(Database database) {
    return new Aliases(new AliasStore(database), new TestSeals());
  }

  /** Puts what was added into blocks, as a server does each second. */
  public static void sealBlocks(Database database) {
    new AuditStore(database).sealBlocks();
  }

  /** Entries of the company acme as they were before there were blocks, each after the other. */
  static void chained(Database database, int entries) throws SQLException {
    chained(database, entries, 0);
  }

  static void chained(Database database, int entries, int yearsAgo) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          DO $$
          DECLARE
            head bytea := decode(repeat('00', 32), 'hex');
            hashed bytea;
            spelled text;
            field text;
            at timestamptz;
          BEGIN
            FOR i IN 1 .. %1$d LOOP
              at := clock_timestamp() - interval '%2$d years';
              spelled := '';
              FOREACH field IN ARRAY ARRAY['acme', i::text,
                  (extract(epoch FROM at) * 1000000)::bigint::text, 'os:tess', 'IT_SECURITY',
                  'read people', 'person ' || i, 'why'] LOOP
                spelled := spelled || octet_length(field) || ':' || field || ',';
              END LOOP;
              hashed := sha256(head || convert_to(spelled, 'UTF8'));
              INSERT INTO audit.entry (tenant, number, at, principal, role, action, subject, reason,
                  previous, hash)
                VALUES ('acme', i, at, 'os:tess', 'IT_SECURITY', 'read people', 'person ' || i,
                  'why', head, hashed);
              head := hashed;
            END LOOP;
            INSERT INTO audit.chain (tenant, entries, head) VALUES ('acme', %1$d, head);
          END $$
          """
              .formatted(entries, yearsAgo));
    }
  }

  /** The part of the migration that looks at rows, as whoever runs migrations. */
  static void migrateToBlocks(Database database) throws IOException, SQLException {
    String text = migration("V202611300822__blocks.sql");
    String part =
        text.substring(text.indexOf("-- The table's owner"), text.indexOf("-- What is in"));
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("SET ROLE orgscope_migrations");
      statement.execute(part);
    }
  }

  /** The pen of before there were blocks, as {@code audit.append_chained}. */
  static void bringBackTheChain(Database database) throws IOException, SQLException {
    String text = migration("V202611300545__times_of_the_database.sql");
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("SET ROLE orgscope_migrations");
      statement.execute(
          text.substring(text.indexOf("CREATE FUNCTION"))
              .replace("audit.append(", "audit.append_chained("));
      statement.execute(
          "GRANT EXECUTE ON FUNCTION audit.append_chained(text, text, text) TO orgscope_app");
    }
  }

  private static String migration(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            TestAudit.class.getResourceAsStream("/db/migration/audit/" + name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What this room needs in a context that is put together by hand. */
  public static void settings(GenericApplicationContext context) {
    context.registerBean(AuditSettings.class, () -> settings((Path) null));
  }

  /** What whoever has the database can do: another did what stands in the tenant's log. */
  public static void tamper(Database database, TenantId tenant) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        PreparedStatement change =
            owner.prepareStatement(
                "UPDATE audit.entry SET principal = 'os:eve' WHERE tenant = ?")) {
      try (Statement past = owner.createStatement()) {
        past.execute("SET session_replication_role = replica");
      }
      change.setString(1, tenant.value());
      change.executeUpdate();
    }
  }
}

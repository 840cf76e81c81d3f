package com.orgscope.audit;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.GenericApplicationContext;

/** A log wired by hand on a real database. */
public final class TestAudit {
  private TestAudit() {}

  /** One that never sealed anything. */
  public static Audit on(Database database) {
    return on(database, new Home(Path.of("target", "no-seals")), null);
  }

  static Audit on(Database database, Home home, @Nullable Path seals) {
    return new Audit(new AuditStore(database), new SealFiles(home, new AuditSettings(seals)));
  }

  /** What this room needs in a context that is put together by hand. */
  public static void settings(GenericApplicationContext context) {
    context.registerBean(AuditSettings.class, () -> new AuditSettings(null));
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

package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.audit.Audit;
import com.orgscope.audit.Seal;
import com.orgscope.audit.TestAudit;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The log of each tenant is walked and sealed by the clock; a broken one keeps nobody waiting. */
class AuditSealingTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");

  @TempDir private Path home;

  @Test
  void each_whole_log_is_sealed_and_a_broken_one_is_told_and_sealed_no_more() throws SQLException {
    Database database = TestDatabase.fresh();
    try (ConfigurableApplicationContext context = Product.on(database, home).run()) {
      for (TenantId tenant : new TenantId[] {ACME, OTHER}) {
        context.getBean(Tenants.class).create(TestDirectory.tenant(tenant));
      }
      Audit audit = context.getBean(Audit.class);
      AuditSealing sealing = context.getBean(AuditSealing.class);
      audit.record(Caller.commandLine(ACME, "tess"), "read people", "people", "why");
      audit.record(Caller.commandLine(OTHER, "olaf"), "read people", "people", "why");
      sealing.run(null);
      Seal acmes = audit.lastSeal(ACME).orElseThrow();
      Seal others = audit.lastSeal(OTHER).orElseThrow();

      audit.record(Caller.commandLine(ACME, "tess"), "read people", "people", "why");
      audit.record(Caller.commandLine(OTHER, "olaf"), "read people", "people", "why");
      TestAudit.sealBlocks(database);
      TestAudit.tamper(database, ACME);

      AuditVerification verification = context.getBean(AuditVerification.class);
      assertThatThrownBy(() -> verification.run(null))
          .as("what is before the last seal")
          .isInstanceOf(Failure.class)
          .hasMessageContaining("broken at entry 1, which was changed");
      assertThatThrownBy(() -> sealing.run(null))
          .as("what is behind it")
          .isInstanceOf(Failure.class)
          .hasMessageContaining("broken at entry 3, which was changed");
      assertThat(audit.lastSeal(ACME)).as("the broken one").hasValue(acmes);
      assertThat(audit.lastSeal(OTHER).orElseThrow().entries())
          .as("the other is sealed on")
          .isEqualTo(others.entries() + 1);
    }
  }
}

package com.orgscope.nightly;

import com.orgscope.audit.Audit;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.work.Recurring;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Walks what was added to every tenant's audit log since its last seal, by the clock, and writes
 * the next seal where it is whole. A log that is not is sealed no more: what was sealed stays what
 * it was.
 */
@Component
final class AuditSealing implements Recurring {
  static final String KIND = "audit.seal";
  private static final Logger LOG = LoggerFactory.getLogger(AuditSealing.class);

  private final Tenants tenants;
  private final Audit audit;

  AuditSealing(Tenants tenants, Audit audit) {
    this.tenants = tenants;
    this.audit = audit;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(@Nullable TenantId nobody) {
    each(
        tenants,
        tenant -> {
          var unused = audit.seal(tenant);
        });
  }

  /** For every tenant; the trouble of one does not keep the others waiting. */
  static void each(Tenants tenants, Consumer<TenantId> task) {
    Failure first = null;
    for (Tenant each : tenants.all()) {
      try {
        task.accept(each.id());
      } catch (Failure e) {
        LOG.error("The audit log of tenant {}: {}", each.id(), e.getMessage());
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}

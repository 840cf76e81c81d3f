package com.orgscope.nightly;

import com.orgscope.audit.Audit;
import com.orgscope.audit.ChainCheck;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.work.Recurring;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Walks every tenant's audit log by the clock and compares it with its seals, and writes the next
 * seal where it is whole. A log that is not is sealed no more: what was sealed stays what it was.
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

  /** For every tenant; the trouble of one does not keep the others waiting. */
  @Override
  public void run(@Nullable TenantId nobody) {
    Failure first = null;
    for (Tenant each : tenants.all()) {
      try {
        seal(each.id());
      } catch (Failure e) {
        LOG.error("The audit log of tenant {}: {}", each.id(), e.getMessage());
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void seal(TenantId tenant) {
    switch (audit.verify(Caller.system(tenant, "nightly"))) {
      case ChainCheck.Whole _ -> audit.seal(tenant);
      case ChainCheck.Broken broken ->
          throw Failure.operator(
              "it is broken at entry %d, which %s: compare it with a backup before anything is changed"
                  .formatted(broken.entry(), broken.reason()));
    }
  }
}

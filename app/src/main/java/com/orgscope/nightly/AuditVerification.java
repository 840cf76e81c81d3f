package com.orgscope.nightly;

import com.orgscope.audit.Audit;
import com.orgscope.audit.ChainCheck;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.work.Recurring;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Walks every tenant's whole audit log by the clock, each night: what is before the last seal too.
 */
@Component
final class AuditVerification implements Recurring {
  static final String KIND = "audit.verify";

  private final Tenants tenants;
  private final Audit audit;

  AuditVerification(Tenants tenants, Audit audit) {
    this.tenants = tenants;
    this.audit = audit;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(@Nullable TenantId nobody) {
    AuditSealing.each(tenants, this::verify);
  }

  private void verify(TenantId tenant) {
    if (audit.verify(Caller.system(tenant, "nightly")) instanceof ChainCheck.Broken broken) {
      throw Failure.operator(broken.sentence());
    }
  }
}

package com.orgscope.ingest;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import org.springframework.stereotype.Component;

/** Who may write into a tenant's lake: one at a time, with the right to, if the tenant is there. */
@Component
final class Admission {
  private final Access access;
  private final Tenants tenants;
  private final LeaseStore leases;

  Admission(Access access, Tenants tenants, LeaseStore leases) {
    this.access = access;
    this.tenants = tenants;
    this.leases = leases;
  }

  LeaseStore.Lease take(Caller caller) {
    access.require(caller, Action.RUN_WORK, "ingestion");
    return leases.take(tenants.get(caller.tenant()).id());
  }
}

package com.orgscope.nightly;

import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.work.RequestRefusals;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes requests that no worker does into the company's audit log. */
@Component
final class RefusedRequests implements RequestRefusals {
  private final Audit audit;

  RefusedRequests(Audit audit) {
    this.audit = audit;
  }

  @Override
  public void refused(TenantId tenant, UUID request, String kind, String why) {
    audit.record(
        Caller.system(tenant, "work"), "refused: do what a page asked", "request " + request, why);
  }
}

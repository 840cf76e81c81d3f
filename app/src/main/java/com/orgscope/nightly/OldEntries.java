package com.orgscope.nightly;

import com.orgscope.access.Looks;
import com.orgscope.audit.AuditRetention;
import com.orgscope.directory.Tenants;
import com.orgscope.egress.Egress;
import com.orgscope.kernel.TenantId;
import com.orgscope.work.Recurring;
import com.orgscope.work.Requests;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes what is too old from every tenant's audit log, from what people are told of who looked at
 * them, of what left the house, and of what pages asked for, by the clock, each night.
 */
@Component
final class OldEntries implements Recurring {
  static final String KIND = "audit.retention";
  private static final Logger LOG = LoggerFactory.getLogger(OldEntries.class);

  private final Tenants tenants;
  private final AuditRetention retention;
  private final Looks looks;
  private final Requests requests;
  private final Egress egress;
  private final InstantSource clock;

  OldEntries(
      Tenants tenants,
      AuditRetention retention,
      Looks looks,
      Requests requests,
      Egress egress,
      InstantSource clock) {
    this.egress = egress;
    this.tenants = tenants;
    this.retention = retention;
    this.looks = looks;
    this.requests = requests;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(@Nullable TenantId nobody) {
    Instant now = clock.instant();
    AuditSealing.each(tenants, tenant -> remove(tenant, now));
  }

  private void remove(TenantId tenant, Instant now) {
    long entries = retention.removeOld(tenant, now);
    long seen = looks.removeOld(tenant, retention.keptSince(now));
    long left = egress.removeOld(tenant, retention.keptSince(now));
    long asked = requests.removeOld(tenant, now);
    if (entries + seen + left + asked > 0) {
      LOG.info(
          "Too old of tenant {}: {} entries, {} looks, {} that left the house, {} requests",
          tenant,
          entries,
          seen,
          left,
          asked);
    }
  }
}

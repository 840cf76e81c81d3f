package com.orgscope.nightly;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.work.Recurring;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks every hour whether what a night lacked has come, and has that night done again then. */
@Component
class LateEvents implements Recurring {
  private static final Logger LOG = LoggerFactory.getLogger(LateEvents.class);
  static final String KIND = "night.late-events";

  private final Tenants tenants;
  private final NightClock clock;

  LateEvents(Tenants tenants, NightClock clock) {
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(@Nullable TenantId nobody) {
    for (Tenant tenant : tenants.all()) {
      try {
        if (!tenant.demo()) {
          clock.again(tenant.id());
        }
      } catch (Failure e) {
        // The others' nights are done all the same; this one is asked for again in an hour.
        LOG.error("A night of {} could not be done again: {}", tenant.id(), e.getMessage());
      }
    }
  }
}

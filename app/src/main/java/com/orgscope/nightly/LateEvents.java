package com.orgscope.nightly;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.TenantId;
import com.orgscope.work.Recurring;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks every hour whether what a night lacked has come, and has that night done again then. */
@Component
class LateEvents implements Recurring {
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
    tenants.all().stream().filter(tenant -> !tenant.demo()).map(Tenant::id).forEach(clock::again);
  }
}

package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.CouncilPolicies;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Maintenance;
import com.orgscope.lake.MaintenanceReport;
import com.orgscope.lake.Retention;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.MonthlyMetrics;
import com.orgscope.work.Recurring;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the lake in order by the clock, and sums months up before anything of them goes. Whatever
 * it is killed in, the next run finishes.
 */
@Component
public class LakeMaintenance implements Recurring {
  static final String KIND = "lake.house";
  private static final Logger LOG = LoggerFactory.getLogger(LakeMaintenance.class);

  private final Access access;
  private final Tenants tenants;
  private final MonthlyMetrics months;
  private final Maintenance maintenance;
  private final LeastGroup least;
  private final CouncilPolicies policies;

  LakeMaintenance(
      Access access,
      Tenants tenants,
      MonthlyMetrics months,
      Maintenance maintenance,
      LeastGroup least,
      CouncilPolicies policies) {
    this.policies = policies;
    this.access = access;
    this.tenants = tenants;
    this.months = months;
    this.maintenance = maintenance;
    this.least = least;
  }

  /** What was done, and how many months were summed up for it. */
  public record Maintained(MaintenanceReport lake, int monthsSummed) {}

  /** For somebody who asks, as each of these callers. */
  public Maintained maintain(Collection<Caller> callers) {
    callers.forEach(caller -> access.require(caller, Action.RUN_WORK, "lake housekeeping"));
    return maintained(callers.stream().map(Caller::tenant).toList());
  }

  /** Sets how long a tenant's rows are kept; it counts from the next run on. */
  public void retain(Caller caller, Retention retention) {
    access.require(caller, Action.CHANGE_DIRECTORY, "retention");
    policies.require(caller, retention);
    maintenance.retain(caller.tenant(), retention);
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
      TenantId tenant = each.id();
      try {
        months.refresh(tenant, least.of(tenant));
        maintenance.putInOrder(tenant);
        // After a restored database too, without anybody asking.
        policies.settle(Caller.system(tenant, "nightly"));
      } catch (Failure e) {
        LOG.warn("The house of tenant {} is not in order: {}", tenant, e.getMessage());
        first = first == null ? e : first;
      }
    }
    maintenance.deleteUnreferenced();
    if (first != null) {
      throw first;
    }
  }

  private Maintained maintained(List<TenantId> tenants) {
    int summed = 0;
    for (TenantId tenant : tenants) {
      summed += months.refresh(tenant, least.of(tenant));
    }
    return new Maintained(maintenance.maintain(tenants), summed);
  }
}

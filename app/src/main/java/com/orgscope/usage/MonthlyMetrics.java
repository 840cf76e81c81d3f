package com.orgscope.usage;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Sums finished months up into {@code metrics_monthly}, which outlives the daily figures and has no
 * person in it. {@code monthly.sql} says what is kept.
 */
@Component
public final class MonthlyMetrics {
  /** After so many days hardly any late event changes a month; one that does is summed up again. */
  private static final int SETTLED_DAYS = 7;

  private static final NamedQuery MONTHLY = new NamedQuery(MonthlyMetrics.class, "monthly");

  private final Lake lake;
  private final IdentityResolution resolution;
  private final SummedMonthStore store;
  private final InstantSource clock;

  MonthlyMetrics(
      Lake lake, IdentityResolution resolution, SummedMonthStore store, InstantSource clock) {
    this.lake = lake;
    this.resolution = resolution;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Brings a tenant's months up to what the daily figures say now; to be called before any of them
   * go. A month whose daily figures are gone stays as it is.
   *
   * @param k the least number of people who share a row
   * @return how many months were summed up
   */
  public int refresh(TenantId tenant, int k) {
    LocalDate settled =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(SETTLED_DAYS);
    Map<YearMonth, String> done = store.sources(tenant);
    int summed = 0;
    for (Map.Entry<YearMonth, String> month :
        lake.months(tenant, LakeTable.APP_USAGE_DAILY).entrySet()) {
      if (month.getKey().atEndOfMonth().isBefore(settled)
          && !month.getValue().equals(done.get(month.getKey()))) {
        Map<String, Object> parameters =
            new HashMap<>(KeyOwners.of(resolution.periods(tenant)).parameters());
        parameters.put("k", k);
        lake.summarize(tenant, month.getKey(), MONTHLY, parameters);
        store.summed(tenant, month.getKey(), month.getValue());
        summed++;
      }
    }
    return summed;
  }
}

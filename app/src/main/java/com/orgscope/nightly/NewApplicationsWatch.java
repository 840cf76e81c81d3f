package com.orgscope.nightly;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.review.Notices;
import com.orgscope.usage.Usage;
import com.orgscope.work.Recurring;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks every hour, between nights, who began to use {@value #LEAST} applications or more in one
 * day: they wait for a person's word. Days are brought up to date first; no model is asked.
 */
@Component
class NewApplicationsWatch implements Recurring {
  static final String KIND = "night.new-applications";
  static final int LEAST = 5;

  /** Events come late. */
  private static final int DAYS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(NewApplicationsWatch.class);

  private final Tenants tenants;
  private final NightInputs inputs;
  private final Usage usage;
  private final Notices notices;
  private final InstantSource clock;

  NewApplicationsWatch(
      Tenants tenants, NightInputs inputs, Usage usage, Notices notices, InstantSource clock) {
    this.tenants = tenants;
    this.inputs = inputs;
    this.usage = usage;
    this.notices = notices;
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
          look(tenant.id());
        }
      } catch (Failure e) {
        // The others are looked at all the same; this one again in an hour.
        LOG.warn("New applications of {} were not looked for: {}", tenant.id(), e.getMessage());
      }
    }
  }

  private void look(TenantId tenant) {
    Caller system = Caller.system(tenant, "new-applications");
    inputs.countDays(tenant);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    usage
        .newApplications(
            system,
            TimeWindow.ending(today, PreparedNights.WINDOW_DAYS + DAYS),
            today.minusDays(DAYS - 1L),
            LEAST)
        .forEach((day, people) -> notices.add(system, day, people));
  }
}

package com.orgscope.nightly;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.kernel.TenantId;
import com.orgscope.work.Recurring;
import com.orgscope.work.Work;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives each tenant a night by the clock, in its own zone. It looks every five minutes whether
 * there is a new tenant, or one in another zone; the demo company, whose log ends, has none.
 */
@Component
class NightSchedule implements Recurring {
  static final String KIND = "night.schedule";
  private static final String OFTEN = "0 */5 * * * *";
  private static final String EVERY_HOUR = "0 37 * * * *";
  private static final String EVERY_HOUR_TOO = "0 7 * * * *";

  private final Tenants tenants;
  private final Work work;
  private final NightSettings settings;

  NightSchedule(Tenants tenants, Work work, NightSettings settings) {
    this.tenants = tenants;
    this.work = work;
    this.settings = settings;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(@Nullable TenantId nobody) {
    if (settings.clock()) {
      tenants.all().stream().filter(tenant -> !tenant.demo()).forEach(this::repeat);
    }
  }

  private void repeat(Tenant tenant) {
    work.repeat(NightClock.KIND, tenant.id(), settings.cron(), tenant.zone());
  }

  /** Begins it in a process that does the work. */
  @RunsIn(Part.WORKER)
  @Component
  static class Start {
    private final NightSchedule schedule;
    private final Work work;

    Start(NightSchedule schedule, Work work) {
      this.schedule = schedule;
      this.work = work;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
      schedule.run(null);
      work.repeat(KIND, null, OFTEN, ZoneOffset.UTC);
      work.repeat(LateEvents.KIND, null, EVERY_HOUR, ZoneOffset.UTC);
      work.repeat(NewApplicationsWatch.KIND, null, EVERY_HOUR_TOO, ZoneOffset.UTC);
    }
  }
}

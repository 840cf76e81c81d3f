package com.orgscope.export;

import com.orgscope.audit.AuditRetention;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Maintenance;
import com.orgscope.lake.Retention;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long things are kept, in words. */
@Component
final class ExportTerms {
  private final AuditRetention log;
  private final Maintenance lake;
  private final InstantSource clock;

  ExportTerms(AuditRetention log, Maintenance lake, InstantSource clock) {
    this.log = log;
    this.lake = lake;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** With what the company and the installation have set in the place of {@code {log}} and such. */
  String filled(TenantId tenant, String words) {
    Retention kept = lake.retention(tenant);
    Instant now = clock.instant();
    long years =
        ChronoUnit.YEARS.between(
            log.keptSince(now).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
    return words
        .replace("{log}", years + " years")
        .replace("{events}", days(kept.eventDays()))
        .replace("{days}", days(kept.usageDays()));
  }

  private static String days(@Nullable Integer days) {
    return days == null ? "until you are erased" : days + " days, or until you are erased";
  }
}

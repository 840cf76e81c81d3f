package com.orgscope.web;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseCell;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.LogCover;
import com.orgscope.sources.Sources;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * From which day on kinds of work can be told, for roles that see released numbers. The day is told
 * by what IT said when it connected a source or made the company, never by anybody's sign-ins: the
 * first of these may be one person's.
 */
@Component
final class KindsOfWorkWhen {
  private static final String NEEDS =
      "%d days must lie between somebody's first use of an application and their last"
          .formatted(LogCover.NEEDED_DAYS);
  private static final String OTHERS =
      " Sign-ins, applications and licences need no such time: what is published of them stands"
          + " here.";

  private final Tenants tenants;
  private final Sources sources;
  private final InstantSource clock;

  KindsOfWorkWhen(Tenants tenants, Sources sources, InstantSource clock) {
    this.tenants = tenants;
    this.sources = sources;
    this.clock = clock;
  }

  /** Empty where the release tells a kind of work, however merged. */
  String of(TenantId tenant, Release release) {
    boolean none =
        release.cells().stream().map(ReleaseCell::category).allMatch(Release.NOT_YET_KNOWN::equals);
    return none ? "No kind of work can be told yet. " + sentence(tenant) + OTHERS : "";
  }

  /** Of a company of which nothing is published. */
  String sentence(TenantId id) {
    Tenant tenant = tenants.get(id);
    LocalDate today = LocalDate.ofInstant(clock.instant(), tenant.zone());
    Optional<LocalDate> read = sources.readSince(id).map(since -> enough(since, tenant));
    if (read.isPresent()) {
      return read.get().isAfter(today)
          ? "Kinds of work can come from %s on: %s, and the sources are read from %d days before."
              .formatted(Formats.day(read.get()), NEEDS, LogCover.NEEDED_DAYS)
          : NEEDS + ": as soon as the sources' logs are read they can come.";
    }
    LocalDate atLatest = enough(tenants.madeAt(id), tenant);
    return atLatest.isAfter(today)
        ? "Kinds of work can come by %s, if logs are read from the first day here on: %s. Older logs bring it forward."
            .formatted(Formats.day(atLatest), NEEDS)
        : NEEDS + ". IT/Security sees from which day on that can be.";
  }

  private static LocalDate enough(Instant from, Tenant tenant) {
    return LocalDate.ofInstant(from, tenant.zone()).plusDays(LogCover.NEEDED_DAYS);
  }
}

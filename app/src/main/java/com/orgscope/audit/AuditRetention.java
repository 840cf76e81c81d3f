package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Removes entries that are older than they are to be kept: whole blocks, from the beginning of a
 * log, up to one that was sealed. Its seal stays, and a signed start beside the seals says that the
 * log begins there.
 */
@Component
public final class AuditRetention {
  private static final String ABOUT = "audit logs kept";

  private final AuditStore store;
  private final Audit audit;
  private final SealFiles seals;
  private final StartFiles starts;
  private final Departures departures;
  private final AuditSettings settings;

  AuditRetention(
      AuditStore store,
      Audit audit,
      SealFiles seals,
      StartFiles starts,
      Departures departures,
      AuditSettings settings) {
    this.store = store;
    this.audit = audit;
    this.seals = seals;
    this.starts = starts;
    this.departures = departures;
    this.settings = settings;
  }

  /** What is from before this is kept no more. */
  public Instant keptSince(Instant now) {
    return now.atOffset(ZoneOffset.UTC).minusYears(settings.keepYears()).toInstant();
  }

  /**
   * Removes what is too old. What has not left to every receiver that takes entries stays until it
   * has. Killed at any point it is gone on with the next time.
   *
   * @return how many entries went
   * @throws Failure for the operator, if the log is not whole: of a broken one nothing is removed
   */
  public long removeOld(TenantId tenant, Instant now) {
    Caller system = Caller.system(tenant, "audit");
    List<Seal> sealed = seals.of(tenant);
    Block last =
        store.lastBefore(system, keptSince(now), sealed, departures.leftUpTo(tenant)).orElse(null);
    if (last == null) {
      return 0;
    }
    if (audit.verify(system) instanceof ChainCheck.Broken broken) {
      throw Failure.operator(broken.sentence());
    }
    Seal anchor =
        sealed.stream().filter(seal -> seal.entries() == last.total()).findFirst().orElseThrow();
    audit.record(
        system,
        "remove old entries",
        "entries up to " + last.highest(),
        "kept for %d years; seal %d stays".formatted(settings.keepYears(), anchor.number()));
    List<LogStart> before = starts.of(tenant);
    if (before.stream().noneMatch(start -> start.block() == last.number())) {
      starts.add(
          new LogStart(
              tenant,
              before.size() + 1,
              last.number(),
              last.total(),
              last.highest(),
              Chain.hex(last.hash()),
              anchor.number(),
              settings.keepYears(),
              now));
    }
    return store.removeUntil(tenant, last.number());
  }

  /** How long entries are kept. */
  public Finding finding() {
    int years = settings.keepYears();
    return years >= AuditSettings.PROMISED_YEARS
        ? new Finding(ABOUT, Grade.GOOD, years + " years", "")
        : new Finding(
            ABOUT,
            Grade.WARNING,
            "for %d years, and %d are promised".formatted(years, AuditSettings.PROMISED_YEARS),
            "set orgscope.audit.keep-years to %d, or tell people of it"
                .formatted(AuditSettings.PROMISED_YEARS));
  }
}

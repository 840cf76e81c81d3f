package com.orgscope.web;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.quality.Evaluation;
import com.orgscope.web.OperationsPage.Look;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who looked at what, and the privacy that was spent. */
@Component
final class Oversight {
  private static final int LOOKS_SHOWN = 20;

  /** Of which those of one request are told together. */
  private static final int LOOKS_READ = 60;

  private final Audit audit;
  private final PrivacyLedger ledger;
  private final PrivacySettings privacy;
  private final Releases releases;
  private final Evaluation evaluation;
  private final InstantSource clock;

  Oversight(
      Audit audit,
      PrivacyLedger ledger,
      PrivacySettings privacy,
      Releases releases,
      Evaluation evaluation,
      InstantSource clock) {
    this.releases = releases;
    this.evaluation = evaluation;
    this.clock = clock;
    this.audit = audit;
    this.ledger = ledger;
    this.privacy = privacy;
  }

  /** Of the latest release; empty if there is none. */
  List<CeoPage.Lamp> kindsOfWork(Caller caller, ZoneId zone) {
    return releases
        .latest(caller)
        .map(release ->
            new KindsOfWork(
                    release.run(),
                    release.models(),
                    release.k(),
                    clock.instant(),
                    zone,
                    evaluation.latest(caller).orElse(null))
                .lamps())
        .orElse(List.of());
  }

  /** Whether the log was walked of late, and was whole. */
  OperationsPage.Health auditLog(Caller caller, ZoneId zone) {
    return HealthLamps.auditLog(audit.verified(caller), zone);
  }

  /** A page looks at many things: what one request did of one kind is one line. */
  List<Look> looks(Caller caller, ZoneId zone) {
    return together(audit.entries(caller, LOOKS_READ)).stream()
        .limit(LOOKS_SHOWN)
        .map(entries -> look(entries, zone))
        .toList();
  }

  static List<List<AuditEntry>> together(List<AuditEntry> entries) {
    Map<Object, List<AuditEntry>> together = new LinkedHashMap<>();
    for (AuditEntry entry : entries) {
      Object alone = entry.number();
      Object of =
          entry.request().isEmpty()
              ? alone
              : List.of(entry.request(), entry.principal(), entry.action(), entry.reason());
      together.computeIfAbsent(of, key -> new ArrayList<>()).add(entry);
    }
    return List.copyOf(together.values());
  }

  private static Look look(List<AuditEntry> entries, ZoneId zone) {
    AuditEntry newest = entries.getFirst();
    long others = entries.stream().map(AuditEntry::subject).distinct().count() - 1;
    return new Look(
        Formats.moment(newest.at(), zone),
        newest.principal(),
        newest.action(),
        others == 0
            ? newest.subject()
            : "%s, and %s more".formatted(newest.subject(), Formats.people(others)),
        newest.reason());
  }

  OperationsPage.Ledger budget(Caller caller) {
    List<PrivacyLedger.Charge> charges = ledger.charges(caller);
    long spent = charges.stream().mapToLong(c -> c.epsilon().thousandths()).sum();
    int count = charges.size();
    return new OperationsPage.Ledger(
        new com.orgscope.privacy.Epsilon(spent).toString(),
        privacy.yearly().toString(),
        count == 1 ? "one release" : count + " releases");
  }
}

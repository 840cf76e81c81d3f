package com.orgscope.web;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.kernel.Caller;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.web.OperationsPage.Look;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who looked at what, and the privacy that was spent. */
@Component
final class Oversight {
  private static final int LOOKS_SHOWN = 20;

  private final Audit audit;
  private final PrivacyLedger ledger;
  private final PrivacySettings privacy;

  Oversight(Audit audit, PrivacyLedger ledger, PrivacySettings privacy) {
    this.audit = audit;
    this.ledger = ledger;
    this.privacy = privacy;
  }

  List<Look> looks(Caller caller, ZoneId zone) {
    return audit.entries(caller, LOOKS_SHOWN).stream().map(entry -> look(entry, zone)).toList();
  }

  private static Look look(AuditEntry entry, ZoneId zone) {
    return new Look(
        Formats.moment(entry.at(), zone),
        entry.principal(),
        entry.action(),
        entry.subject(),
        entry.reason());
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

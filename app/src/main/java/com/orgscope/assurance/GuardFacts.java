package com.orgscope.assurance;

import com.orgscope.access.RowPolicyCheckup;
import com.orgscope.assurance.LiveFact.State;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditRetention;
import com.orgscope.audit.Verified;
import com.orgscope.directory.KeyRotation;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the log is whole, rows are apart, and under which keys names lie. */
@Component
@Order(3)
final class GuardFacts implements FactSource {
  private final Audit audit;
  private final AuditRetention retention;
  private final RowPolicyCheckup rows;
  private final KeyRotation keys;
  private final InstantSource clock;

  GuardFacts(
      Audit audit,
      AuditRetention retention,
      RowPolicyCheckup rows,
      KeyRotation keys,
      InstantSource clock) {
    this.audit = audit;
    this.retention = retention;
    this.rows = rows;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public void tell(TenantId tenant, FactBook book) {
    chain(audit.verified(Caller.system(tenant, "assurance")), book);
    book.told(
        "log-kept",
        "How long the log is kept",
        "What is from before %s goes, everything since is kept"
            .formatted(book.day(retention.keptSince(clock.instant()))));
    RowPolicyCheckup.Forced forced = rows.forced();
    book.holds(
        "row-security",
        forced.open().isEmpty(),
        "Row-level security",
        "%d of %d tables force it, on their owner too; %d hold no company's row by design.%s"
            .formatted(
                forced.forced(),
                forced.tables(),
                forced.shared(),
                forced.open().isEmpty() ? "" : " Open: " + String.join(", ", forced.open()) + "."));
    Finding policies = rows.finding();
    book.holds(
        "row-policies",
        policies.grade() == Grade.GOOD,
        "Row policies of people",
        policies.grade() == Grade.GOOD
            ? "Who has whose rows in the database is as this version defines it."
            : "They are not as this version defines them.");
    Instant made = keys.madeAt(tenant);
    int earlier = keys.wrapping(tenant).earlier().size();
    book.told(
        "keys",
        "Keys of names and pseudonyms",
        "Made on %s, %d days ago, for this company alone; %s"
            .formatted(
                book.day(made),
                Duration.between(made, clock.instant()).toDays(),
                earlier == 0
                    ? "no earlier wrapping key is kept."
                    : "%d earlier wrapping keys are kept for older copies of the database."
                        .formatted(earlier)));
  }

  private static void chain(Verified last, FactBook book) {
    Instant at = last.at();
    Long broken = last.brokenAt();
    if (broken != null) {
      book.put("chain", State.WATCH, "Audit chain", "It is broken at entry %d.".formatted(broken));
    } else if (at == null) {
      book.put(
          "chain",
          State.UNKNOWN,
          "Audit chain",
          "Nobody walked the whole log yet; a server with the role of a worker does each night.");
    } else {
      book.put(
          "chain",
          last.overdue() ? State.WATCH : State.HOLDS,
          "Audit chain",
          "The server's worker walked the whole log on %s: each entry was as it was written, and each block followed from the one before."
              .formatted(book.moment(at)));
    }
  }
}

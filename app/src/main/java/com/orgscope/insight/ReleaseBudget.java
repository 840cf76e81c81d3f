package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacyPolicies;
import com.orgscope.privacy.PrivacySettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pays for releases from a tenant's privacy budget of the year. */
@Component
final class ReleaseBudget {
  private final PrivacyLedger ledger;
  private final PrivacySettings privacy;
  private final InsightSettings insight;
  private final PrivacyPolicies policies;

  ReleaseBudget(
      PrivacyLedger ledger,
      PrivacySettings privacy,
      InsightSettings insight,
      PrivacyPolicies policies) {
    this.ledger = ledger;
    this.privacy = privacy;
    this.insight = insight;
    this.policies = policies;
  }

  sealed interface Payment {}

  /**
   * @param said what an auditor asks of it: what it cost and what is left
   */
  record Paid(String said) implements Payment {}

  record Refused(Publication.Withheld because) implements Payment {}

  /** What is bought: what is known of a run up to a day. */
  static String subject(String run, LocalDate asOf) {
    return "release:" + run + ":" + asOf;
  }

  /** What is bought when a period is drawn once more, whatever is known by then. */
  static String subject(Release.Replaced withdrawn) {
    return "release:in place of " + withdrawn.release();
  }

  static String subject(Release release) {
    Release.Replaced withdrawn = release.replaces();
    return withdrawn == null
        ? subject(release.run(), release.window().lastDay())
        : subject(withdrawn);
  }

  /** When a release was charged; null if the ledger does not know it. */
  @Nullable Instant chargedAt(Caller caller, Release release) {
    String subject = subject(release);
    return ledger.all(caller).stream()
        .filter(charge -> charge.subject().equals(subject))
        .map(PrivacyLedger.Charge::at)
        .findFirst()
        .orElse(null);
  }

  /** Enters a release of the journal that the ledger does not know: it was restored. */
  void enterAgain(Caller caller, JournalEntry.Published published) {
    Release release = published.release();
    ledger.enterAgain(
        caller,
        new PrivacyLedger.Charge(
            subject(release),
            Epsilon.of(release.epsilon().toPlainString()),
            release.delta(),
            published.by(),
            published.chargedAt() == null ? release.publishedAt() : published.chargedAt()));
  }

  /** Why a release could not be paid now; empty if it could. */
  Optional<Publication.Withheld> spent(Caller caller, Epsilon cost) {
    Optional<Publication.Withheld> notAllowed = notAllowed();
    if (notAllowed.isPresent()) {
      return notAllowed;
    }
    PrivacyLedger.Answer year = ledger.year(caller);
    return year.spent().plus(cost).compareTo(year.budget()) > 0
        ? Optional.of(spent(year, cost))
        : Optional.empty();
  }

  /** A process that runs for weeks began with the policy of then. */
  private Optional<Publication.Withheld> notAllowed() {
    return policies
        .refusal(privacy, insight.releasePeriod())
        .map(why -> new Publication.Withheld(why, null));
  }

  /** Pays once for a subject, however often it is asked. */
  Payment charge(Caller caller, String subject, Epsilon cost) {
    Optional<Publication.Withheld> notAllowed = notAllowed();
    if (notAllowed.isPresent()) {
      return new Refused(notAllowed.get());
    }
    return switch (ledger.charge(caller, subject, cost, privacy.delta())) {
      case PrivacyLedger.Charged paid ->
          new Paid(
              "epsilon %s; %s of this year's %s is left"
                  .formatted(cost, paid.budget().minus(paid.spent()), paid.budget()));
      case PrivacyLedger.Spent spent -> new Refused(spent(spent, cost));
    };
  }

  private Publication.Withheld spent(PrivacyLedger.Answer year, Epsilon cost) {
    return new Publication.Withheld(
        "The privacy budget of this year is spent: %s of %s, and a release costs %s. The last release stays."
            .formatted(year.spent(), year.budget(), cost),
        null);
  }
}

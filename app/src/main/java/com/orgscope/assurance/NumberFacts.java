package com.orgscope.assurance;

import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseVerifier;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What was published, what it cost of people's privacy, and whether that adds up. */
@Component
@Order(2)
final class NumberFacts implements FactSource {
  private final Releases releases;
  private final ReleaseVerifier verifier;
  private final PrivacyLedger ledger;
  private final PrivacySettings settings;

  NumberFacts(
      Releases releases, ReleaseVerifier verifier, PrivacyLedger ledger, PrivacySettings settings) {
    this.releases = releases;
    this.verifier = verifier;
    this.ledger = ledger;
    this.settings = settings;
  }

  @Override
  public void tell(TenantId tenant, FactBook book) {
    Caller system = Caller.system(tenant, "assurance");
    book.told(
        "release",
        "What is published",
        releases.latest(system).map(release -> published(release, book)).orElse("Nothing yet."));
    List<PrivacyLedger.Charge> charges = ledger.charges(system);
    Epsilon spent = Epsilon.ZERO;
    for (PrivacyLedger.Charge charge : charges) {
      spent = spent.plus(charge.epsilon());
    }
    book.holds(
        "budget",
        spent.thousandths() <= settings.yearly().thousandths(),
        "Privacy spent this year",
        "ε %s of the cap of %s, in %s"
            .formatted(
                spent,
                settings.yearly(),
                charges.size() == 1 ? "one charge" : charges.size() + " charges"));
    book.told(
        "noise",
        "Noise of a release",
        "exact discrete Laplace noise: ε %s for people and ε %s for hours a release, δ %s in all"
            .formatted(settings.people(), settings.hours(), settings.delta()));
    ReleaseVerifier.Found found = verifier.of(system);
    book.holds(
        "verifier",
        found.faults().isEmpty(),
        "Verifier's result",
        found.faults().isEmpty()
            ? "Signed journal, database and privacy ledger agree: %d releases, %d charges."
                .formatted(found.releases(), found.charges())
            : "They do not agree: %s.".formatted(String.join("; ", found.faults())));
  }

  private static String published(Release release, FactBook book) {
    return "Release %s of %s: each shown group has at least %d people but for a chance of %s, and its numbers cost ε %s"
        .formatted(
            release.id(),
            book.day(release.publishedAt()),
            release.k(),
            release.delta(),
            release.epsilon().stripTrailingZeros().toPlainString());
  }
}

package com.orgscope.assurance;

import com.orgscope.access.CouncilPolicies;
import com.orgscope.access.CouncilPolicies.Applied;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.state.Residency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the company promises its people, and where its data are. */
@Component
@Order(1)
final class PromiseFacts implements FactSource {
  private final Tenants tenants;
  private final CouncilPolicies policies;
  private final LeastGroup least;
  private final Residency residency;

  PromiseFacts(Tenants tenants, CouncilPolicies policies, LeastGroup least, Residency residency) {
    this.tenants = tenants;
    this.policies = policies;
    this.least = least;
    this.residency = residency;
  }

  @Override
  public void tell(TenantId id, FactBook book) {
    Tenant tenant = tenants.get(id);
    book.told("company", "Company", tenant.name());
    book.told("industry", "Industry", tenant.industry());
    region(tenant, book);
    Caller system = Caller.system(id, "assurance");
    CouncilPolicy policy = policies.inForce(system);
    policy(system, policy, book);
    int k = least.of(id);
    book.told(
        "least-group",
        "Least people in a shown group",
        "%d people, and where a country's terms say more, as many as these".formatted(k));
    terms(policy, book);
    book.told("notice", "What people are told", policy.notice().text());
    book.told("notice-version", "Version of the notice", policy.notice().version());
  }

  private void region(Tenant tenant, FactBook book) {
    String of = tenant.region().name();
    book.told("region", "Region", of);
    String says =
        residency.region() == null
            ? "The company belongs to %s; this installation is bound to no region, so nothing refuses an endpoint elsewhere."
                .formatted(of)
            : "The company belongs to %s and the installation is bound to %s: an endpoint or a database elsewhere is refused at the start."
                .formatted(of, residency.region().name());
    book.put(
        "residency",
        residency.region() == null ? LiveFact.State.UNKNOWN : LiveFact.State.HOLDS,
        "Where data are",
        says);
  }

  private void policy(Caller system, CouncilPolicy policy, FactBook book) {
    List<Applied> history = policies.history(system);
    boolean same = asSigned(system);
    String since =
        history.isEmpty()
            ? "Nobody signed a policy yet; what ships holds."
            : "Policy %d, signed by %d keys, in force since %s."
                .formatted(
                    history.getLast().number(),
                    history.getLast().signedBy().size(),
                    book.day(history.getLast().at()));
    String asSigned = history.isEmpty() ? "that." : "what was signed.";
    book.holds(
        "policy",
        same,
        "Policy in force",
        since
            + (same
                ? " The database goes by " + asSigned
                : " What the database goes by is not what was signed."));
    council(policy.council().size(), book);
  }

  private static void council(int keys, FactBook book) {
    if (keys == 0) {
      book.put(
          "council",
          LiveFact.State.UNKNOWN,
          "Council",
          "The policy names no works council and no data protection officer, so nobody of them has to sign what widens it.");
      return;
    }
    book.put(
        "council",
        LiveFact.State.HOLDS,
        "Council",
        "What widens what is seen, asked or kept needs the signature of %s of a works council or a data protection officer."
            .formatted(keys == 1 ? "the only key" : "one of " + keys + " keys"));
  }

  private boolean asSigned(Caller system) {
    try {
      policies.requireAsSigned(system);
      return true;
    } catch (Failure differs) {
      return false;
    }
  }

  private static void terms(CouncilPolicy policy, FactBook book) {
    book.told("consent", "Whether people are asked", each(policy, terms -> asked(terms.consent())));
    book.told("managers", "What managers see", each(policy, terms -> seen(terms.managers())));
    book.told(
        "figures-kept",
        "How long daily figures of people are kept",
        each(
            policy,
            terms ->
                terms.usageDays() == null
                    ? "as long as the setting of the lake says"
                    : terms.usageDays() + " days"));
  }

  private static String each(CouncilPolicy policy, Function<Terms, String> of) {
    List<String> said = new ArrayList<>();
    policy.countries().forEach((country, terms) -> said.add(country + ": " + of.apply(terms)));
    said.add((said.isEmpty() ? "" : "elsewhere: ") + of.apply(policy.everywhere()));
    return String.join("; ", said);
  }

  private static String asked(Consent consent) {
    return switch (consent) {
      case OPT_OUT -> "people count until they say no (" + word(consent) + ")";
      case OPT_IN -> "people count once they say yes (" + word(consent) + ")";
    };
  }

  private static String word(Consent consent) {
    return consent.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String seen(Managers managers) {
    return switch (managers) {
      case NOTHING -> "nothing of a named person";
      case CATEGORIES -> "the kind of work of each direct report, and not why";
      case NAMED -> "the kind of work of each direct report, why, and what speaks for it";
    };
  }
}

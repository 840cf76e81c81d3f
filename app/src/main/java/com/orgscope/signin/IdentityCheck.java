package com.orgscope.signin;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether people could sign in by a company's identity provider now. */
@Component
public class IdentityCheck {
  private final IdentityProviders providers;
  private final Issuers issuers;
  private final Tenants tenants;
  private final Access access;

  IdentityCheck(IdentityProviders providers, Issuers issuers, Tenants tenants, Access access) {
    this.providers = providers;
    this.issuers = issuers;
    this.tenants = tenants;
    this.access = access;
  }

  /** What is not as it should be with each company's identity provider, for whoever runs this. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Tenant tenant : tenants.all()) {
      if (providers.find(tenant.id()).isPresent()) {
        List<Line> bad = look(tenant.id()).stream().filter(line -> !line.good()).toList();
        String about = "sign-in of " + tenant.id();
        bad.forEach(line ->
            findings.add(new Finding(about, Grade.WARNING, line.what() + ": " + line.said(), "")));
        if (bad.isEmpty()) {
          findings.add(new Finding(about, Grade.GOOD, "its identity provider answers", ""));
        }
      }
    }
    return findings;
  }

  /** One thing that was looked at. */
  public record Line(String what, boolean good, String said) {}

  /**
   * Asks it.
   *
   * @throws Failure for the operator, if the company has none
   */
  public List<Line> check(Caller caller) {
    access.require(caller, Action.OPERATIONS, "identity provider");
    return look(caller.tenant());
  }

  private List<Line> look(TenantId tenant) {
    IdentityProvider provider = providers.get(tenant);
    List<Line> lines = new ArrayList<>();
    try {
      ProviderMetadata metadata = issuers.ask(provider.issuer());
      lines.add(new Line("issuer", true, "it calls itself exactly that"));
      lines.add(clock(metadata));
      lines.add(algorithms(metadata));
      lines.add(keys(provider));
      lines.add(signOut(metadata));
    } catch (Failure e) {
      lines.add(new Line("issuer", false, String.valueOf(e.getMessage())));
    }
    lines.add(groups(tenant));
    Instant cut = providers.cutListAt(tenant);
    if (cut != null) {
      lines.add(
          new Line(
              "list of groups",
              false,
              "somebody came with exactly "
                  + Admissions.LONGEST_LIST
                  + " groups at "
                  + cut
                  + ", which is as many as Okta tells: filter the claim"));
    }
    return lines;
  }

  private static Line clock(ProviderMetadata metadata) {
    Duration ahead = metadata.ahead();
    if (ahead == null) {
      return new Line("clock", true, "it does not say what time it has");
    }
    // The header tells whole seconds.
    boolean good = ahead.abs().compareTo(ProviderTokens.LEEWAY.dividedBy(2)) <= 0;
    return new Line(
        "clock",
        good,
        "it is "
            + ahead.abs().toSeconds()
            + " s "
            + (ahead.isNegative() ? "behind" : "ahead of")
            + " ours; beyond "
            + ProviderTokens.LEEWAY.toSeconds()
            + " s nobody gets in"
            + (good ? "" : ": set both by NTP"));
  }

  private static Line algorithms(ProviderMetadata metadata) {
    List<String> ours = metadata.algorithms().stream().filter(ProviderTokens::isAlgorithm).toList();
    return new Line(
        "signatures",
        !ours.isEmpty(),
        ours.isEmpty() ? "it signs by none that is taken, such as RS256" : String.join(", ", ours));
  }

  private Line keys(IdentityProvider provider) {
    try {
      int count =
          issuers
              .keys(provider.issuer())
              .get(new JWKSelector(new JWKMatcher.Builder().build()), null)
              .size();
      return new Line("keys", count > 0, count + " fetched");
    } catch (com.nimbusds.jose.KeySourceException e) {
      return new Line("keys", false, String.valueOf(e.getMessage()));
    }
  }

  private static Line signOut(ProviderMetadata metadata) {
    return new Line(
        "sign-out",
        true,
        metadata.endSession() == null
            ? "it has no address for it: people sign out here alone"
            : "whoever signs out here signs out there too");
  }

  private Line groups(TenantId tenant) {
    int count = providers.groups(tenant).size();
    return new Line(
        "roles",
        count > 0,
        count > 0 ? count + " given by groups" : "no group gives one: map some, or nobody gets in");
  }
}

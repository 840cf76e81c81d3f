package com.orgscope.access;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.directory.ReportingPeriod;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Says what an administrator of BigQuery has to run, so that people who ask the lake's tables there
 * have the rows that Orgscope would show them. It speaks to no BigQuery itself.
 */
@Component
public final class BigQueryAccess {
  private static final String PURPOSE = "bigquery-viewers";

  private final Access access;
  private final Tenants tenants;
  private final People people;
  private final IdentityResolution resolution;
  private final TenantEncryption encryption;
  private final InstantSource clock;

  BigQueryAccess(
      Access access,
      Tenants tenants,
      People people,
      IdentityResolution resolution,
      TenantEncryption encryption,
      InstantSource clock) {
    this.access = access;
    this.tenants = tenants;
    this.people = people;
    this.resolution = resolution;
    this.encryption = encryption;
    this.clock = clock;
  }

  /**
   * The statements, in the order in which they are to be run. They hold a key by which it can be
   * told who a viewer is: they are for whoever administers BigQuery and nobody else.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller may not
   */
  public List<String> statements(Caller caller, BigQueryTarget target) {
    var unused = access.require(caller, Action.OPERATIONS, "row policies for BigQuery");
    return new BigQueryPolicies(tenants.get(caller.tenant()), target, digest(caller.tenant()))
        .statements();
  }

  /**
   * What the table of grants is to hold from today on.
   *
   * @param lines one JSON object each
   * @param leftOut how many people get no row, since no address of ASCII letters is theirs alone
   */
  public record Grants(List<String> lines, int leftOut) {}

  /** Works them out. That names are opened for it is in the audit log. */
  public Grants grants(Caller caller) {
    Tenant tenant = tenants.get(caller.tenant());
    LocalDate today = clock.instant().atZone(tenant.zone()).toLocalDate();
    List<Person> everybody = people.all(caller);
    ViewerGrants grants =
        new ViewerGrants(today, digest(tenant.id()), resolution.periods(tenant.id()))
            .of(everybody, people.logins(caller), named(caller, tenant, everybody));
    return new Grants(
        grants.all().stream().map(grant -> grant.line(tenant.id().value())).toList(),
        grants.leftOut());
  }

  /** Rows there are evidence, which a manager has of whom the company's policy lets them. */
  private List<ReportingPeriod> named(Caller caller, Tenant tenant, List<Person> everybody) {
    CouncilPolicy policy = access.councilPolicy(caller, tenant.region());
    Set<PersonKey> named =
        everybody.stream()
            .filter(
                person -> policy.at(person.location()).managers() == CouncilPolicy.Managers.NAMED)
            .map(Person::key)
            .collect(Collectors.toCollection(HashSet::new));
    named.removeAll(access.leftOut(tenant.id()));
    // Whoever has too little data or is new looks like who opted out.
    named.retainAll(access.answered(caller, named));
    return people.reporting(caller).stream()
        .filter(period -> named.contains(period.person()))
        .toList();
  }

  private ViewerDigest digest(TenantId tenant) {
    return new ViewerDigest(encryption.derivedKey(tenant, PURPOSE));
  }
}

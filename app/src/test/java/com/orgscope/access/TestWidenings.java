package com.orgscope.access;

import com.orgscope.lake.Maintenance;
import com.orgscope.testing.Company;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What takes the council's signature, on a real database and with real keys. */
public final class TestWidenings {
  /** Where a test that proposes something is in time. */
  public static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T03:00:00Z"));

  private TestWidenings() {}

  public static Widenings of(Company company, Path home) {
    Operators operators = TestOperators.on(company.database(), home, CLOCK);
    return new Widenings(operators, policies(company, operators), proposals(company));
  }

  public static CouncilPolicies policies(Company company, Operators operators) {
    return new CouncilPolicies(
        operators,
        new CouncilPolicyStore(company.database()),
        company.directory().tenants(),
        new StaticListableBeanFactory().getBeanProvider(Maintenance.class),
        proposals(company),
        CLOCK);
  }

  public static Proposals proposals(Company company) {
    return new Proposals(company.access(), new ProposalStore(company.database()), CLOCK);
  }
}

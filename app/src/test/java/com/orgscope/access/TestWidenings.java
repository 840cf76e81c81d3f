package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.lake.Maintenance;
import com.orgscope.testing.Company;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

  /**
   * Ann, Bob and Cem may sign, and a policy that is in force says that Cem speaks for the people.
   */
  public static void agreed(Company company, Path home, TestOperators persons, Caller it) {
    Operators operators = TestOperators.on(company.database(), home, CLOCK);
    persons.begin(operators, it);
    SignedDocument cem = operators.proposeAdding(persons.open("cem"), "the council's");
    operators.apply(List.of(it), OperatorDocument.Kind.KEYS, persons.signed(cem, "ann", "bob"));
    CouncilPolicies policies = policies(company, operators);
    SignedDocument first =
        policies.propose(
            it,
            TestCouncilPolicies.naming(List.of("cem"), CouncilPolicy.Managers.CATEGORIES),
            "agreed");
    policies.apply(it, persons.signed(first, "ann", "bob"));
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

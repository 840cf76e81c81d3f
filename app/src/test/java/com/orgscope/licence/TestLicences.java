package com.orgscope.licence;

import com.orgscope.access.TestAccess;
import com.orgscope.directory.PolicyBook;
import com.orgscope.directory.TestDirectory;
import com.orgscope.testing.Company;
import com.orgscope.usage.TestUsage;
import java.nio.file.Path;
import java.time.InstantSource;

/** Contracts and seats of a company, wired by hand. */
record TestLicences(
    Contracts contracts, Licences licences, PolicyBook policies, LicenceStore store) {
  static TestLicences of(Company company, Path home, InstantSource clock) {
    LicenceStore store =
        new LicenceStore(
            company.database(),
            TestDirectory.seals(company.database(), home),
            TestUsage.sensitive());
    Contracts contracts =
        new Contracts(
            store,
            TestUsage.applications(),
            TestUsage.sensitive(),
            company.directory().people(),
            company.access(),
            company.directory().tenants());
    PolicyBook policies =
        company.directory().policies(company.database(), TestAccess.gate(company.audit()), clock);
    return new TestLicences(
        contracts,
        new Licences(
            store,
            TestUsage.of(company),
            TestUsage.accessDays(company),
            company.directory().people(),
            policies,
            contracts),
        policies,
        store);
  }
}

package com.orgscope.access;

import com.orgscope.audit.Audit;
import com.orgscope.directory.DirectoryGate;
import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.TestDirectory;
import com.orgscope.state.Database;
import com.orgscope.testing.Company;
import java.time.InstantSource;

/** Who may do what, wired by hand on a real database. */
public final class TestAccess {
  private TestAccess() {}

  public static DirectoryGate gate(Audit audit) {
    return new Gate(audit);
  }

  public static Access on(
      Database database, Audit audit, TestDirectory directory, InstantSource clock) {
    return new Access(
        audit,
        directory.people(),
        new Principals(
            new PrincipalStore(database), directory.tenants(), directory.people(), clock),
        new LookStore(database),
        new UnitGrantStore(database),
        new CouncilPolicyStore(database));
  }

  public static WhoCounts whoCounts(Database database, IdentityResolution resolution) {
    return new WhoCounts(new CouncilPolicyStore(database), resolution);
  }

  public static UnitGrants grants(Database database, Access access) {
    return new UnitGrants(new UnitGrantStore(database), access);
  }

  public static Looks looks(Company company) {
    return new Looks(
        new LookStore(company.database()), company.access(), company.directory().people());
  }
}

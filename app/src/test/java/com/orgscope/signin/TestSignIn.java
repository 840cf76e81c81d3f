package com.orgscope.signin;

import com.orgscope.access.TestAccess;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.directory.TestDirectory;
import com.orgscope.testing.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Who is signed in, as one server of several on the same database sees it. */
final class TestSignIn {
  static final SignInSettings SETTINGS =
      new SignInSettings(
          Duration.ofHours(2), Duration.ofHours(12), Duration.ofHours(1), Duration.ofSeconds(20));

  private TestSignIn() {}

  static Sessions server(Company company, Path home, InstantSource clock) {
    TenantEncryption seals = TestDirectory.seals(company.database(), home);
    return new Sessions(
        new SessionStore(company.database()),
        new Standing(
            company.access(),
            employment(company, home, clock),
            providers(company, home, clock),
            SETTINGS,
            clock),
        seals,
        company.audit(),
        SETTINGS,
        clock);
  }

  static IdentityProviders providers(Company company, Path home, InstantSource clock) {
    return new IdentityProviders(
        new ProviderStore(company.database()),
        TestDirectory.seals(company.database(), home),
        company.access(),
        company.audit(),
        SETTINGS,
        clock);
  }

  static Employment employment(Company company, Path home, InstantSource clock) {
    return new Employment(
        company.directory().people(),
        TestDirectory.erased(company.database(), home, TestAccess.gate(company.audit()), clock),
        company.directory().tenants(),
        clock);
  }
}

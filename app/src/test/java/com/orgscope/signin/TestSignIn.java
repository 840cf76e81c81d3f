package com.orgscope.signin;

import com.orgscope.access.TestAccess;
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
    return new Sessions(
        new SessionStore(company.database()),
        new Standing(
            company.access(),
            company.directory().people(),
            TestDirectory.erased(company.database(), home, TestAccess.gate(company.audit()), clock),
            company.directory().tenants(),
            SETTINGS,
            clock),
        TestDirectory.seals(company.database(), home),
        company.audit(),
        SETTINGS,
        clock);
  }
}

package com.orgscope.signin;

import com.orgscope.access.TestAccess;
import com.orgscope.access.TestOperators;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.directory.TestDirectory;
import com.orgscope.state.Database;
import com.orgscope.testing.Company;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;

/** Who is signed in, as one server of several on the same database sees it. */
public final class TestSignIn {
  static final SignInSettings SETTINGS =
      new SignInSettings(
          Duration.ofHours(2), Duration.ofHours(12), Duration.ofHours(1), Duration.ofSeconds(20));

  private TestSignIn() {}

  /** Nobody is signed in any more: a test counts from nothing, whatever others left. */
  public static void forgetEverybody(Database database) {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("DELETE FROM signin.session");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Sessions server(Company company, Path home, InstantSource clock) {
    TenantEncryption seals = TestDirectory.seals(company.database(), home);
    return new Sessions(
        new SessionStore(company.database()),
        new Standing(
            company.access(),
            employment(company, home, clock),
            providers(company, home, clock),
            emergency(company, home, clock),
            SETTINGS,
            clock),
        seals,
        company.audit(),
        SETTINGS,
        clock);
  }

  static EmergencyAccess emergency(Company company, Path home, InstantSource clock) {
    return new EmergencyAccess(
        providers(company, home, clock), TestOperators.on(company.database(), home, clock), clock);
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

  /** All of it, wired by hand. */
  record Wired(
      IdentityProviders providers,
      Issuers issuers,
      ProviderTokens tokens,
      Admissions admissions,
      Sessions sessions,
      ProviderSignOut signOut,
      ServiceAccounts accounts,
      BearerTokens bearer,
      IdentityCheck check) {}

  static Wired wired(Company company, Path home, InstantSource clock) {
    IdentityProviders providers = providers(company, home, clock);
    Issuers issuers = new Issuers(new ProviderHttp(), clock);
    ProviderTokens tokens = new ProviderTokens(issuers, clock);
    Admissions admissions =
        new Admissions(
            providers,
            employment(company, home, clock),
            TestDirectory.seals(company.database(), home));
    Sessions sessions = server(company, home, clock);
    ServiceAccounts accounts =
        new ServiceAccounts(
            new ServiceAccountStore(company.database()), company.access(), company.audit(), clock);
    return new Wired(
        providers,
        issuers,
        tokens,
        admissions,
        sessions,
        new ProviderSignOut(
            providers, issuers, tokens, new LogoutTokenStore(company.database()), sessions, clock),
        accounts,
        new BearerTokens(
            company.directory().tenants(),
            providers,
            tokens,
            admissions,
            accounts,
            new SignInRefusals(company.directory().tenants(), company.audit())),
        new IdentityCheck(providers, issuers, company.directory().tenants(), company.access()));
  }
}

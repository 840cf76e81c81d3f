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
          Duration.ofHours(2),
          Duration.ofHours(12),
          Duration.ofHours(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(45),
          Duration.ofMinutes(5));

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
    Issuers issuers = new Issuers(new ProviderHttp(), clock);
    return server(company, home, clock, issuers, new ProviderTokens(issuers, clock));
  }

  private static Sessions server(
      Company company, Path home, InstantSource clock, Issuers issuers, ProviderTokens tokens) {
    TenantEncryption seals = TestDirectory.seals(company.database(), home);
    SessionStore store = new SessionStore(company.database());
    IdentityProviders providers = providers(company, home, clock);
    Employment employment = employment(company, home, clock);
    return new Sessions(
        store,
        new Standing(
            company.access(),
            employment,
            providers,
            emergency(company, home, clock),
            SETTINGS,
            clock),
        seals,
        company.audit(),
        new Confirmation(
            store,
            providers,
            new CodeFlow(new TokenExchange(new ProviderHttp()), issuers, tokens, clock),
            new Admissions(providers, employment, seals),
            seals,
            SETTINGS),
        new SessionAge(SETTINGS, clock));
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
    Sessions sessions = server(company, home, clock, issuers, tokens);
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

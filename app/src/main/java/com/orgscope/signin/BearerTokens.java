package com.orgscope.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * Who asks with a bearer token: a service account by its secret, or somebody by an access token of
 * their company's identity provider, which must be for us and name the scope. Its groups give the
 * role, as at a page.
 */
@Component
public class BearerTokens {
  private static final int LONGEST = 16_000;

  /** Says of which company a token is, where several have one issuer and one audience. */
  private static final String TENANT_CLAIM = "orgscope_tenant";

  private final Tenants tenants;
  private final IdentityProviders providers;
  private final ProviderTokens tokens;
  private final Admissions admissions;
  private final ServiceAccounts accounts;
  private final SignInRefusals refusals;

  BearerTokens(
      Tenants tenants,
      IdentityProviders providers,
      ProviderTokens tokens,
      Admissions admissions,
      ServiceAccounts accounts,
      SignInRefusals refusals) {
    this.tenants = tenants;
    this.providers = providers;
    this.tokens = tokens;
    this.admissions = admissions;
    this.accounts = accounts;
    this.refusals = refusals;
  }

  /** What a token is worth. */
  public sealed interface Worth {
    /** Somebody. */
    record Good(Caller caller) implements Worth {}

    /** It is not good, not for us, or of nobody here. */
    record Invalid() implements Worth {}

    /**
     * It is good, and not for this.
     *
     * @param needed the scope; null if no program may ask for it
     */
    record OutOfScope(@Nullable String needed) implements Worth {}

    /** It is of somebody with several roles, or not with the one that was asked for. */
    record WhichRole(List<Role> roles) implements Worth {}
  }

  /**
   * Looks at it.
   *
   * @param scope of what is asked for; null if no program may ask for it
   * @param role that is asked for; null if there is one alone
   */
  public Worth of(String token, @Nullable ApiScope scope, @Nullable String role) {
    return ofAny(token, scope == null ? Set.of() : Set.of(scope), role, null);
  }

  /**
   * As {@link #of}, where one of several scopes is enough.
   *
   * @param resource the address that is asked, for which alone a token may be too (RFC 8707); null
   *     if it must be for the API
   */
  public Worth ofAny(
      String token, Set<ApiScope> oneOf, @Nullable String role, @Nullable String resource) {
    return ServiceAccounts.isOne(token)
        ? accounts
            .find(token)
            .map(program -> scoped(program.scopes(), oneOf, new Worth.Good(program.caller())))
            .orElseGet(Worth.Invalid::new)
        : ofProvider(token, oneOf, role, resource);
  }

  /**
   * Who gives tokens for a company's people.
   *
   * @param company null for the only one that there is
   * @return empty where nobody does, and where there are several and none is named
   */
  public Optional<String> issuer(@Nullable String company) {
    List<String> issuers =
        tenants.all().stream()
            .filter(one -> company == null || one.id().value().equals(company))
            .flatMap(one -> providers.find(one.id()).stream())
            .filter(one -> one.apiAudience() != null)
            .map(IdentityProvider::issuer)
            .distinct()
            .toList();
    return issuers.size() == 1 ? Optional.of(issuers.getFirst()) : Optional.empty();
  }

  /** Out of scope is whoever is somebody at all. */
  private Worth scoped(Set<String> scopes, Set<ApiScope> oneOf, Worth worth) {
    List<String> words = oneOf.stream().map(ApiScope::word).sorted().toList();
    if (worth instanceof Worth.Invalid || words.stream().anyMatch(scopes::contains)) {
      return worth;
    }
    String word = words.isEmpty() ? null : String.join(" ", words);
    if (worth instanceof Worth.Good good) {
      refusals.recordOutOfScope(good.caller(), word == null ? "the API" : word);
    }
    return new Worth.OutOfScope(word);
  }

  private Worth ofProvider(
      String token, Set<ApiScope> oneOf, @Nullable String role, @Nullable String resource) {
    Optional<IdentityProvider> provider = provider(token, resource);
    if (provider.isEmpty()) {
      return new Worth.Invalid();
    }
    try {
      Jwt read = tokens.read(provider.get().issuer(), token, "at+jwt");
      if (read.getExpiresAt() == null) {
        return new Worth.Invalid();
      }
      return scoped(scopes(read.getClaims()), oneOf, somebody(provider.get(), read, role));
    } catch (JwtException e) {
      return new Worth.Invalid();
    }
  }

  private Worth somebody(IdentityProvider provider, Jwt token, @Nullable String role) {
    return switch (admissions.of(provider, token.getClaims())) {
      case Admission.In in -> inRole(in, role);
      case Admission.Refused refused -> {
        refusals.record(provider.tenant(), "a token of a program: " + refused.reason().words());
        yield new Worth.Invalid();
      }
    };
  }

  private static Worth inRole(Admission.In in, @Nullable String role) {
    if (role == null && in.roles().size() == 1) {
      return new Worth.Good(in.caller());
    }
    return Optional.ofNullable(role)
        .flatMap(Role::named)
        .filter(in.roles()::contains)
        .<Worth>map(one -> {
          Caller caller = in.caller();
          return new Worth.Good(
              new Caller(caller.tenant(), one, caller.principal(), caller.person()));
        })
        .orElseGet(() -> new Worth.WhichRole(in.roles().stream().sorted().toList()));
  }

  /**
   * Whose token it says it is: of one company with exactly this issuer and audience, or nobody's.
   */
  private Optional<IdentityProvider> provider(String token, @Nullable String resource) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      JWTClaimsSet said = SignedJWT.parse(token).getJWTClaimsSet();
      String tenant = said.getStringClaim(TENANT_CLAIM);
      List<IdentityProvider> all =
          tenants.all().stream()
              .filter(one -> tenant == null || one.id().value().equals(tenant))
              .flatMap(one -> providers.find(one.id()).stream())
              .filter(one -> one.issuer().equals(said.getIssuer()))
              .filter(one -> isFor(said, one.apiAudience(), resource))
              .toList();
      return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static boolean isFor(
      JWTClaimsSet said, @Nullable String audience, @Nullable String resource) {
    List<String> of = said.getAudience();
    return audience != null
        && (of.contains(audience) || (resource != null && of.contains(resource)));
  }

  /** A text with spaces between, or Entra's and Okta's own claim. */
  private static Set<String> scopes(Map<String, Object> claims) {
    Set<String> scopes = new TreeSet<>();
    for (String claim : List.of("scope", "scp")) {
      switch (claims.get(claim)) {
        case null -> {}
        case Collection<?> many -> many.forEach(one -> scopes.add(String.valueOf(one)));
        case Object one -> scopes.addAll(List.of(String.valueOf(one).split(" ")));
      }
    }
    return scopes;
  }
}

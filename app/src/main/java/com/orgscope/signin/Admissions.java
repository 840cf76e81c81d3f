package com.orgscope.signin;

import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.Admission.In;
import com.orgscope.signin.Admission.Reason;
import com.orgscope.signin.Admission.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who somebody is here whom a token of their company's identity provider describes: groups give
 * roles, by exact names, and the login says which person of the directory it is.
 */
@Component
final class Admissions {
  /** A list as long as this may be cut: Okta puts no more into a token. */
  static final int LONGEST_LIST = 100;

  /** With whom somebody begins who may be several: the one who sees least. */
  private static final List<Role> FIRST =
      List.of(
          Role.EMPLOYEE,
          Role.COUNCIL,
          Role.MANAGER,
          Role.EXECUTIVE,
          Role.AUDITOR,
          Role.CEO,
          Role.IT_SECURITY);

  private final IdentityProviders providers;
  private final Employment employment;
  private final TenantEncryption seals;

  Admissions(IdentityProviders providers, Employment employment, TenantEncryption seals) {
    this.providers = providers;
    this.employment = employment;
    this.seals = seals;
  }

  /**
   * Of somebody who signs in: groups that give nothing are counted.
   *
   * @param claims of a token that is good
   */
  Admission of(IdentityProvider provider, Map<String, Object> claims) {
    Set<String> groups = groups(provider, claims);
    if (groups != null) {
      TenantId tenant = provider.tenant();
      if (groups.size() == LONGEST_LIST) {
        providers.sawCutList(tenant);
      }
      List<String> known = known(tenant, groups);
      providers.sawUnmatched(tenant, groups.stream().filter(g -> !known.contains(g)).toList());
    }
    return again(provider, claims);
  }

  /**
   * Of somebody who is signed in.
   *
   * @param claims of a token that is good
   */
  Admission again(IdentityProvider provider, Map<String, Object> claims) {
    Set<String> groups = groups(provider, claims);
    if (groups == null) {
      return new Refused(
          isOverage(provider, claims) ? Reason.TOO_MANY_GROUPS : Reason.NO_GROUPS_CLAIM);
    }
    TenantId tenant = provider.tenant();
    List<String> known = known(tenant, groups);
    Set<Role> roles = providers.roles(tenant, known);
    if (roles.isEmpty()) {
      return new Refused(groups.size() == LONGEST_LIST ? Reason.LIST_MAY_BE_CUT : Reason.NO_ROLE);
    }
    return somebody(provider, claims, roles, known);
  }

  private List<String> known(TenantId tenant, Set<String> groups) {
    return providers.groups(tenant).stream()
        .map(GroupRole::group)
        .filter(groups::contains)
        .distinct()
        .toList();
  }

  private Admission somebody(
      IdentityProvider provider, Map<String, Object> claims, Set<Role> roles, List<String> groups) {
    TenantId tenant = provider.tenant();
    PersonKey key = person(provider, claims).orElse(null);
    PersonKey listed = null;
    if (key != null) {
      switch (employment.of(tenant, key)) {
        case GONE -> {
          return new Refused(Reason.GONE);
        }
        case WORKS_HERE -> listed = key;
        case UNKNOWN -> {}
      }
    }
    if (listed == null) {
      roles.removeIf(Role::isOfAPerson);
      if (roles.isEmpty()) {
        return new Refused(Reason.NOT_IN_DIRECTORY);
      }
    }
    Role first = FIRST.stream().filter(roles::contains).findFirst().orElseThrow();
    return new In(
        new Caller(tenant, first, principal(provider, claims, listed), listed), roles, groups);
  }

  /** A name that says nothing of anybody: a person's key, or a hash of the account. */
  private String principal(
      IdentityProvider provider, Map<String, Object> claims, @Nullable PersonKey listed) {
    return "oidc:"
        + (listed == null
            ? seals.hash(provider.tenant(), "account", provider.issuer() + " " + claims.get("sub"))
            : listed.toString());
  }

  /** By the login, or by a mail address that the provider vouches for. */
  private Optional<PersonKey> person(IdentityProvider provider, Map<String, Object> claims) {
    Object login = claims.get(provider.loginClaim());
    Optional<PersonKey> byLogin = login instanceof String text ? byLogin(provider, text) : none();
    boolean vouched = Boolean.TRUE.equals(claims.get("email_verified"));
    return byLogin.isEmpty() && vouched && claims.get("email") instanceof String mail
        ? byLogin(provider, mail)
        : byLogin;
  }

  private static Optional<PersonKey> none() {
    return Optional.empty();
  }

  private Optional<PersonKey> byLogin(IdentityProvider provider, String login) {
    return employment.byLogin(provider.tenant(), login);
  }

  /** Null if the token says nothing of groups, which is not the same as none. */
  private static @Nullable Set<String> groups(
      IdentityProvider provider, Map<String, Object> claims) {
    return switch (claims.get(provider.groupsClaim())) {
      case null -> null;
      case Collection<?> many -> {
        Set<String> groups = new TreeSet<>();
        many.forEach(one -> groups.add(String.valueOf(one)));
        yield groups;
      }
      case Object one -> new TreeSet<>(Set.of(String.valueOf(one)));
    };
  }

  /** Entra leaves the claim out beyond 200 groups, and says so in one of two ways. */
  private static boolean isOverage(IdentityProvider provider, Map<String, Object> claims) {
    boolean elsewhere =
        claims.get("_claim_names") instanceof Map<?, ?> names
            && names.containsKey(provider.groupsClaim());
    return elsewhere || "true".equals(String.valueOf(claims.get("hasgroups")));
  }
}

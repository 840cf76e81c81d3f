package com.orgscope.signin;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Programs without a person behind them: each has a role that needs none, scopes, and an end. The
 * secret is told once and kept as a hash.
 */
@Component
public class ServiceAccounts {
  /** No secret is good for longer. */
  public static final int MOST_DAYS = 366;

  private static final Duration LONGEST = Duration.ofDays(MOST_DAYS);

  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern SECRET =
      Pattern.compile("orgscope\\.(?<tenant>[a-z0-9-]{1,40})\\.[A-Za-z0-9_-]{43}");
  private static final Set<Role> ROLES =
      EnumSet.of(Role.CEO, Role.EXECUTIVE, Role.AUDITOR, Role.COUNCIL, Role.IT_SECURITY);
  private static final int BYTES = 32;
  private static final int MOST = 100;
  private static final Duration USE_NOTED = Duration.ofMinutes(1);
  private static final String SUBJECT = "service accounts";
  private static final String WHY = "IT/Security connects other systems";

  private final ServiceAccountStore store;
  private final Access access;
  private final Audit audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  ServiceAccounts(ServiceAccountStore store, Access access, Audit audit, InstantSource clock) {
    this.store = store;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes one.
   *
   * @param life from now until its secret is good no more
   * @return the secret, which is told this once
   * @throws Failure for the operator, if the name is taken or no name, the role sees rows by a
   *     person, or it would be good for too long
   */
  public String create(Caller caller, String name, Role role, Set<ApiScope> scopes, Duration life) {
    access.require(caller, Action.RUN_WORK, SUBJECT);
    check(caller, name, role, scopes, life);
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret =
        "orgscope."
            + caller.tenant()
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    // The database keeps microseconds.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    ServiceAccount account =
        new ServiceAccount(
            name,
            role,
            scopes.stream().map(ApiScope::word).sorted().toList(),
            now.plus(life),
            null,
            null);
    audit.record(caller, "make a service account with the role " + role, name, WHY);
    if (!store.add(caller, account, Sha256.of(secret), now)) {
      throw Failure.operator(
          "there is or was a service account '" + name + "': names are not given twice");
    }
    return secret;
  }

  private void check(Caller caller, String name, Role role, Set<ApiScope> scopes, Duration life) {
    if (!NAME.matcher(name).matches()) {
      throw Failure.operator("'" + name + "' is no name: use 1 to 40 of a-z, 0-9, inner hyphens");
    }
    if (!ROLES.contains(role)) {
      throw Failure.operator(
          "a program is nobody of the directory: use the role ceo, executive, auditor, council or it-security");
    }
    if (scopes.isEmpty()) {
      throw Failure.operator("a service account needs a scope");
    }
    if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
      throw Failure.operator("a service account is good for 1 to " + LONGEST.toDays() + " days");
    }
    if (store.all(caller).size() >= MOST) {
      throw Failure.operator("a company has at most " + MOST + " service accounts");
    }
  }

  /** All that were ever made, by name. */
  public List<ServiceAccount> all(Caller caller) {
    access.require(caller, Action.OPERATIONS, SUBJECT);
    return store.all(caller);
  }

  /**
   * Its secret opens nothing any more, at once.
   *
   * @throws Failure for the operator, if there is none of that name that is good
   */
  public void revoke(Caller caller, String name) {
    access.require(caller, Action.RUN_WORK, SUBJECT);
    if (!store.revoke(caller, name, clock.instant())) {
      throw Failure.operator("no service account '" + name + "' is there to be revoked");
    }
    audit.record(caller, "revoke a service account", name, WHY);
  }

  /** Whether it looks like a secret of ours, as against a token of a provider's. */
  static boolean isOne(String shown) {
    return SECRET.matcher(shown).matches();
  }

  /**
   * Who shows it, and what they may ask for.
   *
   * @return empty if it is none, is revoked or too old
   */
  Optional<Program> find(String shown) {
    Matcher shape = SECRET.matcher(shown);
    if (!shape.matches()) {
      return Optional.empty();
    }
    TenantId tenant;
    try {
      tenant = new TenantId(shape.group("tenant"));
    } catch (Failure e) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return store
        .find(tenant, Sha256.of(shown))
        .filter(account -> account.isGoodAt(now))
        .map(account -> {
          Instant used = account.usedAt();
          if (used == null || used.plus(USE_NOTED).isBefore(now)) {
            store.used(tenant, account.name(), now);
          }
          return new Program(
              new Caller(tenant, account.role(), "service:" + account.name(), null),
              Set.copyOf(account.scopes()));
        });
  }

  /** A program that asks. */
  record Program(Caller caller, Set<String> scopes) {}
}

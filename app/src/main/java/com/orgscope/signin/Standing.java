package com.orgscope.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.access.Access;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether somebody may still be who they were at sign-in: not erased, not left, not without the
 * role. What was read of it is taken for true for some seconds.
 */
@Component
final class Standing {
  private static final int REMEMBERED = 10_000;

  private final Access access;
  private final Employment employment;
  private final IdentityProviders providers;
  private final EmergencyAccess emergency;
  private final SignInSettings settings;
  private final InstantSource clock;
  private final Cache<Asked, Read> read = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  Standing(
      Access access,
      Employment employment,
      IdentityProviders providers,
      EmergencyAccess emergency,
      SignInSettings settings,
      InstantSource clock) {
    this.access = access;
    this.employment = employment;
    this.providers = providers;
    this.emergency = emergency;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param began of a session by a link; null for others, whose roles do not depend on it
   */
  private record Asked(Way way, Caller caller, List<String> groups, @Nullable Instant began) {
    static Asked of(SessionStore.Row row) {
      return new Asked(
          row.way(), row.caller(), row.groups(), row.way() == Way.LINK ? row.openedAt() : null);
    }
  }

  private record Read(Set<Role> roles, Instant at) {}

  boolean holds(SessionStore.Row row) {
    return roles(row).contains(row.caller().role());
  }

  /** The roles that they may have now; none for whoever is erased or has left. */
  Set<Role> roles(SessionStore.Row row) {
    Asked asked = Asked.of(row);
    Instant now = clock.instant();
    Read known = read.getIfPresent(asked);
    if (known != null && settings.isRecent(known.at(), now)) {
      return known.roles();
    }
    Set<Role> roles = look(row);
    if (roles.contains(row.caller().role())) {
      read.put(asked, new Read(roles, now));
    } else {
      // The session ends by it; whoever gets the role back and signs in anew has it at once.
      read.invalidate(asked);
    }
    return roles;
  }

  private Set<Role> look(SessionStore.Row row) {
    Caller caller = row.caller();
    PersonKey person = caller.person();
    if (person != null && employment.of(caller.tenant(), person) != Employment.State.WORKS_HERE) {
      return Set.of();
    }
    return switch (row.way()) {
      case DEMO -> access.isPrincipal(caller) ? EnumSet.of(caller.role()) : Set.of();
      case LINK ->
          emergency.admitsSession(caller.tenant(), row.openedAt())
              ? EnumSet.of(caller.role())
              : Set.of();
      case PROVIDER -> {
        Set<Role> roles = providers.roles(caller.tenant(), row.groups());
        if (person == null) {
          roles.removeIf(Role::isOfAPerson);
        }
        yield roles;
      }
    };
  }
}

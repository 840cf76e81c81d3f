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

  private record Asked(Way way, Caller caller, List<String> groups) {}

  private record Read(Set<Role> roles, Instant at) {}

  boolean holds(Way way, Caller caller, List<String> groups) {
    return roles(way, caller, groups).contains(caller.role());
  }

  /** The roles that they may have now; none for whoever is erased or has left. */
  Set<Role> roles(Way way, Caller caller, List<String> groups) {
    Asked asked = new Asked(way, caller, groups);
    Instant now = clock.instant();
    Read known = read.getIfPresent(asked);
    if (known != null && settings.isRecent(known.at(), now)) {
      return known.roles();
    }
    Set<Role> roles = look(way, caller, groups);
    if (roles.contains(caller.role())) {
      read.put(asked, new Read(roles, now));
    } else {
      // The session ends by it; whoever gets the role back and signs in anew has it at once.
      read.invalidate(asked);
    }
    return roles;
  }

  private Set<Role> look(Way way, Caller caller, List<String> groups) {
    PersonKey person = caller.person();
    if (person != null && employment.of(caller.tenant(), person) != Employment.State.WORKS_HERE) {
      return Set.of();
    }
    return switch (way) {
      case DEMO -> access.isPrincipal(caller) ? EnumSet.of(caller.role()) : Set.of();
      case LINK -> emergency.admitsLinks(caller.tenant()) ? EnumSet.of(caller.role()) : Set.of();
      case PROVIDER -> {
        Set<Role> roles = providers.roles(caller.tenant(), groups);
        if (person == null) {
          roles.removeIf(Role::isOfAPerson);
        }
        yield roles;
      }
    };
  }
}

package com.orgscope.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.access.Access;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whether somebody may still be who they were at sign-in: not erased, not left, not without the
 * role. What was read of it is taken for true for some seconds.
 */
@Component
final class Standing {
  private static final int REMEMBERED = 10_000;

  private final Access access;
  private final People people;
  private final ErasedPeople erased;
  private final Tenants tenants;
  private final SignInSettings settings;
  private final InstantSource clock;
  private final Cache<Asked, Read> read = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  Standing(
      Access access,
      People people,
      ErasedPeople erased,
      Tenants tenants,
      SignInSettings settings,
      InstantSource clock) {
    this.access = access;
    this.people = people;
    this.erased = erased;
    this.tenants = tenants;
    this.settings = settings;
    this.clock = clock;
  }

  private record Asked(Way way, Caller caller, List<String> groups) {}

  private record Read(boolean holds, Instant at) {}

  boolean holds(Way way, Caller caller, List<String> groups) {
    Asked asked = new Asked(way, caller, groups);
    Instant now = clock.instant();
    Read known = read.getIfPresent(asked);
    if (known != null && now.isBefore(known.at().plus(settings.recheckInterval()))) {
      return known.holds();
    }
    boolean holds = isSomebody(caller) && hasRole(way, caller);
    read.put(asked, new Read(holds, now));
    return holds;
  }

  private boolean hasRole(Way way, Caller caller) {
    return switch (way) {
      case DEMO -> access.isPrincipal(caller);
      case LINK, PROVIDER -> true;
    };
  }

  /** Who is nobody of the directory has a role that needs no person. */
  private boolean isSomebody(Caller caller) {
    PersonKey key = caller.person();
    return key == null || (!erased.isMarked(caller.tenant(), key) && works(caller.tenant(), key));
  }

  private boolean works(TenantId tenant, PersonKey key) {
    LocalDate today = clock.instant().atZone(tenants.get(tenant).zone()).toLocalDate();
    Optional<Person> person = people.find(Caller.system(tenant, "sign-in"), key);
    return person.filter(one -> one.worksOn(today)).isPresent();
  }
}

package com.orgscope.signin;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether somebody works here today, by the directory. */
@Component
final class Employment {
  private final People people;
  private final ErasedPeople erased;
  private final Tenants tenants;
  private final InstantSource clock;

  Employment(People people, ErasedPeople erased, Tenants tenants, InstantSource clock) {
    this.people = people;
    this.erased = erased;
    this.tenants = tenants;
    this.clock = clock;
  }

  enum State {
    /** Somebody of the directory, today. */
    WORKS_HERE,
    /** Left, not yet here, or erased on request. */
    GONE,
    /** Nobody whom the directory knows. */
    UNKNOWN
  }

  State of(TenantId tenant, PersonKey key) {
    if (erased.isMarked(tenant, key)) {
      return State.GONE;
    }
    LocalDate today = clock.instant().atZone(tenants.get(tenant).zone()).toLocalDate();
    Optional<Person> person = people.find(system(tenant), key);
    if (person.isEmpty()) {
      return State.UNKNOWN;
    }
    return person.get().worksOn(today) ? State.WORKS_HERE : State.GONE;
  }

  /** Whose a login is, be they in the directory or in sign-in logs alone. */
  Optional<PersonKey> byLogin(TenantId tenant, String login) {
    return people.byLogin(system(tenant), login).map(Person::key);
  }

  private static Caller system(TenantId tenant) {
    return Caller.system(tenant, "sign-in");
  }
}

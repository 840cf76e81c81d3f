package com.orgscope.access;

import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One principal for each role of people. The manager is the one with the most reports, the employee
 * one of theirs, so that what the two see can be compared; both are chosen again only when they
 * left.
 */
@Component
final class Principals {
  private final PrincipalStore store;
  private final Tenants tenants;
  private final People people;
  private final InstantSource clock;

  Principals(PrincipalStore store, Tenants tenants, People people, InstantSource clock) {
    this.store = store;
    this.tenants = tenants;
    this.people = people;
    this.clock = clock;
  }

  long forget(TenantId tenant, Set<PersonKey> people) {
    return store.remove(tenant, people);
  }

  boolean has(Caller caller) {
    return store.all(caller.tenant()).stream()
        .anyMatch(principal -> principal.caller().equals(caller));
  }

  List<Principal> of(TenantId tenant) {
    LocalDate today = clock.instant().atZone(tenants.get(tenant).zone()).toLocalDate();
    Map<PersonKey, Person> working =
        people.all(Caller.system(tenant, "access")).stream()
            .filter(person -> person.worksOn(today))
            .collect(Collectors.toMap(Person::key, Function.identity()));
    Map<Role, Principal> there =
        store.all(tenant).stream().collect(Collectors.toMap(Principal::role, p -> p, (a, b) -> a));
    Optional<PersonKey> manager =
        kept(there.get(Role.MANAGER), working).or(() -> mostReports(working));
    Optional<PersonKey> employee =
        kept(there.get(Role.EMPLOYEE), working)
            .or(() -> manager.flatMap(boss -> reportOf(boss, working)));
    List<Principal> principals = new ArrayList<>();
    for (Role role : Access.rolesOfPeople()) {
      boolean somebody = role.isOfAPerson();
      Optional<PersonKey> person =
          switch (role) {
            // Who heads people may be granted a unit as well.
            case MANAGER, EXECUTIVE -> manager;
            case EMPLOYEE -> employee;
            default -> Optional.empty();
          };
      if (!somebody || person.isPresent()) {
        principals.add(new Principal(tenant, name(role), role, person.orElse(null)));
      }
    }
    principals.stream()
        .filter(principal -> !principal.equals(there.get(principal.role())))
        .forEach(store::put);
    return List.copyOf(principals);
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<PersonKey> kept(
      @Nullable Principal principal, Map<PersonKey, Person> working) {
    return Optional.ofNullable(principal).map(Principal::person).filter(working::containsKey);
  }

  private static Optional<PersonKey> mostReports(Map<PersonKey, Person> working) {
    Map<PersonKey, Long> reports =
        working.values().stream()
            .map(Person::manager)
            .filter(Objects::nonNull)
            .filter(working::containsKey)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return reports.entrySet().stream()
        .max(
            Map.Entry.<PersonKey, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  /** Somebody nobody reports to, if there is one; of a kind of place that no drawn key decides. */
  private static Optional<PersonKey> reportOf(PersonKey boss, Map<PersonKey, Person> working) {
    return working.values().stream()
        .filter(person -> boss.equals(person.manager()))
        .min(
            Comparator.comparing(Person::hasReports)
                .thenComparing(Person::department, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Person::title, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Person::key))
        .map(Person::key);
  }
}

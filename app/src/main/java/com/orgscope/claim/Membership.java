package com.orgscope.claim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.directory.Divisions.Listed;
import com.orgscope.directory.Person;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Sha256;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who belongs to which group, as it holds today. */
final class Membership {
  private static final double LOTS = 0x1p32;

  private final Map<PersonKey, Person> people;
  private final Listed divisions;
  private final Map<PersonKey, String> categories;

  /**
   * @param categories canonical, of those of whom it is decided
   */
  Membership(Collection<Person> people, Listed divisions, Map<PersonKey, String> categories) {
    this.people = people.stream().collect(Collectors.toMap(Person::key, Function.identity()));
    this.divisions = divisions;
    this.categories = Map.copyOf(categories);
  }

  Collection<Person> people() {
    return people.values();
  }

  /** The kind of work of somebody of whom it is decided. */
  Optional<String> category(PersonKey person) {
    return Optional.ofNullable(categories.get(person));
  }

  /** Of nobody who is not in the directory. */
  Set<PersonKey> of(PeopleGroup group, Claim claim) {
    return people.values().stream()
        .filter(person -> isIn(person, group, claim.number()))
        .map(Person::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean hasAnybody(PeopleGroup group) {
    return people.values().stream().anyMatch(person -> isIn(person, group, 0));
  }

  private boolean isIn(Person person, PeopleGroup group, int claim) {
    return switch (group.kind()) {
      case DEPARTMENT -> alike(person.department(), group.name());
      case DIVISION -> alike(division(person), group.name());
      case CATEGORY -> group.name().equals(categories.get(person.key()));
      case SHARE -> lot(claim, person.key()) < group.share();
      case EVERYBODY -> true;
    };
  }

  private @Nullable String division(Person person) {
    String department = person.department();
    return Optional.ofNullable(department).flatMap(divisions::division).orElse(person.division());
  }

  private static boolean alike(@Nullable String one, String other) {
    return one != null
        && one.strip().toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }

  /** From 0 to 1; the same for a person and a claim whenever it is drawn. */
  private static double lot(int claim, PersonKey person) {
    byte[] hash = Sha256.of((claim + ":" + person).getBytes(UTF_8));
    return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) / LOTS;
  }

  /** The names that a kind of group has here, for whoever misspelt one. */
  Set<String> names(PeopleGroup.Kind kind) {
    TreeSet<String> names = new TreeSet<>();
    for (Person person : people.values()) {
      String name =
          switch (kind) {
            case DEPARTMENT -> person.department();
            case DIVISION -> division(person);
            case CATEGORY -> categories.get(person.key());
            case SHARE, EVERYBODY -> null;
          };
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** From which day each has it who has it at all. */
  Map<PersonKey, LocalDate> since(Claim claim, Rollout rollout) {
    Map<PersonKey, LocalDate> since = new HashMap<>();
    for (Rollout.Line line : rollout.inForce()) {
      LocalDate day = line.since();
      if (day != null) {
        of(line.group(), claim)
            .forEach(person -> since.merge(person, day, (a, b) -> a.isBefore(b) ? a : b));
      }
    }
    return since;
  }
}

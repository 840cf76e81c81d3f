package com.orgscope.insight;

import com.orgscope.directory.DepartmentChange;
import com.orgscope.directory.Divisions;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.insight.Units.Above;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * What departments roll up to in a release. Follows from the directory and the company's own list
 * of divisions, and so is public in the company: how many work where, and of nobody anything else.
 */
@Service
public class UnitBook {
  private final People people;
  private final Divisions divisions;

  UnitBook(People people, Divisions divisions) {
    this.people = people;
    this.divisions = divisions;
  }

  /** Who says to what a department belongs. */
  public enum Source {
    /** The company's own list. */
    LIST,
    /** The HR system. */
    HR,
    /** Nobody: it stands for itself, or with the smallest. */
    DEPARTMENT
  }

  /**
   * The units of a release.
   *
   * @param units the largest first
   * @param withoutDepartment people whom the directory puts nowhere
   * @param unknown departments that the company's own list names and nobody has
   * @param unlisted departments that people have and the list does not name; empty if there is none
   */
  public record Plan(
      List<Unit> units, int withoutDepartment, List<String> unknown, List<String> unlisted) {
    public Plan {
      units = List.copyOf(units);
      unknown = List.copyOf(unknown);
      unlisted = List.copyOf(unlisted);
    }
  }

  /** One row of the grid. */
  public record Unit(String name, int people, List<Department> departments) {
    public Unit {
      departments = List.copyOf(departments);
    }
  }

  /**
   * People of one department in one unit.
   *
   * @param division what the department belongs to; in the unit of the smallest the unit is another
   */
  public record Department(String name, int people, String division, Source saidBy) {}

  /**
   * As a release of that day would have them.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller has not everybody's rows
   */
  public Plan plan(Caller caller, LocalDate day) {
    Staff staff = staff(caller);
    return plan(
        staff.people().values().stream().filter(person -> person.worksOn(day)).toList(),
        staff.divisions());
  }

  /** Whom the directory knows, and what departments belong to by the company's own list. */
  record Staff(
      Map<PersonKey, Person> people,
      Divisions.Listed divisions,
      List<DepartmentChange> departmentChanges) {}

  Staff staff(Caller caller) {
    return new Staff(
        people.all(caller).stream().collect(Collectors.toMap(Person::key, Function.identity())),
        divisions.listed(caller),
        people.departmentChanges(caller, LocalDate.EPOCH));
  }

  static Plan plan(Collection<Person> working, Divisions.Listed listed) {
    Units units = new Units(working, listed);
    Map<String, Map<Place, Integer>> placed = new TreeMap<>();
    int nowhere = 0;
    for (Person person : working) {
      Optional<Above> above = units.above(person);
      if (above.isEmpty()) {
        nowhere++;
        continue;
      }
      Place place = new Place(Units.department(person).orElseThrow(), above.get());
      placed
          .computeIfAbsent(units.of(place.above()), unit -> new TreeMap<>(Place.ORDER))
          .merge(place, 1, Integer::sum);
    }
    List<String> had =
        working.stream().map(Units::department).flatMap(Optional::stream).distinct().toList();
    return new Plan(
        units(placed),
        nowhere,
        listed.beyond(had),
        listed.isEmpty() ? List.of() : missing(had, listed));
  }

  /** A department in what it belongs to. */
  private record Place(String department, Above above) {
    static final Comparator<Place> ORDER =
        Comparator.comparing(Place::department)
            .thenComparing(place -> place.above().name())
            .thenComparing(place -> place.above().saidBy());
  }

  private static List<Unit> units(Map<String, Map<Place, Integer>> placed) {
    List<Unit> units = new ArrayList<>();
    placed.forEach((name, places) ->
        units.add(
            new Unit(
                name,
                places.values().stream().mapToInt(n -> n).sum(),
                places.entrySet().stream()
                    .map(place -> department(place.getKey(), place.getValue()))
                    .toList())));
    units.sort(Comparator.comparingInt(Unit::people).reversed().thenComparing(Unit::name));
    return units;
  }

  private static Department department(Place place, int people) {
    return new Department(place.department(), people, place.above().name(), place.above().saidBy());
  }

  private static List<String> missing(List<String> had, Divisions.Listed listed) {
    return had.stream()
        .filter(department -> listed.division(department).isEmpty())
        .sorted()
        .toList();
  }
}

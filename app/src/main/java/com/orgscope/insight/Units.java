package com.orgscope.insight;

import com.orgscope.directory.Divisions;
import com.orgscope.directory.Person;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What departments are called in a release: what they belong to by the company's own list, else by
 * the HR system, else their own names. The largest stand by themselves, the others together, since
 * an HR system has hundreds. Follows from the directory alone, never from what people use.
 */
final class Units {
  static final int MOST = 20;
  static final String OTHER_DEPARTMENTS = "Other departments";

  /** What a release means by these is no department. */
  private static final Set<String> TAKEN = Set.of(Release.OTHER, Release.EVERYONE);

  /** What somebody's department belongs to, before the smallest are put together. */
  record Above(UnitBook.Source saidBy, String name) {}

  private final Divisions.Listed listed;
  private final boolean tree;
  private final Map<String, String> units = new HashMap<>();

  /**
   * @param working whoever works here by the directory
   */
  Units(Collection<Person> working, Divisions.Listed listed) {
    this.listed = listed;
    this.tree = isTree(working);
    Map<String, Integer> headcounts = new HashMap<>();
    working.stream()
        .map(this::above)
        .flatMap(Optional::stream)
        .forEach(above -> headcounts.merge(above.name(), 1, Integer::sum));
    int own = headcounts.size() <= MOST ? MOST : MOST - 1;
    headcounts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .forEach(name -> units.put(name, units.size() < own ? name : OTHER_DEPARTMENTS));
  }

  /** Fewer than there are departments, else the HR system's divisions roll nothing up. */
  private static boolean isTree(Collection<Person> working) {
    long divisions =
        working.stream().map(Person::division).filter(Objects::nonNull).distinct().count();
    long departments =
        working.stream().map(Person::department).filter(Objects::nonNull).distinct().count();
    return divisions > 1 && divisions < departments;
  }

  /** In the order of their names. */
  List<String> all() {
    return List.copyOf(new TreeSet<>(units.values()));
  }

  /** In which somebody stands; {@link Census#NO_DEPARTMENT} of whom the directory says nothing. */
  String of(@Nullable Person person) {
    return Optional.ofNullable(person)
        .flatMap(this::above)
        .map(this::of)
        .orElse(Census.NO_DEPARTMENT);
  }

  String of(Above above) {
    return units.getOrDefault(above.name(), Census.NO_DEPARTMENT);
  }

  /** Empty without a department. */
  Optional<Above> above(Person person) {
    return department(person)
        .map(department ->
            listed
                .division(department)
                .map(name -> new Above(UnitBook.Source.LIST, name))
                .or(() -> division(person).map(name -> new Above(UnitBook.Source.HR, name)))
                .orElse(new Above(UnitBook.Source.DEPARTMENT, department)))
        .filter(above -> !above.name().equals(Census.NO_DEPARTMENT))
        .map(above ->
            TAKEN.contains(above.name()) ? new Above(above.saidBy(), OTHER_DEPARTMENTS) : above);
  }

  private Optional<String> division(Person person) {
    return Optional.ofNullable(person.division()).filter(name -> tree && !name.isBlank());
  }

  static Optional<String> department(Person person) {
    return Optional.ofNullable(person.department())
        .filter(name -> !name.isBlank() && !name.equals(Census.NO_DEPARTMENT));
  }
}

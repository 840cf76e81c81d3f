package com.orgscope.bench;

import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By what an answer shows that somebody got a row they have no right to: keys of people, and long
 * words that stand in the rows of one company alone. They are read as the product itself, of one
 * company at a time, and know nothing of the policies that are attacked.
 */
final class AccessMarks {
  private static final Pattern WORDS =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_+/=-]{20,}");

  private final Map<TenantId, Set<String>> own = new HashMap<>();
  private final Map<String, TenantId> companies = new HashMap<>();
  private final Map<String, Person> people = new HashMap<>();
  private final Set<String> filled = new TreeSet<>();

  /**
   * @param tables with their schema, all that the product reads
   */
  static AccessMarks of(
      AttackStore store, People directory, Map<TenantId, String> names, List<String> tables) {
    AccessMarks marks = new AccessMarks();
    for (TenantId tenant : names.keySet()) {
      Caller product = Caller.system(tenant, "bench");
      Set<String> words = new HashSet<>();
      for (String table : tables) {
        List<String> rows = store.rows(product, table);
        words.addAll(wordsOf(String.join("\n", rows)));
        if (!rows.isEmpty()) {
          marks.filled.add(table);
        }
      }
      marks.own.put(tenant, words);
      for (Person person : directory.all(product)) {
        marks.people.put(person.key().toString(), person);
        marks.companies.put(person.key().toString(), tenant);
      }
    }
    List<Set<String>> all = List.copyOf(marks.own.values());
    Set<String> shared =
        all.getFirst().stream().filter(all.getLast()::contains).collect(Collectors.toSet());
    marks.own.values().forEach(words -> words.removeAll(shared));
    names.forEach((tenant, name) -> marks.own.getOrDefault(tenant, Set.of()).add(name));
    return marks;
  }

  private static Set<String> wordsOf(String text) {
    return WORDS.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
  }

  /** Enough of both companies to be missed. */
  long known() {
    return own.values().stream().mapToLong(Set::size).min().orElse(0);
  }

  /** What an attack may ask for by name: any company's. */
  List<String> words() {
    return Stream.concat(own.values().stream().flatMap(Set::stream), people.keySet().stream())
        .sorted()
        .toList();
  }

  /** Tables that have rows of a company. */
  List<String> filled() {
    return List.copyOf(filled);
  }

  /** Who works there, to attack as. */
  List<Person> peopleOf(TenantId tenant) {
    return people.values().stream()
        .filter(person -> tenant.equals(companies.get(person.key().toString())))
        .sorted((one, other) -> one.key().toString().compareTo(other.key().toString()))
        .toList();
  }

  /**
   * What of an answer its reader has no right to.
   *
   * @param asked what the reader said themselves, and may be told again
   */
  Set<String> foreign(Caller reader, String answer, String asked) {
    Set<String> found = new TreeSet<>();
    Set<String> seen = wordsOf(answer);
    own.forEach((tenant, words) -> {
      if (!tenant.equals(reader.tenant())) {
        seen.stream().filter(words::contains).forEach(found::add);
        words.stream()
            .filter(word -> word.indexOf(' ') > 0 && answer.contains(word))
            .forEach(found::add);
      }
    });
    seen.stream()
        .filter(word -> people.containsKey(word) && !mayKnow(reader, word))
        .forEach(found::add);
    found.removeIf(asked::contains);
    return found;
  }

  private boolean mayKnow(Caller reader, String person) {
    if (!reader.tenant().equals(companies.get(person))) {
      return false;
    }
    PersonKey self = reader.person();
    return switch (reader.role()) {
      case SYSTEM, IT_SECURITY -> true;
      case MANAGER -> isSelfOrTheirManager(self, person) || isReportOf(self, person);
      case EMPLOYEE -> isSelfOrTheirManager(self, person);
      default -> self != null && self.toString().equals(person);
    };
  }

  /** Whom somebody reports to stands in their own row. */
  private boolean isSelfOrTheirManager(@Nullable PersonKey self, String person) {
    if (self == null) {
      return false;
    }
    Person own = people.get(self.toString());
    return self.toString().equals(person)
        || (own != null && own.manager() != null && own.manager().toString().equals(person));
  }

  private boolean isReportOf(@Nullable PersonKey manager, String person) {
    Person report = people.get(person);
    return manager != null && report != null && manager.equals(report.manager());
  }
}

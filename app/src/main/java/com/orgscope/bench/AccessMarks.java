package com.orgscope.bench;

import com.orgscope.directory.Identity;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By what an answer shows that somebody got a row they have no right to: keys and names of people,
 * and long words that stand in the rows of one company alone. They are read as the product itself,
 * of one company at a time, and know nothing of the policies that are attacked.
 */
final class AccessMarks {
  private static final int LONG = 20;
  private static final int KEY = 36;

  private final Map<TenantId, String> names = new LinkedHashMap<>();
  private final Map<TenantId, Set<String>> own = new LinkedHashMap<>();
  private final Map<TenantId, List<Person>> staff = new LinkedHashMap<>();
  private final Map<String, TenantId> companies = new HashMap<>();
  private final Map<String, Person> people = new HashMap<>();

  /** Of names and logins, whose they are. */
  private final Map<String, Set<String>> called = new HashMap<>();

  private final Set<String> filled = new TreeSet<>();
  private List<String> words = List.of();

  /**
   * @param tables with their schema, all that the product reads
   */
  static AccessMarks of(
      AttackStore store, People directory, Map<TenantId, String> names, List<String> tables) {
    AccessMarks marks = new AccessMarks();
    marks.names.putAll(names);
    for (TenantId tenant : names.keySet()) {
      Caller product = Caller.system(tenant, "bench");
      Set<String> words = new LinkedHashSet<>();
      for (String table : tables) {
        List<String> rows = store.rows(product, table);
        words.addAll(wordsOf(String.join("\n", rows)));
        if (!rows.isEmpty()) {
          marks.filled.add(table);
        }
      }
      marks.own.put(tenant, words);
      marks.read(directory, product);
    }
    List<Set<String>> all = List.copyOf(marks.own.values());
    Set<String> shared =
        all.getFirst().stream().filter(all.getLast()::contains).collect(Collectors.toSet());
    marks.own.values().forEach(words -> words.removeAll(shared));
    marks.words =
        Stream.concat(
                marks.own.values().stream().flatMap(Collection::stream),
                marks.staff.values().stream()
                    .flatMap(Collection::stream)
                    .map(person -> person.key().toString()))
            .toList();
    return marks;
  }

  /** In the order of what people are called, which is the same in each run. */
  private void read(People directory, Caller product) {
    Map<PersonKey, Identity> identities = directory.identities(product);
    List<Person> sorted = new ArrayList<>(directory.all(product));
    sorted.sort((one, other) -> login(identities, one).compareTo(login(identities, other)));
    staff.put(product.tenant(), List.copyOf(sorted));
    for (Person person : sorted) {
      String key = person.key().toString();
      people.put(key, person);
      companies.put(key, product.tenant());
      Identity identity = identities.get(person.key());
      if (identity != null) {
        Stream.of(identity.login(), identity.displayName())
            .filter(text -> text != null && text.length() > 5)
            .forEach(text -> called.computeIfAbsent(text, name -> new HashSet<>()).add(key));
      }
    }
  }

  private static String login(Map<PersonKey, Identity> identities, Person person) {
    Identity identity = identities.get(person.key());
    return identity == null || identity.login() == null ? "" : identity.login();
  }

  /**
   * Keys of people wherever they stand, beside letters too, and long words: a path's parts are
   * words of their own.
   */
  static Set<String> wordsOf(String text) {
    Set<String> found = new LinkedHashSet<>();
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      char letter = at < text.length() ? text.charAt(at) : ' ';
      if (letter == '-' && isKey(text, at - 8)) {
        found.add(text.substring(at - 8, at - 8 + KEY));
      }
      if (!isOfAWord(letter)) {
        if (at - from >= LONG) {
          found.add(text.substring(from, at));
        }
        from = at + 1;
      }
    }
    return found;
  }

  private static boolean isOfAWord(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '_'
        || letter == '-';
  }

  private static boolean isKey(String text, int from) {
    if (from < 0 || from + KEY > text.length()) {
      return false;
    }
    for (int i = 0; i < KEY; i++) {
      char letter = text.charAt(from + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? letter != '-' : Character.digit(letter, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Enough of both companies to be missed. */
  long known() {
    return own.values().stream().mapToLong(Set::size).min().orElse(0);
  }

  /** What an attack may ask for by name: any company's. */
  List<String> words() {
    return words;
  }

  /** Tables that have rows of a company. */
  List<String> filled() {
    return List.copyOf(filled);
  }

  /** Who works there, to attack as. */
  List<Person> peopleOf(TenantId tenant) {
    return staff.getOrDefault(tenant, List.of());
  }

  /**
   * What of an answer its reader has no right to.
   *
   * @param reader null for nobody, who has a right to nothing
   * @param asked what the reader said themselves, and may be told again
   */
  Set<String> foreign(@Nullable Caller reader, String answer, String asked) {
    if (answer.isEmpty()) {
      return Set.of();
    }
    Set<String> found = new TreeSet<>();
    Set<String> seen = wordsOf(answer);
    own.forEach((tenant, words) -> {
      if (reader == null || !tenant.equals(reader.tenant())) {
        seen.stream().filter(words::contains).forEach(found::add);
        String name = names.getOrDefault(tenant, "");
        if (answer.contains(name)) {
          found.add(name);
        }
      }
    });
    seen.stream()
        .filter(word -> people.containsKey(word) && !mayKnow(reader, word))
        .forEach(found::add);
    found.removeIf(asked::contains);
    return found;
  }

  /** Names and logins of an answer that stand for nobody whom its reader may know. */
  Set<String> foreignNames(Caller reader, String answer, String asked) {
    Set<String> found = new TreeSet<>();
    called.forEach((name, keys) -> {
      if (keys.stream().noneMatch(key -> mayKnow(reader, key))
          && answer.contains(name)
          && !asked.contains(name)) {
        found.add(name);
      }
    });
    return found;
  }

  private boolean mayKnow(@Nullable Caller reader, String person) {
    if (reader == null || !reader.tenant().equals(companies.get(person))) {
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

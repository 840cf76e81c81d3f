package com.orgscope.usage;

import com.orgscope.kernel.Failure;
import com.orgscope.table.Table;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list of known applications and of the functions they serve, read once per process. A name or
 * alias is found whole or not at all: nothing here looks for a part of a text.
 */
final class KnownApplications {
  private static final int LONGEST_DOMAIN = 253;

  private final Map<String, WorkFunction> functions = new LinkedHashMap<>();
  private final Map<String, KnownApplication> byName = new LinkedHashMap<>();
  private final Map<String, KnownApplication> byKey = new HashMap<>();
  private final Map<String, KnownApplication> byDomain = new HashMap<>();
  private final Set<String> commonWords = new HashSet<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final Set<String> oneOfSeveral = new HashSet<>();
  private final Set<String> left = new HashSet<>();

  private KnownApplications(Predicate<KnownApplication> listed) {
    for (List<String> row : Table.read(KnownApplications.class, "functions.tsv").rows()) {
      functions.put(
          row.get(0), new WorkFunction(row.get(0), row.get(1), List.of(row.get(2).split(" "))));
    }
    for (List<String> row : Table.read(KnownApplications.class, "applications.tsv").rows()) {
      KnownApplication application =
          new KnownApplication(
              row.get(0),
              parts(row.get(1)),
              parts(row.get(2)),
              parts(row.get(3)),
              parts(row.get(4)),
              row.get(5));
      if (listed.test(application)) {
        add(application);
      } else {
        application.names().forEach(name -> left.add(key(name)));
      }
    }
    for (String word : Table.lines(KnownApplications.class, "common-words.txt")) {
      if (!byKey.containsKey(key(word)) && !left.contains(key(word))) {
        throw Failure.bug("common-words.txt: no application is called " + word, null);
      }
      commonWords.add(key(word));
    }
    commonWords.addAll(ambiguous);
    byName.values().forEach(this::findFormerNames);
    findVendors();
  }

  /** The parts of a cell that holds several. */
  private static List<String> parts(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(";"));
  }

  /** An alias that has nothing of the name: a name from before, or somebody else's word for it. */
  private void findFormerNames(KnownApplication application) {
    String present = key(application.name());
    for (String alias : application.aliases()) {
      String other = key(alias);
      boolean shares =
          Stream.of(alias.split("[^\\p{L}\\p{N}]+"))
              .map(KnownApplications::key)
              .anyMatch(word -> word.length() > 1 && present.contains(word));
      if (!shares && !other.contains(present)) {
        oneOfSeveral.add(other);
      }
    }
  }

  /** A name with which the names of other applications begin: "Adobe", "Google", "GitHub". */
  private void findVendors() {
    for (KnownApplication application : byName.values()) {
      for (String name : application.names()) {
        String[] words = name.split("\\s+");
        StringBuilder beginning = new StringBuilder();
        for (int i = 0; i < words.length - 1; i++) {
          String key = key(beginning.append(words[i]).toString());
          KnownApplication vendor = byKey.get(key);
          if (vendor != null && vendor != application) {
            oneOfSeveral.add(key);
          }
        }
      }
    }
  }

  private void add(KnownApplication application) {
    for (String function : application.functions()) {
      if (!functions.containsKey(function)) {
        throw Failure.bug(application.name() + ": no function " + function, null);
      }
    }
    byName.put(application.name(), application);
    claim(byKey, key(application.name()), application);
    application.aliases().forEach(alias -> claim(byKey, key(alias), application));
    for (String name : application.ambiguous()) {
      if (byKey.get(key(name)) != application) {
        throw Failure.bug(application.name() + ": not called " + name, null);
      }
      ambiguous.add(key(name));
    }
    application.domains().forEach(domain -> claim(byDomain, domain, application));
  }

  private static void claim(
      Map<String, KnownApplication> index, String key, KnownApplication application) {
    KnownApplication other = index.put(key, application);
    if (other != null && other != application) {
      throw Failure.bug(
          "'" + key + "' would mean " + other.name() + " and " + application.name(), null);
    }
  }

  static KnownApplications instance() {
    return Holder.INSTANCE;
  }

  /** The list as if these applications did not stand there. */
  static KnownApplications without(Set<KnownApplication> hidden) {
    return new KnownApplications(application -> !hidden.contains(application));
  }

  Collection<WorkFunction> functions() {
    return functions.values();
  }

  @Nullable WorkFunction function(String id) {
    return functions.get(id);
  }

  Collection<KnownApplication> all() {
    return byName.values();
  }

  /** By canonical name, letter for letter. */
  @Nullable KnownApplication named(String name) {
    return byName.get(name);
  }

  /** By name or alias in any spelling of case, blanks and punctuation. */
  @Nullable KnownApplication withKey(String key) {
    return byKey.get(key);
  }

  /** By host or any domain above it; null for what is no host name. */
  @Nullable KnownApplication atHost(String host) {
    String domain = host.toLowerCase(Locale.ROOT);
    if (domain.length() > LONGEST_DOMAIN) {
      return null;
    }
    while (domain.indexOf('.') > 0) {
      KnownApplication known = byDomain.get(domain);
      if (known != null) {
        return known;
      }
      domain = domain.substring(domain.indexOf('.') + 1);
    }
    return null;
  }

  /**
   * Whether a name or alias is an everyday word that alone may as well mean something else: only a
   * second sign makes it the application.
   */
  boolean ambiguous(String key) {
    return ambiguous.contains(key);
  }

  /** Whether a name or alias is an everyday word, which stands for an application only alone. */
  boolean commonWord(String key) {
    return commonWords.contains(key);
  }

  /**
   * Whether a name or alias may stand for other products as well: a vendor's, or a former one. A
   * word beside it may then make another product of it.
   */
  boolean isOneOfSeveral(String key) {
    return oneOfSeveral.contains(key);
  }

  /** What spellings of one name share: its letters and digits in lower case. */
  static String key(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder(plain.length());
    plain
        .codePoints()
        .forEach(c -> {
          if (Character.isLetterOrDigit(c)) {
            key.appendCodePoint(c);
          } else if (c == '&') {
            key.append("and");
          }
        });
    return key.toString();
  }

  private static final class Holder {
    private static final KnownApplications INSTANCE = new KnownApplications(every -> true);
  }
}

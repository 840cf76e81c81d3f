package com.orgscope.usage;

import com.orgscope.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lists beside this class, for what the words of a label are and speak of. */
final class PlainWords {
  private static final int SHORTEST_PRODUCT = 3;
  private static final int SHORTEST_SPELLED_NAME = 4;
  private static final int SHORTEST_SOUNDED_NAME = 5;
  private static final int SHORTEST_REST = 3;

  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");

  private final Set<String> business = new HashSet<>();
  private final Set<String> products = new HashSet<>();
  private final Set<String> personalNames;
  private final Set<String> soundedNames;
  private final Set<String> orders;
  private final Set<String> ordersToAnswer;
  private final Set<String> projects;
  private final Set<String> kindWords = new HashSet<>();
  private final List<SensitivePhrase> sensitive;

  private PlainWords() {
    Table.lines(PlainLabels.class, "plain-words.txt").forEach(word -> business.add(stem(word)));
    personalNames = words("personal-names.txt");
    soundedNames =
        personalNames.stream()
            .map(Letters::sound)
            .filter(name -> name.length() >= SHORTEST_SOUNDED_NAME)
            .collect(Collectors.toUnmodifiableSet());
    KnownApplications known = KnownApplications.instance();
    known.functions().stream()
        .flatMap(function -> function.words().stream())
        .forEach(word -> business.add(stem(word)));
    known.all().stream()
        .flatMap(application -> application.names().stream())
        .flatMap(name -> Stream.concat(Stream.of(name), wordsOf(name)))
        .filter(word -> word.length() >= SHORTEST_PRODUCT)
        .forEach(word -> products.add(stem(word)));
    orders = words("order-words.txt");
    ordersToAnswer = words("answer-words.txt");
    projects = words("project-words.txt");
    Table.read(PlainLabels.class, "kind-words.tsv")
        .rows()
        .forEach(row -> kindWords.addAll(List.of(row.get(1).split(" "))));
    sensitive =
        Table.read(PlainLabels.class, "sensitive-words.tsv").rows().stream()
            .map(row -> SensitivePhrase.of(row.get(0), row.get(1)))
            .toList();
  }

  private static Set<String> words(String list) {
    return Table.lines(PlainLabels.class, list).stream()
        .map(Letters::folded)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Products are called after people: "Johnson" alone is nobody's product. */
  private Stream<String> wordsOf(String product) {
    return PlainLabels.parts(product).stream()
        .filter(word -> !personalNames.contains(Letters.folded(word)));
  }

  private static String stem(String word) {
    return Words.stem(Letters.folded(word));
  }

  static PlainWords instance() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    private static final PlainWords INSTANCE = new PlainWords();
  }

  private boolean everyday(String part) {
    return NUMBER.matcher(part).matches() || business.contains(stem(part));
  }

  /** A number, or a word of business or of a product. */
  boolean known(String part) {
    return everyday(part) || products.contains(stem(part)) || kindWords.contains(part);
  }

  /**
   * Whether words of business alone make up the part. What is written in an alphabet for which
   * there is no list of names, and in some without blanks, is told from a name by nothing else.
   */
  boolean madeOfBusiness(String part) {
    boolean[] reached = new boolean[part.length() + 1];
    reached[0] = true;
    for (int to = 1; to <= part.length(); to++) {
      for (int from = 0; from < to && !reached[to]; from++) {
        reached[to] = reached[from] && everyday(part.substring(from, to));
      }
    }
    return reached[part.length()];
  }

  boolean speaksForAKind(String part) {
    return kindWords.contains(part);
  }

  /** Words that tell a reader what to do, or what to answer: "only Legal". */
  boolean isOrder(List<String> parts) {
    for (int i = 0; i < parts.size(); i++) {
      boolean tells = i + 1 < parts.size() && ordersToAnswer.contains(parts.get(i));
      if (orders.contains(parts.get(i)) || (tells && kindWords.contains(parts.get(i + 1)))) {
        return true;
      }
    }
    return false;
  }

  /** Words that go with "project" where projects are managed; any other may be a code name. */
  boolean goesWithProject(String part) {
    return NUMBER.matcher(part).matches() || projects.contains(part);
  }

  /** The word is a name, or a name with something before or behind it. */
  boolean namesSomebody(String part) {
    if (known(part)) {
      return false;
    }
    if (personalNames.contains(part) || soundedNames.contains(Letters.sound(part))) {
      return true;
    }
    for (int at = SHORTEST_SPELLED_NAME; at <= part.length() - SHORTEST_REST; at++) {
      if (personalNames.contains(part.substring(0, at))
          || personalNames.contains(part.substring(part.length() - at))) {
        return true;
      }
    }
    return false;
  }

  /** What kind of sensitive thing the words speak of. */
  Optional<String> sensitive(List<String> parts) {
    boolean everyday = parts.stream().allMatch(this::everyday);
    List<String> folded = parts.stream().map(Letters::folded).toList();
    return sensitive.stream()
        .filter(each -> (everyday || !each.unlessBrand()) && each.in(folded))
        .map(SensitivePhrase::kind)
        .findFirst();
  }
}

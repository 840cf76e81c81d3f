package com.orgscope.usage;

import com.orgscope.table.Table;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which labels of applications a model may be asked about: those that read like the name of a
 * product and like nothing else. Whatever names a person, speaks of a deal, a dispute or somebody's
 * health, or reads like an order stays in the house until IT says a word.
 *
 * <p>How many people use the application is for the caller to know.
 */
final class PlainLabels {
  private static final int MOST_WORDS = 4;
  private static final int MOST_CHARACTERS = 48;
  private static final int MOST_OWN_WORDS = 2;
  private static final int MOST_KIND_WORDS = 2;
  private static final int LONGEST_NUMBER = 4;
  private static final int MOST_NUMBERS = 1;
  private static final int SHORTEST_NAME = 3;
  private static final int SHORTEST_SPELLED_NAME = 4;
  private static final int SHORTEST_HIDDEN_NAME = 5;
  private static final int SHORTEST_JOINED_NAME = 6;
  private static final int SHORTEST_REST = 3;

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{Nd} .&+/!-]+");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");
  private static final Pattern CAMEL =
      Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern LETTERS_AND_NUMBERS =
      Pattern.compile("(?<=\\p{Nd})(?=\\p{L})|(?<=\\p{L})(?=\\p{Nd})");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");

  /** Hosts at which people have pages and mail of their own. */
  private static final Pattern PERSONAL_DOMAIN =
      Pattern.compile(
          "(?i).*(?:\\.(?:name|family|blog)|(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud"
              + "|proton|protonmail|gmx|web|mail|aol|qq|163|yandex|zoho|fastmail)"
              + "\\.(?:com|de|net|me|ch|at|fr|ru|co\\.uk)"
              + "|(?:github|gitlab)\\.io|blogspot\\.com|wordpress\\.com|home\\.blog|tumblr\\.com"
              + "|wixsite\\.com|weebly\\.com)");

  private final PlainWords words = PlainWords.instance();
  private final Set<String> people = new HashSet<>();
  private final Set<String> joinedNames = new HashSet<>();

  /**
   * @param peoplesNames names, logins and mail addresses of the people of the tenant, as the
   *     directory has them
   */
  public PlainLabels(Collection<String> peoplesNames) {
    peoplesNames.forEach(this::know);
  }

  private void know(String name) {
    List<String> parts =
        parts(name.contains("@") ? name.substring(0, name.indexOf('@')) : name).stream()
            .map(Letters::folded)
            .filter(part -> !NUMBER.matcher(part).matches())
            .toList();
    parts.forEach(part -> know(part, SHORTEST_NAME, people));
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < parts.size(); j++) {
        if (i != j) {
          String joined = parts.get(i) + parts.get(j);
          know(joined, SHORTEST_SPELLED_NAME, people);
          know(joined, SHORTEST_JOINED_NAME, joinedNames);
          know(parts.get(i).charAt(0) + parts.get(j), SHORTEST_SPELLED_NAME, people);
        }
      }
    }
  }

  private static void know(String name, int shortest, Set<String> names) {
    if (name.length() >= shortest) {
      names.add(name);
    }
  }

  /**
   * Why a label stays in the house, in words for IT ("it has the name of somebody who works here");
   * empty if a model may be asked what it is.
   */
  public Optional<String> objection(String label) {
    String text = Normalizer.normalize(label, Normalizer.Form.NFC).strip();
    List<String> parts = parts(text);
    return Stream.<Supplier<Optional<String>>>of(
            () -> shape(text, parts),
            () -> names(parts),
            () -> meaning(text, parts),
            () -> count(parts))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> shape(String text, List<String> parts) {
    if (text.isEmpty() || !PLAIN.matcher(text).matches() || text.length() > MOST_CHARACTERS) {
      return Optional.of("it does not read like a name");
    }
    if (text.codePoints().anyMatch(Character::isLetter) && !ofOneScript(text)) {
      return Optional.of("it mixes alphabets");
    }
    if (parts.stream().noneMatch(part -> part.codePoints().anyMatch(Character::isLetter))) {
      return Optional.of("it is a number");
    }
    if (PERSONAL_DOMAIN.matcher(text).matches()) {
      return Optional.of("it is a personal domain");
    }
    List<String> numbers = NUMBER.matcher(text).results().map(found -> found.group()).toList();
    return numbers.size() > MOST_NUMBERS
            || numbers.stream().anyMatch(number -> number.length() > LONGEST_NUMBER)
        ? Optional.of("it has the number of something or somebody")
        : Optional.empty();
  }

  private Optional<String> names(List<String> parts) {
    boolean here =
        Letters.readings(parts).anyMatch(read -> namesSomebodyHere(read) || spellsSomebody(read));
    if (here) {
      return Optional.of("it has the name of somebody who works here");
    }
    return Letters.readings(parts).flatMap(List::stream).anyMatch(words::namesSomebody)
        ? Optional.of("it has the name of a person")
        : Optional.empty();
  }

  /** In one of its parts, in parts that follow one another, or in all of it read as one. */
  private boolean namesSomebodyHere(List<String> parts) {
    String all = String.join("", parts);
    if (joinedNames.stream().anyMatch(all::contains)) {
      return true;
    }
    for (int from = 0; from < parts.size(); from++) {
      StringBuilder run = new StringBuilder();
      for (int to = from; to < parts.size(); to++) {
        run.append(parts.get(to));
        if (people.contains(run.toString())
            && (to == from || run.length() >= SHORTEST_SPELLED_NAME)) {
          return true;
        }
      }
    }
    return parts.stream().anyMatch(this::hidesSomebody);
  }

  /** A name with something before or behind it, where the whole is no word of business. */
  private boolean hidesSomebody(String part) {
    if (words.known(part)) {
      return false;
    }
    for (int at = SHORTEST_HIDDEN_NAME; at <= part.length(); at++) {
      if (people.contains(part.substring(0, at))
          || people.contains(part.substring(part.length() - at))) {
        return true;
      }
    }
    return false;
  }

  /** The first letters of its words are a name. */
  private boolean spellsSomebody(List<String> parts) {
    String initials =
        parts.stream()
            .filter(part -> !part.isEmpty())
            .map(part -> part.substring(0, 1))
            .collect(Collectors.joining());
    return initials.length() >= SHORTEST_SPELLED_NAME && people.contains(initials);
  }

  private Optional<String> meaning(String text, List<String> parts) {
    List<String> lower = parts.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    List<String> whole =
        Arrays.stream(SEPARATORS.split(text.toLowerCase(Locale.ROOT)))
            .filter(part -> !part.isEmpty())
            .toList();
    if (Stream.concat(Letters.readings(lower).flatMap(List::stream), whole.stream())
        .anyMatch(words::isOrder)) {
      return Optional.of("it reads like an order");
    }
    return Stream.concat(Stream.of(lower, whole), Letters.readings(lower))
        .map(words::sensitive)
        .flatMap(Optional::stream)
        .findFirst()
        .map(kind -> "it may speak of a sensitive thing (" + kind + ")");
  }

  private Optional<String> count(List<String> parts) {
    if (parts.size() > MOST_WORDS) {
      return Optional.of("it has more than " + MOST_WORDS + " words");
    }
    List<String> lower = parts.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    if (lower.stream().filter(words::speaksForAKind).count() > MOST_KIND_WORDS) {
      return Optional.of("it says what kind of work uses it");
    }
    return lower.stream().filter(part -> !words.known(part)).count() > MOST_OWN_WORDS
        ? Optional.of("it has more than " + MOST_OWN_WORDS + " words that no product has")
        : Optional.empty();
  }

  private static boolean ofOneScript(String text) {
    return text.codePoints()
            .filter(Character::isLetter)
            .mapToObj(UnicodeScript::of)
            .map(script ->
                // Japanese writes one word in three scripts.
                switch (script) {
                  case HIRAGANA, KATAKANA -> UnicodeScript.HAN;
                  default -> script;
                })
            .filter(script -> script != UnicodeScript.INHERITED && script != UnicodeScript.COMMON)
            .distinct()
            .count()
        <= 1;
  }

  /** Words as separators and capitals part them. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String word : SEPARATORS.split(text)) {
      if (!word.isEmpty()) {
        parts.addAll(List.of(CAMEL.split(word)));
      }
    }
    return parts;
  }

  /** What letters may stand for others. */
  private static final class Letters {
    private static final String LOOKALIKES = "авекмнорстухіјѕаԁԛԝһӏɡοαεικνρτυχ";
    private static final String LATIN = "abekmhopctyxijsadqwhlgoaeiknptux";
    private static final String DIGITS = "0134579";
    private static final String AS_LETTERS = "oieastg";

    /** In lower case, without marks, with Latin letters for those that look like them. */
    static String folded(String word) {
      String bare =
          Normalizer.normalize(word, Normalizer.Form.NFKD)
              .replaceAll("\\p{M}", "")
              .toLowerCase(Locale.ROOT)
              .replace("ß", "ss")
              .replace("æ", "ae")
              .replace("ø", "o")
              .replace("ł", "l")
              .replace("ı", "i");
      return replaced(bare, LOOKALIKES, LATIN);
    }

    /**
     * The parts as they may be read: as they stand, parted where digits stand, and with digits as
     * the letters they look like.
     */
    static Stream<List<String>> readings(List<String> parts) {
      List<String> folded = parts.stream().map(Letters::folded).toList();
      List<String> letters = folded.stream().map(part -> leet(part, 'i')).toList();
      List<String> other = folded.stream().map(part -> leet(part, 'l')).toList();
      List<String> parted =
          folded.stream()
              .flatMap(part -> Arrays.stream(LETTERS_AND_NUMBERS.split(part)))
              .filter(part -> !NUMBER.matcher(part).matches())
              .toList();
      return Stream.of(folded, letters, other, parted).distinct();
    }

    private static String leet(String part, char one) {
      return NUMBER.matcher(part).matches() || !NUMBER.matcher(part).find()
          ? part
          : replaced(part.replace('1', one), DIGITS, AS_LETTERS);
    }

    private static String replaced(String text, String from, String to) {
      StringBuilder replaced = new StringBuilder(text);
      for (int i = 0; i < replaced.length(); i++) {
        int at = from.indexOf(replaced.charAt(i));
        if (at >= 0) {
          replaced.setCharAt(i, to.charAt(at));
        }
      }
      return replaced.toString();
    }
  }

  /** The lists beside this class. */
  private static final class PlainWords {
    private final Set<String> business = new HashSet<>();
    private final Set<String> products = new HashSet<>();
    private final Set<String> personalNames;
    private final Set<String> orders;
    private final Set<String> kindWords = new HashSet<>();
    private final List<Sensitive> sensitive = new ArrayList<>();

    /** A phrase, and the kind of thing it speaks of. */
    private record Sensitive(String kind, List<String> phrase, boolean unlessBrand) {}

    private PlainWords() {
      Table.lines(PlainLabels.class, "plain-words.txt").forEach(word -> business.add(stem(word)));
      personalNames =
          Set.copyOf(
              Table.lines(PlainLabels.class, "personal-names.txt").stream()
                  .map(Letters::folded)
                  .toList());
      KnownApplications known = KnownApplications.instance();
      known.functions().stream()
          .flatMap(function -> function.words().stream())
          .forEach(word -> business.add(stem(word)));
      known.all().stream()
          .flatMap(application -> application.names().stream())
          .flatMap(name -> Stream.concat(Stream.of(name), wordsOf(name)))
          .filter(word -> word.length() >= SHORTEST_NAME)
          .forEach(word -> products.add(stem(word)));
      orders = Set.copyOf(Table.lines(PlainLabels.class, "order-words.txt"));
      Table.read(PlainLabels.class, "kind-words.tsv")
          .rows()
          .forEach(row -> kindWords.addAll(List.of(row.get(1).split(" "))));
      Table.read(PlainLabels.class, "sensitive-words.tsv")
          .rows()
          .forEach(row -> sensitive.add(sensitive(row.get(0), row.get(1))));
    }

    /** Products are called after people: "Johnson" alone is nobody's product. */
    private Stream<String> wordsOf(String product) {
      return parts(product).stream().filter(word -> !personalNames.contains(Letters.folded(word)));
    }

    private static Sensitive sensitive(String kind, String phrase) {
      boolean unlessBrand = phrase.startsWith("~");
      return new Sensitive(
          kind, List.of(phrase.substring(unlessBrand ? 1 : 0).split(" ")), unlessBrand);
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

    boolean speaksForAKind(String part) {
      return kindWords.contains(part);
    }

    boolean isOrder(String part) {
      return orders.contains(part);
    }

    /** The word is a name, or a name with something before or behind it. */
    boolean namesSomebody(String part) {
      if (known(part)) {
        return false;
      }
      if (personalNames.contains(part)) {
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

    Optional<String> sensitive(List<String> parts) {
      return sensitive.stream()
          .filter(each -> stands(each, parts))
          .map(Sensitive::kind)
          .findFirst();
    }

    private boolean stands(Sensitive each, List<String> parts) {
      if (each.unlessBrand() && !parts.stream().allMatch(this::everyday)) {
        return false;
      }
      int length = each.phrase().size();
      for (int from = 0; from + length <= parts.size(); from++) {
        boolean all = true;
        for (int i = 0; i < length && all; i++) {
          all = matches(each.phrase().get(i), parts.get(from + i));
        }
        if (all) {
          return true;
        }
      }
      return false;
    }

    private static boolean matches(String pattern, String part) {
      if (pattern.endsWith("*")) {
        return part.startsWith(pattern.substring(0, pattern.length() - 1));
      }
      return pattern.startsWith("*")
          ? part.endsWith(pattern.substring(1))
          : part.equals(pattern) || Letters.folded(part).equals(Letters.folded(pattern));
    }
  }
}

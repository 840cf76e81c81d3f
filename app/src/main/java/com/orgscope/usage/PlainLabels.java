package com.orgscope.usage;

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
  private static final int SHORTEST_UNSPACED_NAME = 2;
  private static final int SHORTEST_HALF = 2;
  private static final int SHORTEST_JOINED_NAME = 6;

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{Nd} .&+/!-]+");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");
  private static final Pattern CAMEL =
      Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");

  /** Hosts at which people have pages and mail of their own. */
  private static final Pattern PERSONAL_DOMAIN =
      Pattern.compile(
          "(?i).*(?:\\.(?:name|family|blog|me|page|bio)"
              + "|(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|proton|protonmail|pm|gmx|web"
              + "|mail|aol|qq|163|126|foxmail|sina|naver|daum|hanmail|yandex|zoho|fastmail|posteo"
              + "|mailbox|hey|tutanota|tuta|t-online|freenet|orange|free|laposte|sfr|libero|virgilio"
              + "|seznam|centrum|wp|o2|onet|interia|rambler|bk|list|inbox|ukr|rediffmail|bluewin"
              + "|btinternet|comcast|verizon|att|mac)"
              + "\\.(?:com|de|net|me|ch|at|fr|ru|it|pl|cz|es|org|co\\.uk|co\\.jp|ua)"
              + "|(?:github|gitlab)\\.io|blogspot\\.com|wordpress\\.com|home\\.blog|tumblr\\.com"
              + "|medium\\.com|substack\\.com|livejournal\\.com|linktr\\.ee|carrd\\.co|notion\\.site"
              + "|(?:vercel|netlify|web)\\.app|pages\\.dev|(?:herokuapp|firebaseapp)\\.com"
              + "|wixsite\\.com|weebly\\.com|jimdo(?:free)?\\.com)");

  /** Numbers that products are called by, as in "Dynamics 365" and "Customer 360". */
  private static final String PRODUCT_NUMBER = "(?!(?:360|365|24|20[0-9][0-9])\\b)";

  /** Who or what has a number: "emp 4471", "Patient-12", "s4471". */
  private static final Pattern NUMBER_OF_SOMEBODY =
      Pattern.compile(
          "(?i).*(?<![\\p{L}\\p{Nd}])(?:(?:emp|empl|employee|employees|staff|user|usr|uid|person"
              + "|personnel|pers|personal|patient|pat|mrn|case|fall|akte|member|customer|cust|client"
              + "|kunde|badge|worker|mitarbeiter|ma|matr|ssn|nr|no|ticket)[ .&+/!-]*"
              + PRODUCT_NUMBER
              + "\\p{Nd}{2,}|[a-z][ .&+/!-]*"
              + PRODUCT_NUMBER
              + "\\p{Nd}{3,}).*");

  /** What goes before a code name. */
  private static final Set<String> BEFORE_CODE_NAMES =
      Set.of(
          ("project projekt projet proyecto progetto projeto prosjekt operation codename vorhaben"
                  + " transaktion")
              .split(" "));

  private final PlainWords words = PlainWords.instance();
  private final Set<String> people = new HashSet<>();
  private final Set<String> joinedNames = new HashSet<>();

  /** How the names sound, and pieces of names in an alphabet that writes no blanks. */
  private final Set<String> soundedNames = new HashSet<>();

  private final Set<String> unspacedNames = new HashSet<>();

  /** Words that are a name together with one of another label. */
  private final Set<String> halves = new HashSet<>();

  /**
   * @param peoplesNames names, logins and mail addresses of the people of the tenant, as the
   *     directory has them
   * @param inUse labels that a model may be asked about one after the other
   */
  PlainLabels(Collection<String> peoplesNames, Collection<String> inUse) {
    peoplesNames.forEach(this::know);
    Set<String> used =
        inUse.stream()
            .map(PlainLabels::parts)
            .flatMap(Letters::readings)
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    for (String name : people) {
      for (int at = SHORTEST_HALF; at <= name.length() - SHORTEST_HALF; at++) {
        String before = name.substring(0, at);
        String after = name.substring(at);
        if (used.contains(before) && used.contains(after)) {
          Stream.of(before, after).filter(half -> !words.known(half)).forEach(halves::add);
        }
      }
    }
  }

  private void know(String name) {
    List<String> whole =
        parts(name.contains("@") ? name.substring(0, name.indexOf('@')) : name).stream()
            .filter(part -> !NUMBER.matcher(part).matches())
            .toList();
    whole.forEach(part -> know(Letters.sound(part), SHORTEST_SPELLED_NAME, soundedNames));
    know(Letters.sound(String.join("", whole)), SHORTEST_SPELLED_NAME, soundedNames);
    List<String> parts = whole.stream().map(Letters::folded).toList();
    parts.forEach(part -> know(part, SHORTEST_NAME, people));
    if (whole.stream().anyMatch(part -> !Letters.latin(part))) {
      parts.forEach(part -> know(part, SHORTEST_UNSPACED_NAME, unspacedNames));
      know(String.join("", parts), SHORTEST_UNSPACED_NAME, unspacedNames);
    }
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < parts.size(); j++) {
        if (i != j) {
          String joined = parts.get(i) + parts.get(j);
          know(joined, SHORTEST_SPELLED_NAME, people);
          know(joined, SHORTEST_JOINED_NAME, joinedNames);
          know(parts.get(i).charAt(0) + parts.get(j), SHORTEST_SPELLED_NAME, people);
          know(parts.get(j) + parts.get(i).charAt(0), SHORTEST_SPELLED_NAME, people);
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
            () -> names(text),
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
    if (text.codePoints().anyMatch(Character::isLetter) && !Letters.ofOneScript(text)) {
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
            || NUMBER_OF_SOMEBODY.matcher(text).matches()
            || numbers.stream().anyMatch(number -> number.length() > LONGEST_NUMBER)
        ? Optional.of("it has the number of something or somebody")
        : Optional.empty();
  }

  private Optional<String> names(String text) {
    List<List<String>> readings =
        Letters.looks(text).map(PlainLabels::parts).flatMap(Letters::readings).distinct().toList();
    boolean here =
        readings.stream().anyMatch(read -> namesSomebodyHere(read) || spellsSomebody(read))
            || soundsLikeSomebody(parts(text));
    if (here) {
      return Optional.of("it has the name of somebody who works here");
    }
    if (readings.stream().flatMap(List::stream).anyMatch(halves::contains)) {
      return Optional.of("it and another spell the name of somebody who works here");
    }
    return readings.stream().flatMap(List::stream).anyMatch(words::namesSomebody)
        ? Optional.of("it has the name of a person")
        : Optional.empty();
  }

  /** In one of its parts, in parts that follow one another, or in all of it read as one. */
  private boolean namesSomebodyHere(List<String> parts) {
    String all = String.join("", parts);
    if (hasOneOf(joinedNames, SHORTEST_JOINED_NAME, all)
        || (!Letters.latin(all) && hasOneOf(unspacedNames, SHORTEST_UNSPACED_NAME, all))) {
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

  /** A label has far fewer pieces than a directory has names. */
  private static boolean hasOneOf(Set<String> names, int shortest, String text) {
    for (int from = 0; from < text.length(); from++) {
      for (int to = from + shortest; to <= text.length(); to++) {
        if (names.contains(text.substring(from, to))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A name with something before or behind it, where the whole is no word of business. */
  private boolean hidesSomebody(String part) {
    if (words.known(part)) {
      return false;
    }
    if (part.length() >= SHORTEST_HIDDEN_NAME
        && people.contains(new StringBuilder(part).reverse().toString())) {
      return true;
    }
    for (int at = SHORTEST_HIDDEN_NAME; at <= part.length(); at++) {
      if (people.contains(part.substring(0, at))
          || people.contains(part.substring(part.length() - at))) {
        return true;
      }
    }
    return false;
  }

  /** In another spelling or alphabet, by a word of its own or by all of it. */
  private boolean soundsLikeSomebody(List<String> parts) {
    return soundedNames.contains(Letters.sound(String.join("", parts)))
        || parts.stream()
            .filter(part -> !words.known(part))
            .map(Letters::sound)
            .anyMatch(this::beginsWithASoundedName);
  }

  private boolean beginsWithASoundedName(String sound) {
    for (int at = SHORTEST_HIDDEN_NAME; at <= sound.length(); at++) {
      if (soundedNames.contains(sound.substring(0, at))) {
        return true;
      }
    }
    return soundedNames.contains(sound);
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
    List<List<String>> readings =
        Stream.concat(
                Stream.of(lower, whole),
                Letters.looks(text).map(PlainLabels::parts).flatMap(Letters::readings))
            .distinct()
            .toList();
    if (readings.stream().anyMatch(words::isOrder)) {
      return Optional.of("it reads like an order");
    }
    if (readings.stream().anyMatch(this::isCodeName)) {
      return Optional.of("it may speak of a sensitive thing (project by a code name)");
    }
    return readings.stream()
        .map(words::sensitive)
        .flatMap(Optional::stream)
        .findFirst()
        .map(kind -> "it may speak of a sensitive thing (" + kind + ")");
  }

  /** "Project Heron", "Heron Projekt": what it is about is hidden on purpose. */
  private boolean isCodeName(List<String> parts) {
    for (int i = 0; i < parts.size(); i++) {
      boolean before = BEFORE_CODE_NAMES.contains(parts.get(i));
      boolean last = i + 1 == parts.size();
      if (before && !last && !words.goesWithProject(parts.get(i + 1))) {
        return true;
      }
      if (before && last && i == 1 && !words.goesWithProject(parts.getFirst())) {
        return true;
      }
      if (!last && parts.get(i).equals("code") && parts.get(i + 1).equals("name")) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> count(List<String> parts) {
    if (parts.size() > MOST_WORDS) {
      return Optional.of("it has more than " + MOST_WORDS + " words");
    }
    if (!parts.stream().allMatch(part -> Letters.latin(part) || words.madeOfBusiness(part))) {
      return Optional.of("it has a word of its own in an alphabet whose names no list holds");
    }
    List<String> lower = parts.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    if (lower.stream().filter(words::speaksForAKind).count() > MOST_KIND_WORDS) {
      return Optional.of("it says what kind of work uses it");
    }
    return lower.stream().filter(part -> !words.known(part)).count() > MOST_OWN_WORDS
        ? Optional.of("it has more than " + MOST_OWN_WORDS + " words that no product has")
        : Optional.empty();
  }

  /** Words as separators and capitals part them. */
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String word : SEPARATORS.split(text)) {
      if (!word.isEmpty()) {
        parts.addAll(List.of(CAMEL.split(word)));
      }
    }
    return parts;
  }
}

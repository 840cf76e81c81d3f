package com.orgscope.prose;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words with which work may be described, from {@code prose-words.txt}, and those that are
 * never shown, from {@code prose-never.txt}. Endings follow a few rules, written beside each list.
 */
final class ProseWords {
  private static final Set<String> SIBILANTS = Set.of("s", "x", "z", "ch", "sh");

  /** Of these each word may stand by itself. */
  private static final Set<Section> OPEN =
      EnumSet.of(
          Section.VERBS,
          Section.NOUNS,
          Section.ROLES,
          Section.PEOPLE,
          Section.IRREGULAR,
          Section.WORDS);

  private static final ProseWords INSTANCE = new ProseWords();

  private final Map<Section, Set<String>> sections = new EnumMap<>(Section.class);
  private final Set<String> bareVerbs = new HashSet<>();
  private final Set<String> all = new HashSet<>();
  private final Set<String> never = new HashSet<>();
  private final Set<String> initials = new HashSet<>();
  private final Set<String> things = new HashSet<>();
  private final Set<String> ordinary = new HashSet<>();
  private final Set<String> entries = new HashSet<>();
  private int longestTerm = 1;

  /** A part of the list. */
  enum Section {
    VERBS,
    NOUNS,
    ROLES,
    PEOPLE,
    IRREGULAR,
    WORDS,
    INITIALS,
    CAPITALS,
    TERMS,
    SIGN_IN,
    SENSITIVE,
    HANDLING,
    DOING,
    DONE,
    FIELDS,
    WORKED_ON
  }

  private ProseWords() {
    Section section = Section.WORDS;
    List<List<String>> verbs = new ArrayList<>();
    for (String line : Table.lines(ProseWords.class, "prose-words.txt")) {
      if (line.startsWith("[")) {
        String name = line.substring(1, line.length() - 1);
        section = Section.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
      } else if (section == Section.TERMS) {
        of(section).add(line);
        longestTerm = Math.max(longestTerm, line.split(" ").length);
      } else {
        List<String> words = List.of(line.split(" "));
        for (String word : words) {
          add(section, word);
        }
        if (section == Section.IRREGULAR) {
          verbs.add(words);
          entries.add(words.getFirst());
        } else if (OPEN.contains(section)) {
          entries.addAll(words);
        }
      }
    }
    for (Section told : List.of(Section.DOING, Section.DONE)) {
      verbs.stream()
          .filter(forms -> !Collections.disjoint(forms, of(told)))
          .forEach(forms -> of(told).addAll(forms));
    }
    OPEN.forEach(open -> all.addAll(of(open)));
    for (String line : Table.lines(ProseWords.class, "prose-never.txt")) {
      never.addAll(Arrays.asList(line.split(" ")));
    }
    for (String line : Table.lines(ProseWords.class, "prose-things.txt")) {
      for (String word : line.split(" ")) {
        entries.add(word);
        things.add(word);
        things.add(withS(word));
      }
    }
    for (String line : Table.lines(ProseWords.class, "prose-ordinary.txt")) {
      ordinary.addAll(Arrays.asList(line.split(" ")));
    }
    ordinary.removeAll(all);
    derive();
    things.removeAll(all);
  }

  /** What is done is what can be done, or has been: "clickable", "castings". */
  private void derive() {
    for (String word : of(Section.VERBS)) {
      if (word.length() > 5 && word.endsWith("ing")) {
        things.add(word + "s");
        things.add(word.substring(0, word.length() - 3) + "able");
      }
    }
    things.removeAll(never);
  }

  static ProseWords instance() {
    return INSTANCE;
  }

  Set<String> of(Section section) {
    return sections.computeIfAbsent(section, s -> new HashSet<>());
  }

  /** Whether a word may stand by itself, in lower case. */
  boolean allows(String word) {
    return all.contains(word);
  }

  /** Everything that may stand by itself. */
  Set<String> all() {
    return Set.copyOf(all);
  }

  /** How many words it has as a dictionary counts them, each once for all of its forms. */
  int entries() {
    return entries.size();
  }

  /** Whether it is a thing that may stand only where work handles it. */
  boolean thing(String word) {
    return things.contains(word);
  }

  /** Whether it may stand only where nobody is spoken of. */
  boolean ordinary(String word) {
    return ordinary.contains(word);
  }

  Set<String> things() {
    return Set.copyOf(things);
  }

  Set<String> never() {
    return Set.copyOf(never);
  }

  boolean forbids(String word) {
    return never.contains(word);
  }

  /** Whether it is how a verb is written that tells somebody to do something. */
  boolean bareVerb(String word) {
    return bareVerbs.contains(word);
  }

  /** Whether it is some form of a verb. */
  boolean verb(String word) {
    return of(Section.VERBS).contains(word) || of(Section.IRREGULAR).contains(word);
  }

  /** Whether it is a noun, or several joined of which the last is one. */
  boolean noun(String word) {
    return of(Section.NOUNS).contains(word)
        || of(Section.NOUNS).contains(word.substring(word.lastIndexOf('-') + 1));
  }

  /** Whether it is one of the initials, in lower case. */
  boolean initials(String word) {
    return initials.contains(word);
  }

  int longestTerm() {
    return longestTerm;
  }

  private void add(Section section, String word) {
    switch (section) {
      case VERBS -> {
        String bare = word.replace("*", "");
        bareVerbs.add(bare);
        of(section).addAll(conjugated(bare, word.endsWith("*")));
      }
      case DOING -> of(section).addAll(conjugated(word, false));
      case DONE -> of(section).addAll(conjugated(word.replace("*", ""), word.endsWith("*")));
      case NOUNS, ROLES -> {
        String one = word.replace("~", "");
        of(section).add(one);
        if (one.equals(word)) {
          of(section).add(withS(word));
        } else if (!never.contains(withS(one))) {
          things.add(withS(one));
        }
      }
      case INITIALS -> {
        of(section).addAll(List.of(word, word + "s"));
        initials.add(word.toLowerCase(Locale.ROOT));
        initials.add(word.toLowerCase(Locale.ROOT) + "s");
      }
      default -> of(section).add(word);
    }
  }

  private static List<String> conjugated(String bare, boolean doubles) {
    List<String> forms = new ArrayList<>(List.of(bare, withS(bare)));
    String stem = doubles ? bare + bare.charAt(bare.length() - 1) : bare;
    if (bare.endsWith("e")) {
      forms.add(bare + "d");
      forms.add(bare.endsWith("ee") ? bare + "ing" : bare.substring(0, bare.length() - 1) + "ing");
    } else {
      forms.add(stem + "ing");
      forms.add(endsWithSoundedY(bare) ? cut(bare) + "ied" : stem + "ed");
    }
    return forms;
  }

  private static String withS(String word) {
    if (SIBILANTS.stream().anyMatch(word::endsWith)) {
      return word + "es";
    }
    return endsWithSoundedY(word) ? cut(word) + "ies" : word + "s";
  }

  private static boolean endsWithSoundedY(String word) {
    return word.length() > 1
        && word.endsWith("y")
        && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0;
  }

  private static String cut(String word) {
    return word.substring(0, word.length() - 1);
  }
}

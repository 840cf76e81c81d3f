package com.orgscope.usage;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds applications that a text calls by name: those of the list under every alias, and further
 * ones. A name is found in any case and however it is spaced; one that is an everyday word
 * ("Linear", "Box") only where it is written as a name, with a capital inside a sentence.
 */
public final class Mentions {
  private static final int LONGEST_NAME_WORDS = 6;
  private static final int SHORTEST_KEY = 2;

  private final KnownApplications known = KnownApplications.instance();
  private final Set<String> further = new HashSet<>();

  /**
   * @param further names that count beside those of the list
   */
  public Mentions(Collection<String> further) {
    further.stream()
        .map(KnownApplications::key)
        .filter(key -> key.length() >= SHORTEST_KEY)
        .forEach(this.further::add);
  }

  /** Whether a word in lower case is by itself the name of an application of the list. */
  public static boolean isName(String word) {
    return KnownApplications.instance().withKey(word) != null;
  }

  /** Whether a word is the name of an application of the list, and an everyday word as well. */
  public static boolean isEverydayName(String word) {
    return KnownApplications.instance().commonWord(KnownApplications.key(word));
  }

  /** The first name found, as the text writes it. */
  public Optional<String> in(String text) {
    List<Word> words = words(text);
    for (int from = 0; from < words.size(); from++) {
      StringBuilder key = new StringBuilder();
      StringBuilder written = new StringBuilder();
      boolean capital = true;
      for (int to = from; to < words.size() && to - from < LONGEST_NAME_WORDS; to++) {
        Word word = words.get(to);
        key.append(KnownApplications.key(word.text()));
        written.append(to == from ? "" : " ").append(word.text());
        capital &= Character.isUpperCase(word.text().codePointAt(0)) && !word.opensSentence();
        if (names(key.toString(), capital)) {
          return Optional.of(written.toString());
        }
      }
    }
    return Optional.empty();
  }

  private boolean names(String key, boolean capital) {
    if (key.length() < SHORTEST_KEY) {
      return false;
    }
    boolean named = further.contains(key) || known.withKey(key) != null;
    return named && (capital || !everyday(key));
  }

  /** Words of the list, and names so short that they are words as well ("Ada", "SAC", "IT"). */
  private boolean everyday(String key) {
    return known.commonWord(key) || key.length() <= 3;
  }

  private record Word(String text, boolean opensSentence) {}

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
    breaks.setText(text);
    boolean opens = true;
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      String piece = text.substring(from, to);
      if (piece.codePoints().anyMatch(Character::isLetterOrDigit)) {
        words.add(new Word(piece, opens));
        opens = false;
      } else if (piece.strip().matches("[.!?:;]+")) {
        opens = true;
      }
    }
    return words;
  }
}

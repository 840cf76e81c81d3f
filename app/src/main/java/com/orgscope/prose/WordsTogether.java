package com.orgscope.prose;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be said in these words beside each other, from {@code prose-together.txt}, though some
 * of them may not stand alone: "a strong hint" judges evidence, and "strong" by itself might judge
 * people.
 */
final class WordsTogether {
  private static final WordsTogether INSTANCE = new WordsTogether();

  /** The lines by the words with which they may begin. */
  private final Map<String, List<Line>> lines = new HashMap<>();

  /** How the words of a line are read. */
  enum Reading {
    /** Each by itself. */
    PLAIN,
    /** As one word. */
    MERGED,
    /** Each by itself, where something is done about it. */
    HANDLED
  }

  /**
   * Words that stand beside each other.
   *
   * @param pieces how many pieces of the clause they are
   */
  record Found(Reading reading, int pieces) {}

  private record Line(Reading reading, List<Set<String>> words, boolean ends) {
    boolean stands(List<String> pieces, int at) {
      if (at + words.size() > pieces.size() || (ends && at + words.size() != pieces.size())) {
        return false;
      }
      for (int i = 0; i < words.size(); i++) {
        String piece = pieces.get(at + i);
        if (!words.get(i).contains(isApp(piece) ? "APP" : piece)) {
          return false;
        }
      }
      return true;
    }
  }

  private WordsTogether() {
    Reading reading = Reading.PLAIN;
    for (String line : Table.lines(WordsTogether.class, "prose-together.txt")) {
      if (line.startsWith("[")) {
        reading = Reading.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
      } else {
        boolean ends = line.endsWith(" END");
        List<Set<String>> words = new ArrayList<>();
        for (String element : line.replaceFirst(" END$", "").split(" ")) {
          words.add(Set.of(element.split("\\|")));
        }
        Line read = new Line(reading, List.copyOf(words), ends);
        words
            .getFirst()
            .forEach(first -> lines.computeIfAbsent(first, f -> new ArrayList<>()).add(read));
      }
    }
  }

  private static boolean isApp(String piece) {
    return piece.startsWith("{") && piece.endsWith(".app}");
  }

  static WordsTogether instance() {
    return INSTANCE;
  }

  /** The longest that stands at a place; empty if none does. */
  Optional<Found> at(List<String> pieces, int at) {
    String first = pieces.get(at).startsWith("{") ? "APP" : pieces.get(at);
    return lines.getOrDefault(first, List.of()).stream()
        .filter(line -> line.stands(pieces, at))
        .max((one, other) -> Integer.compare(one.words().size(), other.words().size()))
        .map(line -> new Found(line.reading(), line.words().size()));
  }
}

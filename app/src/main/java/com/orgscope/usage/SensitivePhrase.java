package com.orgscope.usage;

import java.util.Arrays;
import java.util.List;

/**
 * Words in a row that speak of a kind of thing, however they are parted or joined: a line of {@code
 * sensitive-words.tsv}.
 */
record SensitivePhrase(String kind, List<String> words, boolean unlessBrand) {
  /** Shorter ones are found in other words when their letters are put together. */
  private static final int SHORTEST_JOINED = 5;

  static SensitivePhrase of(String kind, String phrase) {
    boolean unlessBrand = phrase.startsWith("~");
    return new SensitivePhrase(
        kind,
        Arrays.stream(phrase.substring(unlessBrand ? 1 : 0).split(" "))
            .map(Letters::folded)
            .toList(),
        unlessBrand);
  }

  /**
   * @param parts folded, as the words are
   */
  boolean in(List<String> parts) {
    for (int from = 0; from + words.size() <= parts.size(); from++) {
      boolean all = true;
      for (int i = 0; i < words.size() && all; i++) {
        all = matches(words.get(i), parts.get(from + i));
      }
      if (all) {
        return true;
      }
    }
    return joined(parts);
  }

  /** "Daten Raum", "works-council" in one word, "C.S.E.". */
  private boolean joined(List<String> parts) {
    String whole = String.join("", words);
    for (int from = 0; from < parts.size(); from++) {
      StringBuilder run = new StringBuilder();
      boolean initials = true;
      for (int to = from; to < parts.size() && run.length() < whole.length(); to++) {
        run.append(parts.get(to));
        initials &= parts.get(to).length() == 1;
        boolean parted = to > from || words.size() > 1;
        if (parted
            && (initials || whole.length() >= SHORTEST_JOINED)
            && matches(whole, run.toString())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String part) {
    boolean opens = pattern.startsWith("*");
    boolean goesOn = pattern.endsWith("*");
    String word = pattern.replace("*", "");
    if (opens && goesOn) {
      return part.contains(word);
    }
    if (opens) {
      return part.endsWith(word);
    }
    return goesOn ? part.startsWith(word) : part.equals(word) || part.equals(word + "s");
  }
}

package com.orgscope.category;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job title says, from {@code titles.tsv}. For ground truth and for reading labels only: a
 * title is never evidence for a model, or measuring the model by titles would prove nothing.
 */
final class TitleCategories {
  private static final TitleCategories TABLE = new TitleCategories();

  private final Map<String, String> abbreviations = new HashMap<>();
  private final Map<String, Titled> phrases = new HashMap<>();
  private final Map<String, Rank> ranks = new HashMap<>();
  private final Map<String, Titled> endings = new HashMap<>();
  private int longest = 1;

  /**
   * What a title says.
   *
   * @param second the other category of somebody who leads a function
   */
  public record Titled(String category, @Nullable String subCategory, @Nullable String second) {}

  private enum Rank {
    /** Leads: management first, the function second. */
    LEADS,
    /** Runs a team: the function first, management second. */
    RUNS
  }

  private TitleCategories() {
    for (List<String> row : Table.read(TitleCategories.class, "titles.tsv").rows()) {
      String pattern = row.get(0);
      String meaning = row.get(1);
      String words = Words.of(pattern);
      switch (meaning) {
        case "@word" -> abbreviations.put(words, row.get(2));
        case "@leads" -> ranks.put(words, Rank.LEADS);
        case "@runs" -> ranks.put(words, Rank.RUNS);
        default -> {
          Titled titled = new Titled(meaning, row.get(2).isEmpty() ? null : row.get(2), null);
          (pattern.startsWith("*") ? endings : phrases).put(words, titled);
        }
      }
      longest = Math.max(longest, words.split(" ").length);
    }
  }

  /** The category of a title, or empty for one the table does not know. */
  public static Optional<Titled> of(String title) {
    return TABLE.titled(title);
  }

  private Optional<Titled> titled(String title) {
    List<String> words = new ArrayList<>();
    for (String word : Words.of(title).split(" ")) {
      String spelled = abbreviations.getOrDefault(word, word);
      words.addAll(Arrays.asList(spelled.split(" ")));
    }
    words.removeIf(String::isEmpty);
    Titled function = function(words);
    Rank rank = rank(words, function);
    if (rank == null || (function != null && function.category().equals(Taxonomy.MANAGEMENT))) {
      return Optional.ofNullable(function);
    }
    if (function == null) {
      // "Manager" alone says that somebody manages, whatever it is.
      return Optional.of(new Titled(Taxonomy.MANAGEMENT, null, null));
    }
    return Optional.of(
        rank == Rank.LEADS
            ? new Titled(Taxonomy.MANAGEMENT, null, function.category())
            : new Titled(function.category(), function.subCategory(), Taxonomy.MANAGEMENT));
  }

  /** The most words win, then the most letters, then the later place: English ends on the noun. */
  private @Nullable Titled function(List<String> words) {
    Titled best = null;
    int bestLetters = 0;
    for (int length = Math.min(longest, words.size()); length > 0 && best == null; length--) {
      for (int from = 0; from + length <= words.size(); from++) {
        String phrase = String.join(" ", words.subList(from, from + length));
        Titled found = phrases.get(phrase);
        if (found != null && phrase.length() >= bestLetters) {
          best = found;
          bestLetters = phrase.length();
        }
      }
    }
    return best != null ? best : ending(words);
  }

  /** Compounds ("Anwendungsentwickler") by their longest known ending. */
  private @Nullable Titled ending(List<String> words) {
    Titled best = null;
    int letters = 0;
    for (String word : words) {
      for (Map.Entry<String, Titled> entry : endings.entrySet()) {
        if (word.endsWith(entry.getKey()) && entry.getKey().length() > letters) {
          best = entry.getValue();
          letters = entry.getKey().length();
        }
      }
    }
    return best;
  }

  private @Nullable Rank rank(List<String> words, @Nullable Titled function) {
    Rank rank = null;
    String all = " " + String.join(" ", words) + " ";
    for (Map.Entry<String, Rank> entry : ranks.entrySet()) {
      if (all.contains(" " + entry.getKey() + " ") && !partOfFunction(entry.getKey(), all)) {
        rank = rank == Rank.LEADS ? rank : entry.getValue();
      }
    }
    return function == null && rank == null ? null : rank;
  }

  /** "Product manager" and "account director" name a trade, not a rank. */
  private boolean partOfFunction(String rankWord, String title) {
    return phrases.keySet().stream()
        .anyMatch(phrase ->
            (" " + phrase + " ").contains(" " + rankWord + " ")
                && title.contains(" " + phrase + " "));
  }
}

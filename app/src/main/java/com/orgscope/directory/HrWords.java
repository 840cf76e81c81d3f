package com.orgscope.directory;

import com.orgscope.table.Table;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What HR systems write in other languages than English, and words of values: {@code hr-words.tsv}.
 * All of them are spelled as {@link HrColumn#plain} spells.
 */
final class HrWords {
  /** A column the product has no use for. */
  static final String UNUSED = "UNUSED";

  /** A status of somebody who has left. */
  static final String GONE = "GONE";

  /** A status of somebody who has not. */
  static final String HERE = "HERE";

  /** No, where a column asks whether somebody is active. */
  static final String NO = "NO";

  /** No date, where one could be. */
  static final String NO_DATE = "NO_DATE";

  private static final String MONTHS = "MONTHS";
  private static final String GERMAN = "de";
  private static final HrWords ALL = read();

  private final Map<String, Set<String>> words = new HashMap<>();
  private final Map<String, Integer> months = new HashMap<>();

  private HrWords() {}

  /** The words of a meaning, in the order of the file. */
  static Set<String> of(String meaning) {
    return ALL.words.getOrDefault(meaning, Set.of());
  }

  /**
   * How much of a value's beginning is one of a meaning's words, in whole words and characters:
   * "Terminated (voluntary)" begins with one of 10. 0 if it does not.
   */
  static int reach(String meaning, String value) {
    Set<String> known = of(meaning);
    String plain = HrColumn.plain(value);
    for (int end = plain.length(); end > 0; end = plain.lastIndexOf(' ', end - 1)) {
      if (known.contains(plain.substring(0, end))) {
        return end;
      }
    }
    return 0;
  }

  /** The number of a month by its name in any language; null if it is none. */
  static @Nullable Integer month(String name) {
    return ALL.months.get(HrColumn.plain(name));
  }

  private static HrWords read() {
    HrWords all = new HrWords();
    for (List<String> row : Table.read(HrWords.class, "hr-words.tsv").rows()) {
      all.add(row.get(0), row.get(1), List.of(row.get(2).split(";")));
    }
    return all;
  }

  private void add(String meaning, String language, List<String> spelled) {
    if (meaning.equals(MONTHS)) {
      for (int i = 0; i < spelled.size(); i++) {
        months.put(HrColumn.plain(spelled.get(i)), i + 1);
      }
      return;
    }
    Set<String> known = words.computeIfAbsent(meaning, unused -> new LinkedHashSet<>());
    for (String word : spelled) {
      forms(word, language).map(HrColumn::plain).forEach(known::add);
    }
  }

  /** Germans without an umlaut on the keyboard write two letters. */
  private static Stream<String> forms(String word, String language) {
    String lower = word.toLowerCase(Locale.ROOT);
    boolean umlaut = language.equals(GERMAN) && !lower.matches("[^äöü]*");
    return umlaut
        ? Stream.of(word, lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
        : Stream.of(word);
  }
}

package com.orgscope.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which names speak of an application whose use is nobody's business: {@code withheld-names.tsv},
 * which says how a name is read. Read once per process.
 */
final class SensitiveNames {
  /** Of the lines that say what a name does not speak of. */
  static final String NONE = "none";

  private static final String WHOLE = "=";
  private static final String TAKEN_OUT = "·";
  private static final int MOST_KEPT = 100_000;

  private final List<SensitivePhrase> phrases = new ArrayList<>();
  private final List<SensitivePhrase> wholeNames = new ArrayList<>();
  private final List<SensitivePhrase> honest = new ArrayList<>();
  private final Cache<String, Optional<String>> read =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  private SensitiveNames() {
    for (List<String> row : Table.read(SensitiveNames.class, "withheld-names.tsv").rows()) {
      String kind = row.get(0);
      String phrase = row.get(2);
      if (kind.equals(NONE)) {
        honest.add(SensitivePhrase.of(kind, phrase));
      } else if (phrase.startsWith(WHOLE)) {
        wholeNames.add(SensitivePhrase.of(kind, unparted(phrase.substring(1))));
      } else {
        phrases.add(SensitivePhrase.of(kind, phrase));
      }
    }
  }

  static SensitiveNames instance() {
    return Holder.INSTANCE;
  }

  /** What kind of thing a name speaks of, in words; empty for all that may be counted. */
  Optional<String> kind(String name) {
    return read.get(name, this::find);
  }

  private Optional<String> find(String name) {
    String label = Label.trimmed(name);
    List<String> whole =
        List.of(Letters.folded(unparted(label)), Letters.folded(unparted(Label.core(label))));
    for (SensitivePhrase each : wholeNames) {
      if (whole.contains(each.words().getFirst())) {
        return Optional.of(each.kind());
      }
    }
    List<String> parts =
        PlainLabels.parts(label).stream().map(Letters::folded).collect(Collectors.toList());
    honest.forEach(each -> takeOut(each.words(), parts));
    return phrases.stream().filter(each -> each.in(parts)).map(SensitivePhrase::kind).findFirst();
  }

  private static String unparted(String text) {
    return text.replaceAll("[\\s_-]+", "");
  }

  private static void takeOut(List<String> words, List<String> parts) {
    for (int from = 0; from + words.size() <= parts.size(); from++) {
      List<String> run = parts.subList(from, from + words.size());
      if (run.equals(words)) {
        run.replaceAll(word -> TAKEN_OUT);
      }
    }
  }

  private static final class Holder {
    private static final SensitiveNames INSTANCE = new SensitiveNames();
  }
}

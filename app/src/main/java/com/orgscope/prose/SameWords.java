package com.orgscope.prose;

import com.orgscope.prose.ProseWords.Section;
import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ways of speaking that say what plainer words say, from {@code prose-same.txt}: "most of the
 * tickets in" tells of "tickets in", "the purpose of it is to plan" of "it helps to plan". A clause
 * is read in the plainer words, and all rules are for these. So an ordinary word that might judge
 * people stands in no list of words: it has a place only in such a turn, and many only where no
 * particular people are spoken of.
 */
final class SameWords {
  private static final ProseWords LIST = ProseWords.instance();

  private static final SameWords INSTANCE = new SameWords();

  /** The lines by the words with which they may begin. */
  private final Map<String, List<Line>> lines = new HashMap<>();

  /** What says nothing before a noun. */
  private final Set<String> describing = new HashSet<>();

  /**
   * A clause in plainer words.
   *
   * @param ofNobody whether it may be read so only if it speaks of no particular people
   * @param opens whether its first word is the one with which the clause was written
   */
  record Plainer(List<String> pieces, boolean ofNobody, boolean opens) {}

  private record Line(boolean ofNobody, List<Set<String>> words, List<String> same) {
    /** What is left out stands before something: "is used mostly" says that it is used most. */
    boolean stands(List<String> pieces, int at) {
      int behind = pieces.size() - at - words.size();
      if (behind < 0 || (behind == 0 && same.isEmpty())) {
        return false;
      }
      for (int i = 0; i < words.size(); i++) {
        if (!words.get(i).contains(key(pieces, at + i))) {
          return false;
        }
      }
      return true;
    }

    /** What stands for it: words, and by their number those that stood there. */
    List<String> instead(List<String> pieces, int at) {
      List<String> read = new ArrayList<>();
      for (String word : same) {
        boolean stood = word.startsWith("$");
        read.add(stood ? pieces.get(at + Integer.parseInt(word.substring(1)) - 1) : word);
      }
      return read;
    }
  }

  private SameWords() {
    boolean ofNobody = false;
    for (String line : Table.lines(SameWords.class, "prose-same.txt")) {
      if (line.startsWith("[")) {
        ofNobody = line.equals("[nobody]");
      } else if (!line.contains("=>")) {
        describing.addAll(List.of(line.split(" ")));
      } else {
        int sign = line.indexOf("=>");
        List<Set<String>> words = new ArrayList<>();
        for (String element : line.substring(0, sign).strip().split(" ")) {
          words.add(Set.of(element.split("\\|")));
        }
        String same = line.substring(sign + 2).strip();
        List<String> plainer = same.isEmpty() ? List.of() : Arrays.asList(same.split(" "));
        add(new Line(ofNobody, List.copyOf(words), plainer));
      }
    }
  }

  private void add(Line line) {
    line.words()
        .getFirst()
        .forEach(first -> lines.computeIfAbsent(first, f -> new ArrayList<>()).add(line));
  }

  /** Whether a noun follows, or another word that describes it. */
  private boolean describes(List<String> pieces, int at) {
    if (at + 1 >= pieces.size()) {
      return false;
    }
    String word = pieces.get(at + 1);
    return LIST.noun(word)
        || LIST.thing(word)
        || LIST.of(Section.INITIALS).contains(word)
        || (describing.contains(word) && describes(pieces, at + 1));
  }

  static SameWords instance() {
    return INSTANCE;
  }

  /** A clause in plainer words; empty if nothing in it is said in such a way. */
  Optional<Plainer> plainer(List<String> pieces, boolean opens) {
    List<String> lowered = new ArrayList<>(pieces);
    if (opens && !pieces.isEmpty() && !pieces.getFirst().startsWith("{")) {
      lowered.set(0, pieces.getFirst().toLowerCase(Locale.ROOT));
    }
    List<String> read = new ArrayList<>();
    boolean ofNobody = false;
    boolean asWritten = true;
    int at = 0;
    while (at < lowered.size()) {
      Optional<Line> line = longest(lowered, at);
      if (line.isEmpty() && describing.contains(lowered.get(at)) && describes(lowered, at)) {
        ofNobody = true;
        asWritten &= at > 0;
        at++;
      } else if (line.isEmpty()) {
        read.add(pieces.get(at++));
      } else {
        read.addAll(line.get().instead(lowered, at));
        ofNobody |= line.get().ofNobody();
        asWritten &= at > 0;
        at += line.get().words().size();
      }
    }
    return read.equals(pieces) || read.isEmpty()
        ? Optional.empty()
        : Optional.of(new Plainer(List.copyOf(read), ofNobody, opens && asWritten));
  }

  private Optional<Line> longest(List<String> pieces, int at) {
    return lines.getOrDefault(key(pieces, at), List.of()).stream()
        .filter(line -> line.stands(pieces, at))
        .max((one, other) -> Integer.compare(one.words().size(), other.words().size()));
  }

  private static String key(List<String> pieces, int at) {
    String piece = pieces.get(at);
    return piece.startsWith("{") && piece.endsWith(".app}") ? "APP" : piece;
  }
}

package com.orgscope.prose;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a clause in the language of evidence ({@code prose-evidence.txt}): how sure a reading is,
 * and which applications speak for it. It is closed: a clause with any other word is none. So it
 * may hold ordinary words that would judge people elsewhere, since it has no word for people.
 */
final class EvidenceTalk {
  private static final EvidenceTalk INSTANCE = new EvidenceTalk();

  /** Of these or of an application such a clause tells, in the first words. */
  private static final Set<String> SUBJECTS =
      Set.of(
          "application",
          "applications",
          "app",
          "apps",
          "tool",
          "tools",
          "toolset",
          "toolkit",
          "product",
          "products",
          "software",
          "system",
          "systems",
          "platform",
          "platforms",
          "suite",
          "name",
          "names",
          "label",
          "labels",
          "pattern",
          "profile",
          "picture",
          "set",
          "mix",
          "combination",
          "pairing",
          "pair",
          "stack",
          "evidence",
          "signal",
          "signals",
          "sign",
          "signs",
          "hint",
          "hints",
          "indication",
          "overlap",
          "reading",
          "conclusion",
          "rest",
          "remaining",
          "nothing",
          "none",
          "everything",
          "both",
          "doubt",
          "uncertainty",
          "mail",
          "email",
          "calendar",
          "calendars",
          "chat",
          "office");

  private static final Set<String> BE = Set.of("is", "are", "was", "were", "be", "been", "being");

  private static final int NEAR = 6;

  private final Set<String> terms = new HashSet<>();
  private int longest = 1;

  private EvidenceTalk() {
    for (String line : Table.lines(EvidenceTalk.class, "prose-evidence.txt")) {
      terms.add(line);
      longest = Math.max(longest, line.split(" ").length);
    }
  }

  static EvidenceTalk instance() {
    return INSTANCE;
  }

  /**
   * The words of a clause, if it holds no others and tells of what is in use.
   *
   * @param opens whether it begins a sentence
   */
  Optional<List<Token>> read(List<String> pieces, boolean opens) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < pieces.size()) {
      String piece = pieces.get(at);
      if (piece.startsWith("{") && piece.endsWith(".app}")) {
        String cited = piece.substring(1, piece.length() - 1);
        tokens.add(new Token("{app}", 'A', cited));
        at++;
      } else if (piece.equals(",")) {
        tokens.add(new Token(piece, 'S', ""));
        at++;
      } else {
        int taken = taken(pieces, at, opens && at == 0);
        if (taken == 0) {
          return Optional.empty();
        }
        List<String> words = pieces.subList(at, at + taken);
        boolean whole = words.contains("work") || words.getLast().matches("roles?");
        for (String word : whole ? List.of(String.join("_", words)) : words) {
          String plain = word.toLowerCase(Locale.ROOT);
          tokens.add(new Token(plain, BE.contains(plain) ? 'B' : 'E', ""));
        }
        at += taken;
      }
    }
    boolean told =
        tokens.stream()
            .limit(NEAR)
            .anyMatch(token -> token.kind() == 'A' || SUBJECTS.contains(token.text()));
    return told ? Optional.of(tokens) : Optional.empty();
  }

  private int taken(List<String> pieces, int at, boolean opens) {
    for (int size = Math.min(longest, pieces.size() - at); size > 0; size--) {
      List<String> words = new ArrayList<>(pieces.subList(at, at + size));
      if (opens && !words.getFirst().isEmpty()) {
        String first = words.getFirst();
        words.set(0, first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1));
      }
      if (terms.contains(String.join(" ", words))) {
        return size;
      }
    }
    return 0;
  }

  /** All words that may stand there. */
  Set<String> words() {
    Set<String> words = new HashSet<>();
    terms.forEach(term -> words.addAll(List.of(term.split(" "))));
    return words;
  }
}

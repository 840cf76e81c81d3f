package com.orgscope.prose;

import com.orgscope.prose.ProseWords.Section;
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
          "facts",
          "fact",
          "clue",
          "clues",
          "neighbours",
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
  private static final char FIELD = 'N';

  /** Behind these a line of work or a kind of tool may be named, as far back as nouns reach. */
  private static final Set<String> NAMING =
      Set.of(
          "of",
          "for",
          "to",
          "like",
          "means",
          "mean",
          "suggests",
          "suggest",
          "suggesting",
          "indicates",
          "indicate",
          "implies",
          "imply",
          "is",
          "are",
          "as",
          "in",
          "outside",
          "from",
          "with",
          "{app}",
          ",",
          "also",
          "purely",
          "clearly",
          "towards",
          "be",
          "what",
          "favours",
          "favour",
          "favors",
          "against",
          "fits",
          "fit",
          "suits",
          "supports",
          "serves",
          "serve",
          "concerns",
          "concern");

  /** What may stand between the two. */
  private static final Set<String> BETWEEN =
      Set.of(
          "a",
          "an",
          "the",
          "and",
          "or",
          "such",
          "as",
          "system",
          "systems",
          "software",
          "product",
          "products",
          "application",
          "applications",
          "tool",
          "tools",
          "office",
          "email",
          "mail",
          "chat",
          "calendar",
          "platform",
          "general",
          "typical",
          "standard",
          "clear");

  /** What says no, or how little; beside it work is not named, or it would be made small. */
  private static final Set<String> DENYING =
      Set.of(
          "no",
          "none",
          "nothing",
          "not",
          "nor",
          "neither",
          "cannot",
          "weak",
          "weaker",
          "without",
          "little",
          "less",
          "limited",
          "thin",
          "insufficient",
          "irrelevant",
          "merely",
          "only",
          "even",
          "too");

  private static final Set<String> PARTING =
      Set.of(
          ",",
          "and",
          "but",
          "yet",
          "though",
          "although",
          "while",
          "whereas",
          "so",
          "because",
          "since");

  /** With these what says no speaks for a line of work: "no doubt", "none contradicts". */
  private static final Set<String> TURNING =
      Set.of(
          "doubt",
          "against",
          "contradicts",
          "contradict",
          "contradicting",
          "weakens",
          "weaken",
          "outside");

  /** What may follow the name of a line of work. */
  private static final Set<String> OF_A_FIELD =
      Set.of("work", "department", "departments", "firm", "firms");

  /** Fields that are people, or that tell of what people do. */
  private static final Set<String> NO_FIELDS =
      Set.of(
          "team",
          "teams",
          "group",
          "groups",
          "users",
          "guests",
          "customers",
          "patients",
          "role",
          "roles",
          "staff",
          "personnel",
          "work",
          "working",
          "worked",
          "works",
          "workday",
          "task",
          "tasks",
          "department",
          "departments",
          "profession",
          "professions",
          "basis",
          "success",
          "complement",
          "step",
          "shift",
          "shifts",
          "line",
          "kind",
          "reference");

  private final ProseWords list = ProseWords.instance();
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
        boolean ofField =
            OF_A_FIELD.contains(piece) && !tokens.isEmpty() && tokens.getLast().kind() == FIELD;
        if (taken == 0) {
          if (!ofField && !(isField(piece) && named(tokens))) {
            return Optional.empty();
          }
          tokens.add(new Token(piece.toLowerCase(Locale.ROOT), FIELD, ""));
          at++;
          continue;
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
    return told && !denied(tokens) ? Optional.of(tokens) : Optional.empty();
  }

  private boolean isField(String piece) {
    String one = piece.replaceFirst("s$", "");
    return list.of(Section.INITIALS).contains(piece)
        || ((list.of(Section.FIELDS).contains(piece) || list.of(Section.FIELDS).contains(one))
            && !NO_FIELDS.contains(piece));
  }

  /** Whether what stood before introduces a line of work or a tool: "a sign of", "means". */
  private static boolean named(List<Token> before) {
    for (int at = before.size() - 1; at >= 0; at--) {
      Token token = before.get(at);
      if (NAMING.contains(token.text())) {
        return true;
      }
      if (token.kind() != FIELD && !BETWEEN.contains(token.text())) {
        return false;
      }
    }
    return !before.isEmpty() && before.getFirst().text().matches("an?");
  }

  /** Whether a part of a clause names work and says no in the same breath. */
  private static boolean denied(List<Token> tokens) {
    boolean named = false;
    boolean no = false;
    boolean turned = false;
    for (int at = 0; at <= tokens.size(); at++) {
      String word = at < tokens.size() ? tokens.get(at).text() : ",";
      if (PARTING.contains(word)) {
        if (named && no && !turned) {
          return true;
        }
        named = false;
        no = false;
        turned = false;
      } else {
        named |= tokens.get(at).kind() == FIELD;
        no |= DENYING.contains(word);
        turned |= TURNING.contains(word);
      }
    }
    return false;
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

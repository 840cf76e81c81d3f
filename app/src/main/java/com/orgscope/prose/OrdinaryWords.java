package com.orgscope.prose;

import com.orgscope.prose.ProseWords.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where ordinary words may stand that would judge people ({@code prose-ordinary.txt}): in a clause
 * that speaks of nobody, nor of what stands for people, such as a role, and there as a thing that
 * is handled, as what an application does or as what is done to things.
 */
final class OrdinaryWords {
  /** What happens to these happens to people. */
  private static final Set<String> FOR_PEOPLE =
      words(
          "role roles position positions job jobs vacancy vacancies headcount workforce employment"
              + " staffing work task tasks department departments company companies business"
              + " businesses firm firms employer employers site sites office offices branch branches"
              + " unit units function functions service services them themselves who whose whom"
              + " somebody they it this that these those contract contracts access account accounts"
              + " user users member members people human humans payroll activity use usage hiring"
              + " group groups application applications tool tools system systems rest break");

  private static final Set<String> JOINING = words("and or ,");

  private static final Set<String> ENDS = words("paid resent lost broken cut left unpaid");

  private final ProseWords list;
  private final ThingsInClause things;

  OrdinaryWords(ProseWords list, ThingsInClause things) {
    this.list = list;
    this.things = things;
  }

  /** The first word that may not stand where it does; empty if there is none. */
  Optional<String> wrong(List<Token> clause) {
    for (int at = 0; at < clause.size(); at++) {
      if (clause.get(at).kind() == 'O' && !(ofNobody(clause) && placed(clause, at))) {
        return Optional.of("word: " + clause.get(at).text());
      }
    }
    return Optional.empty();
  }

  private static boolean ofNobody(List<Token> clause) {
    return clause.stream().anyMatch(token -> token.kind() == 'A')
        && clause.stream()
            .noneMatch(token ->
                token.isPeople()
                    || token.kind() == 'T'
                    || token.kind() == 'F'
                    || FOR_PEOPLE.contains(token.text()));
  }

  private boolean placed(List<Token> clause, int at) {
    Token before = at > 0 ? clause.get(at - 1) : clause.get(at);
    String text = clause.get(at).text();
    boolean verb = text.endsWith("s") && at + 1 < clause.size();
    if (verb && at > 0) {
      boolean joined = before.text().equals("and") && clause.getFirst().kind() == 'A';
      if (before.kind() == 'A' || joined) {
        return true;
      }
    }
    boolean done = text.endsWith("ed") || ENDS.contains(text);
    if (done && before.kind() == 'B') {
      return at > 1 && thing(clause.get(at - 2));
    }
    if (done && JOINING.contains(before.text()) && at > 2) {
      return clause.subList(0, at).stream().anyMatch(token -> token.kind() == 'B');
    }
    return at + 1 < clause.size() && before.kind() != 'B' && things.handled(clause, at, true);
  }

  private boolean thing(Token token) {
    return list.noun(token.text())
        || list.thing(token.text())
        || list.initials(token.text())
        || token.kind() == 'O'
        || list.of(Section.FIELDS).contains(token.text());
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }
}

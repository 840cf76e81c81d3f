package com.orgscope.prose;

import com.orgscope.prose.ProseWords.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where in a clause the things of trades may stand ({@code prose-things.txt}): there are thousands,
 * and as many would blame or praise where a clause says what something is, whose it is or what it
 * is like. So they stand only where work handles them: "cranes are inspected in", "counts valves".
 */
final class ThingsInClause {
  private static final Set<String> JOINING = words(", and or / &");

  private static final Set<String> ARTICLES = words("a an the each every these this");

  /** What stands between a thing and what is done with it, or what it is a part of. */
  private static final Set<String> BETWEEN =
      words("of for with from in on at between by into about across under through to per");

  /** Several things may tell of a line of work where no application is named. */
  private static final Set<String> TELLING = words("point suggest indicate");

  /** Words that end the name of a thing. */
  private static final Set<String> NO_PART =
      words(
          "as like that which who whose whom when where how why what while so because since also"
              + " then but than if whether before after during within without over via using against"
              + " along around behind beside besides near off onto out toward towards up upon"
              + " both either together here there thus hence not");

  private final ProseWords list;

  ThingsInClause(ProseWords list) {
    this.list = list;
  }

  /** The first thing that stands where nothing is done with it; empty if there is none. */
  Optional<String> wrong(List<Token> clause, boolean named) {
    for (int at = 0; at < clause.size(); at++) {
      if (list.thing(clause.get(at).text()) && !handled(clause, at, named)) {
        return Optional.of("a thing out of place: " + clause.get(at).text());
      }
    }
    return Optional.empty();
  }

  /** Whether a word is part of the name of a thing with which work does something. */
  boolean handled(List<Token> clause, int at, boolean named) {
    int ends = at + 1;
    while (ends < clause.size() && ofTheName(clause.get(ends))) {
      ends++;
    }
    if (ends < clause.size() && clause.get(ends).isPeople()) {
      return false;
    }
    if (named && clause.stream().noneMatch(token -> token.kind() == 'A')) {
      return ends < clause.size() && TELLING.contains(clause.get(ends).text());
    }
    int begins = at;
    while (begins > 0 && ofTheName(clause.get(begins - 1))) {
      begins--;
    }
    if (begins > 0 && ARTICLES.contains(clause.get(begins - 1).text())) {
      begins--;
    }
    if (begins == 0) {
      return !named || isDone(clause, ends);
    }
    Token before = clause.get(begins - 1);
    if (BETWEEN.contains(before.text())) {
      return begins > 1
          && !clause.get(begins - 2).isPeople()
          && clause.get(begins - 2).kind() != 'B';
    }
    return done(before.firstWord());
  }

  /** A noun, a thing or what joins them; a verb that is a noun as well is what is done. */
  private boolean ofTheName(Token token) {
    String text = token.text();
    return JOINING.contains(text)
        || list.thing(text)
        || list.initials(text)
        || token.kind() == 'G'
        || token.kind() == 'O'
        || token.kind() == 'H'
        || (token.kind() == 'W'
            && !BETWEEN.contains(text)
            && !ARTICLES.contains(text)
            && !NO_PART.contains(text)
            && !(list.verb(text) && !list.noun(text)));
  }

  private boolean isDone(List<Token> clause, int from) {
    int at = from;
    while (at < clause.size() && clause.get(at).kind() != 'B') {
      at++;
    }
    for (int i = at + 1; i < clause.size(); i++) {
      if (done(clause.get(i).firstWord())) {
        return true;
      }
    }
    return false;
  }

  private boolean done(String word) {
    return list.of(Section.DONE).contains(word) || list.of(Section.DOING).contains(word);
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }
}

package com.orgscope.prose;

import com.orgscope.prose.ProseWords.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a clause may say of things: what work does with them ({@code [done]}), what they are for,
 * which line of work they are typical of. "Tests are skipped" and "used to alter records" accuse
 * people that no word names, and "points to a takeover" tells of no work, so each has a place of
 * its own that only words of work fill.
 */
final class SaidOfThings {
  /** After a form of "be", these begin what a thing is or where it is. */
  private static final Set<String> OPENING =
      words(
          "a an the one part both each this that these those what where how which when who for in"
              + " on at of by with within from to about between among across alongside beside as"
              + " like");

  /** What a thing may be said to be, in a word. */
  private static final Set<String> SAID =
      words(
          "typical characteristic consistent central common usual specific available related linked"
              + " similar complementary standard natural ordinary everyday visible likely popular"
              + " usable accessible shared public internal online ready prominent present regular"
              + " frequent normal relevant native digital mobile technical clinical financial"
              + " commercial administrative operational customer-facing client-facing evident clear"
              + " plausible familiar close particular integral widespread compatible routine"
              + " fundamental core suited indicative suggestive open telling ambiguous coherent balanced mixed based built new active complete together");

  /** After these a purpose follows, even if the verb is a noun as well. */
  private static final Set<String> BEFORE_A_PURPOSE =
      words("used use uses using it help helps helping serve serves people them themselves");

  /** An application after one of these is used for what "to" says behind it. */
  private static final Set<String> USING = words("use uses used using");

  /** What is seen is compared with a line of work, after one of these. */
  private static final Set<String> COMPARING =
      words(
          "suggest suggests suggesting indicate indicates indicating fit fits fitting suit suits"
              + " resemble resembles resembling imply implies typical characteristic indicative"
              + " suggestive consistent hallmark hallmarks sign signs");

  /** A comparison that is said in two words. */
  private static final Set<String> POINTING =
      words("point points pointing speak speaks look looks typical");

  private static final Set<String> LINKS = words("of with to for like that a an the");

  private static final Set<String> LIKENESS = words("as like");

  private static final Set<String> WHEN = words("before after");

  /** These begin a clause of their own. */
  private static final Set<String> TOLD = words("they it each every");

  /** "Look after" says what is cared for. */
  private static final Set<String> LOOKING = words("look looks looking looked");

  /**
   * Before and after these something may be done; before an audit, and after discharge, it accuses.
   */
  private static final Set<String> EVENTS =
      words(
          "development deployment deployments release releases launch publication printing shipping"
              + " shipment dispatch delivery production assembly installation call calls chat chats"
              + " meeting meetings appointment appointments visit visits surgery operation treatment"
              + " check checks admission onboarding interview interviews sale checkout import export"
              + " approval test tests testing event events purchase booking order orders arrival"
              + " alert alerts departure sprint sprints flight flights lesson lessons");

  private static final Set<String> AND = words("and or ,");

  private static final Set<String> SOME = words("a an");

  private static final Set<String> ADVERBS = words("also then often typically together both");

  /** So far behind an adjective its noun may stand. */
  private static final int FAR = 4;

  private final ProseWords list;

  SaidOfThings(ProseWords list) {
    this.list = list;
  }

  /** What is wrong with what a clause says of things; empty if all of it is work. */
  Optional<String> wrong(List<Token> clause) {
    for (int at = 0; at + 1 < clause.size(); at++) {
      Token token = clause.get(at);
      if (token.kind() == 'B' && !isOrIsDone(clause, at + 1)) {
        return Optional.of("what is done to things: " + next(clause, at + 1).text());
      }
      if (token.text().equals("to") && !isForWork(clause, at)) {
        return Optional.of("what things are for: " + clause.get(at + 1).text());
      }
      if (WHEN.contains(token.text()) && !isTimeOfWork(clause, at)) {
        return Optional.of("at a time that tells: " + clause.get(at + 1).text());
      }
      if (compares(clause, at) && !tellsOfWork(clause, at + 1)) {
        return Optional.of("compared with no work: " + token.text());
      }
      if (LIKENESS.contains(token.text())
          && SOME.contains(clause.get(at + 1).text())
          && !tellsOfWork(clause, at + 1)) {
        return Optional.of("like no work: " + token.text());
      }
    }
    return Optional.empty();
  }

  private static Token next(List<Token> clause, int from) {
    return clause.get(afterAdverbs(clause, from));
  }

  private static int afterAdverbs(List<Token> clause, int from) {
    int at = from;
    while (at + 1 < clause.size()
        && (clause.get(at).text().endsWith("ly") || ADVERBS.contains(clause.get(at).text()))) {
      at++;
    }
    return at;
  }

  /** Whether what follows a form of "be" is what a thing is, or what work does with it. */
  private boolean isOrIsDone(List<Token> clause, int from) {
    int at = afterAdverbs(clause, from);
    Token said = clause.get(at);
    String word = lastPart(said.text());
    if (said.kind() != 'V' && said.kind() != 'W') {
      return true;
    }
    boolean noun = noun(said);
    boolean bare = list.bareVerb(word) && !list.of(Section.IRREGULAR).contains(word);
    if (OPENING.contains(said.text())
        || SAID.contains(said.text())
        || (done(word) && (noun || !bare))) {
      return !doneOnlyWith(clause, at + 1);
    }
    if (list.verb(word) && !noun) {
      return false;
    }
    return noun
        || clause.subList(at + 1, Math.min(clause.size(), at + 1 + FAR)).stream()
            .takeWhile(token -> !LINKS.contains(token.text()))
            .anyMatch(token -> noun(token) || token.isPeople());
  }

  /** "Booked and dropped": what is joined to what work does must be work as well. */
  private boolean doneOnlyWith(List<Token> clause, int at) {
    if (at + 1 >= clause.size() || !AND.contains(clause.get(at).text())) {
      return false;
    }
    Token joined = clause.get(at + 1);
    return joined.text().endsWith("ed")
        && list.verb(joined.text())
        && !noun(joined)
        && !done(lastPart(joined.text()));
  }

  /** Before and after an event of work, or what is told in a clause of its own. */
  private boolean isTimeOfWork(List<Token> clause, int at) {
    if (at > 0 && LOOKING.contains(clause.get(at - 1).text())) {
      return true;
    }
    if (clause.get(at + 1).kind() == 'A' || TOLD.contains(clause.get(at + 1).text())) {
      return true;
    }
    return clause.subList(at + 1, clause.size()).stream()
        .anyMatch(token ->
            token.kind() == 'B'
                || token.kind() == 'K'
                || EVENTS.contains(token.text())
                || (list.verb(token.text()) && !noun(token)));
  }

  private boolean isForWork(List<Token> clause, int at) {
    Token verb = clause.get(at + 1);
    String word = verb.firstWord();
    if ("BKAFTSPR".indexOf(verb.kind()) >= 0 || done(word) || OPENING.contains(word)) {
      return true;
    }
    boolean verbs = list.bareVerb(word) || list.of(Section.IRREGULAR).contains(word);
    return !purposeFollows(clause, at) && (!verbs || noun(verb));
  }

  /** Whether "to" says what something is used for, and not where it goes. */
  private static boolean purposeFollows(List<Token> clause, int at) {
    Token before = clause.get(Math.max(0, at - 1));
    return BEFORE_A_PURPOSE.contains(before.text())
        || (before.kind() == 'A'
            && clause.subList(0, at).stream().anyMatch(token -> USING.contains(token.text())));
  }

  private static boolean compares(List<Token> clause, int at) {
    String word = clause.get(at).text();
    String next = clause.get(at + 1).text();
    return (COMPARING.contains(word) && clause.get(at).kind() != 'T')
        || (POINTING.contains(word) && LINKS.contains(next));
  }

  /** Whether a word for a line of work, a tool of it or those who do it follows. */
  private boolean tellsOfWork(List<Token> clause, int from) {
    return clause.subList(from, clause.size()).stream().anyMatch(this::isOfWork);
  }

  private boolean isOfWork(Token token) {
    String text = token.text();
    return token.isPeople()
        || "AFK".indexOf(token.kind()) >= 0
        || list.initials(text)
        || (text.endsWith("ing") && done(text))
        || list.of(Section.FIELDS).contains(text)
        || list.of(Section.FIELDS).contains(lastPart(text));
  }

  private boolean done(String word) {
    return list.of(Section.DONE).contains(word) || list.of(Section.DOING).contains(word);
  }

  private boolean noun(Token token) {
    return list.noun(token.text())
        || list.of(Section.FIELDS).contains(token.text())
        || list.initials(token.text());
  }

  private static String lastPart(String word) {
    return word.substring(word.lastIndexOf('-') + 1);
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }
}

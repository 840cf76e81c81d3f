package com.orgscope.prose;

import com.orgscope.prose.ProseWords.Section;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where in a clause people may stand. They may do what work is made of ({@code [doing]}), beside an
 * application that they do it with; something may be for them, by them or typical of them; and an
 * application may help them. Whatever else is done by them or to them is a judgment of them, in
 * whichever words it comes, so it is not looked for: it has no place.
 */
final class PeopleInClause {
  /** A name of people begins with one of these if those are meant who work here. */
  private static final Set<String> THESE =
      words("the this these those their its a an each all both any some such");

  private static final Set<String> BESIDE =
      words("of for by from with to between across among within through alongside or in like");

  /** What may stand before people who do something: of other openings each is a side remark. */
  private static final Set<String> OPENING = words("so where that");

  /** Before "that", these say what is seen; after any other word "that" tells a story of people. */
  private static final Set<String> SEEING =
      words(
          "suggest suggests suggesting indicate indicates indicating show shows imply implies means"
              + " confirm confirms");

  private static final Set<String> POSSESSING = words("of from");

  /** What may be said to be of people, or to come from them, in the singular. */
  private static final Set<String> OF_PEOPLE =
      words(
          "typical characteristic that those task request feedback chain budget backlog behalf result"
              + " work hallmark staple tool ticket pipeline renewal data survey overview idea journey"
              + " objective onboarding question call message order report need use usage mix set"
              + " combination stack toolset toolkit kit practice routine workflow process day week"
              + " setup schedule rota roster shift calendar plan planning training course device laptop"
              + " phone account access identity profile permission login record file contract"
              + " document form application interview booking entry note answer reply comment review"
              + " approval input signature expense invoice payment submission part kind type line"
              + " list directory group team consistent indicative suggestive pattern picture area"
              + " domain field support service product design code test release change incident"
              + " project case content campaign deal forecast visit trip appointment"
              + " certificate qualification enrolment registration hiring recruiting recruitment"
              + " coordination communication collaboration exchange handover information material"
              + " business core province mainstay priorities scorecard worksheet timesheet dashboard equipment supply environment system software platform suite hub choice companion");

  /** What is in use may help people, and it may be compared with what people use. */
  private static final Set<String> HELPING =
      words(
          "help helps helping support supports supporting supported serve serves serving enable enables"
              + " connect connects connecting inform informs notify notifies alert alerts reach"
              + " reaches remind reminds");

  private static final Set<String> COMPARED =
      words(
          "suggest suggests suggesting indicate indicates indicating fit fits suit suits match matches"
              + " resemble resembles describe describes point points mark marks is are");

  /** What is done with people in general by those whose work it is, in personnel and planning. */
  private static final Set<String> PERSONNEL =
      words(
          "hire hires hiring recruit recruits recruiting onboard onboards onboarding train trains"
              + " training schedule schedules scheduling survey surveys register registers enrol enrols"
              + " enroll enrolls dispatch dispatches roster source sources pay pays pair pairs reach"
              + " admit admits invite invites authenticate authenticates identify identifies feed"
              + " feeds develop develops tell tells show shows add adds manage manages managing message call calls contact contacts"
              + " page book books assign assigns let lets give gives guide guides select selects");

  /** Words that describe a line of work and praise or blame nobody. */
  private static final Set<String> KINDS =
      words(
          "clinical financial technical legal commercial back-office front-office customer-facing"
              + " client-facing cross-functional internal same typical medical digital administrative"
              + " industrial on-call on-site remote mobile first-line second-line frontline"
              + " third-line corporate local regional shop-floor surgical dental multi-site"
              + " operational whole working mechanical electrical back-end front-end full-stack backend frontend inside several various multiple public social other");

  /** Behind these "to" says where a way goes, and nothing of an end. */
  private static final Set<String> WAYS = words("access link links reference relation");

  /** "As a treasury team does" ends a clause and says nothing more of them. */
  private static final Set<String> LIKE_THEM = words("as which that");

  private static final Set<String> DO = words("do does would");

  private static final Set<String> DEFINITE = words("the this that");

  private static final Set<String> SOME = words("a an");

  /** "A tool that software teams use" tells of a kind of people, "that the team uses" of these. */
  private static final Set<String> RELATIVE = words("that which what");

  /** What may follow people to say which of them. */
  private static final Set<String> TAIL =
      words("in on at for under of with against without from between among before after during");

  private static final int LONGEST_TAIL = 4;

  private static final Set<String> WORKPLACES =
      words(
          "store stores shop shops ward wards clinic clinics warehouse warehouses office offices field"
              + " plant plants factory desk department departments region regions site sites branch"
              + " branches lab laboratory classroom kitchen work sales finance accounting marketing"
              + " engineering design product hr it support logistics production operations procurement"
              + " legal security research care business line floor theatre customers prospects"
              + " day-to-day shift shifts contact call line_of_work");

  /** What is said of these is said of people. */
  private static final Set<String> STANDS_FOR_PEOPLE =
      words(
          "role roles position positions job jobs vacancy vacancies headcount workforce employment"
              + " staffing work company business firm employer use usage activity hours"
              + " hiring themselves who whose whom somebody them they human humans payroll");

  private static final Set<String> LISTED = words("for to between among across");
  private static final Set<String> LISTING =
      words("manages assigns plans schedules lists registers books connects administers");

  private static final Set<String> GENERALLY = words("by for of to with among between like from");

  /** Before "by nurses" and "for nurses": what is so in general. */
  private static final Set<String> IN_GENERAL =
      words(
          "is are used opened read typical characteristic common usual popular made built designed"
              + " meant usually mainly mostly tool tools application applications standard software"
              + " system product purpose {app}");

  private static final Set<String> WHEN = words("before after once");
  private static final Set<String> MEANWHILE = words("while when");
  private static final Set<String> ARRIVING = words("reach enter arrive");

  private static final Set<String> JOINING_TWO = words("and but ,");

  private static final Set<String> JOINING_ROLES = words("and or ,");

  private static final Set<String> ASKING =
      words("how what when whether which while who why as because before after since than");

  /** These stand beside another word, as in "user stories", or say nothing new of people. */
  private static final Set<String> NO_PEOPLE = words("them user users member employee");

  private static final Set<String> WHO = words("who that");

  /** What people do with one word after it only: they look after servers, and like nobody. */
  private static final Map<String, Set<String>> HALF =
      Map.of(
          "look",
          words("after"),
          "looks",
          words("after"),
          "seem",
          words("to"),
          "seems",
          words("to"));

  private static final Set<String> ADVERBS =
      words(
          "also then mostly together typically often regularly usually mainly jointly evidently"
              + " probably likely clearly presumably");

  private final ProseWords list;

  PeopleInClause(ProseWords list) {
    this.list = list;
  }

  /** What is wrong with where people stand in a clause; empty if they stand well. */
  Optional<String> place(List<Token> clause) {
    for (int head = 0; head < clause.size(); head++) {
      if (somebody(clause, head)) {
        return Optional.of("somebody: " + clause.get(head).text());
      }
      if (people(clause, head)) {
        int begins = begins(clause, head);
        if (described(clause, begins, head)) {
          return Optional.of("people described: " + clause.get(head).text());
        }
        if (toWhichEnd(clause, head)) {
          return Optional.of("an end of people: " + clause.get(head).text());
        }
        if (elsewhere(clause, head) && !helped(clause, begins, head)) {
          return Optional.of("people somewhere: " + clause.get(head).text());
        }
        if (!placed(clause, begins, head)) {
          return Optional.of("people out of place: " + clause.get(head).text());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a clause speaks of nobody, or of people only as those of a line of work ("used by
   * nurses"): of no team that is meant, of no role, and of nothing that is theirs.
   */
  boolean onlyInGeneral(List<Token> clause) {
    return clause.stream().noneMatch(token -> STANDS_FOR_PEOPLE.contains(token.text()))
        && nobodyIsMeant(clause);
  }

  /** Whether it speaks of people only as those of a line of work, and of nothing that is theirs. */
  boolean nobodyIsMeant(List<Token> clause) {
    for (int at = 0; at < clause.size(); at++) {
      Token token = clause.get(at);
      boolean theirs =
          token.kind() == 'T' && token.cited().isEmpty() && !token.text().equals("its");
      if (theirs) {
        return false;
      }
      if (token.isPeople() && people(clause, at)) {
        int begins = begins(clause, at);
        boolean general =
            begins > 1
                && GENERALLY.contains(clause.get(begins - 1).text())
                && IN_GENERAL.contains(clause.get(begins - 2).text())
                && (!determines(clause.get(begins)) || SOME.contains(clause.get(begins).text()));
        if (!general) {
          return false;
        }
      }
    }
    return true;
  }

  /** "The driver" is one of us; "the driver app" and "the right agent" are nobody. */
  private boolean somebody(List<Token> clause, int at) {
    Token token = clause.get(at);
    boolean one =
        token.kind() == 'R'
            && !token.text().endsWith("s")
            && !list.of(Section.VERBS).contains(token.text());
    boolean alone =
        at + 1 == clause.size()
            || !(list.noun(clause.get(at + 1).text()) || clause.get(at + 1).isPeople());
    return one && alone && at > 0 && DEFINITE.contains(clause.get(at - 1).text());
  }

  /** Whether a word stands for people, and not beside a noun as in "user stories". */
  private boolean people(List<Token> clause, int at) {
    Token token = clause.get(at);
    boolean several =
        token.kind() == 'R'
            && token.text().endsWith("s")
            && !list.of(Section.VERBS).contains(token.text());
    if (token.kind() != 'P' && !several) {
      return false;
    }
    if (at + 1 == clause.size()) {
      return !token.text().equals("them");
    }
    Token next = clause.get(at + 1);
    boolean noun = list.noun(next.text()) && !list.of(Section.VERBS).contains(next.text());
    return !NO_PEOPLE.contains(token.text()) && !noun;
  }

  /** Where the name of people begins; "finance" of a "finance team" may be a verb elsewhere. */
  private int begins(List<Token> clause, int head) {
    int begins = head;
    while (begins > 0 && partOfTheName(clause.get(begins - 1))) {
      begins--;
    }
    int further = begins;
    while (further > 0
        && (list.noun(clause.get(further - 1).text())
            || KINDS.contains(clause.get(further - 1).text()))) {
      further--;
    }
    boolean noun =
        further == 0
            || determines(clause.get(further - 1))
            || BESIDE.contains(clause.get(further - 1).text())
            || RELATIVE.contains(clause.get(further - 1).text());
    begins = noun ? further : begins;
    return begins > 0 && determines(clause.get(begins - 1)) ? begins - 1 : begins;
  }

  private static boolean determines(Token token) {
    return THESE.contains(token.text()) || (token.kind() == 'T' && token.cited().isEmpty());
  }

  private boolean partOfTheName(Token token) {
    String text = token.text();
    boolean noun = list.noun(text) && !list.of(Section.VERBS).contains(text);
    return token.kind() == 'R'
        || text.equals("user")
        || KINDS.contains(text)
        || noun
        || (token.kind() == 'W'
            && !joining(text)
            && !ADVERBS.contains(text)
            && !list.of(Section.VERBS).contains(text)
            && !list.of(Section.IRREGULAR).contains(text));
  }

  private static boolean joining(String text) {
    return BESIDE.contains(text)
        || JOINING_ROLES.contains(text)
        || OPENING.contains(text)
        || THESE.contains(text)
        || ASKING.contains(text);
  }

  private boolean described(List<Token> clause, int begins, int head) {
    return clause.subList(begins, head).stream()
        .anyMatch(token ->
            token.kind() == 'W'
                && !determines(token)
                && !KINDS.contains(token.text())
                && !list.noun(token.text())
                && !list.of(Section.INITIALS).contains(token.text())
                && !list.of(Section.INITIALS).contains(token.text().toUpperCase(Locale.ROOT)));
  }

  /** "They use it to test services" says what work it is; "to look for mentors" says more. */
  private boolean toWhichEnd(List<Token> clause, int head) {
    for (int at = head + 1; at + 1 < clause.size(); at++) {
      String verb = clause.get(at + 1).firstWord();
      if (clause.get(at).text().equals("to")
          && !WAYS.contains(clause.get(at - 1).text())
          && list.bareVerb(verb)
          && !list.of(Section.DOING).contains(verb)) {
        return true;
      }
    }
    return false;
  }

  /** "Staff in stores" are told by their work; "staff in recovery" by anything but it. */
  private boolean elsewhere(List<Token> clause, int head) {
    if (head + 1 >= clause.size() || !TAIL.contains(clause.get(head + 1).text())) {
      return false;
    }
    List<Token> tail = clause.subList(head + 2, Math.min(clause.size(), head + 2 + LONGEST_TAIL));
    // "Administrators of cloud services" are told by their tools.
    boolean byTools = clause.get(head).kind() == 'R' && clause.get(head + 1).text().equals("of");
    return tail.stream()
        .noneMatch(token ->
            token.kind() == 'A'
                || WORKPLACES.contains(token.text())
                || (byTools && list.of(Section.FIELDS).contains(token.text())));
  }

  /** "Supports sellers with data": with what work is helped, and not which people these are. */
  private boolean helped(List<Token> clause, int begins, int head) {
    return begins > 1
        && HELPING.contains(clause.get(begins - 1).text())
        && clause.get(begins - 2).kind() == 'A'
        && clause.get(head + 1).text().equals("with")
        && clause.subList(head + 2, clause.size()).stream()
            .anyMatch(token -> list.of(Section.FIELDS).contains(token.text()));
  }

  private boolean placed(List<Token> clause, int begins, int head) {
    int at = begins - 1;
    while (at >= 0 && ADVERBS.contains(clause.get(at).text())) {
      at--;
    }
    if (at < 0) {
      return acts(clause, head);
    }
    Token before = clause.get(at);
    Token first = clause.get(begins);
    if (tellsOn(clause, head)) {
      return false;
    }
    boolean these = begins < head && determines(first) && !SOME.contains(first.text());
    boolean pronoun = clause.get(head).text().equals("they");
    String word = before.text();
    if (pronoun && MEANWHILE.contains(word)) {
      return acts(clause, head) && names(clause, head);
    }
    if (pronoun && WHEN.contains(word)) {
      // "Before they are posted" tells of things.
      return head + 1 < clause.size()
          && (clause.get(head + 1).kind() == 'B' || ARRIVING.contains(clause.get(head + 1).text()));
    }
    if (RELATIVE.contains(word) && !(at > 0 && SEEING.contains(clause.get(at - 1).text()))) {
      return !these && !pronoun && acts(clause, head);
    }
    if (JOINING_ROLES.contains(word) && !these && !pronoun && listed(clause, at, head)) {
      return true;
    }
    if (JOINING_TWO.contains(word)) {
      boolean listed = at > 0 && clause.get(at - 1).isPeople();
      return listed
          || bareAtTheEnd(clause, begins, head)
          || (acts(clause, head) && names(clause, head));
    }
    if (OPENING.contains(word) || before.kind() == 'A') {
      return acts(clause, head);
    }
    if (JOINING_ROLES.contains(word) && clause.get(at - 1).kind() == 'R' && !these) {
      return true;
    }
    if (LIKE_THEM.contains(word) && DO.contains(clause.get(clause.size() - 1).text())) {
      return head + 2 == clause.size();
    }
    if (POSSESSING.contains(word) && at > 0) {
      return ofPeople(clause.get(at - 1));
    }
    return BESIDE.contains(word)
        || HELPING.contains(word)
        || (!these && (COMPARED.contains(word) || PERSONNEL.contains(word)));
  }

  /**
   * The last of a list at the end of a clause, of which something is for, or which a tool plans.
   */
  private boolean listed(List<Token> clause, int joined, int head) {
    boolean ends = head + 1 == clause.size() || JOINING_ROLES.contains(clause.get(head + 1).text());
    int at = joined;
    while (at > 0
        && (JOINING_ROLES.contains(clause.get(at).text()) || partOfTheName(clause.get(at)))) {
      at--;
    }
    Token before = clause.get(at);
    boolean planned = LISTING.contains(before.text()) && at > 0 && clause.get(at - 1).kind() == 'A';
    return ends && (planned || LISTED.contains(before.text()));
  }

  /** "Requests of staff" are work; "notes on the health of staff" tell of staff. */
  private boolean ofPeople(Token said) {
    return said.kind() != 'W'
        || OF_PEOPLE.contains(said.text().replaceFirst("s$", ""))
        || OF_PEOPLE.contains(said.text());
  }

  /** "A group that lives on the work of others": what is added must be work as well. */
  private boolean tellsOn(List<Token> clause, int head) {
    return head + 2 < clause.size()
        && WHO.contains(clause.get(head + 1).text())
        && list.verb(clause.get(head + 2).firstWord())
        && !acts(clause, head);
  }

  /** "Designers and developers" ends a list; "and the team" begins to tell of them. */
  private static boolean bareAtTheEnd(List<Token> clause, int begins, int head) {
    return begins == head && head + 1 == clause.size() && clause.get(head).kind() == 'R';
  }

  /** Whether an application is named after a word, with which it is done. */
  private static boolean names(List<Token> clause, int head) {
    return clause.subList(head, clause.size()).stream().anyMatch(token -> token.kind() == 'A');
  }

  /** Whether people do what work is made of, or the clause says of them what other rules read. */
  private boolean acts(List<Token> clause, int head) {
    int at = head + 1;
    while (at < clause.size() && ADVERBS.contains(clause.get(at).text())) {
      at++;
    }
    if (at >= clause.size()) {
      return false;
    }
    while (at + 1 < clause.size()
        && JOINING_ROLES.contains(clause.get(at).text())
        && (clause.get(at + 1).kind() == 'R' || list.initials(clause.get(at + 1).text()))) {
      at += 2;
    }
    if (at >= clause.size()) {
      return false;
    }
    Token next = clause.get(at);
    if (WHO.contains(next.text()) && at + 1 < clause.size()) {
      next = clause.get(++at);
    }
    if (HALF.containsKey(next.text())) {
      return at + 1 < clause.size() && HALF.get(next.text()).contains(clause.get(at + 1).text());
    }
    String verb = next.firstWord();
    return next.kind() == 'B'
        || BESIDE.contains(verb)
        || list.of(Section.DOING).contains(verb)
        || (next.kind() == 'K' && list.verb(verb));
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }
}

package com.orgscope.prose;

import com.orgscope.prose.ProseWords.Section;
import com.orgscope.prose.SameWords.Plainer;
import com.orgscope.prose.WordsTogether.Found;
import com.orgscope.prose.WordsTogether.Reading;
import com.orgscope.table.Table;
import com.orgscope.usage.Mentions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a model wrote about work, and says whether a page may show it. It may if every word is
 * on a list for describing work, every name and figure is a placeholder, and the words together say
 * nothing of anybody's worth, pay, future, duty or rank. What is not known to be harmless is not
 * shown: there is a sentence of the server's own for everything a model can say.
 *
 * <p>A text is shown whole or not at all, since a lie may be spread over its sentences.
 */
public final class WorkProse {
  private static final int LONGEST = 700;
  private static final int MOST_SENTENCES = 3;
  private static final int LEAST_WORDS = 3;

  /** So often a sentence may name an application. */
  private static final int MOST_TIMES = 2;

  private static final int LONGEST_COMPOUND = 4;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z .,;:()'/&-]*");
  private static final Pattern PILED =
      Pattern.compile(" [.,;:]|[.,;:'/&-]{2}|[.,;:]\\)|\\( |\\(\\)|\\([^()]*(?:\\(|$)|^[^()]*\\)");

  /** Plain English that happens to spell an application's name. */
  private static final Pattern TWO_PLAIN_WORDS =
      Pattern.compile("\\b(?:go|goes) to\\b|\\bafter pay\\b");

  private static final Pattern PLAIN_PAIR = Pattern.compile("\\b[a-z]+ [a-z]+\\b");
  private static final Pattern PLAIN_WORD = Pattern.compile("\\b[a-z]+\\b");
  private static final Pattern GLUED = Pattern.compile("[A-Za-z0-9}-]\\{|}(?!'s\\b)[A-Za-z{'-]");
  private static final Pattern SENTENCE_END = Pattern.compile("\\.(?= |$)");
  private static final Pattern CLAUSE_END = Pattern.compile("[;:](?= |$)");
  private static final Pattern PIECE =
      Pattern.compile(
          "\\{[^{}]*}(?:'s)?|[A-Z][A-Z]?&[A-Z]|[A-Za-z]+(?:-[A-Za-z]+)*(?:'s|(?<=s)')?|[(),&/]|\\S");

  private static final Set<String> NAMES = Set.of("app", "other");
  private static final Set<String> FIGURES = Set.of("share", "purpose");
  private static final Set<String> HIDING =
      Set.of("un", "under", "over", "out", "in", "off", "down", "non", "dis", "mis", "de", "so");
  private static final Set<String> BE = words("is are was were be been being");

  /** Only after these are "they" who do what follows; elsewhere words were turned around. */
  private static final Set<String> BEFORE_THEY =
      words(
          "and or but as how what where when which that while before after once so because since");

  /** These say of whom a sentence tells, and of nobody anew. */
  private static final Set<String> SAME = words("they them user users");

  private static final Set<String> NEVER_OPENS = words("can may do done has had lets");

  /** No sentence ends with these: turned around, words say what they may not say in order. */
  private static final Set<String> OPEN_ENDS =
      words(
          "a an the their its they who which that and or but to for of with from by into as than at in"
              + " against about is are was were be been being");

  /** After a verb that opens a clause, these show that somebody is told to do something. */
  private static final Set<String> OBJECTS =
      words("a an the this that these those it them their its themselves to and about via through");

  /** Verbs that would tell a reader what to do even before a bare noun. */
  private static final Set<String> ADDRESSING =
      words(
          "share send call open contact transfer ask give tell show visit post forward email message"
              + " report confirm grant submit enter provide install download upload upgrade access"
              + " approve authorise authorize connect activate follow reply respond");

  /** Verbs with forms of their own that tell somebody to do something. */
  private static final Set<String> TELLING =
      words(
          "bring build buy choose close cook deal draw drive feed find give hold keep lay learn lend reset"
              + " let make meet put read run say see sell send set show speak spend stand take teach"
              + " tell think tie travel understand withdraw write");

  private static final Set<String> SERVED = words("callers requesters borrowers readers buyers");

  /** What people may be said to be beside what they are by their work. */
  private static final Set<String> DOING =
      words("engaged involved focused focussed part centred centered active working using");

  /** What things do by themselves, with a word for the way. */
  private static final Set<String> PASSING = words("pass run come arrive flow live sit land");

  private static final Set<String> THROUGH = words("through in into from via with");

  private static final Set<String> POINTING = words("point suggest indicate");

  /** Behind these a clause begins that says nothing of what stood before. */
  private static final Set<String> ASIDE = words("that which who so because if when while");

  private static final int NEAR = 6;

  /** So far behind "their" a word is theirs. */
  private static final int OWNED = 3;

  /** What a sentence that names no application speaks of, before its verb. */
  private static final Set<String> EVIDENCE =
      words(
          "tool tools application applications app apps system systems software suite stack platform"
              + " platforms pattern mix set combination pairing pair picture facts evidence use usage"
              + " activity choice together presence profile overlap signs signals indicators hints"
              + " clues toolset toolkit portfolio mixture reading remaining rest nothing");

  /** After "this" alone, these compare what is seen with a kind of work. */
  private static final Set<String> COMPARING =
      words(
          "is fits looks points suggests suits matches indicates reflects resembles describes"
              + " corresponds reads");

  /** What people may be said to do with no application beside it. */
  private static final Set<String> PRACTISING =
      words(
          "handle handles look looks seem seems operate operates build builds maintain maintains"
              + " develop develops design designs test tests");

  /** The same, if what they work on is named; other verbs would tell of copying and of taking. */
  private static final Set<String> WORKING =
      words(
          "work works write writes create creates prepare prepares plan plans run runs answer answers"
              + " manage manages coordinate coordinates organise organises organize organizes process"
              + " processes produce produces assemble assembles inspect inspects repair repairs analyse"
              + " analyses analyze analyzes model models schedule schedules review reviews draft drafts"
              + " administer administers install installs configure configures research researches"
              + " transport transports ship ships fix fixes qualify qualifies underwrite underwrites"
              + " negotiate negotiates redline redlines publish publishes animate animates deploy"
              + " deploys validate validates document documents make makes keep keeps own owns");

  /** With these more is told of people than what their work is. */
  private static final Set<String> TELLING_ON =
      words(
          "that which who because since when while if before after until by as so repeatedly like than"
              + " against without for from with");

  /** What ties together what is in use; a sentence about these that names nobody tells of it. */
  private static final Set<String> TOOLS =
      words(
          "tool tools application applications apps thread theme set pattern suite stack systems"
              + " products evidence typical characteristic");

  private static final Set<String> SOMETHING = words("a an the where what how typical");

  private static final int BEFORE_THE_VERB = 4;
  private static final int AFTER_A_COMMA = 3;

  /** "Expired medicines are dispensed" accuses somebody; that they are reported does not. */
  private static final Set<String> PASSING_ON =
      words(
          "dispensed dispenses dispense sold sells sell sent sends send shipped ships ship approved"
              + " approves approve made makes make used uses use operated accepted paid booked"
              + " delivered served serves given gives created written produced hidden");

  private static final List<Phrase> PHRASES =
      Table.read(WorkProse.class, "prose-phrases.txt").rows().stream()
          .map(row -> Phrase.of(row.get(0), row.get(1)))
          .toList();

  private final ProseWords list = ProseWords.instance();
  private final WordsTogether together = WordsTogether.instance();
  private final SameWords same = SameWords.instance();
  private final EvidenceTalk evidence = EvidenceTalk.instance();
  private final PeopleInClause peopleInClause = new PeopleInClause(list);
  private final SaidOfThings saidOfThings = new SaidOfThings(list);
  private final ThingsInClause thingsInClause = new ThingsInClause(list);
  private final OrdinaryWords ordinaryWords = new OrdinaryWords(list, thingsInClause);
  private final Mentions names;
  private final Set<String> people;

  /** What a text is about, which decides what it may be said with. */
  public enum About {
    WORK,
    /** What an application is for, which need be no whole sentence. */
    APPLICATION,
    /** The way into applications, for which there are further words. */
    SIGN_IN
  }

  /**
   * @param names finds applications: no text may call one by name
   * @param people words of the names of people who work there, in lower case
   */
  public WorkProse(Mentions names, Collection<String> people) {
    this.names = names;
    this.people = Set.copyOf(people);
  }

  /** For texts about no company in particular. */
  public WorkProse(Mentions names) {
    this(names, List.of());
  }

  /**
   * Why a text is not shown, for a log or a test; empty if it may be.
   *
   * @param cites whether the inside of a placeholder, such as {@code F1.app}, is one of this text
   */
  public Optional<String> objection(String text, About about, Predicate<String> cites) {
    return letters(text, cites)
        .or(() -> names.in(withoutEverydayWords(text)).map(name -> "name: " + name))
        .or(() -> sentences(text, about));
  }

  /** The placeholders of a text, without braces. */
  public static List<String> citations(String text) {
    return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The sentences of a text, as they are read. */
  public static List<String> sentencesOf(String text) {
    return Arrays.stream(SENTENCE_END.split(text.strip()))
        .map(String::strip)
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  /** A known application's name that is a listed word ("workday") names nothing in lower case. */
  private String withoutEverydayWords(String text) {
    String words =
        PLAIN_PAIR
            .matcher(PLACEHOLDER.matcher(text).replaceAll(" that "))
            .replaceAll(pair -> list.of(Section.TERMS).contains(pair.group()) ? "that" : "$0");
    return PLAIN_WORD
        .matcher(TWO_PLAIN_WORDS.matcher(words).replaceAll("that"))
        .replaceAll(word ->
            list.allows(word.group()) && Mentions.isName(word.group()) ? "that" : word.group());
  }

  private static Optional<String> letters(String text, Predicate<String> cites) {
    if (text.isBlank() || text.length() > LONGEST) {
      return Optional.of("length");
    }
    for (String cited : citations(text)) {
      if (!cites.test(cited)) {
        return Optional.of("placeholder: " + cited);
      }
    }
    String bare = PLACEHOLDER.matcher(text).replaceAll("");
    boolean signs = !PLAIN.matcher(bare).matches() || PILED.matcher(text).find();
    return signs || GLUED.matcher(text).find() ? Optional.of("signs") : Optional.empty();
  }

  private Optional<String> sentences(String text, About about) {
    List<String> sentences = sentencesOf(text);
    if (sentences.isEmpty()
        || !sentences.stream()
            .allMatch(s -> s.charAt(0) == '{' || Character.isUpperCase(s.charAt(0)))
        || sentences.size() > MOST_SENTENCES
        || new HashSet<>(sentences).size() < sentences.size()) {
      return Optional.of("sentences");
    }
    List<Token> before = new ArrayList<>();
    for (String sentence : sentences) {
      boolean opens = true;
      List<Token> whole = new ArrayList<>();
      for (String clause : CLAUSE_END.split(sentence)) {
        List<Token> tokens = new ArrayList<>();
        Optional<String> objection = clause(clause, opens, about, tokens);
        if (objection.isPresent()) {
          return objection;
        }
        opens = false;
        whole.addAll(tokens);
      }
      if ((about != About.APPLICATION && whole.stream().noneMatch(this::verb))
          || whole.getFirst().kind() == 'B'
          || OPEN_ENDS.contains(whole.getLast().text())) {
        return Optional.of("no sentence");
      }
      boolean evidence = whole.stream().allMatch(token -> "EABSN".indexOf(token.kind()) >= 0);
      if (about == About.WORK
          && !evidence
          && !speaksOfUse(whole)
          && !comparesTools(whole)
          && !tellsOfEvidence(sentence)) {
        return Optional.of("nothing that is in use");
      }
      if (repeats(whole)) {
        return Optional.of("the same application again and again");
      }
      if (!figuresFollowNames(whole)) {
        return Optional.of("a figure of another fact");
      }
      if (tellsOfPeople(before) && tellsOfPeople(whole)) {
        // "Some people build. The team writes." Each may stand, and together they compare.
        return Optional.of("people in two sentences");
      }
      before.addAll(whole);
    }
    return joined(before, about);
  }

  /** Reads a clause, as it stands or in plainer words, and says what is wrong with it. */
  private Optional<String> clause(String clause, boolean opens, About about, List<Token> tokens) {
    List<String> pieces = pieces(clause);
    Optional<String> objection = asWritten(pieces, opens, about, tokens);
    if (objection.isEmpty()) {
      return objection;
    }
    Optional<Plainer> plainer = same.plainer(pieces, opens);
    if (plainer.isPresent()) {
      List<Token> read = new ArrayList<>();
      Optional<String> other =
          asWritten(plainer.get().pieces(), plainer.get().opens(), about, read)
              .or(() -> ofNobody(plainer.get(), read));
      if (other.isEmpty()) {
        tokens.clear();
        tokens.addAll(read);
        return other;
      }
      objection = objection.map(said -> said + ", in plainer words " + other.get());
    }
    Optional<List<Token>> told = asEvidence(pieces, opens, about);
    if (told.isPresent()) {
      tokens.clear();
      tokens.addAll(told.get());
      return Optional.empty();
    }
    return objection;
  }

  private Optional<String> ofNobody(Plainer plainer, List<Token> tokens) {
    return plainer.ofNobody() && !peopleInClause.onlyInGeneral(tokens)
        ? Optional.of("said of people: " + String.join(" ", plainer.pieces()))
        : Optional.empty();
  }

  private Optional<String> asWritten(
      List<String> pieces, boolean opens, About about, List<Token> tokens) {
    int least = about == About.APPLICATION ? 1 : LEAST_WORDS;
    Optional<String> objection = read(pieces, opens, about, tokens);
    if (objection.isEmpty() && (tokens.size() < least || !inOrder(tokens))) {
      objection = Optional.of("no sentence");
    }
    if (objection.isEmpty()) {
      objection =
          thingsInClause
              .wrong(tokens, about == About.WORK)
              .or(() -> ordinaryWords.wrong(tokens))
              .or(() -> together(tokens));
    }
    return objection;
  }

  private Optional<List<Token>> asEvidence(List<String> pieces, boolean opens, About about) {
    if (about != About.WORK) {
      return Optional.empty();
    }
    return evidence
        .read(pieces, opens)
        .filter(talk ->
            talk.size() >= LEAST_WORDS
                && !list.bareVerb(talk.getFirst().text())
                && !TELLING.contains(talk.getFirst().text())
                && phrase(talk).isEmpty());
  }

  private static List<String> pieces(String clause) {
    return PIECE.matcher(clause).results().map(found -> found.group()).collect(Collectors.toList());
  }

  private static boolean repeats(List<Token> sentence) {
    List<String> apps =
        sentence.stream().filter(t -> t.field().equals("app")).map(Token::fact).sorted().toList();
    for (int i = MOST_TIMES; i < apps.size(); i++) {
      if (apps.get(i).equals(apps.get(i - MOST_TIMES))) {
        return true;
      }
    }
    return false;
  }

  private static boolean tellsOfPeople(List<Token> tokens) {
    return tokens.stream().anyMatch(token -> token.kind() == 'P' && !SAME.contains(token.text()));
  }

  private boolean tellsOfEvidence(String sentence) {
    boolean opens = true;
    for (String clause : CLAUSE_END.split(sentence)) {
      if (asEvidence(pieces(clause), opens, About.WORK).isEmpty()) {
        return false;
      }
      opens = false;
    }
    return true;
  }

  /** Takes a clause apart; the first word that is on no list is the objection. */
  private Optional<String> read(
      List<String> pieces, boolean opens, About about, List<Token> tokens) {
    List<String> written = lowered(pieces, opens);
    int at = 0;
    boolean first = true;
    while (at < pieces.size()) {
      Optional<Found> found = together.at(written, at);
      int taken = term(pieces, at, opens && first);
      if (found.isPresent() && taken < 2) {
        tokens.addAll(beside(pieces.subList(at, at + found.get().pieces()), found.get().reading()));
        at += found.get().pieces();
        first = false;
        continue;
      }
      String piece = String.join(" ", pieces.subList(at, at + Math.max(1, taken)));
      if (taken > 0) {
        tokens.add(new Token(lower(piece).replace(' ', '_'), termKind(piece), ""));
      } else {
        Optional<Token> token = token(piece, opens && first, about);
        if (token.isEmpty()) {
          return Optional.of("word: " + piece);
        }
        tokens.add(token.get());
      }
      at += Math.max(1, taken);
      first = false;
    }
    return tokens.isEmpty() ? Optional.of("sentences") : Optional.empty();
  }

  /** A clause with its first word as it is written inside one. */
  private static List<String> lowered(List<String> pieces, boolean opens) {
    if (!opens || pieces.getFirst().startsWith("{")) {
      return pieces;
    }
    List<String> lowered = new ArrayList<>(pieces);
    lowered.set(0, lower(pieces.getFirst()));
    return lowered;
  }

  /** Words that may stand beside each other so; those that no list allows are marked. */
  private List<Token> beside(List<String> pieces, Reading reading) {
    if (reading == Reading.MERGED) {
      return List.of(new Token(lower(String.join("_", pieces)), 'K', ""));
    }
    List<Token> read = new ArrayList<>();
    for (String piece : pieces) {
      char kind = reading == Reading.HANDLED ? 'H' : 'G';
      read.add(
          token(piece.startsWith("{") ? piece : lower(piece), false, About.WORK)
              .filter(t -> t.kind() != 'O')
              .orElse(new Token(lower(piece), kind, "")));
    }
    return read;
  }

  /** How many pieces from here make a term that is listed as a whole. */
  private int term(List<String> pieces, int at, boolean opens) {
    for (int size = Math.min(list.longestTerm(), pieces.size() - at); size > 0; size--) {
      String words = String.join(" ", pieces.subList(at, at + size));
      if (list.of(Section.TERMS).contains(opens ? lower(words) : words)) {
        return size;
      }
    }
    return 0;
  }

  private char termKind(String term) {
    String last = lower(term.substring(term.lastIndexOf(' ') + 1));
    return last.matches("(?:manager|executive)s?") || list.of(Section.ROLES).contains(last)
        ? 'R'
        : 'K';
  }

  private Optional<Token> token(String piece, boolean opens, About about) {
    if (piece.startsWith("{")) {
      String cited = piece.substring(1, piece.indexOf('}'));
      String field = cited.substring(cited.indexOf('.') + 1);
      char kind = NAMES.contains(field) ? 'A' : 'F';
      return Optional.of(new Token("{" + field + "}", piece.endsWith("'s") ? 'T' : kind, cited));
    }
    if (piece.length() == 1 && "(),&/".contains(piece)) {
      return Optional.of(new Token(piece, 'S', ""));
    }
    String word = piece.replaceFirst("'s$|(?<=s)'$", "");
    boolean possessive = word.length() < piece.length();
    if (list.of(Section.INITIALS).contains(word)) {
      return Optional.of(new Token(lower(word), possessive ? 'T' : 'W', ""));
    }
    String plain = lower(word);
    boolean small = word.equals(plain);
    boolean capital =
        word.equals(plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1));
    boolean written =
        small || (capital && (opens ? opens(plain) : list.of(Section.CAPITALS).contains(word)));
    if (!written) {
      return Optional.empty();
    }
    if (!listed(plain, about)) {
      return about == About.WORK && !possessive && list.ordinary(plain)
          ? Optional.of(new Token(plain, 'O', ""))
          : Optional.empty();
    }
    return Optional.of(new Token(plain, possessive ? 'T' : kind(plain), ""));
  }

  /** A capital at the beginning may hide a name: of a person, or of an application. */
  private boolean opens(String word) {
    return !NEVER_OPENS.contains(word)
        && !people.contains(word)
        && !(Mentions.isEverydayName(word) && !word.equals("teams"));
  }

  private boolean listed(String word, About about) {
    if (allowed(word, about)) {
      return true;
    }
    List<String> parts = List.of(word.split("-"));
    return parts.size() > 1
        && parts.size() <= LONGEST_COMPOUND
        && !HIDING.contains(parts.getFirst())
        && parts.stream().allMatch(part -> part.length() > 1 && allowed(part, about))
        && !list.forbids(String.join("", parts));
  }

  private boolean allowed(String word, About about) {
    return list.allows(word)
        || list.thing(word)
        || (about == About.SIGN_IN && list.of(Section.SIGN_IN).contains(word))
        || list.of(Section.TERMS).contains(word);
  }

  private char kind(String word) {
    if (BE.contains(word)) {
      return 'B';
    }
    if (word.equals("their") || word.equals("its")) {
      return 'T';
    }
    String last = word.substring(word.lastIndexOf('-') + 1);
    if (list.of(Section.ROLES).contains(last)) {
      return 'R';
    }
    if (list.of(Section.PEOPLE).contains(last)) {
      return 'P';
    }
    return list.of(Section.VERBS).contains(word) ? 'V' : 'W';
  }

  /** A sentence says what is in use, or what that resembles; of people alone it says little. */
  private boolean speaksOfUse(List<Token> sentence) {
    if (sentence.stream().anyMatch(token -> token.field().equals("app"))) {
      return true;
    }
    boolean these =
        Set.of("this", "these", "that", "both", "it").contains(sentence.getFirst().text());
    if (these
        && COMPARING.contains(sentence.get(1).text())
        && !sentence.getFirst().text().equals("it")) {
      return true;
    }
    if (these && isSomething(sentence) && peopleInClause.nobodyIsMeant(sentence)) {
      return true;
    }
    if (sentence.stream().anyMatch(token -> TOOLS.contains(token.text()))
        && peopleInClause.onlyInGeneral(sentence)) {
      return true;
    }
    // "In short," opens a sentence and says nothing.
    int from =
        sentence.size() > AFTER_A_COMMA && sentence.get(2).text().equals(",") ? AFTER_A_COMMA : 0;
    for (int i = from; i < Math.min(from + BEFORE_THE_VERB, sentence.size()); i++) {
      Token token = sentence.get(i);
      if (token.kind() == 'P') {
        return i + 1 < sentence.size()
            && (PRACTISING.contains(sentence.get(i + 1).firstWord())
                || (WORKING.contains(sentence.get(i + 1).firstWord())
                    && onlyWork(sentence, i + 1)));
      }
      if (EVIDENCE.contains(token.text())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether all that is done is what work is made of, and to things of work; "plans and travels"
   * tells of more, and "buys shares".
   */
  private boolean onlyWork(List<Token> sentence, int from) {
    List<Token> said = sentence.subList(from, sentence.size());
    if (said.stream().anyMatch(token -> TELLING_ON.contains(token.text()))
        || said.stream()
            .skip(1)
            .noneMatch(token ->
                list.initials(token.text())
                    || list.of(Section.WORKED_ON).contains(token.text())
                    || list.of(Section.FIELDS).contains(token.text()))) {
      return false;
    }
    return said.stream()
        .filter(token -> verb(token) && token.kind() != 'B' && !list.noun(token.text()))
        .map(Token::firstWord)
        .allMatch(word -> PRACTISING.contains(word) || WORKING.contains(word));
  }

  /** "It is a tool for" says what is in use; "it is called" need not. */
  private boolean isSomething(List<Token> sentence) {
    return sentence.size() > 2
        && sentence.stream()
            .skip(2)
            .anyMatch(t -> list.of(Section.FIELDS).contains(t.text()) || list.initials(t.text()))
        && sentence.get(1).kind() == 'B'
        && (SOMETHING.contains(sentence.get(2).text())
            || (sentence.get(2).text().equals("used") && sentence.get(0).text().equals("both")));
  }

  /** "Wireframes and prototypes point in the direction of design" names nobody. */
  private static boolean comparesTools(List<Token> sentence) {
    return sentence.stream()
            .noneMatch(token ->
                (token.kind() == 'P' && !SAME.contains(token.text())) || token.kind() == 'T')
        && sentence.stream().anyMatch(token -> POINTING.contains(token.text()));
  }

  private boolean verb(Token token) {
    return token.kind() == 'B'
        || list.of(Section.VERBS).contains(token.text())
        || list.of(Section.IRREGULAR).contains(token.text())
        || token.text().contains("_");
  }

  private static boolean inOrder(List<Token> clause) {
    for (int i = 1; i < clause.size(); i++) {
      Token before = clause.get(i - 1);
      if (clause.get(i).text().equals("they")
          && before.kind() != 'S'
          && !BEFORE_THEY.contains(before.text())) {
        return false;
      }
    }
    return true;
  }

  /** What the words of a clause say together. */
  private Optional<String> together(List<Token> clause) {
    Optional<String> said = phrase(clause);
    if (said.isPresent()) {
      return said;
    }
    if (tellsTheReader(clause)) {
      return Optional.of("an order to the reader");
    }
    if (saysWhatPeopleAre(clause)) {
      return Optional.of("what people are");
    }
    Optional<String> marked = ofPeople(clause);
    if (marked.isPresent()) {
      return marked;
    }
    Optional<String> place = peopleInClause.place(clause);
    if (place.isPresent()) {
      return place;
    }
    Optional<String> ofThings = saidOfThings.wrong(clause);
    if (ofThings.isPresent()) {
      return ofThings;
    }
    boolean sensitive =
        clause.stream()
            .anyMatch(t -> t.kind() == 'H' || list.of(Section.SENSITIVE).contains(t.text()));
    boolean handled =
        clause.stream()
            .flatMap(token -> Stream.of(token.text().split("_")))
            .anyMatch(list.of(Section.HANDLING)::contains);
    boolean wrong = clause.stream().anyMatch(token -> token.kind() == 'H');
    if (wrong && clause.stream().anyMatch(token -> PASSING_ON.contains(token.text()))) {
      return Optional.of("what is wrong passed on");
    }
    return sensitive && !handled ? Optional.of("who caused what") : Optional.empty();
  }

  private static Optional<String> phrase(List<Token> clause) {
    String tagged = tagged(clause);
    return PHRASES.stream().flatMap(phrase -> phrase.in(tagged).stream()).findFirst();
  }

  /** Words that may stand in few places belong to nobody there: "their failed builds" blames. */
  private static Optional<String> ofPeople(List<Token> clause) {
    for (int at = 0; at < clause.size(); at++) {
      Token token = clause.get(at);
      if (token.kind() == 'G' || token.kind() == 'H') {
        boolean theirs =
            clause.subList(Math.max(0, at - OWNED), at).stream()
                .anyMatch(t -> t.kind() == 'T' && t.cited().isEmpty() && !t.text().equals("its"));
        boolean describes = at + 1 < clause.size() && clause.get(at + 1).isPeople();
        boolean beside =
            token.kind() == 'H' && clause.stream().skip(1).anyMatch(t -> t.kind() == 'P');
        if (theirs || describes || beside) {
          return Optional.of("said of people: " + token.text());
        }
      }
    }
    return Optional.empty();
  }

  private static String tagged(List<Token> clause) {
    return clause.stream()
        .map(token -> token.text() + "/" + token.kind())
        .collect(Collectors.joining(" ", " ", " "));
  }

  private boolean tellsTheReader(List<Token> clause) {
    Token first = clause.getFirst();
    if (first.kind() == 'K'
        && list.bareVerb(first.firstWord())
        && clause.size() > 1
        && (clause.get(1).kind() == 'A'
            || (OBJECTS.contains(clause.get(1).text()) && !clause.get(1).text().equals("and")))) {
      return true;
    }
    boolean tells = list.bareVerb(first.text()) || TELLING.contains(first.text());
    if (!tells || clause.size() == 1) {
      return tells;
    }
    Token next = clause.get(1);
    if (first.kind() == 'P' && list.verb(next.firstWord())) {
      // "Staff report faults" tells of them.
      return false;
    }
    if (clause.size() > 4
        && next.text().equals("and")
        && list.of(Section.NOUNS).contains(first.text())
        && clause.subList(3, 5).stream().anyMatch(token -> token.kind() == 'B')) {
      // "Tunnel and bridge designs are kept" tells of designs.
      return false;
    }
    if ((list.noun(first.text()) || first.isPeople())
        && (list.noun(next.text()) || list.thing(next.text()))
        && !OBJECTS.contains(next.text())
        && tellsOfIt(clause)) {
      // "Call queues and codes are typical" tells of queues, "approvals pass through" of approvals.
      return false;
    }
    if (clause.size() > 2
        && clause.get(2).kind() == 'B'
        && list.of(Section.NOUNS).contains(next.text())) {
      // "Access requests are approved" tells of requests.
      return false;
    }
    if (ADDRESSING.contains(first.text())) {
      return !(next.kind() == 'B' || next.text().equals("of") || next.text().equals("to"))
          || (next.text().equals("to") && clause.stream().noneMatch(t -> t.kind() == 'B'));
    }
    boolean people = next.isPeople();
    return !list.of(Section.NOUNS).contains(first.text())
        || OBJECTS.contains(next.text())
        || next.kind() == 'A'
        || (people && !(clause.size() > 2 && doesSomething(clause.get(2))));
  }

  private static boolean tellsOfIt(List<Token> clause) {
    for (int at = 2; at + 1 < clause.size(); at++) {
      String text = clause.get(at).text();
      if (ASIDE.contains(text)) {
        return false;
      }
      if (clause.get(at).kind() == 'B'
          || (PASSING.contains(text) && THROUGH.contains(clause.get(at + 1).text()))) {
        return true;
      }
    }
    return false;
  }

  /** "Support teams plan" tells of them; "support teams in this" would tell the reader. */
  private boolean doesSomething(Token token) {
    return token.kind() == 'B'
        || list.verb(token.firstWord())
        || list.of(Section.DOING).contains(token.firstWord());
  }

  /** People are said to be nothing but what they are by their work, or to be at it. */
  private boolean saysWhatPeopleAre(List<Token> clause) {
    for (int i = 0; i + 1 < clause.size(); i++) {
      boolean people = clause.get(i).isPeople() && !served(clause, i);
      int be = people && Set.of("who", "that").contains(clause.get(i + 1).text()) ? i + 2 : i + 1;
      if (people
          && (i == 0 || !follows(clause, i))
          && be < clause.size()
          && clause.get(be).kind() == 'B'
          && !(i > 0 && clause.get(i).text().equals("they") && happens(clause, be + 1))
          && clause.subList(be + 1, Math.min(clause.size(), be + 1 + NEAR)).stream()
              .noneMatch(this::atWork)) {
        return true;
      }
    }
    return false;
  }

  /** Those whom work serves, and what it does with them: "callers are routed". */
  private boolean served(List<Token> clause, int at) {
    return SERVED.contains(clause.get(at).text())
        && clause.get(at + 1).kind() == 'B'
        && at + 2 < clause.size()
        && list.of(Section.DONE).contains(clause.get(at + 2).text());
  }

  /** Whether the people are named beside what the clause is about: "requests from staff are". */
  private static boolean follows(List<Token> clause, int at) {
    for (int i = Math.max(1, at - 3); i < at; i++) {
      if (Set.of("of", "from", "for", "by", "with", "to", "between")
          .contains(clause.get(i).text())) {
        return true;
      }
    }
    return false;
  }

  /** What "they" are after another clause is what happens to things: "before they are posted". */
  private boolean happens(List<Token> clause, int at) {
    return at < clause.size() && list.of(Section.VERBS).contains(clause.get(at).text());
  }

  private boolean atWork(Token token) {
    return token.isPeople()
        || DOING.contains(token.text())
        || (token.text().endsWith("ing") && list.of(Section.VERBS).contains(token.text()));
  }

  /** Each figure belongs to the application beside which it stands, or in the order of them. */
  private static boolean figuresFollowNames(List<Token> sentence) {
    List<String> apps =
        sentence.stream().filter(t -> t.field().equals("app")).map(Token::fact).toList();
    for (String field : FIGURES) {
      List<String> figures = new ArrayList<>();
      String beside = apps.isEmpty() ? "" : apps.getFirst();
      boolean near = true;
      for (Token token : sentence) {
        if (token.field().equals("app")) {
          beside = token.fact();
        } else if (token.field().equals(field)) {
          figures.add(token.fact());
          near &= beside.equals(token.fact());
        }
      }
      boolean twice = new HashSet<>(figures).size() < figures.size();
      if (twice || (!figures.isEmpty() && !figures.equals(apps) && !near)) {
        return false;
      }
    }
    return sharesAreOfUse(tagged(sentence));
  }

  private static final Pattern SHARE = Pattern.compile(" \\{share}/. ");
  private static final Pattern SHARE_OF_USE =
      Pattern.compile(
          " (?:\\(/S \\{share}/. (?=\\)/S )|\\{app}/A at/W \\{share}/. (?:,/S )?"
              + "|\\{app}/A (?:takes|has)/. \\{share}/. $"
              + "|\\{share}/. (?=and/W \\{share}/. of/W )"
              + "|\\{share}/. of/W (?:(?:the|their|this|its)/. )?(?:active/W )?(?:use|usage|activity)/. )");

  /** A share is of active use: of people, time or work it would say something else. */
  private static boolean sharesAreOfUse(String tagged) {
    // Read without overlap: each share must stand in one of the forms.
    String rest = SHARE_OF_USE.matcher(tagged).replaceAll(" ");
    return !SHARE.matcher(rest).find();
  }

  /** Words in parts spell what no list holds: "un paid", "be hind". */
  private Optional<String> joined(List<Token> tokens, About about) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      String first = tokens.get(i).text();
      String second = tokens.get(i + 1).text();
      if (list.forbids(first + second)
          && !(about == About.SIGN_IN && list.of(Section.SIGN_IN).contains(first + second))) {
        return Optional.of("joined: " + first + second);
      }
    }
    return Optional.empty();
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

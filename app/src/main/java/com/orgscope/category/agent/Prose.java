package com.orgscope.category.agent;

import com.orgscope.prose.WorkProse;
import com.orgscope.prose.WorkProse.About;
import com.orgscope.usage.Mentions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides between a model's sentences and the server's own. A model's are shown if every word is
 * one for describing work ({@link WorkProse}), each sentence cites only facts of one role, and none
 * speaks for another category than that of its role. Otherwise the server says the same facts in
 * its own words; what the model answered stands either way.
 */
public final class Prose {
  private static final Pattern CITATION =
      Pattern.compile("F[1-9][0-9]{0,2}\\.(?:app|share|purpose)");

  /** So many facts read well in a sentence. */
  private static final int MOST_NAMED = 3;

  private final WorkProse words;

  /**
   * @param names finds applications, the known ones and the company's own
   * @param people words of the names of people who work there, in lower case
   */
  public Prose(Mentions names, Collection<String> people) {
    this.words = new WorkProse(names, people);
  }

  /** Why an answer's sentences are not shown; empty if they may be. */
  Optional<String> objection(SharedAnswer answer) {
    String text = answer.reasoning().strip();
    return words
        .objection(text, About.WORK, inside -> CITATION.matcher(inside).matches())
        .or(() ->
            WorkProse.sentencesOf(text).stream()
                .filter(sentence -> roleOf(sentence, answer).isEmpty())
                .findFirst()
                .map(sentence -> "no role has these facts and this work"));
  }

  /** The answer, without sentences that no page may show. */
  SharedAnswer readable(SharedAnswer answer) {
    return objection(answer).isEmpty()
        ? answer
        : new SharedAnswer(answer.roles(), answer.undecided(), answer.evidence(), "");
  }

  /**
   * What a page says of an answer: the model's sentences, or the server's own of the same facts.
   *
   * @param category what people are told they do; a model that saw other work does not get to argue
   * @param roles the categories that they are told beside it, this one included
   */
  String text(Cohort cohort, SharedAnswer answer, String category, Set<String> roles) {
    String said = answer.reasoning().strip();
    boolean shown =
        answer.primary().category().equals(category)
            && objection(answer).isEmpty()
            && WorkProse.sentencesOf(said).stream()
                .allMatch(
                    s -> roleOf(s, answer).filter(r -> roles.contains(r.category())).isPresent());
    if (!shown) {
      return ownWords(cohort, answer, category, roles);
    }
    return said.endsWith(".") ? said : said + ".";
  }

  /** Whether nothing in a text speaks for other work than that of a category. */
  public static boolean fits(String text, String category) {
    return Trades.fit(text, category);
  }

  /**
   * What is said of an application: a model's own line, or the server's where that is not shown.
   *
   * @param functions what people call its functions, the main one first; none if nobody knows
   * @param kinds the categories that it named as users; none if it named none
   */
  String why(String said, List<String> functions, Collection<String> kinds) {
    String line = capital(said.strip());
    return objectionToWhy(line, kinds).isEmpty() ? line : ownWhy(functions, kinds);
  }

  /** Why a line about an application is not shown; empty if it may be. */
  Optional<String> objectionToWhy(String why, Collection<String> kinds) {
    return words
        .objection(why, About.APPLICATION, cited -> false)
        .or(() ->
            WorkProse.sentencesOf(why).size() > 1
                ? Optional.of("more than a line")
                : Optional.empty())
        .or(() ->
            Trades.spokenFor(why).stream().allMatch(c -> kinds.stream().anyMatch(c::contains))
                ? Optional.empty()
                : Optional.of("a kind of work that was not named"));
  }

  private static String ownWhy(List<String> functions, Collection<String> kinds) {
    if (functions.isEmpty()) {
      return "Nothing is known of what it is for.";
    }
    String users = kinds.isEmpty() ? "" : ", used in " + listed(List.copyOf(kinds));
    return "Taken to be for "
        + listed(functions.stream().map(Prose::inSentence).toList())
        + users
        + ".";
  }

  /** A function's name without its capital, but "IT service management" as it is. */
  private static String inSentence(String name) {
    boolean initials = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return initials ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** Models write such a line as they like. */
  private static String capital(String line) {
    return line.isEmpty()
        ? line
        : line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
  }

  /** The role that a sentence is about: its facts are cited, and nothing speaks for other work. */
  private static Optional<SharedAnswer.Role> roleOf(String sentence, SharedAnswer answer) {
    Set<String> cited =
        WorkProse.citations(sentence).stream()
            .map(inside -> inside.substring(0, inside.indexOf('.')))
            .collect(Collectors.toSet());
    return answer.roles().stream()
        .filter(role -> role.facts().containsAll(cited) && Trades.fit(sentence, role.category()))
        .findFirst();
  }

  private static String ownWords(
      Cohort cohort, SharedAnswer answer, String category, Set<String> roles) {
    if (answer.roles().stream().noneMatch(role -> role.category().equals(category))) {
      Set<String> all = new LinkedHashSet<>(answer.evidence());
      answer.roles().forEach(role -> all.addAll(role.facts()));
      return sentence(cohort, strongest(cohort, answer, all), "take", "takes", "of active use");
    }
    List<String> sentences = new ArrayList<>();
    for (SharedAnswer.Role role : answer.roles()) {
      List<String> facts = strongest(cohort, answer, role.facts());
      if (roles.contains(role.category()) && !facts.isEmpty()) {
        String work = " for " + role.category() + ", with";
        sentences.add(sentence(cohort, facts, "speak" + work, "speaks" + work, "of active use"));
      }
    }
    return String.join(" ", sentences);
  }

  /** The facts that decided come first; they are told in the order in which they are numbered. */
  private static List<String> strongest(
      Cohort cohort, SharedAnswer answer, Collection<String> facts) {
    Set<String> order = new LinkedHashSet<>(answer.evidence());
    order.addAll(facts);
    order.retainAll(Set.copyOf(facts));
    Set<String> chosen =
        order.stream()
            .filter(id -> cohort.fact(id).isPresent())
            .limit(MOST_NAMED)
            .collect(Collectors.toCollection(TreeSet::new));
    return List.copyOf(chosen);
  }

  private static String sentence(
      Cohort cohort, List<String> facts, String several, String one, String ofWhat) {
    String names = listed(facts.stream().map(id -> named(cohort, id)).toList());
    String shares = listed(facts.stream().map(id -> "{" + id + ".share}").toList());
    boolean single = facts.size() == 1 && !cohort.ofFunctions();
    return "Among what is in use, %s %s %s %s."
        .formatted(names, single ? one : several, shares, ofWhat);
  }

  private static String named(Cohort cohort, String id) {
    boolean purpose =
        !cohort.ofFunctions() && cohort.fact(id).flatMap(SharedFact::purpose).isPresent();
    return "{" + id + ".app}" + (purpose ? " ({" + id + ".purpose})" : "");
  }

  private static String listed(List<String> parts) {
    return parts.size() < 2
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }
}

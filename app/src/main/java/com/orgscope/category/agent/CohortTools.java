package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.GroupChanges;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Signature;
import com.orgscope.usage.Signatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model may ask back, answered about the people of a signature and in bands: how steadily
 * they used what, what else such people use, what the industry's lines of work use, what the local
 * model thinks, what an application is. Nothing is told that fewer than k people share.
 */
final class CohortTools {
  /** Whole weeks that the agent's window of 90 days holds. */
  private static final int WEEKS = 12;

  private static final int MOST_LINES = 8;
  private static final double CLEARLY_MORE = 2;

  private final CompanyHabits company;
  private final int k;
  private final Supplier<GroupChanges.Lookup> changes;

  /** The tools by the names a model calls them. */
  enum Tool {
    QUERY_USER_APP_HISTORY,
    QUERY_APP_COOCCURRENCE,
    GET_INDUSTRY_BENCHMARKS,
    CATEGORIZE_WORK_PATTERN,
    SUGGEST_OPTIMIZATIONS,
    DESCRIBE_APPLICATION;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a tool says.
   *
   * @param costNano what it paid to other models, in nano-dollars
   */
  record Told(String text, long costNano) {
    static Told of(List<String> lines) {
      return new Told(lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n")), 0);
    }
  }

  /**
   * @param changes that suit groups of the company; asked for only when it is needed, since it
   *     reads the lake
   */
  CohortTools(CompanyHabits company, int k, Supplier<GroupChanges.Lookup> changes) {
    this.company = company;
    this.k = k;
    this.changes = changes;
  }

  static Optional<Tool> tool(String wireName) {
    return Stream.of(Tool.values()).filter(t -> t.wireName().equals(wireName)).findFirst();
  }

  /**
   * The answer about these facts, or about all if none of them is one.
   *
   * @param category what the model takes the group for so far
   */
  Told answer(Cohort cohort, Tool tool, List<String> factIds, String category) {
    List<SharedFact> asked = cohort.facts().stream().filter(f -> factIds.contains(f.id())).toList();
    List<SharedFact> facts = asked.isEmpty() ? cohort.facts() : asked;
    return switch (tool) {
      case QUERY_USER_APP_HISTORY -> Told.of(history(cohort, facts));
      case QUERY_APP_COOCCURRENCE -> Told.of(coOccurrence(cohort, facts));
      case GET_INDUSTRY_BENCHMARKS -> Told.of(benchmarks(cohort, facts));
      case CATEGORIZE_WORK_PATTERN -> Told.of(localView(cohort));
      case SUGGEST_OPTIMIZATIONS -> suggestions(cohort, category);
      case DESCRIBE_APPLICATION -> Told.of(descriptions(facts));
    };
  }

  /** For each fact, how many of the group used it week by week, the earliest first. */
  private List<String> history(Cohort cohort, List<SharedFact> facts) {
    List<PersonUsage> people =
        cohort.people().stream().flatMap(p -> company.usage(p).stream()).toList();
    return facts.stream()
        .map(fact -> fact.id() + " was used by " + weekByWeek(cohort.signature(), fact, people))
        .toList();
  }

  private static String weekByWeek(Signature signature, SharedFact fact, List<PersonUsage> people) {
    List<Long> weeks = people.stream().map(person -> weeks(signature, fact, person)).toList();
    List<String> bands = new ArrayList<>();
    for (int back = WEEKS - 1; back >= 0; back--) {
      int week = back;
      long users = weeks.stream().filter(bits -> (bits >> week & 1) == 1).count();
      bands.add(Band.ofSome((double) users / people.size()));
    }
    return Band.inARow(bands, "week");
  }

  /** The weeks in which a person used what a fact is about, as bits from the last week back. */
  private static long weeks(Signature signature, SharedFact fact, PersonUsage person) {
    long weeks = 0;
    for (AppUse use : person.apps()) {
      weeks |= isOf(signature, fact, use) ? use.weeks() : 0;
    }
    return weeks;
  }

  private static boolean isOf(Signature signature, SharedFact fact, AppUse use) {
    return switch (signature.kind()) {
      case APPLICATIONS -> use.app().id().value().equals(fact.part());
      case FUNCTIONS ->
          use.app().function().orElse(Signatures.UNKNOWN_FUNCTION).equals(fact.part());
    };
  }

  /** What users of all these facts use beside them, as far as k of them do. */
  private List<String> coOccurrence(Cohort cohort, List<SharedFact> facts) {
    List<PersonUsage> users =
        company.eligible().stream()
            .filter(person ->
                facts.stream()
                    .allMatch(fact ->
                        person.apps().stream()
                            .anyMatch(use -> isOf(cohort.signature(), fact, use))))
            .toList();
    Map<String, Integer> beside = new HashMap<>();
    Set<String> parts = cohort.signature().parts();
    for (PersonUsage person : users) {
      for (AppUse use : person.apps()) {
        if (!use.common() && !parts.contains(use.app().id().value())) {
          beside.merge(use.app().id().value(), 1, Integer::sum);
        }
      }
    }
    Map<String, String> told = new LinkedHashMap<>();
    beside.entrySet().stream()
        .filter(e -> e.getValue() >= k)
        .sorted(
            Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_LINES)
        .forEach(e ->
            company
                .application(e.getKey())
                .ifPresent(app -> told.merge(beside(app), part(e, users), (a, b) -> a)));
    return told.isEmpty()
        ? List.of("nothing that enough people use")
        : told.entrySet().stream().map(e -> e.getValue() + " also use " + e.getKey()).toList();
  }

  private static String part(Map.Entry<String, Integer> users, List<PersonUsage> all) {
    return Band.ofPeople((double) users.getValue() / all.size());
  }

  private String beside(Application app) {
    return "\"" + company.text().name(app) + "\" (" + company.purpose(app) + ")";
  }

  /** The lines of work that use such functions clearly more than others do. */
  private List<String> benchmarks(Cohort cohort, List<SharedFact> facts) {
    Benchmarks benchmarks = company.benchmarks();
    List<String> lines = new ArrayList<>();
    for (SharedFact fact : facts) {
      String function =
          cohort.ofFunctions()
              ? fact.part()
              : company.application(fact.part()).flatMap(Application::function).orElse("");
      double[] lift = benchmarks.lift(function).orElse(new double[0]);
      List<String> typical = new ArrayList<>();
      for (int l = 0; l < lift.length; l++) {
        if (lift[l] >= CLEARLY_MORE) {
          Benchmarks.Line line = benchmarks.lines().get(l);
          typical.add(benchmarks.categories().get(line.category()) + ", " + line.subCategory());
        }
      }
      lines.add(
          fact.id()
              + (typical.isEmpty()
                  ? ": no line of work uses such applications clearly more than others"
                  : " is typical of " + String.join("; ", typical)));
    }
    return lines;
  }

  private static List<String> localView(Cohort cohort) {
    return cohort.local().entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Double> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(Verification.MOST_ROLES)
        .map(e -> e.getKey() + " is " + Band.ofChance(e.getValue()))
        .toList();
  }

  /** Where the group loses time, and what the question behind the recommendations suggests. */
  private Told suggestions(Cohort cohort, String category) {
    GroupChanges.Told told = changes.get().of(category, cohort.people(), company::functionName);
    return new Told(
        Told.of(told.lines().isEmpty() ? List.of("nothing that enough people meet") : told.lines())
            .text(),
        told.costNano());
  }

  private static List<String> descriptions(List<SharedFact> facts) {
    return facts.stream()
        .map(fact -> fact.id() + ": " + fact.description().orElse("nothing more is known of it"))
        .toList();
  }
}

package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.kernel.PersonKey;
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
  private static final int MOST_LINES = 8;
  private static final double CLEARLY_MORE = 2;

  private final CompanyHabits company;
  private final int k;
  private final Supplier<List<Map<PersonKey, PersonUsage>>> months;

  /** The tools by the names a model calls them. */
  enum Tool {
    QUERY_USER_APP_HISTORY,
    QUERY_APP_COOCCURRENCE,
    GET_INDUSTRY_BENCHMARKS,
    CATEGORIZE_WORK_PATTERN,
    DESCRIBE_APPLICATION;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param months usage of everybody in windows of about a month each, the earliest first; asked
   *     for only when it is needed, and once
   */
  CohortTools(CompanyHabits company, int k, Supplier<List<Map<PersonKey, PersonUsage>>> months) {
    this.company = company;
    this.k = k;
    this.months = months;
  }

  static Optional<Tool> tool(String wireName) {
    return Stream.of(Tool.values()).filter(t -> t.wireName().equals(wireName)).findFirst();
  }

  /** The answer about these facts, or about all if none of them is one. */
  String answer(Cohort cohort, Tool tool, List<String> factIds) {
    List<SharedFact> asked = cohort.facts().stream().filter(f -> factIds.contains(f.id())).toList();
    List<SharedFact> facts = asked.isEmpty() ? cohort.facts() : asked;
    List<String> lines =
        switch (tool) {
          case QUERY_USER_APP_HISTORY -> history(cohort, facts);
          case QUERY_APP_COOCCURRENCE -> coOccurrence(cohort, facts);
          case GET_INDUSTRY_BENCHMARKS -> benchmarks(cohort, facts);
          case CATEGORIZE_WORK_PATTERN -> localView(cohort);
          case DESCRIBE_APPLICATION -> descriptions(facts);
        };
    return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
  }

  /** For each fact, how many of the group used it month by month. */
  private List<String> history(Cohort cohort, List<SharedFact> facts) {
    List<Map<PersonKey, PersonUsage>> windows = months.get();
    List<String> lines = new ArrayList<>();
    for (SharedFact fact : facts) {
      String over =
          windows.stream()
              .map(window -> Band.ofPeople(usedBy(cohort, fact, window)))
              .collect(Collectors.joining(", then "));
      lines.add(fact.id() + " was used month by month by " + over);
    }
    return lines;
  }

  private static double usedBy(Cohort cohort, SharedFact fact, Map<PersonKey, PersonUsage> window) {
    long users =
        cohort.people().stream()
            .filter(person ->
                window.containsKey(person)
                    && window.get(person).apps().stream()
                        .anyMatch(use -> isOf(cohort.signature(), fact, use)))
            .count();
    return (double) users / cohort.people().size();
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

  private static List<String> descriptions(List<SharedFact> facts) {
    return facts.stream()
        .map(fact -> fact.id() + ": " + fact.description().orElse("nothing more is known of it"))
        .toList();
  }
}

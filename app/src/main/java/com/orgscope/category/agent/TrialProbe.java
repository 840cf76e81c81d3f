package com.orgscope.category.agent;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.Wilson;
import com.orgscope.category.trial.Known;
import com.orgscope.category.trial.Trial.Invariance;
import com.orgscope.category.trial.Trials;
import com.orgscope.category.trial.Trials.Tried;
import com.orgscope.category.trial.Version;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.PersonUsage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Looks at a candidate before anybody is served by it: asks about the company's largest groups the
 * same in several ways, and counts how often it says something else. Of groups of k people only.
 */
@Component
public class TrialProbe {
  private static final int WINDOW_DAYS = 90;

  private final Categorizer local;
  private final WordsPreview.Sources sources;
  private final WordsPreview.Asking asking;
  private final Trials trials;
  private final DescriberTrial describer;

  TrialProbe(
      @Qualifier("localModel") Categorizer local,
      WordsPreview.Sources sources,
      WordsPreview.Asking asking,
      Trials trials,
      DescriberTrial describer) {
    this.describer = describer;
    this.local = local;
    this.sources = sources;
    this.asking = asking;
    this.trials = trials;
  }

  /**
   * What a trial begins with.
   *
   * @param invariance null where nothing could be asked otherwise
   */
  public record Probed(Tried tried, @Nullable Invariance invariance) {}

  /**
   * What a trial of whoever asks about applications begins with. Nobody is asked: nobody is served
   * by it before it is adopted.
   *
   * @param least applications that IT described, so that its words decide
   * @throws Failure for the operator, if there is no such prompt, no night yet, or the candidate
   *     asks already
   */
  public Probed ofApplications(Caller system, Version candidate, int least) {
    DescribePrompt.require(candidate.prompt());
    Version before = other(describer.inForce(system), candidate);
    return new Probed(
        new Tried(before, candidate, describer.judge(system, lastDay(system), least)), null);
  }

  private static Version other(Version before, Version candidate) {
    if (before.equals(candidate)) {
      throw Failure.operator(candidate + " asks already");
    }
    return before;
  }

  private LocalDate lastDay(Caller system) {
    return sources
        .assignments()
        .newest(system)
        .orElseThrow(() -> Failure.operator("no night has looked at this company yet"))
        .asOf();
  }

  /**
   * Asks, which is charged.
   *
   * @param candidate of those who ask about people
   * @param groups at most
   * @throws Failure for the operator, if there is no such prompt, no price for the model, nobody
   *     who can be asked, no night yet, or the candidate asks already
   */
  public Probed of(Caller system, Version candidate, int groups) {
    Version before = other(trials.inForce(system, false, Prompts.USUAL), candidate);
    LocalDate asOf = lastDay(system);
    Taxonomy taxonomy = sources.taxonomies().of(system);
    Collection<PersonUsage> everybody =
        sources.usage().everybody(system, TimeWindow.ending(asOf, WINDOW_DAYS)).values();
    Categorizer.Company whole =
        new Categorizer.Company(system.tenant(), taxonomy, asOf + ".probe", asOf);
    Judge judge = local.prepare(whole, everybody);
    CompanyFacts facts = sources.facts();
    AgentSettings settings = asking.settings().of(system.tenant());
    int k = settings.k();
    CompanyHabits company =
        new CompanyHabits(
            judge,
            new Benchmarks(taxonomy),
            new TenantText(facts.names(system)),
            facts::functionName,
            everybody,
            k);
    GroupKnowledge known = new GroupKnowledge(facts.titles(system, taxonomy), List.of(), k);
    Known by = known.judge(everybody.stream().map(PersonUsage::person).toList());
    Interview interview = interview(system, whole, company, candidate);
    return new Probed(
        new Tried(before, candidate, by),
        invariance(
            interview, largest(company, settings, groups), settings.maxConcurrentQuestions()));
  }

  private Interview interview(
      Caller system, Categorizer.Company whole, CompanyHabits company, Version candidate) {
    CompanyFacts facts = sources.facts();
    AgentSettings settings = asking.settings().of(system.tenant());
    Prompts prompts =
        new Prompts(
            candidate,
            whole.taxonomy(),
            company.benchmarks(),
            facts::functionName,
            company.text(),
            List.of());
    InterviewGuide guide =
        new InterviewGuide(
            prompts,
            new Verification(whole.taxonomy(), company.benchmarks()),
            company.prose(),
            new CohortTools(company, settings.k(), facts.changes(system, whole)));
    return new Interview(system.tenant(), asking.models(), asking.batches(), guide, settings);
  }

  /** Those that a night would ask about. */
  private static List<Cohort> largest(CompanyHabits company, AgentSettings settings, int most) {
    Map<String, Cohort> found = new TreeMap<>();
    for (PersonUsage usage : company.eligible()) {
      company
          .cohort(usage.person())
          .filter(cohort -> cohort.worthAsking(settings.askBelowConfidence()))
          .ifPresent(cohort -> found.put(cohort.signature().text(), cohort));
    }
    return found.values().stream()
        .sorted(Comparator.comparingInt((Cohort cohort) -> -cohort.people().size()))
        .limit(most)
        .toList();
  }

  private @Nullable Invariance invariance(Interview interview, List<Cohort> groups, int atOnce) {
    if (groups.isEmpty()) {
      return null;
    }
    List<Cohort> questions = new ArrayList<>();
    for (Cohort group : groups) {
      questions.add(group);
      for (Otherwise way : Otherwise.values()) {
        questions.add(way.of(group, sources.facts()::functionName));
      }
    }
    if (asking.models().quote(interview.questions(questions), 1).isEmpty()) {
      throw Failure.operator("no model can be asked, or no price is known for it");
    }
    Map<Cohort, Optional<String>> said = said(interview, questions, atOnce);
    int asked = 0;
    int flipped = 0;
    for (Cohort group : groups) {
      Optional<String> plain = said.getOrDefault(group, Optional.empty());
      for (Otherwise way : Otherwise.values()) {
        Cohort same = way.of(group, sources.facts()::functionName);
        Optional<String> then = said.getOrDefault(same, Optional.empty());
        // A single fact is the same in any order.
        boolean counts = plain.isPresent() && then.isPresent() && !same.equals(group);
        asked += counts ? 1 : 0;
        flipped += counts && !plain.equals(then) ? 1 : 0;
      }
    }
    if (asked == 0) {
      throw Failure.operator("the candidate gave no answer that can be used");
    }
    return new Invariance(asked, flipped);
  }

  private static Map<Cohort, Optional<String>> said(
      Interview interview, List<Cohort> questions, int atOnce) {
    Map<Cohort, Optional<String>> said = new ConcurrentHashMap<>();
    AtOnce.each(
        questions,
        atOnce,
        interview.announce(questions.size()),
        cohort -> said.put(cohort, interview.firstWord(cohort)));
    return said;
  }

  /** How often it said something else, with its range. */
  public static String words(Invariance seen) {
    List<Double> range = Wilson.interval(seen.flipped(), seen.asked());
    return String.format(
        Locale.ROOT,
        "%d of %d answers (%.1f %%, between %.1f and %.1f)",
        seen.flipped(),
        seen.asked(),
        100.0 * seen.flipped() / seen.asked(),
        100 * range.get(0),
        100 * range.get(1));
  }
}

package com.orgscope.category.agent;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Assignments;
import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.CompanyWords;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.llm.Batches;
import com.orgscope.llm.Models;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * What other words would change: the text of the question, and what is said of the groups of a
 * company. Of groups that k people share only; nothing of it is kept.
 */
@Component
public class WordsPreview {
  public static final int GROUPS = 20;
  private static final int WINDOW_DAYS = 90;

  private final Categorizer local;
  private final Sources sources;
  private final Asking asking;

  WordsPreview(@Qualifier("localModel") Categorizer local, Sources sources, Asking asking) {
    this.local = local;
    this.sources = sources;
    this.asking = asking;
  }

  /** What a company's words and use are read from. */
  @Component
  record Sources(
      Access access,
      Taxonomies taxonomies,
      Assignments assignments,
      Usage usage,
      CompanyFacts facts) {}

  /** What asks a model. */
  @Component
  record Asking(Models models, Batches batches, AgreedSettings settings) {}

  /**
   * A category and how sure it is, 0 to 1.
   *
   * @param category canonical
   */
  public record Said(String category, double confidence) {}

  /**
   * A group before and after.
   *
   * @param habits as a model is told of them
   * @param people who share them, at least k
   * @param modelBefore null if no model was asked, or none gave an answer that can be used
   */
  public record Group(
      String habits,
      int people,
      Said localBefore,
      Said localAfter,
      @Nullable Said modelBefore,
      @Nullable Said modelAfter) {

    /** Whether anybody says another category. */
    public boolean changes() {
      return !localBefore.category().equals(localAfter.category())
          || (modelBefore != null
              && modelAfter != null
              && !modelBefore.category().equals(modelAfter.category()));
    }
  }

  /**
   * @param promptBefore the name of the prompt, by which its answers are kept
   * @param removed lines of the question's text that go
   * @param added lines that come
   * @param groups the largest first
   */
  public record Preview(
      LocalDate asOf,
      String promptBefore,
      String promptAfter,
      List<String> removed,
      List<String> added,
      List<Group> groups) {}

  /**
   * Compares the words that hold with others on the {@value #GROUPS} largest groups.
   *
   * @param ask whether a model is asked too, twice about each group, which is charged
   * @throws Failure for the operator, if the words mean nothing here, there was no night yet, or
   *     the caller may not
   */
  public Preview of(Caller caller, CompanyWords words, boolean ask) {
    sources.access().require(caller, Action.OPERATIONS, "preview of words");
    Taxonomy after = sources.taxonomies().check(caller, words);
    LocalDate asOf =
        sources
            .assignments()
            .newest(caller)
            .orElseThrow(() -> Failure.operator("no night has looked at this company yet"))
            .asOf();
    Caller system = Caller.system(caller.tenant(), "category");
    Collection<PersonUsage> everybody =
        sources.usage().everybody(system, TimeWindow.ending(asOf, WINDOW_DAYS)).values();
    TenantText text = new TenantText(sources.facts().names(system));
    Side now = new Side(system, sources.taxonomies().of(caller), asOf, everybody, text);
    Side then = new Side(system, after, asOf, everybody, text);
    List<String> before = now.prompts.system().lines().toList();
    List<String> changed = then.prompts.system().lines().toList();
    return new Preview(
        asOf,
        now.prompts.name(),
        then.prompts.name(),
        before.stream().filter(line -> !changed.contains(line)).toList(),
        changed.stream().filter(line -> !before.contains(line)).toList(),
        now.largest().stream().map(cohort -> group(cohort, now, then, ask)).toList());
  }

  private static Group group(Cohort cohort, Side now, Side then, boolean ask) {
    return new Group(
        cohort.facts().stream().map(SharedFact::named).collect(Collectors.joining(", ")),
        cohort.people().size(),
        now.local(cohort),
        then.local(cohort),
        ask ? now.asked(cohort) : null,
        ask ? then.asked(cohort) : null);
  }

  /** The company with one list of kinds of work. */
  private final class Side {
    private final CompanyHabits company;
    private final Prompts prompts;
    private final Interview interview;

    Side(
        Caller system,
        Taxonomy taxonomy,
        LocalDate asOf,
        Collection<PersonUsage> everybody,
        TenantText text) {
      Categorizer.Company whole =
          new Categorizer.Company(system.tenant(), taxonomy, asOf + ".preview", asOf);
      Judge judge = local.prepare(whole, everybody);
      Benchmarks benchmarks = new Benchmarks(taxonomy);
      AgentSettings settings = asking.settings().of(system.tenant());
      int k = settings.k();
      CompanyFacts facts = sources.facts();
      company = new CompanyHabits(judge, benchmarks, text, facts::functionName, everybody, k);
      List<String> lines =
          CorrectionLines.of(
              facts.corrections(system, whole.run(), company), company, settings.maxCorrections());
      prompts = new Prompts(taxonomy, benchmarks, facts::functionName, text, lines);
      InterviewGuide guide =
          new InterviewGuide(
              prompts,
              new Verification(taxonomy, benchmarks),
              company.prose(),
              new CohortTools(company, k, facts.changes(system, whole)));
      interview =
          new Interview(system.tenant(), asking.models(), asking.batches(), guide, settings);
    }

    List<Cohort> largest() {
      Map<String, Cohort> found = new LinkedHashMap<>();
      for (PersonUsage usage : company.eligible()) {
        company.cohort(usage.person()).ifPresent(c -> found.put(c.signature().text(), c));
      }
      List<Cohort> sorted = new ArrayList<>(found.values());
      sorted.sort(
          Comparator.comparingInt((Cohort c) -> -c.people().size())
              .thenComparing(c -> c.signature().text()));
      return sorted.stream().limit(GROUPS).toList();
    }

    Said local(Cohort cohort) {
      Collection<PersonKey> people = cohort.people();
      Map.Entry<String, Double> first =
          company.localView(people).entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .orElseThrow();
      return new Said(first.getKey(), first.getValue());
    }

    @Nullable Said asked(Cohort cohort) {
      String answer = interview.about(cohort).answer();
      if (answer == null) {
        return null;
      }
      SharedAnswer.Role primary = SharedAnswer.parse(answer).primary();
      return new Said(primary.category(), primary.confidence());
    }
  }
}

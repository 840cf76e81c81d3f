package com.orgscope.category.agent;

import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Opinion;
import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.category.Categorizer.RoleChange;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Consultation;
import com.orgscope.category.Consultation.Outcome;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.ModelUsage;
import com.orgscope.category.Overrides.Correction;
import com.orgscope.category.agent.PoolWeights.Corrected;
import com.orgscope.kernel.Progress;
import com.orgscope.usage.PersonUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Judges people by what a model said of their signature and by what the local model says of them.
 * Whoever has no answer gets the local model's judgment, which says why.
 */
final class AgentJudge implements Judge {
  private final Judge local;
  private final CompanyHabits company;
  private final Interview interview;
  private final Forecast forecast;
  private final OpinionPool combination;
  private final RunConsultations consultations;
  private final AgentSettings settings;
  private final Map<String, Consultation> told;

  AgentJudge(
      RunConsultations consultations,
      Judge local,
      CompanyHabits company,
      Interview interview,
      Forecast forecast,
      AgentSettings settings) {
    this.local = local;
    this.company = company;
    this.interview = interview;
    this.forecast = forecast;
    this.consultations = consultations;
    this.settings = settings;
    this.combination =
        new OpinionPool(PoolWeights.of(settings.modelWeight(), corrected()), company.prose());
    this.told = new ConcurrentHashMap<>(consultations.said());
  }

  /** Whom people set right, with what a model and the local one had said of them. */
  private List<Corrected> corrected() {
    Map<String, Optional<Consultation>> before = new HashMap<>();
    List<Corrected> corrected = new ArrayList<>();
    for (Correction correction : consultations.corrections()) {
      Optional<Cohort> cohort = company.cohort(correction.person());
      Optional<String> answer =
          cohort
              .flatMap(of -> before.computeIfAbsent(of.signature().text(), consultations::before))
              .map(Consultation::answer);
      if (answer.isPresent()) {
        corrected.add(
            new Corrected(
                cohort.orElseThrow(),
                SharedAnswer.parse(answer.get()),
                company.opinion(correction.person()),
                correction.to()));
      }
    }
    return corrected;
  }

  @Override
  public void consult(Collection<Subject> subjects, Progress progress) {
    Collection<Cohort> due = due(subjects).values();
    interview.submit(consultations.caller(), consultations.run(), due);
    AtomicLong done = new AtomicLong();
    AtOnce.each(
        due,
        settings.maxConcurrentQuestions(),
        interview.announce(due.size()),
        cohort -> {
          Consultation said = remembering(interview.about(cohort));
          told.put(said.signature(), consultations.keep(said));
          progress.at(done.incrementAndGet(), due.size());
        });
  }

  @Override
  public Outlook outlook(Collection<Subject> subjects) {
    Map<String, Cohort> due = due(subjects);
    long people = subjects.stream().filter(s -> asked(s).isPresent()).count();
    return forecast.of(interview.questions(due.values()), (int) people);
  }

  @Override
  public Judgment judge(Subject subject) {
    Judgment ours = local.judge(subject);
    if (ours.status() == Status.NOT_ENOUGH_DATA || ours.status() == Status.PROVISIONAL) {
      return ours;
    }
    PersonUsage usage = subject.usage();
    Optional<Cohort> cohort = company.cohort(usage.person());
    if (cohort.isEmpty()) {
      return fallback(ours, "fewer than " + settings.k() + " people share these habits", null);
    }
    Consultation said = told.get(cohort.get().signature().text());
    if (said == null && !cohort.get().worthAsking(settings.askBelowConfidence())) {
      return fallback(
          ours, "their use speaks clearly, or too little, for a question to help", null);
    }
    if (said == null || said.answer() == null) {
      return fallback(ours, because(said), said == null ? null : said.signature());
    }
    Opinion opinion = local.opinion(usage, subject.hasReports());
    Origin origin =
        new Origin(
            said.model() == null ? "model" : said.model(),
            said.prompt(),
            said.because(),
            said.signature());
    return combination.of(
        usage, ours, opinion, cohort.get(), SharedAnswer.parse(said.answer()), origin);
  }

  @Override
  public Opinion opinion(PersonUsage usage, boolean hasReports) {
    return local.opinion(usage, hasReports);
  }

  @Override
  public Heard heard() {
    return local.heard();
  }

  @Override
  public List<RoleChange> drift(PersonUsage earlier, PersonUsage recent, boolean hasReports) {
    return local.drift(earlier, recent, hasReports);
  }

  /** What a model said of a group in this run; empty where none was asked about it. */
  Optional<Consultation> told(String signature) {
    return Optional.ofNullable(told.get(signature));
  }

  /** The group of somebody that is asked about; empty if none is. */
  Optional<Cohort> asked(Subject subject) {
    return company
        .cohort(subject.usage().person())
        .filter(cohort -> cohort.worthAsking(settings.askBelowConfidence()));
  }

  /** The cohorts of these people that the run has not asked about. */
  private Map<String, Cohort> due(Collection<Subject> subjects) {
    Map<String, Cohort> due = new LinkedHashMap<>();
    for (Subject subject : subjects) {
      asked(subject)
          .filter(cohort -> !told.containsKey(cohort.signature().text()))
          .ifPresent(cohort -> due.put(cohort.signature().text(), cohort));
    }
    return due;
  }

  /** Puts an earlier run's answer where tonight nobody answered. */
  private Consultation remembering(Consultation said) {
    if (said.outcome() != Outcome.UNANSWERED) {
      return said;
    }
    return consultations
        .before(said.signature())
        .map(earlier ->
            new Consultation(
                said.signature(),
                said.people(),
                Outcome.YESTERDAY,
                earlier.answer(),
                said.because() + "; this is what was said before",
                earlier.model(),
                earlier.prompt(),
                earlier.trace(),
                said.refusals(),
                and(said.spent(), earlier.spent())))
        .orElse(said);
  }

  /** What tonight took, and then the questions that brought what is remembered. */
  private static ModelUsage and(ModelUsage tonight, ModelUsage before) {
    List<UUID> traces = new ArrayList<>(tonight.traces());
    traces.addAll(before.traces());
    return new ModelUsage(traces, tonight.calls(), tonight.remembered(), tonight.costNano());
  }

  private static String because(@Nullable Consultation said) {
    String why = said == null ? null : said.because();
    return why == null ? "no model was asked about these habits" : why;
  }

  /**
   * @param asked the signature that was asked about in vain; null if nobody was asked
   */
  private static Judgment fallback(Judgment ours, String because, @Nullable String asked) {
    return new Judgment(
        ours.status(),
        ours.category(),
        ours.subCategory(),
        ours.confidence(),
        ours.roles(),
        ours.prose(),
        ours.facts(),
        ours.evidence(),
        new Origin(ours.origin().model(), ours.origin().prompt(), because, asked));
  }
}

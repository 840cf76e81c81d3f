package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.ApplicationQuestions;
import com.orgscope.category.ApplicationQuestions.Asked;
import com.orgscope.category.Assignments;
import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.category.Categorizer.Shift;
import com.orgscope.category.Consultation;
import com.orgscope.category.Consultations;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Chosen;
import com.orgscope.nightly.NightStore.Night;
import com.orgscope.nightly.PreparedNights.Prepared;
import com.orgscope.privacy.Erasures;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.recommendation.Suggester;
import com.orgscope.sources.Completeness;
import com.orgscope.sources.DayCompleteness;
import com.orgscope.usage.DailyUsage;
import com.orgscope.work.JobReport;
import com.orgscope.work.JobRequest;
import com.orgscope.work.JobRequest.ShardRequest;
import com.orgscope.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The night of a tenant: finish forgetting whoever was erased, bring the daily usage up to date,
 * choose who needs it, categorize them, look whether too much changed, publish, recommend. Killed
 * anywhere and asked again for the same day, it goes on where it was.
 */
@Component
public class Nightly {
  static final int SHARDS = 10;
  static final int PAST_QUOTES = 5;
  private static final int DAYS_TOLD = 3;
  private static final double NANO = 1e9;

  private final Access access;
  private final Erasures erasures;
  private final DailyUsage dailyUsage;
  private final Selection selection;
  private final NightStore nights;
  private final Work work;
  private final Assignments assignments;
  private final Consultations consultations;
  private final PreparedNights prepared;
  private final ApplicationQuestions questions;
  private final Recommendations recommendations;
  private final Completeness completeness;
  private final InstantSource clock;

  Nightly(
      Access access,
      Erasures erasures,
      DailyUsage dailyUsage,
      Selection selection,
      NightStore nights,
      Work work,
      Assignments assignments,
      Consultations consultations,
      PreparedNights prepared,
      ApplicationQuestions questions,
      Recommendations recommendations,
      Completeness completeness,
      InstantSource clock) {
    this.questions = questions;
    this.access = access;
    this.erasures = erasures;
    this.dailyUsage = dailyUsage;
    this.selection = selection;
    this.nights = nights;
    this.work = work;
    this.assignments = assignments;
    this.consultations = consultations;
    this.prepared = prepared;
    this.recommendations = recommendations;
    this.completeness = completeness;
    this.clock = clock;
  }

  /** Whom a night works on. */
  public enum Whom {
    /** Who needs it. */
    DUE,
    /** Everybody, as after a model was given a key or a prompt was changed. */
    EVERYBODY
  }

  /**
   * Does a night to its end; one of that day which has not ended goes on with the people it chose.
   *
   * @param asOf the last day that counts
   * @param progress people categorized so far, and in all
   */
  public NightReport run(Caller caller, LocalDate asOf, Whom whom, Progress progress) {
    access.require(caller, Action.RUN_WORK, "nightly " + asOf);
    Caller system = Caller.system(caller.tenant(), "nightly");
    erasures.forgetLate(caller.tenant());
    dailyUsage.refresh(caller.tenant(), Progress.NONE);
    // Before anybody is looked at, so that tonight's people are judged by the answers.
    Asked asked = questions.ask(system, asOf);
    Night night = nights.unfinished(system, asOf).orElseGet(() -> begin(system, asOf, whom));
    assignments.open(system, night.run(), asOf);
    if (night.quotedNano() == null) {
      nights.quoted(system, night.run(), expected(system, night).costNano());
    }
    consult(system, night);
    JobReport job = categorize(system, night, progress);
    return finish(system, night, job, asked);
  }

  /** What a night of that day would ask and cost. Nothing is chosen, asked or stored. */
  public NightQuote quote(Caller caller, LocalDate asOf, Whom whom) {
    access.require(caller, Action.RUN_WORK, "quote of nightly " + asOf);
    Caller system = Caller.system(caller.tenant(), "nightly");
    dailyUsage.refresh(caller.tenant(), Progress.NONE);
    Map<PersonKey, Reason> chosen = chosen(system, asOf, whom);
    Map<String, Integer> selected = new TreeMap<>();
    chosen.values().forEach(reason -> selected.merge(reason.word(), 1, Integer::sum));
    Prepared night = prepared.prepare(system, asOf + ".quote", asOf);
    return new NightQuote(
        asOf,
        selected,
        outlook(night, chosen.keySet()).and(questions.outlook(system, asOf)),
        recommendations.outlook(system),
        recent(caller, PAST_QUOTES));
  }

  /**
   * How a person's roles moved, by the local model: the last 30 days against the 60 before.
   *
   * @return by the size of the change; empty if neither stretch tells a role
   */
  public List<Shift> drift(Caller caller, PersonKey person, LocalDate asOf) {
    access.require(caller, Action.PERSON_DATA, person);
    Caller system = Caller.system(caller.tenant(), "nightly");
    dailyUsage.refresh(caller.tenant(), Progress.NONE);
    return prepared.drift(system, person, asOf);
  }

  /** What the night will ask, told before it does. */
  private Outlook expected(Caller system, Night night) {
    Prepared ready = prepared.of(system, night.run());
    return outlook(ready, nights.chosen(system, night.run())).and(recommendations.outlook(system));
  }

  private static Outlook outlook(Prepared night, Collection<PersonKey> people) {
    return night.judge().outlook(people.stream().map(night::subject).toList());
  }

  /** The tenant's last nights, the newest first. */
  public List<NightSummary> recent(Caller caller, int limit) {
    access.require(caller, Action.OPERATIONS, "nights");
    return nights.recent(caller, limit).stream().map(NightSummary::of).toList();
  }

  /**
   * One night in a list.
   *
   * @param people who were chosen; null before the end
   * @param decided those of them with a category now; null before the end
   * @param quotedUsd what asking models was to cost; null if nobody said
   * @param paidUsd what it came to; null before the end
   * @param changed people who were decided before and whom it decides otherwise; null before the
   *     end and for nights of before this was kept
   * @param decidedBefore among how many these are
   */
  public record NightSummary(
      String run,
      LocalDate asOf,
      State state,
      @Nullable String because,
      Instant begunAt,
      @Nullable Instant endedAt,
      @Nullable Integer people,
      @Nullable Integer decided,
      @Nullable Double quotedUsd,
      @Nullable Double paidUsd,
      @Nullable Integer changed,
      @Nullable Integer decidedBefore) {
    static NightSummary of(Night night) {
      return new NightSummary(
          night.run(),
          night.asOf(),
          night.state(),
          night.because(),
          night.begunAt(),
          night.endedAt(),
          night.people(),
          night.decided(),
          usd(night.quotedNano()),
          usd(night.paidNano()),
          night.changed(),
          night.decidedBefore());
    }

    private static @Nullable Double usd(@Nullable Long nano) {
      return nano == null ? null : nano / NANO;
    }
  }

  /** The day a run is of; a run is named by it. */
  static LocalDate asOf(String run) {
    return LocalDate.parse(run.substring(0, run.lastIndexOf('.')));
  }

  private Map<PersonKey, Reason> chosen(Caller system, LocalDate asOf, Whom whom) {
    return switch (whom) {
      case DUE -> selection.choose(system, asOf);
      case EVERYBODY -> selection.everybody(system, asOf);
    };
  }

  private Night begin(Caller system, LocalDate asOf, Whom whom) {
    List<Chosen> chosen =
        chosen(system, asOf, whom).entrySet().stream()
            .map(e -> new Chosen(e.getKey(), shard(e.getKey()), e.getValue()))
            .toList();
    return nights.begin(system, asOf, chosen);
  }

  static int shard(PersonKey person) {
    return Math.floorMod(person.value().hashCode(), SHARDS);
  }

  /** Whatever could not be asked is judged without; the answers say so. */
  private void consult(Caller system, Night night) {
    end(system, ConsultShard.KIND, night, List.of(new ShardRequest("0", 1)), Progress.NONE);
  }

  private JobReport categorize(Caller system, Night night, Progress progress) {
    List<ShardRequest> shards =
        nights.shards(system, night.run()).entrySet().stream()
            .map(e -> new ShardRequest(Integer.toString(e.getKey()), e.getValue()))
            .toList();
    List<ShardRequest> some = shards.isEmpty() ? List.of(new ShardRequest("0", 0)) : shards;
    return end(system, CategorizeShard.KIND, night, some, progress);
  }

  private JobReport end(
      Caller system, String kind, Night night, List<ShardRequest> shards, Progress progress) {
    JobRequest request = new JobRequest(system.tenant(), kind, night.run(), shards);
    try {
      return work.awaitEnd(work.submit(request), progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("the night was interrupted; ask for it again and it goes on", e);
    }
  }

  /** What the sources have and the lake has not, of all days that a night reads; newest first. */
  private List<String> missing(TenantId tenant, LocalDate asOf) {
    List<String> reasons = new ArrayList<>();
    int days = 0;
    for (int back = 0; back < PreparedNights.WINDOW_DAYS; back++) {
      DayCompleteness day = completeness.day(tenant, asOf.minusDays(back));
      if (!day.complete() && days++ < DAYS_TOLD) {
        reasons.addAll(day.reasons());
      }
    }
    if (days > DAYS_TOLD) {
      reasons.add("and hours of %d more days".formatted(days - DAYS_TOLD));
    }
    return reasons;
  }

  private NightReport finish(Caller system, Night night, JobReport job, Asked described) {
    Map<PersonKey, Judgment> answers = assignments.ofRun(system, night.run());
    DriftGuard drift = DriftGuard.of(assignments.current(system), answers);
    String held = drift.held();
    nights.changed(system, night.run(), drift.changed(), drift.before());
    List<String> missing = missing(system.tenant(), night.asOf());
    State state = held != null ? State.HELD : state(job, missing);
    String because = held != null ? held : because(job, missing);
    if (state == State.PUBLISHED || state == State.PARTIAL) {
      assignments.activate(system, night.run());
      recommendations.refresh(system, night.run(), night.asOf());
    }
    nights.paid(
        system,
        night.run(),
        consultations.sums(system, night.run()).costNano()
            + recommendations.asked(system, night.run()).costNano()
            + described.spent().costNano());
    NightReport report = report(system, night, answers, described, state, because);
    nights.end(system, report);
    return report;
  }

  private static State state(JobReport job, List<String> missing) {
    if (job.succeeded()) {
      return missing.isEmpty() ? State.PUBLISHED : State.PARTIAL;
    }
    return job.done() > 0 ? State.PARTIAL : State.FAILED;
  }

  private static @Nullable String because(JobReport job, List<String> missing) {
    if (job.succeeded()) {
      return missing.isEmpty() ? null : String.join("; ", missing);
    }
    return job.deadLetters().isEmpty()
        ? job.dead() + " of " + job.shards() + " shards were given up"
        : job.deadLetters().getFirst().reason();
  }

  private NightReport report(
      Caller system,
      Night night,
      Map<PersonKey, Judgment> answers,
      Asked described,
      State state,
      @Nullable String because) {
    Map<String, Integer> selected = new LinkedHashMap<>();
    nights.reasons(system, night.run()).forEach((reason, n) -> selected.put(reason.word(), n));
    int people = selected.values().stream().mapToInt(n -> n).sum();
    Consultation.Sums asked = consultations.sums(system, night.run());
    Suggester.Sums suggested = recommendations.asked(system, night.run());
    NightSummary kept =
        nights
            .find(system, night.run())
            .map(NightSummary::of)
            .orElseThrow(() -> Failure.bug("night " + night.run() + " is not kept", null));
    return new NightReport(
        night.run(),
        night.asOf(),
        state,
        because,
        new NightReport.Selected(selected, people),
        new NightReport.Judged(
            count(answers, Status.DECIDED),
            count(answers, Status.UNCERTAIN),
            count(answers, Status.NOT_ENOUGH_DATA),
            count(answers, Status.PROVISIONAL),
            people - answers.size()),
        new NightReport.Change(
            Objects.requireNonNullElse(kept.changed(), 0),
            Objects.requireNonNullElse(kept.decidedBefore(), 0)),
        new NightReport.Questions(
            asked.questions(), suggested.questions(), described.applications()),
        new NightReport.Cost(
            asked.calls() + suggested.calls() + described.spent().calls(),
            asked.remembered() + suggested.remembered() + described.spent().remembered(),
            (asked.costNano() + suggested.costNano() + described.spent().costNano()) / NANO,
            kept.quotedUsd()),
        Duration.between(night.begunAt(), clock.instant()).toMillis() / 1000.0);
  }

  private static int count(Map<PersonKey, Judgment> answers, Status status) {
    return (int) answers.values().stream().filter(j -> j.status() == status).count();
  }
}

package com.orgscope.nightly;

import com.orgscope.category.ApplicationQuestions.Asked;
import com.orgscope.category.Assignments;
import com.orgscope.category.Consultation;
import com.orgscope.category.Consultations;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Night;
import com.orgscope.nightly.Nightly.NightSummary;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.recommendation.Suggester;
import com.orgscope.sources.Completeness;
import com.orgscope.sources.DayCompleteness;
import com.orgscope.work.JobReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How nights end: held back, published or partly so, with what they changed and what they cost. */
@Component
class NightReports {
  private static final int DAYS_TOLD = 3;

  private final NightStore nights;
  private final Assignments assignments;
  private final Consultations consultations;
  private final Recommendations recommendations;
  private final Completeness completeness;
  private final InstantSource clock;

  NightReports(
      NightStore nights,
      Assignments assignments,
      Consultations consultations,
      Recommendations recommendations,
      Completeness completeness,
      InstantSource clock) {
    this.nights = nights;
    this.assignments = assignments;
    this.consultations = consultations;
    this.recommendations = recommendations;
    this.completeness = completeness;
    this.clock = clock;
  }

  /** The newest first. */
  List<NightSummary> recent(Caller caller, int limit) {
    return nights.recent(caller, limit).stream().map(NightSummary::of).toList();
  }

  /** Without those of a few who were put aside. */
  List<NightSummary> recentOfTheirDays(Caller caller, int limit) {
    return nights.recentOfTheirDays(caller, limit).stream().map(NightSummary::of).toList();
  }

  /** Looks whether too much changed; if not, the answers hold from here on. */
  State end(Caller system, String run, JobReport job) {
    Night night = night(system, run);
    Map<PersonKey, Judgment> answers = assignments.ofRun(system, run);
    DriftGuard drift =
        DriftGuard.of(assignments.current(system), answers, nights.why(system, run), night.heard());
    int people = Math.toIntExact(nights.people(system, run));
    String held = drift.held();
    if (held == null) {
      held = UnjudgedPeople.held(nights.putAside(system, run), people);
    }
    nights.changed(
        system, run, new NightReport.Change(drift.changed(), drift.before(), drift.byHand()));
    List<String> missing = missing(system.tenant(), night.asOf());
    State state = held != null ? State.HELD : state(job, missing);
    String because = held != null ? held : because(job, missing);
    if (people > 0 && answers.isEmpty() && (!job.succeeded() || people >= UnjudgedPeople.WHOLE)) {
      state = State.FAILED;
      because = "nobody of %,d people could be judged".formatted(people);
    }
    if (state == State.PUBLISHED || state == State.PARTIAL) {
      assignments.activate(system, run);
      NightPoint.ACTIVATED.pass();
      recommendations.refresh(system, run, night.asOf());
      NightPoint.RECOMMENDED.pass();
    }
    nights.paid(
        system,
        run,
        consultations.sums(system, run).costNano()
            + recommendations.asked(system, run).costNano()
            + night.described().spent().costNano());
    nights.end(
        system, run, new NightStore.End(state, because, people, count(answers, Status.DECIDED)));
    return state;
  }

  private Night night(Caller system, String run) {
    return nights
        .find(system, run)
        .orElseThrow(() -> Failure.bug("night " + run + " is not kept", null));
  }

  /** What the sources have and the lake has not, of all days that a night reads; newest first. */
  List<String> missing(TenantId tenant, LocalDate asOf) {
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

  /** What is kept of a night that ended. */
  NightReport of(Caller system, String run) {
    Night night = night(system, run);
    Map<PersonKey, Judgment> answers = assignments.ofRun(system, run);
    Asked described = night.described();
    Map<String, Integer> selected = new LinkedHashMap<>();
    nights.reasons(system, run).forEach((reason, n) -> selected.put(reason.word(), n));
    int people = selected.values().stream().mapToInt(n -> n).sum();
    Consultation.Sums asked = consultations.sums(system, night.run());
    Suggester.Sums suggested = recommendations.asked(system, night.run());
    NightSummary kept = NightSummary.of(night);
    Instant ended = night.endedAt();
    return new NightReport(
        night.run(),
        night.asOf(),
        night.state(),
        night.because(),
        new NightReport.Selected(selected, people, night.deferred()),
        new NightReport.Judged(
            count(answers, Status.DECIDED),
            count(answers, Status.UNCERTAIN),
            count(answers, Status.NOT_ENOUGH_DATA),
            count(answers, Status.PROVISIONAL),
            night.state() == State.REFUSED ? 0 : people - answers.size()),
        new NightReport.Change(
            Objects.requireNonNullElse(kept.changed(), 0),
            Objects.requireNonNullElse(kept.decidedBefore(), 0),
            Objects.requireNonNullElse(night.byHand(), 0)),
        new NightReport.Questions(
            asked.questions(), suggested.questions(), described.applications()),
        night.heard(),
        new NightReport.Cost(
            asked.calls() + suggested.calls() + described.spent().calls(),
            asked.remembered() + suggested.remembered() + described.spent().remembered(),
            (asked.costNano() + suggested.costNano() + described.spent().costNano()) / Nightly.NANO,
            kept.quotedUsd()),
        Duration.between(night.begunAt(), ended == null ? clock.instant() : ended).toMillis()
            / 1000.0);
  }

  private static int count(Map<PersonKey, Judgment> answers, Status status) {
    return (int) answers.values().stream().filter(j -> j.status() == status).count();
  }
}

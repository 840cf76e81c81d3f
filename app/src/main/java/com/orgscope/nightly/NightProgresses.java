package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Consultations;
import com.orgscope.kernel.Caller;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Night;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.work.JobReport;
import com.orgscope.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far nights are, for whoever waits for one: done, left, rate, cost so far, expected end. */
@Component
public class NightProgresses {
  private static final String WAITING = "waiting";
  private static final double MILLIS = 1e3;

  private final Access access;
  private final NightStore nights;
  private final Work work;
  private final Consultations consultations;
  private final Recommendations recommendations;
  private final InstantSource clock;

  NightProgresses(
      Access access,
      NightStore nights,
      Work work,
      Consultations consultations,
      Recommendations recommendations,
      InstantSource clock) {
    this.access = access;
    this.nights = nights;
    this.work = work;
    this.consultations = consultations;
    this.recommendations = recommendations;
    this.clock = clock;
  }

  /** Of the newest night of a day. */
  public NightProgress of(Caller caller, LocalDate asOf) {
    access.require(caller, Action.OPERATIONS, "progress of nightly " + asOf);
    Caller system = Caller.system(caller.tenant(), "nightly");
    List<Night> all = nights.ofDay(system, asOf);
    return all.isEmpty()
        ? new NightProgress(asOf, null, WAITING, 0, 0, 0, 0, 0, null)
        : of(system, all.getLast());
  }

  private NightProgress of(Caller system, Night night) {
    long people = nights.people(system, night.run());
    Optional<JobReport> judging = work.find(system.tenant(), CategorizeShard.KIND, night.run());
    long done = judging.map(JobReport::unitsDone).orElse(0L);
    double rate = judging.map(job -> rate(job, night)).orElse(0.0);
    return new NightProgress(
        night.asOf(),
        night.run(),
        stage(night, judging.orElse(null)),
        done,
        people - done,
        night.deferred().people(),
        rate,
        usd(system, night),
        night.state() == State.RUNNING ? end(people - done, rate) : night.endedAt());
  }

  private static String stage(Night night, @Nullable JobReport judging) {
    if (night.state() != State.RUNNING) {
      return night.state().word();
    }
    if (judging == null) {
      return "asking";
    }
    return judging.ended() ? "closing" : "judging";
  }

  private double rate(JobReport judging, Night night) {
    Instant until = night.endedAt() == null ? clock.instant() : night.endedAt();
    double seconds = Duration.between(judging.createdAt(), until).toMillis() / MILLIS;
    return seconds <= 0 ? 0 : judging.unitsDone() / seconds;
  }

  private @Nullable Instant end(long left, double rate) {
    return rate <= 0 ? null : clock.instant().plusMillis(Math.round(left / rate * MILLIS));
  }

  private double usd(Caller system, Night night) {
    return (consultations.sums(system, night.run()).costNano()
            + recommendations.asked(system, night.run()).costNano()
            + night.described().spent().costNano())
        / Nightly.NANO;
  }
}

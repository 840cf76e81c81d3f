package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.NightJobs.Part;
import com.orgscope.nightly.NightReport.Selected;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Night;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
  static final double NANO = 1e9;

  private final Access access;
  private final NightInputs inputs;
  private final Deferrals deferrals;
  private final NightQuotes quotes;
  private final NightJobs jobs;
  private final NightReports reports;

  Nightly(
      Access access,
      NightInputs inputs,
      Deferrals deferrals,
      NightQuotes quotes,
      NightJobs jobs,
      NightReports reports) {
    this.access = access;
    this.inputs = inputs;
    this.deferrals = deferrals;
    this.quotes = quotes;
    this.jobs = jobs;
    this.reports = reports;
  }

  /** Whom a night works on. */
  public enum Whom {
    /** Who needs it. */
    DUE,
    /** Everybody, as after a model was given a key or a prompt was changed. */
    EVERYBODY,
    /** Whose judging failed before, as after that was mended. */
    PUT_ASIDE
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
    deferrals.requireSomebody(system, whom);
    return run(system, jobs.open(system, asOf, Part.of(whom, 1)), progress);
  }

  /**
   * Takes part in the night of a day, which any number of processes do together, once: the last one
   * closes it, and whoever comes later is told how it ended. One that failed is done again, three
   * times in all, and one that lacked events once these have come.
   *
   * @param tasks how many processes somebody's engine starts
   * @param progress as in {@link #run}, of all of them
   */
  NightReport share(Caller caller, LocalDate asOf, int tasks, Progress progress) {
    access.require(caller, Action.RUN_WORK, "nightly " + asOf);
    Caller system = Caller.system(caller.tenant(), "nightly");
    Part part = Part.of(Whom.DUE, tasks);
    Night night;
    NightReport report;
    do {
      // One of people who were put aside is ended first, and is not the day's.
      night = jobs.share(system, asOf, part, () -> hasEverything(system, asOf));
      report = run(system, night, progress);
    } while (!night.isOfItsDay());
    return report;
  }

  private NightReport run(Caller system, Night night, Progress progress) {
    if (night.state() == State.RUNNING && jobs.consult(system, night)) {
      jobs.categorize(system, night, progress);
      jobs.close(system, night);
    }
    return reports.of(system, night.run());
  }

  /** The day that is over in the tenant's zone: of which a night by the clock is. */
  public LocalDate lastDay(TenantId tenant) {
    return inputs.lastDay(tenant);
  }

  /** What a night of that day would ask and cost. Nothing is chosen, asked or stored. */
  public NightQuote quote(Caller caller, LocalDate asOf, Whom whom) {
    access.require(caller, Action.RUN_WORK, "quote of nightly " + asOf);
    Caller system = Caller.system(caller.tenant(), "nightly");
    inputs.countDays(caller.tenant());
    return quotes.of(system, asOf, deferrals.choose(system, asOf + ".quote", whom).deferral());
  }

  /** Whom a night of that day would choose, and why, as they are now. Nothing is stored. */
  public Selected choice(Caller caller, LocalDate asOf) {
    access.require(caller, Action.RUN_WORK, "choice of nightly " + asOf);
    Caller system = Caller.system(caller.tenant(), "nightly");
    Deferral deferral = deferrals.choose(system, asOf + ".choice", Whom.DUE).deferral();
    Map<String, Integer> byReason = new TreeMap<>();
    deferral.tonight().values().forEach(reason -> byReason.merge(reason.word(), 1, Integer::sum));
    return new Selected(
        byReason,
        deferral.tonight().size(),
        new NightReport.Deferred(deferral.later().size(), deferral.longest()));
  }

  /** Whether the lake has all that the sources have of the days that a night of that day reads. */
  boolean hasEverything(Caller system, LocalDate asOf) {
    return reports.missing(system.tenant(), asOf).isEmpty();
  }

  /** The tenant's last nights, the newest first. */
  public List<NightSummary> recent(Caller caller, int limit) {
    access.require(caller, Action.OPERATIONS, "nights");
    return reports.recent(caller, limit);
  }

  /**
   * As {@link #recent}, without those of a few people whose judging failed before: they say nothing
   * of how nights go.
   */
  public List<NightSummary> recentOfTheirDays(Caller caller, int limit) {
    access.require(caller, Action.OPERATIONS, "nights");
    return reports.recentOfTheirDays(caller, limit);
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
   * @param deferred people who need it and were left to later nights
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
      @Nullable Integer decidedBefore,
      int deferred) {
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
          night.decidedBefore(),
          night.deferred().people());
    }

    private static @Nullable Double usd(@Nullable Long nano) {
      return nano == null ? null : nano / NANO;
    }
  }

  /** The day a run is of; a run is named by it. */
  static LocalDate asOf(String run) {
    return LocalDate.parse(run.substring(0, run.lastIndexOf('.')));
  }
}

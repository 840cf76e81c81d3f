package com.orgscope.nightly;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.NightStore.Night;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.work.JobReport;
import com.orgscope.work.JobRequest;
import com.orgscope.work.JobRequest.ShardRequest;
import com.orgscope.work.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * The durable work of a night, whichever processes do it: a shard that prepares, one that asks
 * models, some that judge, and one that ends it. Whoever asks for a night that others are doing
 * takes part in what is left.
 */
@Component
class NightJobs {
  static final int SHARDS = 10;

  private final NightStore nights;
  private final NightEvents events;
  private final Work work;

  NightJobs(NightStore nights, NightEvents events, Work work) {
    this.nights = nights;
    this.events = events;
    this.work = work;
  }

  /**
   * Whom a night works on, in how many parts.
   *
   * @param shards at least {@value #SHARDS}, and as many as there are processes
   */
  record Part(Whom whom, int shards) {
    static Part of(Whom whom, int processes) {
      return new Part(whom, Math.max(SHARDS, processes));
    }

    static Part parse(String text) {
      String[] parts = text.split(" ", -1);
      return new Part(Whom.valueOf(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
      return whom + " " + shards;
    }
  }

  /**
   * The night of that day that has not ended; if there is none, a new one. One that cannot be
   * prepared is kept as one that failed.
   */
  Night open(Caller system, LocalDate asOf, Part part) {
    return open(system, unfinished(asOf, nights.ofDay(system, asOf)), part);
  }

  /**
   * As {@link #open}; the last one, if the day needs no more.
   *
   * @param complete whether nothing is missing of its days, for one that was partial
   */
  Night share(Caller system, LocalDate asOf, Part part, BooleanSupplier complete) {
    // Looked at once: what others begin and end meanwhile is this one and not another.
    List<Night> before = nights.ofDay(system, asOf);
    List<Night> own = before.stream().filter(Night::isOfItsDay).toList();
    boolean needed =
        NightClock.mayBegin(NightClock.states(own))
            || (NightClock.mayBeDoneAgain(own.getLast(), own.size()) && complete.getAsBoolean());
    return needed ? open(system, unfinished(asOf, before), part) : own.getLast();
  }

  private static String unfinished(LocalDate asOf, List<Night> all) {
    return all.stream()
        .filter(night -> night.state() == State.RUNNING)
        .findFirst()
        .map(Night::run)
        .orElse(asOf + "." + (all.size() + 1));
  }

  private Night open(Caller system, String run, Part part) {
    JobRequest request =
        new JobRequest(
            system.tenant(), PrepareShard.KIND, run, List.of(new ShardRequest(part.toString(), 1)));
    JobReport prepared = await(request, Progress.NONE, true);
    if (!prepared.succeeded()) {
      String because = "it could not begin: " + reason(prepared);
      nights.failed(system, run, part.whom(), because);
      events.failed(system, run);
      throw Failure.retry("night " + run + " failed: " + because, null);
    }
    return nights
        .find(system, run)
        .orElseThrow(() -> Failure.bug("night " + run + " is not kept", null));
  }

  static int shard(PersonKey person, int shards) {
    return Math.floorMod(person.value().hashCode(), shards);
  }

  /**
   * Whatever could not be asked is judged without; the answers say so.
   *
   * @return false if asking would cost more than there is, so that the night ended before it began
   */
  boolean consult(Caller system, Night night) {
    var unused =
        await(
            new JobRequest(
                system.tenant(), ConsultShard.KIND, night.run(), List.of(new ShardRequest("0", 1))),
            Progress.NONE,
            false);
    return nights.find(system, night.run()).filter(n -> n.state() == State.REFUSED).isEmpty();
  }

  void categorize(Caller system, Night night, Progress progress) {
    List<ShardRequest> shards =
        nights.shards(system, night.run()).entrySet().stream()
            .map(e -> new ShardRequest(Integer.toString(e.getKey()), e.getValue()))
            .toList();
    List<ShardRequest> some = shards.isEmpty() ? List.of(new ShardRequest("0", 0)) : shards;
    // Not woken again: another process may be ending the night on what was given up.
    var unused =
        await(
            new JobRequest(system.tenant(), CategorizeShard.KIND, night.run(), some),
            progress,
            false);
  }

  /** Ends the night, or waits until another process has. */
  void close(Caller system, Night night) {
    JobReport closed =
        await(
            new JobRequest(
                system.tenant(), CloseShard.KIND, night.run(), List.of(new ShardRequest("0", 1))),
            Progress.NONE,
            true);
    if (!closed.succeeded()) {
      throw Failure.retry("night " + night.run() + " could not end: " + reason(closed), null);
    }
  }

  private static String reason(JobReport job) {
    return job.deadLetters().isEmpty() ? "it was given up" : job.deadLetters().getFirst().reason();
  }

  /**
   * @param again whether parts that were given up get another chance
   */
  private JobReport await(JobRequest request, Progress progress, boolean again) {
    try {
      return work.awaitEnd(again ? work.submit(request) : work.join(request), progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("the night was interrupted; ask for it again and it goes on", e);
    }
  }
}

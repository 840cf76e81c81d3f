package com.orgscope.nightly;

import com.orgscope.category.Assignments;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.nightly.NightStore.Chosen;
import com.orgscope.nightly.NightStore.Night;
import com.orgscope.work.JobReport;
import com.orgscope.work.JobRequest;
import com.orgscope.work.JobRequest.ShardRequest;
import com.orgscope.work.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The durable work of a night: a shard that asks models, then shards that judge. */
@Component
class NightJobs {
  static final int SHARDS = 10;

  private final NightStore nights;
  private final Assignments assignments;
  private final Work work;

  NightJobs(NightStore nights, Assignments assignments, Work work) {
    this.nights = nights;
    this.assignments = assignments;
    this.work = work;
  }

  /** The night of that day that has not ended; if there is none, a new one of the chosen. */
  Night open(Caller system, LocalDate asOf, Supplier<Map<PersonKey, Reason>> chosen) {
    Night night =
        nights.unfinished(system, asOf).orElseGet(() -> begin(system, asOf, chosen.get()));
    assignments.open(system, night.run(), asOf);
    return night;
  }

  private Night begin(Caller system, LocalDate asOf, Map<PersonKey, Reason> chosen) {
    return nights.begin(
        system,
        asOf,
        chosen.entrySet().stream()
            .map(e -> new Chosen(e.getKey(), shard(e.getKey()), e.getValue()))
            .toList());
  }

  static int shard(PersonKey person) {
    return Math.floorMod(person.value().hashCode(), SHARDS);
  }

  /** Whatever could not be asked is judged without; the answers say so. */
  void consult(Caller system, Night night) {
    end(system, ConsultShard.KIND, night, List.of(new ShardRequest("0", 1)), Progress.NONE);
  }

  JobReport categorize(Caller system, Night night, Progress progress) {
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
}

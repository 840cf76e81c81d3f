package com.orgscope.work;

import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import com.orgscope.state.TestServer;
import com.orgscope.work.JobRequest.ShardRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A process that asks for a job and does it, to be killed: from outside, or by itself at a named
 * point ({@code in-effect:7} is in the middle of shard 0's seventh unit). A unit's effect is one
 * row in a table of the test.
 */
final class Laborer implements ShardHandler {
  static final TenantId TENANT = new TenantId("acme");
  static final int SHARDS = 4;
  static final int UNITS = 25;
  private static final int KILLED = 137;
  private static final long UNIT_NANOS = 5_000_000;

  private final String haltAt;

  private Laborer(String haltAt) {
    this.haltAt = haltAt;
  }

  public static void main(String[] args) throws Exception {
    try (Database database = TestServer.inAnotherProcess(args[0]);
        Work work =
            TestWork.on(
                database, InstantSource.system(), List.of(new Laborer(args[2])), List.of(), 100)) {
      database.dataSource();
      System.out.println("starts");
      Job job = work.submit(request(args[1]));
      System.out.println(work.awaitEnd(job, Progress.NONE).succeeded() ? "succeeded" : "failed");
    }
  }

  static JobRequest request(String name) {
    return new JobRequest(
        TENANT,
        "labor",
        name,
        IntStream.range(0, SHARDS)
            .mapToObj(n -> new ShardRequest(String.valueOf(UNITS), UNITS))
            .toList());
  }

  @Override
  public String kind() {
    return "labor";
  }

  @Override
  public void run(Shard shard) {
    String last = shard.checkpoint();
    int units = Integer.parseInt(shard.payload());
    for (int unit = last == null ? 1 : Integer.parseInt(last) + 1; unit <= units; unit++) {
      haltAt(shard, "before", unit);
      int current = unit;
      Effect row =
          jdbc ->
              jdbc.sql("INSERT INTO work.counted VALUES (:job, :shard, :unit)")
                  .param("job", shard.job().name())
                  .param("shard", shard.number())
                  .param("unit", current)
                  .update();
      shard.checkpoint(
          String.valueOf(unit),
          jdbc -> {
            row.in(jdbc);
            LockSupport.parkNanos(UNIT_NANOS);
            haltAt(shard, "in-effect", current);
          });
      haltAt(shard, "after", unit);
    }
    haltAt(shard, "before-end", units);
  }

  private void haltAt(Shard shard, String point, int unit) {
    if (shard.number() == 0 && haltAt.equals(point + ":" + unit)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}

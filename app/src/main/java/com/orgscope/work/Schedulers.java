package com.orgscope.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets db-scheduler up, the same way for shards and for what recurs. */
@Component
class Schedulers {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final Duration NEVER = Duration.ofDays(36_500);

  private static final int WAITING_A_CONNECTION = 2;

  private static final double LEAST_TAKEN = 0.5;
  private static final double MOST_TAKEN = 1.0;

  private final Database database;
  private final ExecutionStore executions;
  private final WorkSettings settings;
  private final InstantSource clock;

  Schedulers(
      Database database, ExecutionStore executions, WorkSettings settings, InstantSource clock) {
    this.database = database;
    this.executions = executions;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * How many nights wait for their shards, and how many shards for a model, beside each other: they
   * share the connections of those who work, and seldom need one.
   */
  int mostWaiting() {
    return WAITING_A_CONNECTION * database.connections();
  }

  /**
   * Whoever has least to do is first where that is known; no more is taken from the table than
   * there is a thread for, so that who comes later with less is not behind what waits in memory.
   *
   * @param table each has its own, so that a recurring run that waits for a job never waits for the
   *     thread that would do it
   */
  Scheduler scheduler(String table, int threads, Task<?> task) {
    Holder holder = Holder.thisProcess();
    DataSource worker =
        Database.as(
            Login.WORKER,
            () -> {
              executions.freeWhatTheDeadHeld(table, holder);
              return database.dataSource();
            });
    return Scheduler.create(worker, task)
        .tableName(table)
        .threads(threads)
        .enablePriority()
        .pollUsingFetch(LEAST_TAKEN, MOST_TAKEN)
        .schedulerName(holder::toString)
        .clock(clock::instant)
        .pollingInterval(settings.pollInterval())
        .heartbeatInterval(settings.heartbeatInterval())
        .missedHeartbeatsLimit(WorkSettings.MISSED_HEARTBEATS)
        .shutdownMaxWait(LONGEST_STOP)
        .deleteUnresolvedAfter(NEVER)
        .serializer(new Utf8())
        .build();
  }

  /** What a task carries is text. */
  private static final class Utf8 implements Serializer {
    @Override
    public byte @Nullable [] serialize(@Nullable Object data) {
      return data == null ? null : data.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] bytes) {
      return bytes == null ? null : type.cast(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}

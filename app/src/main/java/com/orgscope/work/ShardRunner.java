package com.orgscope.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.work.WorkStore.Claim;
import com.orgscope.work.WorkStore.ShardId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs shards. db-scheduler decides which process runs one and notices a process that died; the
 * lease in our own row decides whose writes count, in the transaction that makes them.
 */
final class ShardRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardRunner.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final long LOOK_MILLIS = 200;

  private final WorkStore store;
  private final WorkSettings settings;
  private final InstantSource clock;
  private final Supplier<Map<String, ShardHandler>> handlers;
  private final Supplier<Scheduler> newScheduler;
  private final Object ended = new Object();
  private @Nullable Scheduler scheduler;
  private volatile boolean stopping;

  ShardRunner(
      WorkStore store,
      WorkSettings settings,
      InstantSource clock,
      Supplier<Map<String, ShardHandler>> handlers,
      Schedulers schedulers) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.handlers = handlers;
    this.newScheduler =
        () ->
            schedulers.scheduler(
                "work.shard_execution",
                settings.maxConcurrentShards(),
                Tasks.custom(WorkStore.SHARD_TASK, Void.class)
                    // Only the database itself can have failed here.
                    .onFailure((run, then) -> then.reschedule(run, clock.instant().plus(AGAIN)))
                    .onDeadExecutionRevive()
                    .execute((task, context) ->
                        Database.as(Login.WORKER, () -> run(ShardId.parse(task.getId())))));
  }

  /** Looks for due shards now, and from now on. */
  synchronized void look() {
    if (stopping) {
      throw Failure.retry("this process is ending", null);
    }
    if (scheduler == null) {
      scheduler = newScheduler.get();
      scheduler.start();
    }
    scheduler.triggerCheckForDueExecutions();
  }

  JobReport awaitEnd(Job job, Progress progress) throws InterruptedException {
    while (true) {
      JobReport report = store.report(job);
      progress.at(report.unitsDone(), report.units());
      if (report.ended()) {
        return report;
      }
      if (stopping) {
        throw Failure.retry("this process is ending", null);
      }
      synchronized (ended) {
        // Others may end shards too, so a signal is not all there is to see.
        ended.wait(LOOK_MILLIS);
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    Scheduler running;
    synchronized (this) {
      running = scheduler;
    }
    if (running != null) {
      running.stop();
    }
  }

  /** Runs one shard and says what becomes of its execution. */
  private CompletionHandler<Void> run(ShardId id) {
    Optional<Claim> claim = store.claim(id);
    if (claim.isEmpty()) {
      return (run, then) -> then.remove();
    }
    Shard shard = new Shard(claim.get(), store, () -> stopping);
    try {
      return run(shard, claim.get());
    } catch (LeaseLost e) {
      LOG.warn("{}", e.getMessage());
      return (run, then) -> {};
    } finally {
      synchronized (ended) {
        ended.notifyAll();
      }
    }
  }

  private CompletionHandler<Void> run(Shard shard, Claim claim) {
    ShardHandler handler = handlers.get().get(shard.job().kind());
    if (handler == null) {
      return giveUp(shard, "nothing here does work of the kind " + shard.job().kind());
    }
    if (claim.attempts() > settings.maxAttempts()) {
      return giveUp(
          shard, "its holders died " + settings.maxAttempts() + " times at one checkpoint");
    }
    try {
      handler.run(shard);
    } catch (Shard.Stopped e) {
      store.handBack(shard);
      return (run, then) -> then.reschedule(run, clock.instant());
    } catch (LeaseLost e) {
      throw e;
    } catch (RuntimeException e) {
      return failed(shard, claim, e);
    }
    store.end(shard);
    return (run, then) -> then.remove();
  }

  private CompletionHandler<Void> failed(Shard shard, Claim claim, RuntimeException e) {
    if (stopping) {
      store.handBack(shard);
      return (run, then) -> then.reschedule(run, clock.instant());
    }
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    boolean hopeless = e instanceof Failure failure && failure.kind() != Failure.Kind.RETRY;
    int attempts = shard.advanced() ? 1 : claim.attempts();
    if (hopeless || attempts >= settings.maxAttempts()) {
      LOG.error("Shard {} of {} is given up", shard.number(), shard.job(), e);
      return giveUp(shard, reason);
    }
    LOG.warn("Shard {} of {} is tried again after: {}", shard.number(), shard.job(), reason);
    if (shard.advanced()) {
      store.countAttempt(shard);
    }
    Duration pause = settings.retryAfter(attempts);
    return (run, then) -> then.reschedule(run, clock.instant().plus(pause));
  }

  private CompletionHandler<Void> giveUp(Shard shard, String reason) {
    store.giveUp(shard, reason);
    return (run, then) -> {
      then.remove();
      // Somebody may have asked for the job again between the two.
      store.schedule(shard.job());
    };
  }
}

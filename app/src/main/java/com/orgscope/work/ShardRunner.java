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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
  private static final int FEW = 4;

  private final WorkStore store;
  private final WorkSettings settings;
  private final InstantSource clock;
  private final Supplier<Map<String, ShardHandler>> handlers;
  private final Schedulers newOnes;
  private final Object ended = new Object();
  private final AtomicInteger waiting = new AtomicInteger();
  private List<Scheduler> schedulers = List.of();
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
    this.newOnes = schedulers;
  }

  private Scheduler scheduler(String task, int threads) {
    return newOnes.scheduler(
        "work.shard_execution",
        threads,
        Tasks.custom(task, Void.class)
            // Only the database itself can have failed here.
            .onFailure((run, then) -> then.reschedule(run, clock.instant().plus(AGAIN)))
            .onDeadExecutionRevive()
            .execute((execution, context) ->
                Database.as(
                    Login.WORKER,
                    () -> run(task, ShardId.parse(execution.getId()), execution.getPriority()))));
  }

  /** Under which name shards of a kind are due. */
  String task(String kind) {
    ShardHandler handler = handlers.get().get(kind);
    if (handler == null || !handler.waits()) {
      return WorkStore.SHARD_TASK;
    }
    return handler.waitsApart() ? WorkStore.APART_TASK : WorkStore.WAITING_TASK;
  }

  /** Looks for due shards now, and from now on. */
  synchronized void look() {
    if (stopping) {
      throw Failure.retry("this process is ending", null);
    }
    if (schedulers.isEmpty()) {
      schedulers =
          List.of(
              scheduler(WorkStore.SHARD_TASK, settings.maxConcurrentShards()),
              scheduler(WorkStore.WAITING_TASK, newOnes.mostWaiting()),
              scheduler(WorkStore.APART_TASK, FEW));
      schedulers.forEach(Scheduler::start);
    }
    schedulers.forEach(Scheduler::triggerCheckForDueExecutions);
  }

  JobReport awaitEnd(Job job, Progress progress) throws InterruptedException {
    waiting.incrementAndGet();
    try {
      return awaited(job, progress);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private JobReport awaited(Job job, Progress progress) throws InterruptedException {
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
        // Others may end shards too, so a signal is not all there is to see. However many wait, the
        // database is not asked more often than by a few.
        ended.wait(LOOK_MILLIS * Math.max(1, waiting.get() / FEW));
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    List<Scheduler> running;
    synchronized (this) {
      running = schedulers;
    }
    // Side by side, since each waits for what it runs.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      running.forEach(scheduler -> threads.execute(scheduler::stop));
    }
  }

  /** Runs one shard and says what becomes of its execution. */
  private CompletionHandler<Void> run(String task, ShardId id, int priority) {
    if (task.equals(WorkStore.SHARD_TASK)) {
      store.raiseWhoWaited();
      if (store.isSmallerDue(priority)) {
        // Since when it waits stays known.
        return (run, then) -> then.reschedule(run, run.getExecution().getExecutionTime());
      }
    }
    Optional<Claim> claim = store.claim(id);
    if (claim.isEmpty()) {
      return (run, then) -> then.remove();
    }
    BooleanSupplier mayStepBack = mayStepBack(task, id, priority);
    Shard shard = new Shard(claim.get(), store, () -> stopping || mayStepBack.getAsBoolean());
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

  /**
   * Who waits for somebody else is in nobody's way. Who waited for long goes first, for a while,
   * and stands then where its size puts it.
   */
  private BooleanSupplier mayStepBack(String task, ShardId id, int priority) {
    if (!task.equals(WorkStore.SHARD_TASK)) {
      return () -> false;
    }
    if (!WorkStore.isRaised(priority)) {
      return () -> store.isSmallerDue(priority);
    }
    Instant until = clock.instant().plus(WorkStore.FIRST_FOR);
    return () -> {
      boolean back = !clock.instant().isBefore(until) && store.isSmallerDue(store.bySize(id));
      if (back) {
        store.lower(id);
      }
      return back;
    };
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
      store.schedule(shard.job(), task(shard.job().kind()));
    };
  }
}

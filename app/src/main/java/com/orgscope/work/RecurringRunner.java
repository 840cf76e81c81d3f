package com.orgscope.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what recurs by the clock. */
final class RecurringRunner implements AutoCloseable {
  static final String TASK = "recurring";

  /** Of what waits for jobs. */
  static final String WAITING_TASK = "waiting";

  /** In the place of a timetable. */
  private static final String ONCE = "once";

  private static final Logger LOG = LoggerFactory.getLogger(RecurringRunner.class);
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /** Of what keeps house; a night, which waits for its shards, takes none of them. */
  private static final int THREADS = 4;

  private final ExecutionStore store;
  private final InstantSource clock;
  private final Supplier<Map<String, Recurring>> handlers;
  private final Schedulers schedulers;
  private List<Scheduler> running = List.of();

  RecurringRunner(
      ExecutionStore store,
      InstantSource clock,
      Supplier<Map<String, Recurring>> handlers,
      Schedulers schedulers) {
    this.store = store;
    this.clock = clock;
    this.handlers = handlers;
    this.schedulers = schedulers;
  }

  void repeat(String kind, @Nullable TenantId tenant, String cron, ZoneId zone) {
    Timetable timetable = new Timetable(cron, zone);
    store.repeat(task(kind), kind, tenant, timetable, timetable.after(clock.instant()));
  }

  void once(String kind, TenantId tenant) {
    store.once(task(kind), kind, tenant, ONCE);
  }

  private String task(String kind) {
    Recurring handler = handlers.get().get(kind);
    return handler != null && handler.waits() ? WAITING_TASK : TASK;
  }

  synchronized void start() {
    if (running.isEmpty()) {
      running =
          List.of(scheduler(TASK, THREADS), scheduler(WAITING_TASK, schedulers.mostWaiting()));
      running.forEach(Scheduler::start);
    }
  }

  private Scheduler scheduler(String task, int threads) {
    return schedulers.scheduler(
        "work.recurring_execution",
        threads,
        Tasks.custom(task, String.class)
            .onFailure((run, then) -> then.reschedule(run, clock.instant().plus(AGAIN)))
            .onDeadExecutionRevive()
            .execute((execution, context) ->
                Database.as(Login.WORKER, () -> run(execution.getId(), execution.getData()))));
  }

  private CompletionHandler<String> run(String id, String timetable) {
    String[] kindAndTenant = id.split("/", 2);
    Recurring handler = handlers.get().get(kindAndTenant[0]);
    CompletionHandler<String> next = next(timetable);
    if (handler == null) {
      LOG.error("Nothing here does what recurs as {}", kindAndTenant[0]);
      return next;
    }
    TenantId tenant = kindAndTenant.length == 1 ? null : new TenantId(kindAndTenant[1]);
    try {
      handler.run(tenant);
      return next;
    } catch (RuntimeException e) {
      boolean soon = e instanceof Failure failure && failure.kind() == Failure.Kind.RETRY;
      LOG.error("{} failed and runs again {}", id, soon ? "soon" : "at its next time", e);
      if (!soon) {
        return next;
      }
      Duration pause = pause(handler, tenant);
      return (run, then) -> then.reschedule(run, clock.instant().plus(pause));
    }
  }

  /** Whoever says how long may fail as well. */
  private static Duration pause(Recurring handler, @Nullable TenantId tenant) {
    try {
      return handler.pause(tenant);
    } catch (RuntimeException e) {
      LOG.warn("How long to wait could not be asked", e);
      return AGAIN;
    }
  }

  private CompletionHandler<String> next(String timetable) {
    if (timetable.equals(ONCE)) {
      return (run, then) -> then.remove();
    }
    Instant next = Timetable.parse(timetable).after(clock.instant());
    return (run, then) -> then.reschedule(run, next);
  }

  @Override
  public synchronized void close() {
    running.forEach(Scheduler::stop);
  }
}

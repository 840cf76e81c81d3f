package com.orgscope.work;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Work that survives the process that does it. A job is submitted once under its identity; its
 * shards are done by whichever processes are there, each unit's effect exactly once, whatever is
 * killed on the way.
 */
@Component
public final class Work implements AutoCloseable {
  private final WorkStore store;
  private final Runners runners;

  Work(WorkStore store, Runners runners) {
    this.store = store;
    this.runners = runners;
  }

  /**
   * Makes a job, or goes on with the one of that tenant, kind and name, and lets this process take
   * part in it. Durable when it returns. A job that has ended well stays as it is; shards that were
   * given up are tried again.
   */
  public Job submit(JobRequest request) {
    Job job = store.submit(request, runners.shards().task(request.kind()));
    runners.shards().look();
    return job;
  }

  /** As {@link #submit}, of several at once, in their order. */
  public List<Job> submit(TenantId tenant, List<JobRequest> requests) {
    List<Job> jobs = store.submit(tenant, requests, runners.shards()::task);
    runners.shards().look();
    return jobs;
  }

  /**
   * As {@link #submit}, but leaves shards alone that were given up: for processes that share a job,
   * of which one may have seen its end.
   */
  public Job join(JobRequest request) {
    Job job = store.join(request, runners.shards().task(request.kind()));
    runners.shards().look();
    return job;
  }

  /** How far a job is, if there is one of that tenant, kind and name. */
  public Optional<JobReport> find(TenantId tenant, String kind, String name) {
    return store.find(tenant, kind, name);
  }

  /**
   * Waits until nothing of the job is left to do, and says how it ended.
   *
   * @param progress told of units, now and then
   */
  public JobReport awaitEnd(Job job, Progress progress) throws InterruptedException {
    runners.shards().look();
    return runners.shards().awaitEnd(job, progress);
  }

  /** The newest jobs a caller may see, the newest first. */
  public List<JobReport> reports(Caller caller, int limit) {
    return store.reports(caller, limit);
  }

  /**
   * Has a {@link Recurring} run by the clock, from now on and across restarts, in one of the
   * processes that take part in a deployment as workers. Said again, the new times count.
   *
   * @param tenant whose it is; null for nobody's in particular
   * @param cron six fields, seconds first ({@code "0 0 2 * * *"} is two at night)
   */
  public void repeat(String kind, @Nullable TenantId tenant, String cron, ZoneId zone) {
    runners.recurring().repeat(kind, tenant, cron, zone);
  }

  /**
   * Has a {@link Recurring} run as soon as a worker can, once; again after a failure that may pass.
   * Said again before it begins, it still runs once.
   */
  public void once(String kind, TenantId tenant) {
    runners.recurring().once(kind, tenant);
  }

  /** Starts taking part in everything that is due, as a worker of a deployment does. */
  public void takePart() {
    runners.shards().look();
    runners.recurring().start();
  }

  @Override
  public void close() {
    runners.close();
  }
}

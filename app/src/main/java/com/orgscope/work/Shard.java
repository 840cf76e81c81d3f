package com.orgscope.work;

import com.orgscope.kernel.TenantId;
import com.orgscope.state.Effect;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One part of a job, held by this process under a lease. Used by one thread at a time. */
public final class Shard {
  private final Job job;
  private final int number;
  private final String payload;
  private final long lease;
  private final WorkStore store;
  private final BooleanSupplier steppingBack;
  private @Nullable String checkpoint;
  private long unitsDone;
  private boolean advanced;

  Shard(WorkStore.Claim claim, WorkStore store, BooleanSupplier steppingBack) {
    this.job = claim.job();
    this.number = claim.number();
    this.payload = claim.payload();
    this.lease = claim.lease();
    this.checkpoint = claim.checkpoint();
    this.unitsDone = claim.unitsDone();
    this.store = store;
    this.steppingBack = steppingBack;
  }

  public Job job() {
    return job;
  }

  public TenantId tenant() {
    return job.tenant();
  }

  /** From 0. */
  public int number() {
    return number;
  }

  /** As the request had it. */
  public String payload() {
    return payload;
  }

  /** Where the last holder got to; null at the beginning. */
  public @Nullable String checkpoint() {
    return checkpoint;
  }

  /** How many units were done at the last checkpoint. */
  public long unitsDone() {
    return unitsDone;
  }

  /** Whether this holder has got anywhere. */
  boolean advanced() {
    return advanced;
  }

  long lease() {
    return lease;
  }

  /** As {@link #checkpoint(String, long, Effect)}, one unit further. */
  public void checkpoint(String state, Effect effect) {
    checkpoint(state, unitsDone + 1, effect);
  }

  /**
   * Writes {@code effect} and remembers {@code state}, both or neither, in one transaction of the
   * product's own role for this tenant. It also is the place to stop at: when this process is asked
   * to end, or when a job with less to do waits for a place, it throws after having written, and
   * the shard goes on later from here.
   *
   * @param unitsDone units done in all
   * @throws LeaseLost when another process has taken the shard over; nothing was written
   */
  public void checkpoint(String state, long unitsDone, Effect effect) {
    store.checkpoint(this, state, unitsDone, effect);
    this.checkpoint = state;
    this.unitsDone = unitsDone;
    this.advanced = true;
    if (steppingBack.getAsBoolean()) {
      throw new Stopped();
    }
  }

  /** The shard goes on later; thrown through the handler, which need not know it. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("this process ends, or less work waits");
    }
  }
}

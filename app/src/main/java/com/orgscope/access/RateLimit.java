package com.orgscope.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.TenantId;
import java.util.function.LongSupplier;

/**
 * How much each tenant may ask of this process: no stretch of {@code most / perSecond} seconds,
 * wherever it begins, sees more than {@code most}. A bucket that fills up while it is emptied would
 * let twice as many through. For threads; tenants beyond the ten thousand seen last begin anew.
 */
public final class RateLimit {
  private static final int REMEMBERED = 10_000;
  private static final int SMALL = 16;
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private final int most;
  private final long period;
  private final LongSupplier nanos;
  private final Cache<TenantId, Taken> taken =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  public RateLimit(int perSecond, int most) {
    this(perSecond, most, MonotonicTime.SYSTEM::nanos);
  }

  /**
   * @param nanos as {@link MonotonicTime#nanos()}, since a clock that is set must not let more in
   */
  public RateLimit(int perSecond, int most, LongSupplier nanos) {
    this.most = most;
    this.period = Math.ceilDiv(most * NANOS_A_SECOND, perSecond);
    this.nanos = nanos;
  }

  /** Takes one, if there is one. */
  public boolean take(TenantId tenant) {
    Taken its = taken.get(tenant, any -> new Taken());
    synchronized (its) {
      long now = nanos.getAsLong();
      its.forget(now - period);
      if (its.size == most) {
        return false;
      }
      its.add(now);
      return true;
    }
  }

  /** When something was taken, oldest first, in a ring that is as large as it has to be. */
  private static final class Taken {
    private long[] at = new long[SMALL];
    private int oldest;
    private int size;

    /** Forgets what was taken then or before. */
    void forget(long until) {
      while (size > 0 && at[oldest] - until <= 0) {
        oldest = (oldest + 1) % at.length;
        size--;
      }
      if (size == 0 && at.length > SMALL) {
        at = new long[SMALL];
        oldest = 0;
      }
    }

    void add(long now) {
      if (size == at.length) {
        long[] larger = new long[2 * size];
        for (int i = 0; i < size; i++) {
          larger[i] = at[(oldest + i) % size];
        }
        at = larger;
        oldest = 0;
      }
      at[(oldest + size) % at.length] = now;
      size++;
    }
  }
}

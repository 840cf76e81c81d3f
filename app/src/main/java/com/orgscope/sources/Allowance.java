package com.orgscope.sources;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How much each tenant may ask of this process: a bucket that fills steadily up to a burst. For
 * threads; tenants beyond the ten thousand seen last begin with a full bucket.
 */
public final class Allowance {
  private static final int REMEMBERED = 10_000;

  private final double perSecond;
  private final double burst;
  private final InstantSource clock;
  private final Cache<TenantId, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  public Allowance(double perSecond, double burst, InstantSource clock) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.clock = clock;
  }

  private static final class Bucket {
    double left;
    Instant at;

    Bucket(double left, Instant at) {
      this.left = left;
      this.at = at;
    }
  }

  /** Takes one, if there is one. */
  public boolean take(TenantId tenant) {
    Instant now = clock.instant();
    Bucket bucket = buckets.get(tenant, any -> new Bucket(burst, now));
    synchronized (bucket) {
      double seconds = Math.max(0, Duration.between(bucket.at, now).toNanos() / 1e9);
      bucket.left = Math.min(burst, bucket.left + seconds * perSecond);
      bucket.at = now;
      if (bucket.left < 1) {
        return false;
      }
      bucket.left--;
      return true;
    }
  }
}

package com.orgscope.insight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.orgscope.access.GrantedUnits;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read of releases, kept for an hour at most, by company, role and units: by no person.
 * How many releases and withdrawals the database has and of when the newest are is part of each
 * key, so that every node drops what it keeps as soon as one publishes or withdraws.
 */
final class KeptReleases {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final int MOST = 500;

  private final Cache<Key, Optional<Release>> releases = kept();
  private final Cache<Key, List<PastRelease>> lists = kept();

  /**
   * Who is answered, and of what.
   *
   * @param units of an executive; null for all others
   * @param version of what the database has of releases
   */
  record Of(TenantId tenant, Role role, @Nullable GrantedUnits units, String version) {}

  /**
   * @param question with the name of a release in it
   */
  record Key(Of of, String question) {}

  private static <T> Cache<Key, T> kept() {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterWrite(AN_HOUR)
        .scheduler(Scheduler.systemScheduler())
        .build();
  }

  Optional<Release> release(Key key, Supplier<Optional<Release>> read) {
    Optional<Release> found = releases.getIfPresent(key);
    if (found == null) {
      found = read.get();
      releases.put(key, found);
    }
    return found;
  }

  List<PastRelease> list(Key key, Supplier<List<PastRelease>> read) {
    List<PastRelease> found = lists.getIfPresent(key);
    if (found == null) {
      found = List.copyOf(read.get());
      lists.put(key, found);
    }
    return found;
  }
}

package com.orgscope.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys under which people who were erased rest, one a company. It is drawn at random, is no
 * part of the company's own keys, and rests sealed under those.
 */
@Component
final class Tombstones {
  private static final String PLACE = "tombstones";

  /** As long as a process remembers the keys of a company that was deleted. */
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

  private final TombstoneStore store;
  private final TombstoneFiles files;
  private final TenantKeys keys;
  private final SecureRandom random = new SecureRandom();
  private final Cache<TenantId, Tombstone> known =
      Caffeine.newBuilder()
          .expireAfterWrite(REMEMBERED_FOR)
          .scheduler(Scheduler.systemScheduler())
          .build();

  Tombstones(TombstoneStore store, TombstoneFiles files, TenantKeys keys) {
    this.store = store;
    this.files = files;
    this.keys = keys;
  }

  /** Opens and hides ids of a company; where nobody was erased it leaves them as they are. */
  Hiding of(TenantId tenant) {
    return new Hiding(this, tenant, find(tenant));
  }

  private @Nullable Tombstone find(TenantId tenant) {
    Tombstone remembered = known.getIfPresent(tenant);
    if (remembered != null) {
      return remembered;
    }
    return store.sealed(tenant).map(sealed -> remember(tenant, sealed)).orElse(null);
  }

  private Tombstone remember(TenantId tenant, byte[] sealed) {
    Tombstone tombstone = new Tombstone(keys.of(tenant).open(sealed, PLACE));
    known.put(tenant, tombstone);
    return tombstone;
  }

  /** As whom somebody rests for good: a database that was restored has no key, the home's has. */
  UUID rest(TenantId tenant, UUID person) {
    Tombstone tombstone = find(tenant);
    return (tombstone == null ? remember(tenant, begin(tenant)) : tombstone).hide(person);
  }

  private Tombstone require(TenantId tenant) {
    Tombstone tombstone = find(tenant);
    if (tombstone == null) {
      throw Failure.operator(
          "the key of those who were erased is missing in the database: restore it whole");
    }
    return tombstone;
  }

  /** Ids of one company, for one piece of work. */
  record Hiding(Tombstones all, TenantId tenant, @Nullable Tombstone found) {
    boolean isUsed() {
      return found != null;
    }

    UUID hide(UUID id) {
      return found == null ? id : found.hide(id);
    }

    /** Somebody may have been erased, the first of the company, since work began. */
    UUID open(UUID id) {
      if (!Tombstone.isHidden(id)) {
        return id;
      }
      return (found == null ? all.require(tenant) : found).open(id);
    }

    /** In both ways, as they may lie. */
    Collection<UUID> bothWays(Collection<UUID> ids) {
      return found == null ? ids : found.bothWays(ids);
    }
  }

  /**
   * From now on nothing of these people is kept. It is written down in the home first, and where
   * the database has no key yet, the file's is taken.
   */
  void mark(Caller caller, Collection<UUID> people, Instant at) {
    TenantId tenant = caller.tenant();
    // Not as it is remembered: a company of that name may be another one by now.
    byte[] sealed = store.sealed(tenant).orElseGet(() -> begin(tenant));
    Tombstone tombstone = remember(tenant, sealed);
    files.add(
        tenant,
        sealed,
        people.stream().collect(Collectors.toMap(tombstone::hide, p -> at, (a, b) -> a)));
    store.mark(caller, people, tombstone, at);
  }

  /** Two processes may do this at once: both go on with the key that is kept. */
  private byte[] begin(TenantId tenant) {
    byte[] fresh = new byte[Tombstone.KEY_BYTES];
    random.nextBytes(fresh);
    store.put(tenant, files.sealed(tenant).orElseGet(() -> keys.of(tenant).seal(fresh, PLACE)));
    return store.sealed(tenant).orElseThrow();
  }

  /**
   * Hides what still rests open of people who were erased, after the home's file names them all: an
   * earlier version had neither a key nor a file.
   *
   * @return how many rows
   */
  long hide(TenantId tenant) {
    Map<UUID, Instant> erased = store.erased(tenant);
    if (erased.isEmpty()) {
      return 0;
    }
    byte[] sealed = store.sealed(tenant).orElseGet(() -> begin(tenant));
    Tombstone tombstone = remember(tenant, sealed);
    Map<UUID, Instant> hidden = new LinkedHashMap<>();
    erased.forEach((person, at) -> hidden.putIfAbsent(tombstone.hide(person), at));
    files.add(tenant, sealed, hidden);
    return store.hide(tenant, tombstone);
  }

  /** Whom the home's file names. */
  Set<UUID> named(TenantId tenant) {
    byte[] sealed = files.sealed(tenant).orElse(null);
    if (sealed == null) {
      return Set.of();
    }
    Tombstone tombstone = new Tombstone(keys.of(tenant).open(sealed, PLACE));
    return files.named(tenant).keySet().stream().map(tombstone::open).collect(Collectors.toSet());
  }

  /** The file of a company that is deleted. */
  boolean delete(TenantId tenant) {
    return files.delete(tenant);
  }

  boolean isThere(TenantId tenant) {
    return files.isThere(tenant);
  }
}

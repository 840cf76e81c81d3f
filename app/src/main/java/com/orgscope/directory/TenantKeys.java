package com.orgscope.directory;

import com.google.crypto.tink.Aead;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The tenants' keys in the clear, in this process only. Each is looked up again after a minute, so
 * that one that was rotated is used and one of a tenant that is gone is forgotten; and at once
 * where something does not open.
 */
@Component
final class TenantKeys {
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private final TenantStore store;
  private final KeyPlaces places;
  private final MonotonicTime time;
  private final Map<TenantId, Opened> opened = new ConcurrentHashMap<>();

  private record Opened(TenantKey.Wrapped wrapped, TenantKey key, long nanos) {}

  @Autowired
  TenantKeys(TenantStore store, KeyPlaces places) {
    this(store, places, MonotonicTime.SYSTEM);
  }

  TenantKeys(TenantStore store, KeyPlaces places, MonotonicTime time) {
    this.store = store;
    this.places = places;
    this.time = time;
  }

  /** Adds a tenant with new keys, under a key of its own; one that is there stays as it is. */
  void make(Tenant tenant, Instant at) {
    String under = places.make(tenant.id());
    Aead wrapping = places.open(under);
    if (!store.add(tenant, TenantKey.Sets.generate().wrapped(tenant.id(), wrapping, under), at)) {
      places.destroy(under);
    }
  }

  /**
   * @throws Failure for the operator, if there is no such tenant, its keys are under another key
   *     than they say or one that is gone, or the tenant belongs to another region: nothing of it
   *     is read, written or given a pseudonym
   */
  TenantKey of(TenantId tenant) {
    Opened known = opened.get(tenant);
    if (known == null || time.nanos() - known.nanos > GOOD_FOR.toNanos()) {
      return look(tenant);
    }
    return known.key;
  }

  private TenantKey look(TenantId tenant) {
    Opened now = opened.compute(tenant, this::looked);
    if (now == null) {
      throw Tenants.unknown(tenant);
    }
    return now.key;
  }

  private @Nullable Opened looked(TenantId tenant, @Nullable Opened before) {
    TenantKey.Wrapped wrapped = store.keys(tenant).orElse(null);
    if (wrapped == null) {
      return null;
    }
    if (before != null && before.wrapped.sameAs(wrapped)) {
      return new Opened(wrapped, before.key, time.nanos());
    }
    try {
      TenantKey key = unwrapped(tenant, wrapped).key(() -> look(tenant));
      return new Opened(wrapped, key, time.nanos());
    } catch (Failure e) {
      if (before != null && e.kind() == Failure.Kind.RETRY) {
        // The service is away: what is known goes on.
        return before;
      }
      throw e;
    }
  }

  private TenantKey.Sets unwrapped(TenantId tenant, TenantKey.Wrapped wrapped) {
    return TenantKey.unwrap(tenant, wrapped, places.open(wrapped.under()));
  }

  /**
   * Wraps a tenant's keys under a new key. Killed anywhere, they open under the one or the other.
   *
   * @param names whether names are sealed with a new key too from now on
   */
  void rotate(TenantId tenant, boolean names) {
    String under = places.make(tenant);
    store.noteKey(tenant, under);
    Aead wrapping = places.open(under);
    store.rewrap(
        tenant,
        under,
        before -> {
          TenantKey.Sets sets = unwrapped(tenant, before);
          TenantKey.Wrapped after =
              (names ? sets.withNewNames() : sets).wrapped(tenant, wrapping, under);
          // What does not open now never will.
          var unused = TenantKey.unwrap(tenant, after, wrapping);
          return after;
        });
  }
}

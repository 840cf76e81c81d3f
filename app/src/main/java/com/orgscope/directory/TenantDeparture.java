package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A tenant that is being deleted: from the moment it is asked nobody finds it any more, and its
 * keys are destroyed before anything else goes.
 */
@Component
public final class TenantDeparture {
  private final TenantStore store;
  private final TenantKeys keys;
  private final KeyPlaces places;
  private final InstantSource clock;

  TenantDeparture(TenantStore store, TenantKeys keys, KeyPlaces places, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.places = places;
    this.clock = clock;
  }

  /** Tenants that are being deleted, by id. */
  public List<TenantId> begun() {
    return store.leaving();
  }

  /**
   * @param at when it was decided; a tenant that was made later is another one of that name
   * @throws Failure for the operator, if there is no such tenant
   */
  public void require(TenantId tenant, Instant at) {
    if (!store.wasThere(tenant, at)) {
      throw Failure.operator("there is no tenant %s that was there at %s".formatted(tenant, at));
    }
  }

  /** Whether its keys open: of one that came back with a backup they are gone. */
  public boolean isReadable(TenantId tenant) {
    try {
      var unused = keys.of(tenant);
      return true;
    } catch (Failure e) {
      if (e.kind() != Failure.Kind.OPERATOR) {
        throw e;
      }
      return false;
    }
  }

  /** Nobody finds the tenant from now on. */
  public void begin(TenantId tenant) {
    store.leave(tenant, clock.instant());
  }

  /** How many keys would be destroyed. */
  public int countKeys(TenantId tenant) {
    return 1 + store.earlierKeys(tenant).size();
  }

  /**
   * Destroys every key that ever wrapped a tenant's keys and is not destroyed yet: from then on no
   * copy of the database shows a name of it. If one of them was everybody's, the others' keys are
   * wrapped under keys of their own before.
   *
   * @return how many
   */
  public int destroyKeys(TenantId tenant) {
    if (store.everyKey(tenant).contains(KeyFiles.SHARED)) {
      for (Tenant other : store.all()) {
        if (store.keys(other.id()).filter(one -> one.under().equals(KeyFiles.SHARED)).isPresent()) {
          keys.rotate(other.id(), false);
        }
      }
    }
    return store.destroyEvery(tenant, places::destroy);
  }
}

package com.orgscope.directory;

import com.orgscope.directory.DirectoryGate.Act;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.time.Instant;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/**
 * Another key in the place of one that was used for long: of what wraps a tenant's keys, and of
 * what seals its names. The key that makes pseudonyms stays while the tenant exists, since every
 * row of the lake carries what it made.
 */
@Component
public final class KeyRotation {
  private final TenantStore store;
  private final TenantKeys keys;
  private final KeyPlaces places;
  private final DirectoryGate gate;

  KeyRotation(TenantStore store, TenantKeys keys, KeyPlaces places, DirectoryGate gate) {
    this.store = store;
    this.keys = keys;
    this.places = places;
    this.gate = gate;
  }

  /**
   * What wraps a tenant's keys.
   *
   * @param under the key's name: a file of the home, or a version of a key of a service
   * @param earlier those that older copies of the database need
   */
  public record Wrapping(TenantId tenant, String under, SortedSet<String> earlier) {}

  /**
   * @throws Failure for the operator, if there is no such tenant
   */
  public Wrapping wrapping(TenantId tenant) {
    TenantKey.Wrapped now = store.keys(tenant).orElseThrow(() -> Tenants.unknown(tenant));
    return new Wrapping(tenant, now.under(), store.earlierKeys(tenant));
  }

  /**
   * When the tenant's keys of names and pseudonyms were made.
   *
   * @throws Failure for the operator, if there is no such tenant
   */
  public Instant madeAt(TenantId tenant) {
    return store.keysMadeAt(tenant).orElseThrow(() -> Tenants.unknown(tenant));
  }

  /**
   * Wraps the keys of the caller's tenant under a new key, made where the settings say. The one of
   * before stays for older copies of the database. Killed anywhere, every key opens.
   *
   * @param names whether names are sealed with a new key too from now on; what was sealed before
   *     opens as before
   */
  public void rotate(Caller caller, boolean names) {
    gate.admit(caller, Act.CHANGE_KEYS, names ? "keys: wrapping and names" : "keys: wrapping");
    keys.rotate(caller.tenant(), names);
  }

  /**
   * Destroys the keys that wrapped the caller's tenant's keys before: older copies of the database
   * show no name of it any more.
   *
   * @return how many
   * @throws Failure for the operator, if one of them still wraps another tenant's keys
   */
  public int destroyEarlier(Caller caller) {
    gate.admit(caller, Act.CHANGE_KEYS, "keys: earlier ones destroyed");
    return store.destroyEarlier(
        caller.tenant(),
        key -> {
          requireUnused(key);
          places.destroy(key);
        });
  }

  /** Earlier versions had one key for all tenants. */
  private void requireUnused(String key) {
    if (key.equals(KeyFiles.SHARED)) {
      for (Tenant other : store.all()) {
        if (wrapping(other.id()).under().equals(key)) {
          throw Failure.operator(
              "%s still wraps the keys of %s: have those wrapped under a key of their own first"
                  .formatted(key, other.id()));
        }
      }
    }
  }
}

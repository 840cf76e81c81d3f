package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one tenant's actors. An actor that was seen before on days around costs one map
 * look-up; a new one two HMACs, and a row in the database at the next {@link #save}.
 */
final class SightedPseudonyms implements Pseudonyms {
  /** Beyond this many, about 300 bytes each, the memory of actors starts anew. */
  private static final int REMEMBERED_ACTORS = 500_000;

  private final TenantId tenant;
  private final TenantKey key;
  private final IdentityStore store;
  private final ErasedStore erasedStore;
  private final Map<Actor, Sighting> seen = new ConcurrentHashMap<>();
  private final Map<Pair, Sighting> unsaved = new HashMap<>();

  /** While somebody is erased: what accounts are that nobody worked out yet. */
  private final Map<UUID, Sighting> fresh = new ConcurrentHashMap<>();

  private volatile Identities identities = Identities.NONE;
  private volatile Set<PersonKey> erased = Set.of();

  private record Actor(String provider, @Nullable String providerId, @Nullable String login) {}

  private record Pair(UUID account, UUID login) {}

  SightedPseudonyms(TenantId tenant, TenantKey key, IdentityStore store, ErasedStore erased) {
    this.tenant = tenant;
    this.key = key;
    this.store = store;
    this.erasedStore = erased;
  }

  @Override
  public @Nullable PersonKey resolve(
      String provider, @Nullable String providerId, @Nullable String login, int day) {
    Actor actor = new Actor(provider, providerId, login);
    Sighting known = seen.get(actor);
    if (known == null || !known.holds(day)) {
      known = learn(actor, day);
    }
    return known == null ? null : new PersonKey(known.account());
  }

  private synchronized @Nullable Sighting learn(Actor actor, int day) {
    Sighting before = seen.get(actor);
    Sighting now = before == null ? first(actor, day) : before.and(day);
    if (now == null) {
      return null;
    }
    unsaved.merge(
        new Pair(now.account(), now.login()), now, (a, b) -> a.and(b.first()).and(b.last()));
    if (seen.size() >= REMEMBERED_ACTORS) {
      seen.clear();
    }
    seen.put(actor, now);
    if (!erased.isEmpty() && now.isOfAccount()) {
      fresh.put(now.account(), now);
    }
    return now;
  }

  private @Nullable Sighting first(Actor actor, int day) {
    Id account = Id.provider(actor.provider(), actor.providerId());
    Id login = Id.login(actor.login());
    if (account != null) {
      UUID id = key.link(account);
      return new Sighting(id, actor.provider(), login == null ? id : key.link(login), day, day);
    }
    if (login == null) {
      return null;
    }
    UUID name = key.link(login);
    return new Sighting(name, Sighting.NO_PROVIDER, name, day, day);
  }

  @Override
  public synchronized void save() {
    if (!unsaved.isEmpty()) {
      store.saw(tenant, unsaved.values());
      unsaved.clear();
    }
  }

  @Override
  public Set<PersonKey> erased() {
    return erased;
  }

  @Override
  public void lookForErased() {
    Set<PersonKey> now = erasedStore.all(tenant);
    if (!now.isEmpty()) {
      identities = store.of(tenant);
      fresh.keySet().removeIf(identities::knows);
    }
    erased = Set.copyOf(union(erased, now));
  }

  /** Nobody is ever taken off: whoever looked earlier may come later. */
  private static Set<PersonKey> union(Set<PersonKey> one, Set<PersonKey> other) {
    Set<PersonKey> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  @Override
  public boolean isErased(PersonKey of, int day) {
    Set<PersonKey> them = erased;
    if (them.isEmpty()) {
      return false;
    }
    return them.contains(of) || isErasedPerson(them, of.value(), day);
  }

  private boolean isErasedPerson(Set<PersonKey> them, UUID of, int day) {
    Identities who = identities;
    if (who.knows(of)) {
      return them.contains(who.ofAccount(of)) && !who.sharesLogin(of, them);
    }
    Sighting account = fresh.get(of);
    PersonKey person = who.ofLogin(account == null ? of : account.login(), day);
    // Another id of the same provider under somebody's login is somebody else.
    return person != null
        && them.contains(person)
        && (account == null || !who.hasAccount(person, account.login(), account.provider()));
  }
}

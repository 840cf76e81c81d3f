package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All links of one tenant in memory: a hash of an id, and whose it is. An actor that was seen
 * before costs one map look-up; a new one a few HMACs under a lock, so that two threads that meet
 * one account under two logins at once cannot make two people of it.
 */
final class LinkedPseudonyms implements Pseudonyms, KnownIds {
  /** Beyond this many the memory of actors starts anew; the links stay. */
  private static final int REMEMBERED_ACTORS = 1_000_000;

  private final TenantId tenant;
  private final TenantKey key;
  private final LinkStore store;
  private final Map<UUID, PersonKey> links = new HashMap<>();
  private final Map<UUID, PersonKey> unsaved = new HashMap<>();
  private final Map<Actor, PersonKey> seen = new ConcurrentHashMap<>();
  private final ErasedStore erasedStore;
  private volatile Set<PersonKey> erased = Set.of();

  LinkedPseudonyms(TenantId tenant, TenantKey key, LinkStore store, ErasedStore erased) {
    this.tenant = tenant;
    this.key = key;
    this.store = store;
    this.erasedStore = erased;
  }

  @Override
  public Set<PersonKey> erased() {
    return erased;
  }

  @Override
  public void lookForErased() {
    erased(erasedStore.all(tenant));
  }

  /** Nobody is ever taken off: whoever looked earlier may come later. */
  synchronized void erased(Set<PersonKey> people) {
    if (!erased.containsAll(people)) {
      Set<PersonKey> all = new HashSet<>(erased);
      all.addAll(people);
      erased = Set.copyOf(all);
    }
  }

  @Override
  public boolean isErased(PersonKey person) {
    return erased.contains(person);
  }

  @Override
  public PersonKey resolve(
      String provider,
      @Nullable String providerId,
      @Nullable String employeeNumber,
      @Nullable String login) {
    Actor actor = new Actor(provider, providerId, employeeNumber, login);
    PersonKey known = seen.get(actor);
    return known != null ? known : learn(actor);
  }

  private synchronized PersonKey learn(Actor actor) {
    List<Id> ids = actor.ids();
    if (ids.isEmpty()) {
      throw Failure.poison("an actor with neither id nor employee number nor login");
    }
    PersonKey person = known(ids);
    if (person == null) {
      // A login is what the HR system will bring too; an id of a provider only that one knows.
      person = key.person(ids.getLast());
    }
    for (Id id : ids) {
      UUID link = key.link(id);
      if (links.putIfAbsent(link, person) == null) {
        unsaved.put(link, person);
      }
    }
    if (seen.size() >= REMEMBERED_ACTORS) {
      seen.clear();
    }
    seen.put(actor, person);
    return person;
  }

  @Override
  public synchronized @Nullable PersonKey known(List<Id> ids) {
    return ids.stream()
        .map(key::link)
        .map(links::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Override
  public synchronized void save() {
    if (unsaved.isEmpty()) {
      return;
    }
    Map<UUID, PersonKey> stored = store.add(tenant, unsaved);
    unsaved.clear();
    adopt(stored);
  }

  /** Reads what other processes stored and an import changed. */
  synchronized void refresh() {
    Map<UUID, PersonKey> stored = store.all(tenant);
    stored.keySet().forEach(unsaved::remove);
    adopt(stored);
    lookForErased();
  }

  /** What is stored wins over what this process guessed at the same time. */
  synchronized void adopt(Map<UUID, PersonKey> stored) {
    boolean differs = false;
    for (Map.Entry<UUID, PersonKey> link : stored.entrySet()) {
      PersonKey before = links.put(link.getKey(), link.getValue());
      differs |= before != null && !before.equals(link.getValue());
    }
    if (differs) {
      seen.clear();
    }
  }

  private record Actor(
      String provider,
      @Nullable String providerId,
      @Nullable String employeeNumber,
      @Nullable String login) {

    List<Id> ids() {
      return new ArrayList<>(
          Stream.of(Id.provider(provider, providerId), Id.employee(employeeNumber), Id.login(login))
              .filter(Objects::nonNull)
              .toList());
    }
  }
}

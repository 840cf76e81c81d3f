package com.orgscope.directory;

import com.orgscope.directory.DirectoryGate.Act;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The directory's part in forgetting somebody. Marked first, so that nothing that still comes in
 * about them is kept; forgotten last, since other rooms need their names to find them.
 */
@Component
public final class ErasedPeople {
  private final ErasedStore store;
  private final PersonStore people;
  private final IdentityStore identities;
  private final TenantKeys keys;
  private final DirectoryGate gate;
  private final InstantSource clock;

  ErasedPeople(
      ErasedStore store,
      PersonStore people,
      IdentityStore identities,
      TenantKeys keys,
      DirectoryGate gate,
      InstantSource clock) {
    this.store = store;
    this.people = people;
    this.identities = identities;
    this.keys = keys;
    this.gate = gate;
    this.clock = clock;
  }

  /** Events about them are not kept from now on, and no file brings them back. */
  public void mark(Caller caller, Set<PersonKey> them) {
    gate.admit(
        caller,
        Act.CHANGE_PEOPLE,
        them.size() == 1 ? them.iterator().next().toString() : them.size() + " people");
    store.mark(caller, keys(caller.tenant(), them), clock.instant());
  }

  /** Keys of everybody erased, under which rows of theirs lay and of nobody else. */
  public Set<PersonKey> erasedKeys(TenantId tenant) {
    Set<PersonKey> keys = new TreeSet<>(store.all(tenant));
    store.goneKeys(tenant).stream()
        .filter(KeyPeriod::isAlways)
        .map(KeyPeriod::key)
        .forEach(keys::add);
    return keys;
  }

  /** Whether somebody was marked as erased, or is being erased. */
  public boolean isMarked(TenantId tenant, PersonKey person) {
    return store.all(tenant).contains(person);
  }

  /** The keys under which rows about these people, and nobody else, may lie. */
  public Set<PersonKey> keys(TenantId tenant, Set<PersonKey> them) {
    Set<PersonKey> keys = new TreeSet<>(store.keys(tenant, them));
    periods(tenant, keys).filter(KeyPeriod::isAlways).map(KeyPeriod::key).forEach(keys::add);
    return keys;
  }

  /** Keys that are theirs on some days and on others somebody else's. */
  public List<KeyPeriod> sharedKeys(TenantId tenant, Set<PersonKey> keys) {
    return periods(tenant, keys)
        .filter(period -> !period.isAlways() && !keys.contains(period.key()))
        .toList();
  }

  /**
   * Keys that turned out to be of somebody erased after their rows went: an event showed an old
   * account with a login of theirs, say, or two accounts to be one person's. An account that came
   * up under the login of an erased one is somebody else's.
   */
  public List<KeyPeriod> lateKeys(TenantId tenant) {
    Set<PersonKey> marked = store.all(tenant);
    if (marked.isEmpty()) {
      return List.of();
    }
    Identities who = identities.of(tenant);
    Set<PersonKey> them = new TreeSet<>(marked);
    for (PersonKey account : marked) {
      PersonKey person = who.ofAccount(account.value());
      if (who.isAccount(person.value())) {
        them.add(person);
      }
    }
    Map<PersonKey, List<KeyPeriod>> gone =
        store.goneKeys(tenant).stream().collect(Collectors.groupingBy(KeyPeriod::key));
    return Stream.concat(
            them.stream().map(key -> KeyPeriod.always(key, key)), periods(tenant, them))
        .filter(p -> marked.contains(p.key()) || !who.sharesLogin(p.key().value(), marked))
        .filter(p -> gone.getOrDefault(p.key(), List.of()).stream().noneMatch(g -> g.covers(p)))
        .toList();
  }

  /** Nothing more about those whose keys these turned out to be is kept. */
  public void markLate(TenantId tenant, Set<PersonKey> people) {
    store.mark(Caller.system(tenant, "erasure"), people, clock.instant());
  }

  /**
   * Puts what still rests under the pseudonyms of people who were erased under a key of its own, in
   * every table of identity. Killed on the way it is done again.
   *
   * @return how many rows
   */
  public long hide(TenantId tenant) {
    return store.hide(tenant);
  }

  /** As whom somebody rests who was erased: the same for the same person, for good. */
  public UUID tombstone(TenantId tenant, PersonKey person) {
    return store.tombstone(tenant, person);
  }

  /**
   * Keys of people who were erased by what the home says and not by what the database does: it was
   * restored.
   */
  public Set<PersonKey> unknown(TenantId tenant) {
    Set<PersonKey> unknown = new TreeSet<>();
    store.named(tenant).forEach(person -> unknown.add(new PersonKey(person)));
    if (!unknown.isEmpty()) {
      unknown.removeAll(store.all(tenant));
    }
    return unknown;
  }

  /** Whether the home has a file of who was erased of a company. */
  public boolean hasFile(TenantId tenant) {
    return store.hasFile(tenant);
  }

  /** Deletes that file, of a company that is deleted; false if there was none. */
  public boolean deleteFile(TenantId tenant) {
    return store.deleteFile(tenant);
  }

  /** Rows under these keys have gone. */
  public void gone(TenantId tenant, Collection<KeyPeriod> periods) {
    store.gone(tenant, periods);
  }

  private Stream<KeyPeriod> periods(TenantId tenant, Set<PersonKey> of) {
    return identities.of(tenant).periods().stream().filter(period -> of.contains(period.person()));
  }

  /** What people are called, as far as it is known: to find them where there are no keys. */
  public Set<String> words(TenantId tenant, Set<PersonKey> them) {
    return people.find(Caller.system(tenant, "directory"), them).stream()
        .map(stored -> stored.identity(keys.of(tenant)))
        .flatMap(
            identity -> Stream.of(identity.login(), identity.employeeId(), identity.displayName()))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** What ids lead to these people, to find them where only an id of an account stands. */
  public LinkedIds ids(TenantId tenant, Set<PersonKey> keys) {
    Set<UUID> links = new HashSet<>(store.links(tenant, keys));
    keys.forEach(key -> links.add(key.value()));
    links.addAll(identities.of(tenant).loginsOf(keys));
    return new LinkedIds(this.keys.of(tenant), links);
  }

  /** As {@link #ids}, of everybody who was erased; empty if nobody was. */
  public Optional<LinkedIds> erasedIds(TenantId tenant) {
    Set<PersonKey> marked = store.all(tenant);
    return marked.isEmpty() ? Optional.empty() : Optional.of(ids(tenant, marked));
  }

  /**
   * Deletes all rows about these people; the HMACs of their ids stay with their keys.
   *
   * @return how many rows went
   */
  public long forget(TenantId tenant, Set<PersonKey> keys) {
    return store.forget(tenant, keys, clock.instant());
  }
}

package com.orgscope.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ByteSearch;
import com.orgscope.state.Findings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who people are in the log: an alias each, drawn at random, of which only the tenant's key tells
 * whose it is, and nothing when its row is gone.
 */
@Component
final class Aliases {
  private static final int REMEMBERED = 200_000;

  /** So long another process may go on with the alias of somebody who was erased. */
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  private static final String PERSON = "person:";
  private static final String OF = "\n";
  private static final String TABLE = "audit.alias";

  private final AliasStore store;
  private final IdentitySeals seals;
  private final Cache<Key, UUID> known =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED)
          .expireAfterWrite(REMEMBERED_FOR)
          .scheduler(Scheduler.systemScheduler())
          .build();

  Aliases(AliasStore store, IdentitySeals seals) {
    this.store = store;
    this.seals = seals;
  }

  private record Key(TenantId tenant, String identity) {}

  /**
   * Somebody in the log.
   *
   * @param identity whom an alias is of
   * @param person whom of the directory that is about; null if it is nobody there
   * @param principal as whom they act; null of somebody who was looked at
   */
  private record Who(String identity, @Nullable PersonKey person, @Nullable String principal) {
    static Who of(PersonKey person) {
      return new Who(PERSON + person, person, null);
    }

    /** A local principal may become another person's: then it is another alias. */
    static Who of(Caller caller) {
      PersonKey person = caller.person();
      String principal = caller.principal();
      return new Who(
          person == null ? principal : principal + OF + person, person, caller.principal());
    }
  }

  /** The caller's; null of the product itself and of programs, which are no people. */
  @Nullable UUID of(Caller caller) {
    if (isNobody(caller)) {
      return null;
    }
    return names(caller.tenant(), List.of(Who.of(caller))).getFirst();
  }

  /** The caller as what an alias is made of later; null where {@link #of(Caller)} is. */
  AliasStore.@Nullable Hidden hidden(Caller caller) {
    if (isNobody(caller)) {
      return null;
    }
    Who who = Who.of(caller);
    return hidden(caller.tenant(), seals.lookup(caller.tenant(), who.identity()), who);
  }

  private static boolean isNobody(Caller caller) {
    return caller.role() == Role.SYSTEM || caller.principal().startsWith("service:");
  }

  /** Those of people, in the order of their aliases, which says nothing of them. */
  List<UUID> of(TenantId tenant, Set<PersonKey> people) {
    return names(tenant, people.stream().map(Who::of).toList()).stream().sorted().toList();
  }

  private List<UUID> names(TenantId tenant, List<Who> all) {
    List<UUID> names = new ArrayList<>();
    Map<UUID, Who> asked = new LinkedHashMap<>();
    for (Who who : all) {
      UUID name = known.getIfPresent(new Key(tenant, who.identity()));
      if (name == null) {
        asked.put(seals.lookup(tenant, who.identity()), who);
      } else {
        names.add(name);
      }
    }
    if (!asked.isEmpty()) {
      List<AliasStore.Hidden> hidden = new ArrayList<>();
      asked.forEach((lookup, who) -> hidden.add(hidden(tenant, lookup, who)));
      store
          .names(tenant, hidden)
          .forEach((lookup, name) -> {
            Who who = asked.get(lookup);
            if (who != null) {
              known.put(new Key(tenant, who.identity()), name);
              names.add(name);
            }
          });
    }
    return names;
  }

  private AliasStore.Hidden hidden(TenantId tenant, UUID lookup, Who who) {
    PersonKey person = who.person();
    String principal = who.principal();
    return new AliasStore.Hidden(
        lookup,
        person == null ? null : seals.lookup(tenant, PERSON + person),
        principal == null ? null : seals.lookup(tenant, principal),
        seals.seal(tenant, who.identity(), lookup));
  }

  /** What aliases mean, to those who may read that; who was erased is missing. */
  Map<UUID, String> meant(Caller caller, Set<UUID> aliases) {
    if (aliases.isEmpty()) {
      return Map.of();
    }
    Map<UUID, String> meant = new HashMap<>();
    store
        .hidden(caller, aliases)
        .forEach((alias, hidden) -> {
          try {
            meant.put(alias, seals.open(caller.tenant(), hidden.sealed(), hidden.lookup()));
          } catch (Failure e) {
            // One row that was changed hides no other; it reads as nobody.
          }
        });
    return meant;
  }

  /**
   * The aliases that are looked for.
   *
   * @param people of the person as such, and of every principal they were
   */
  record Sought(Set<UUID> actors, Set<UUID> people) {}

  /** Whoever has no alias gets none by being looked for. */
  Sought sought(Caller caller, @Nullable String actor, @Nullable PersonKey person) {
    return new Sought(
        actor == null ? Set.of() : store.find(caller, seals.lookup(caller.tenant(), actor)),
        person == null
            ? Set.of()
            : store.find(caller, seals.lookup(caller.tenant(), PERSON + person)));
  }

  /** The principal that an identity acts as. */
  static String principal(String identity) {
    return identity.substring(0, (identity + OF).indexOf(OF));
  }

  /** The person that an identity is; null if it is a principal. */
  static @Nullable PersonKey person(String identity) {
    return identity.startsWith(PERSON)
        ? PersonKey.parse(identity.substring(PERSON.length()))
        : null;
  }

  /** How many of the company's aliases mean somebody who is looked for. */
  void holding(TenantId tenant, ByteSearch search, Findings findings) {
    findings.found(TABLE, 0);
    store.each(tenant, hidden -> look(tenant, TABLE, hidden, search, findings));
  }

  /** Looks at one, wherever it lies. */
  void look(
      TenantId tenant,
      String place,
      AliasStore.Hidden hidden,
      ByteSearch search,
      Findings findings) {
    try {
      byte[] identity =
          seals.open(tenant, hidden.sealed(), hidden.lookup()).getBytes(StandardCharsets.UTF_8);
      findings.found(place, search.count(identity));
    } catch (Failure e) {
      findings.unread(place, "one does not open: it was changed or restored from elsewhere");
    }
  }

  /**
   * Destroys what the aliases of these people mean.
   *
   * @return how many did
   */
  long forget(TenantId tenant, Collection<PersonKey> people) {
    List<UUID> lookups =
        people.stream().map(person -> seals.lookup(tenant, PERSON + person)).toList();
    long gone = store.forget(tenant, lookups);
    known.asMap().keySet().removeIf(key -> key.tenant().equals(tenant));
    return gone;
  }
}

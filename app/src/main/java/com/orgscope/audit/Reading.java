package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Turns entries as they rest into what they say to whoever may read who their aliases are. */
final class Reading {
  private final Caller caller;
  private final AuditStore store;
  private final Aliases aliases;

  Reading(Caller caller, AuditStore store, Aliases aliases) {
    this.caller = caller;
    this.store = store;
    this.aliases = aliases;
  }

  List<AuditEntry> read(List<StoredEntry> rows) {
    boolean byAlias = caller.role() == Role.AUDITOR;
    Set<String> lists =
        rows.stream()
            .map(StoredEntry::where)
            .filter(Objects::nonNull)
            .map(StoredEntry.Where::list)
            .filter(list -> !list.isEmpty())
            .collect(Collectors.toSet());
    Map<String, List<UUID>> listed = lists.isEmpty() ? Map.of() : store.listed(caller, lists);
    Set<UUID> all = new HashSet<>();
    for (StoredEntry row : rows) {
      UUID actor = row.actor();
      if (actor != null) {
        all.add(actor);
      }
      all.addAll(whom(row, listed));
    }
    if (byAlias) {
      return rows.stream().map(row -> byAlias(row, whom(row, listed))).toList();
    }
    Map<UUID, String> meant = aliases.meant(caller, all);
    return rows.stream().map(row -> entry(row, whom(row, listed), meant)).toList();
  }

  private static List<UUID> whom(StoredEntry row, Map<String, List<UUID>> listed) {
    StoredEntry.Where where = row.where();
    if (where == null) {
      return List.of();
    }
    return where.list().isEmpty() ? where.persons() : listed.getOrDefault(where.list(), List.of());
  }

  private static AuditEntry entry(StoredEntry row, List<UUID> whom, Map<UUID, String> meant) {
    List<PersonKey> people = new ArrayList<>();
    for (UUID alias : whom) {
      String identity = meant.get(alias);
      PersonKey person = identity == null ? null : Aliases.person(identity);
      if (person != null) {
        people.add(person);
      }
    }
    StoredEntry.Where where = row.where();
    UUID actor = row.actor();
    return new AuditEntry(
        row.number(),
        row.at(),
        actor == null
            ? row.principal()
            : Aliases.principal(meant.getOrDefault(actor, AuditEntry.ERASED)),
        row.role(),
        row.action(),
        subject(row.subject(), people),
        row.reason(),
        people.stream().sorted().toList(),
        List.of(),
        whom.size() - people.size(),
        where == null ? "" : where.address(),
        where == null ? "" : where.request());
  }

  /** As it rests, to whoever may read that somebody looked at somebody, and not who. */
  private static AuditEntry byAlias(StoredEntry row, List<UUID> whom) {
    StoredEntry.Where where = row.where();
    return new AuditEntry(
        row.number(),
        row.at(),
        row.principal(),
        row.role(),
        row.action(),
        row.subject(),
        row.reason(),
        List.of(),
        whom,
        0,
        where == null ? "" : where.address(),
        where == null ? "" : where.request());
  }

  /** One person reads as their key, as in entries of before people stood by alias. */
  private static String subject(String stored, List<PersonKey> people) {
    if (!stored.equals(Audit.PERSON)) {
      return stored;
    }
    return people.isEmpty() ? AuditEntry.ERASED : people.getFirst().toString();
  }
}

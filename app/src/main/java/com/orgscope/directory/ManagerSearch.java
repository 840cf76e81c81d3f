package com.orgscope.directory;

import com.orgscope.directory.HrRow.ManagerReference;
import com.orgscope.kernel.PersonKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the person a row means by its manager, once every row is known: within the file first, then
 * in the directory; by id, then mail, then name. A name that two people bear is nobody's.
 */
final class ManagerSearch {
  /** A manager, or why there is none. */
  record Found(@Nullable PersonKey manager, String reason) {}

  private final TenantKey key;
  private final StoredLinks known;
  private final Map<PersonKey, StoredPerson> stored;
  private final Map<Id, PersonKey> byId = new HashMap<>();
  private final Map<String, PersonKey> byRowId = new HashMap<>();
  private final Map<String, Set<PersonKey>> byName = new HashMap<>();
  private @Nullable Map<String, Set<PersonKey>> storedByName;

  ManagerSearch(
      List<PeopleMatch.Matched> matched,
      TenantKey key,
      StoredLinks known,
      Map<PersonKey, StoredPerson> stored) {
    this.key = key;
    this.known = known;
    this.stored = stored;
    for (PeopleMatch.Matched person : matched) {
      for (HrRow row : person.rows()) {
        Stream.concat(
                Stream.ofNullable(Id.employee(row.employeeId())),
                row.logins().stream().map(Id::login).filter(Objects::nonNull))
            .forEach(id -> byId.putIfAbsent(id, person.key()));
        if (row.rowId() != null) {
          byRowId.putIfAbsent(row.rowId(), person.key());
        }
        row.names().forEach(name -> add(byName, name, person.key()));
      }
    }
  }

  Found find(ManagerReference reference) {
    PersonKey manager = reference.rowId() == null ? null : byRowId.get(reference.rowId());
    if (manager == null) {
      manager =
          reference.ids().stream()
              .map(this::byId)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    }
    if (manager == null && reference.id() != null) {
      manager = byRowId.get(reference.id());
    }
    if (manager != null) {
      return new Found(manager, "");
    }
    Set<PersonKey> namesakes =
        Stream.of(reference.name(), reference.id())
            .filter(Objects::nonNull)
            .map(this::byName)
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse(Set.of());
    return switch (namesakes.size()) {
      case 0 -> new Found(null, "is nobody in the file or the directory");
      case 1 -> new Found(namesakes.iterator().next(), "");
      default -> new Found(null, "could be " + namesakes.size() + " people");
    };
  }

  private @Nullable PersonKey byId(Id id) {
    PersonKey inFile = byId.get(id);
    if (inFile != null) {
      return inFile;
    }
    PersonKey elsewhere = known.known(List.of(id));
    return elsewhere != null && stored.containsKey(elsewhere) ? elsewhere : null;
  }

  private Set<PersonKey> byName(String name) {
    Set<PersonKey> inFile = byName.getOrDefault(folded(name), Set.of());
    if (!inFile.isEmpty()) {
      return inFile;
    }
    if (storedByName == null) {
      Map<String, Set<PersonKey>> names = new HashMap<>();
      for (StoredPerson person : stored.values()) {
        String shown = person.identity(key).displayName();
        if (shown != null) {
          add(names, shown, person.person().key());
        }
      }
      storedByName = names;
    }
    return storedByName.getOrDefault(folded(name), Set.of());
  }

  private static void add(Map<String, Set<PersonKey>> names, String name, PersonKey person) {
    names.computeIfAbsent(folded(name), unused -> new HashSet<>()).add(person);
  }

  /** "Doe, Jane" and "jane doe" are one spelling. */
  private static String folded(String name) {
    return Stream.of(HrRows.natural(name).split("\\s+"))
        .collect(Collectors.joining(" "))
        .toLowerCase(Locale.ROOT);
  }
}

package com.orgscope.usage;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keys of the lake that turned out to be somebody's second one. */
record Merged(Map<PersonKey, PersonKey> newByOld) {

  static Merged of(Map<PersonKey, PersonKey> newByOld) {
    return new Merged(new TreeMap<>(newByOld));
  }

  /** The key a person has today. */
  PersonKey keptFor(PersonKey stored) {
    return newByOld.getOrDefault(stored, stored);
  }

  /** Under which keys a person's events may lie. */
  Set<PersonKey> keysOf(PersonKey person) {
    Set<PersonKey> keys = new TreeSet<>(Set.of(person));
    newByOld.forEach((old, kept) -> {
      if (kept.equals(person)) {
        keys.add(old);
      }
    });
    return keys;
  }

  /** The scope with everybody's second keys. */
  Scope widen(Scope scope) {
    if (scope.people() == null) {
      return scope;
    }
    Set<PersonKey> keys = new TreeSet<>();
    scope.people().forEach(person -> keys.addAll(keysOf(person)));
    return new Scope(scope.tenant(), keys);
  }

  /** For a question: two lists of the same length. */
  Map<String, Object> parameters() {
    return Map.of("old", newByOld.keySet(), "new", List.copyOf(newByOld.values()));
  }
}

package com.orgscope.usage;

import com.orgscope.directory.KeyPeriod;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whose the keys of the lake are, and when. */
record KeyOwners(List<KeyPeriod> periods) {

  static KeyOwners of(Collection<KeyPeriod> periods) {
    return new KeyOwners(
        periods.stream()
            .sorted(Comparator.comparing(KeyPeriod::key).thenComparing(KeyPeriod::from))
            .toList());
  }

  /** The scope with all keys of everybody in it, of which some may be others' as well. */
  Scope widen(Scope scope) {
    Set<PersonKey> people = scope.people();
    if (people == null) {
      return scope;
    }
    Set<PersonKey> keys = new TreeSet<>(people);
    periods.stream()
        .filter(period -> people.contains(period.person()))
        .map(KeyPeriod::key)
        .forEach(keys::add);
    return new Scope(scope.tenant(), keys);
  }

  /** Those that matter within a widened scope. */
  KeyOwners within(Scope widened) {
    Set<PersonKey> keys = widened.people();
    return keys == null
        ? this
        : new KeyOwners(periods.stream().filter(p -> keys.contains(p.key())).toList());
  }

  /** For a question: four lists of the same length. */
  Map<String, Object> parameters() {
    return Map.of(
        "old",
        periods.stream().map(KeyPeriod::key).toList(),
        "new",
        periods.stream().map(KeyPeriod::person).toList(),
        "since",
        periods.stream().map(KeyPeriod::from).toList(),
        "until",
        periods.stream().map(KeyPeriod::until).toList());
  }
}

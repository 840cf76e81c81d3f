package com.orgscope.usage;

import com.orgscope.directory.KeyPeriod;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whose the keys of the lake are, and when. */
record KeyOwners(List<KeyPeriod> periods) {

  private static final Comparator<KeyPeriod> ORDER =
      Comparator.comparing(KeyPeriod::key).thenComparing(KeyPeriod::from);

  /** The same list where it is in order: two of the same are then equal at a glance. */
  static KeyOwners of(List<KeyPeriod> periods) {
    return new KeyOwners(isInOrder(periods) ? periods : periods.stream().sorted(ORDER).toList());
  }

  private static boolean isInOrder(List<KeyPeriod> periods) {
    for (int i = 1; i < periods.size(); i++) {
      if (ORDER.compare(periods.get(i - 1), periods.get(i)) > 0) {
        return false;
      }
    }
    return true;
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

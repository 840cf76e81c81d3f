package com.orgscope.nightly;

import com.orgscope.kernel.PersonKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whom a night has room for, and whom it leaves to later ones.
 *
 * @param tonight in the order of their keys
 * @param later those who wait, with why and for how many nights by then, in the order of their keys
 */
record Deferral(Map<PersonKey, Reason> tonight, Map<PersonKey, Waits> later) {

  /**
   * Somebody who waits.
   *
   * @param nights in a row, tonight's among them
   */
  record Waits(Reason reason, int nights) {}

  /**
   * Whom somebody's word was about, or who was asked for, is judged in any case, and takes nobody's
   * place. The others go by their reason, a step up for each night that they waited, until they are
   * among the new ones; there and everywhere whoever waited longest is first. So nobody waits more
   * nights than there are steps and people divided by places.
   *
   * @param waited nights that people have waited so far
   * @param places how many people a night judges; 0 for as many as need it
   * @param counted those of whom {@code waited} counts this day already
   */
  static Deferral of(
      Map<PersonKey, Reason> chosen,
      Map<PersonKey, Integer> waited,
      Set<PersonKey> counted,
      int places) {
    Map<PersonKey, Reason> tonight = new TreeMap<>();
    Map<PersonKey, Waits> later = new TreeMap<>();
    chosen.forEach((person, reason) -> {
      if (places == 0 || step(reason) == 0) {
        tonight.put(person, reason);
      }
    });
    List<PersonKey> queue =
        chosen.keySet().stream()
            .filter(person -> !tonight.containsKey(person))
            .sorted(
                Comparator.<PersonKey>comparingInt(person -> step(chosen, waited, person))
                    .thenComparingInt(person -> -waited.getOrDefault(person, 0))
                    .thenComparingInt(person -> step(reason(chosen, person)))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (int place = 0; place < queue.size(); place++) {
      PersonKey person = queue.get(place);
      Reason reason = reason(chosen, person);
      if (place < places) {
        tonight.put(person, reason);
      } else {
        int before = waited.getOrDefault(person, 0);
        later.put(person, new Waits(reason, counted.contains(person) ? before : before + 1));
      }
    }
    return new Deferral(tonight, later);
  }

  private static int step(
      Map<PersonKey, Reason> chosen, Map<PersonKey, Integer> waited, PersonKey person) {
    return Math.max(
        step(Reason.FIRST), step(reason(chosen, person)) - waited.getOrDefault(person, 0));
  }

  private static Reason reason(Map<PersonKey, Reason> chosen, PersonKey person) {
    return Objects.requireNonNull(chosen.get(person));
  }

  /** 0 for those who never wait; the greater, the later. */
  static int step(Reason reason) {
    return switch (reason) {
      case ASKED, OVERRIDE -> 0;
      case FIRST -> 1;
      case NEW_HIRE -> 2;
      case CHANGED -> 3;
      case DUE -> 4;
      default -> 5;
    };
  }

  /** The most nights that somebody has waited; 0 if nobody waits. */
  int longest() {
    return later.values().stream().mapToInt(Waits::nights).max().orElse(0);
  }
}

package com.orgscope.usage;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * When people last used one application, as far as their sign-ins show it.
 *
 * @param accesses by person, the last day with a visit
 * @param signs by person, the last day with anything, refreshed tokens included
 * @param longestSilence days between two visits of somebody who went on to use it, or of a session
 *     that reached it, whichever is most: so long a silence is no proof that nobody uses it
 * @param returned how many people came back on another day, and so showed how long a silence is
 */
public record LastUse(
    Map<PersonKey, LocalDate> accesses,
    Map<PersonKey, LocalDate> signs,
    long longestSilence,
    long returned) {
  /** Of an application that nobody was seen with. */
  public static final LastUse NONE = new LastUse(Map.of(), Map.of(), 0, 0);

  public LastUse {
    accesses = Map.copyOf(accesses);
    signs = Map.copyOf(signs);
  }

  /** What several stored names of one application add up to. */
  static final class Tally {
    private final Map<PersonKey, LocalDate> accesses = new HashMap<>();
    private final Map<PersonKey, LocalDate> signs = new HashMap<>();
    private final Set<PersonKey> returned = new HashSet<>();
    private long longest;

    void accessed(PersonKey person, LocalDate lastDay, long longestGap) {
      accesses.merge(person, lastDay, Tally::later);
      if (longestGap > 0) {
        returned.add(person);
      }
      sign(person, lastDay, longestGap);
    }

    void sign(PersonKey person, LocalDate lastDay, long longestSession) {
      signs.merge(person, lastDay, Tally::later);
      longest = Math.max(longest, longestSession);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
      return one.isAfter(other) ? one : other;
    }

    LastUse sum() {
      return new LastUse(accesses, signs, longest, returned.size());
    }
  }
}

package com.orgscope.insight;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What moved everybody's seconds of signing in since a quarter before, exactly and before any
 * noise.
 *
 * @param before the days that are compared with
 * @param secondsBefore a week of those days, as the log holds them by now; nobody counts for more
 *     than the bound
 * @param seconds a week by cause; one person's in all causes together, whichever way, are no more
 *     than the bound
 */
record ChangeParts(TimeWindow before, long secondsBefore, Map<ChangeCause, Long> seconds) {
  ChangeParts {
    seconds = Map.copyOf(seconds);
  }

  /**
   * @param then who worked there in the days before
   * @param now who does in those that are counted
   * @param bound seconds a week that one person counts for at most
   */
  static ChangeParts of(
      TimeWindow before, Map<PersonKey, Presence> then, Map<PersonKey, Presence> now, long bound) {
    Set<PersonKey> everybody = new TreeSet<>(then.keySet());
    everybody.addAll(now.keySet());
    Map<ChangeCause, Long> seconds = new EnumMap<>(ChangeCause.class);
    long secondsBefore = 0;
    for (PersonKey person : everybody) {
      Presence was = then.get(person);
      secondsBefore += was == null ? 0 : Math.min(bound, was.seconds());
      of(was, now.get(person), bound).forEach((cause, s) -> seconds.merge(cause, s, Long::sum));
    }
    return new ChangeParts(before, secondsBefore, seconds);
  }

  /** One person's. */
  static Map<ChangeCause, Long> of(@Nullable Presence was, @Nullable Presence is, long bound) {
    if (was == null) {
      return is == null ? Map.of() : Map.of(ChangeCause.JOINED, Math.min(bound, is.seconds()));
    }
    if (is == null) {
      return Map.of(ChangeCause.LEFT, -Math.min(bound, was.seconds()));
    }
    long seconds = Math.min(bound, is.seconds());
    long fresh = (long) (seconds * is.partAtNew(was));
    Map<ChangeCause, Long> parts = new EnumMap<>(ChangeCause.class);
    parts.put(ChangeCause.NEW_APPLICATION, fresh);
    ChangeCause cause = cause(was, is);
    if (cause != null) {
      long others = seconds - fresh - Math.min(bound, was.seconds());
      parts.put(cause, Math.clamp(others, fresh - bound, bound - fresh));
    }
    return parts;
  }

  /** Null where nothing but their own sign-ins changed. */
  private static @Nullable ChangeCause cause(Presence was, Presence is) {
    if (!was.category().equals(is.category())) {
      return was.origin().equals(is.origin()) || was.origin().isEmpty() || is.origin().isEmpty()
          ? ChangeCause.OTHER_WORK
          : ChangeCause.MODEL;
    }
    return was.unit().equals(is.unit()) ? null : ChangeCause.REORGANIZED;
  }
}

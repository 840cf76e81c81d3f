package com.orgscope.replay;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be asked of whoever signs in, from the first day of a window on. What is null, false
 * or empty stays as it was.
 *
 * @param sessionLength how long a sign-in would last, counted from it
 * @param idleTimeout after how long without a visit a sign-in would be over, however old it is; it
 *     is what the company's policy book calls the length of a session
 * @param rememberDevices for how long a device that passed a factor would not be asked again when
 *     its owner signs in
 * @param factorOnRisk whether a factor would be asked only on a network that is new to the person
 * @param bundle applications, as the company calls them, that would ask for no factor as long as
 *     one that was passed anywhere is younger than a session
 */
public record ChangedPolicy(
    @Nullable Duration sessionLength,
    @Nullable Duration idleTimeout,
    @Nullable Duration rememberDevices,
    boolean factorOnRisk,
    List<String> bundle) {
  /** For as long a device is remembered, or a session lasts, at most. */
  public static final int MOST_REMEMBERED_DAYS = 365;

  private static final Duration LONGEST = Duration.ofDays(MOST_REMEMBERED_DAYS);

  /**
   * @throws Failure for the operator, if nothing changes or a length is none
   */
  public ChangedPolicy {
    bundle = List.copyOf(bundle);
    if (sessionLength == null
        && idleTimeout == null
        && rememberDevices == null
        && !factorOnRisk
        && bundle.isEmpty()) {
      throw Failure.operator(
          "a changed policy changes something: the length of a session, the time without a visit, how long devices are"
              + " remembered, a factor only on risk, or one sign-in for a bundle of applications");
    }
    check("a session", sessionLength, Duration.ofMinutes(1));
    check("a session without a visit", idleTimeout, Duration.ofMinutes(1));
    check("a remembered device", rememberDevices, Duration.ofDays(1));
  }

  private static void check(String what, @Nullable Duration length, Duration shortest) {
    if (length != null && (length.compareTo(shortest) < 0 || length.compareTo(LONGEST) > 0)) {
      throw Failure.operator(
          "%s lasts from %s to %d days, not %s"
              .formatted(
                  what,
                  shortest.toDays() == 1 ? "one day" : "one minute",
                  MOST_REMEMBERED_DAYS,
                  words(length)));
    }
  }

  /** In one line, as people read it. */
  public String title() {
    List<String> parts = new ArrayList<>();
    if (sessionLength != null) {
      parts.add("sessions of " + words(sessionLength));
    }
    if (idleTimeout != null) {
      parts.add("sessions until %s pass without a visit".formatted(words(idleTimeout)));
    }
    if (rememberDevices != null) {
      parts.add("devices remembered for " + words(rememberDevices));
    }
    if (factorOnRisk) {
      parts.add("a factor only on a network that is new");
    }
    if (!bundle.isEmpty()) {
      parts.add("one sign-in for " + String.join(", ", bundle));
    }
    return String.join("; ", parts);
  }

  private static String words(Duration length) {
    if (length.toMinutes() % 60 != 0) {
      return length.toMinutes() + " minutes";
    }
    return length.toHours() % 24 == 0 && length.toDays() > 1
        ? length.toDays() + " days"
        : length.toHours() + " hours";
  }
}

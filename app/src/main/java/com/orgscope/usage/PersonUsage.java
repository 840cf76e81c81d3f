package com.orgscope.usage;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person used in a window, and the friction on the way.
 *
 * @param apps the applications with at least one access, largest share first, then by name
 * @param accesses successful visits
 * @param activeSlots 15-minute slots with at least one access
 * @param activeDays UTC days with at least one access
 * @param firstAt first access in the window, null without any
 * @param lastAt last access in the window, null without any
 * @param failures failed visits and sign-ins, those that led to no application included
 * @param challenges requests for another factor, those that led to no application included
 * @param switches accesses to another application than the one before, within 30 minutes
 * @param signIn how long the failures and challenges took
 */
public record PersonUsage(
    PersonKey person,
    TimeWindow window,
    List<AppUse> apps,
    long accesses,
    double activeSlots,
    int activeDays,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    long failures,
    long challenges,
    long switches,
    SignInTime signIn) {

  public PersonUsage {
    apps = List.copyOf(apps);
  }

  /** With friction of which nobody knows how long it took. */
  public PersonUsage(
      PersonKey person,
      TimeWindow window,
      List<AppUse> apps,
      long accesses,
      double activeSlots,
      int activeDays,
      @Nullable Instant firstAt,
      @Nullable Instant lastAt,
      long failures,
      long challenges,
      long switches) {
    this(
        person,
        window,
        apps,
        accesses,
        activeSlots,
        activeDays,
        firstAt,
        lastAt,
        failures,
        challenges,
        switches,
        new SignInTime(0, failures, 0, challenges));
  }

  /** A person of whom the window holds nothing. */
  public static PersonUsage none(PersonKey person, TimeWindow window) {
    return new PersonUsage(person, window, List.of(), 0, 0, 0, null, null, 0, 0, 0);
  }

  /** The same use of somebody under another key. */
  public PersonUsage as(PersonKey other) {
    return new PersonUsage(
        other,
        window,
        apps,
        accesses,
        activeSlots,
        activeDays,
        firstAt,
        lastAt,
        failures,
        challenges,
        switches,
        signIn);
  }

  /** The same person as if they had used these applications. */
  public PersonUsage with(List<AppUse> others) {
    return new PersonUsage(
        person,
        window,
        others,
        accesses,
        activeSlots,
        activeDays,
        firstAt,
        lastAt,
        failures,
        challenges,
        switches,
        signIn);
  }

  /** Without a time, a day or a week, and without how many days had use. */
  PersonUsage withoutTimes() {
    return new PersonUsage(
        person,
        window,
        apps.stream().map(use -> use.withoutTimes(window)).toList(),
        accesses,
        activeSlots,
        0,
        null,
        null,
        failures,
        challenges,
        switches,
        signIn);
  }

  /** From the first to the last access; zero without two of them. */
  public Duration span() {
    return firstAt == null || lastAt == null ? Duration.ZERO : Duration.between(firstAt, lastAt);
  }
}

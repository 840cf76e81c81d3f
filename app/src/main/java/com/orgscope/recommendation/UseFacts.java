package com.orgscope.recommendation;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.recommendation.UseTally.Crowd;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Range;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who used what in a window, as far as rules of use go by it. */
final class UseFacts {
  private static final double HOURS_OF_A_SLOT = 0.25;

  /** Whoever used something in fewer weeks of a window than this hardly uses it. */
  private static final int REGULAR_WEEKS = 2;

  /** Fewer than one in so many is hardly anybody. */
  private static final int HARDLY_ANYBODY = 5;

  private final Measured measured;
  private final int k;
  private final Map<String, Range> assumed;
  private final UseTally everybody;

  /**
   * @param k people below which nothing is told
   * @param assumed ranges by the assumptions' ids
   */
  UseFacts(Measured measured, int k, Map<String, Range> assumed) {
    this.measured = measured;
    this.k = k;
    this.assumed = Map.copyOf(assumed);
    this.everybody = tally(measured.usage().keySet());
  }

  Measured measured() {
    return measured;
  }

  int k() {
    return k;
  }

  Map<String, Range> assumed() {
    return assumed;
  }

  UseTally everybody() {
    return everybody;
  }

  /** What some people use together, each of whom the window holds something of. */
  UseTally tally(Collection<PersonKey> people) {
    Map<AppId, Crowd> crowds = new HashMap<>();
    for (PersonKey person : people) {
      for (AppUse use : uses(person)) {
        if (Measured.isPlaceOfWork(use.app())) {
          crowds.merge(use.app().id(), new Crowd(use.app(), 1, hours(use)), Crowd::and);
        }
      }
    }
    return new UseTally(crowds, people.size(), k);
  }

  /** Who of these uses anything for a function in at least two weeks of the window. */
  List<PersonKey> regulars(Collection<PersonKey> people, String function) {
    return people.stream().filter(person -> isRegular(person, function)).toList();
  }

  boolean isRegular(PersonKey person, String function) {
    long weeks = 0;
    for (AppUse use : uses(person)) {
      if (use.app().functions().containsKey(function)) {
        weeks |= use.weeks();
      }
    }
    return Long.bitCount(weeks) >= REGULAR_WEEKS;
  }

  /** Whether hardly anybody of these uses anything for a function. */
  boolean hardlyAnybody(Collection<PersonKey> people, String function) {
    return HARDLY_ANYBODY * regulars(people, function).size() < people.size();
  }

  /** Hours a week in applications that are first of all for a function. */
  double hours(Collection<PersonKey> people, String function) {
    return people.stream()
        .flatMap(person -> uses(person).stream())
        .filter(use -> use.app().function().filter(function::equals).isPresent())
        .mapToDouble(this::hours)
        .sum();
  }

  private double hours(AppUse use) {
    return measured.weekly(use.activeSlots()) * HOURS_OF_A_SLOT;
  }

  /** Days on which they worked, of all together. */
  long activeDays(Collection<PersonKey> people) {
    return people.stream()
        .flatMap(person -> usage(person).stream())
        .mapToLong(PersonUsage::activeDays)
        .sum();
  }

  boolean isSeen(PersonKey person) {
    return measured.usage().containsKey(person);
  }

  private List<AppUse> uses(PersonKey person) {
    return usage(person).map(PersonUsage::apps).orElse(List.of());
  }

  private Optional<PersonUsage> usage(PersonKey person) {
    return Optional.ofNullable(measured.usage().get(person));
  }
}

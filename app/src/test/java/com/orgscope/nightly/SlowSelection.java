package com.orgscope.nightly;

import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.LabelReviews;
import com.orgscope.category.LastAnswer;
import com.orgscope.category.Overrides;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is categorized tonight and why, as it was found before it was asked of the lake in one
 * question: person by person, in memory. It is slow, and what {@link Selection} must agree with.
 */
final class SlowSelection {
  private static final int RECENT_DAYS = 30;

  private final People people;
  private final Usage usage;
  private final Assignments assignments;
  private final Overrides overrides;
  private final LabelReviews reviews;
  private final NightSettings settings;

  SlowSelection(
      People people,
      Usage usage,
      Assignments assignments,
      Overrides overrides,
      LabelReviews reviews,
      NightSettings settings) {
    this.settings = settings;
    this.reviews = reviews;
    this.people = people;
    this.usage = usage;
    this.assignments = assignments;
    this.overrides = overrides;
  }

  /** The chosen, in the order of their keys. */
  Map<PersonKey, Reason> choose(Caller caller, LocalDate asOf) {
    Map<PersonKey, Person> people = people(caller);
    Map<PersonKey, Assignment> current = new HashMap<>();
    assignments.current(caller).forEach(a -> current.put(a.person(), a));
    Set<PersonKey> flagged = overrides.afterLastAnswer(caller);
    Map<PersonKey, PersonUsage> recent =
        usage.everybody(caller, TimeWindow.ending(asOf, RECENT_DAYS));
    Map<LocalDate, Map<PersonKey, PersonUsage>> earlier = new HashMap<>();
    Map<PersonKey, Reason> chosen = new TreeMap<>();
    for (PersonKey key : candidates(caller, asOf, people)) {
      Assignment last = current.get(key);
      Person person = people.get(key);
      LocalDate hired = person == null ? null : person.hireDate();
      SelectionRule.plain(answer(last), hired, flagged.contains(key), asOf)
          .or(() -> last == null ? Optional.empty() : changed(caller, last, recent, earlier))
          .or(() -> last == null ? Optional.empty() : sampled(last, recent.get(key), asOf))
          .ifPresent(reason -> chosen.put(key, reason));
    }
    return chosen;
  }

  /** Everybody in the position that holds tonight. */
  private Map<PersonKey, Person> people(Caller caller) {
    people.positionsComeIntoForce(caller);
    Map<PersonKey, Person> employed = new HashMap<>();
    people.all(caller).forEach(person -> employed.put(person.key(), person));
    return employed;
  }

  /**
   * Who works here, and who signs in without being in the directory; but nobody who contests what
   * was said of them, which stays until somebody decided, and nobody who is in no analysis.
   */
  private Set<PersonKey> candidates(Caller caller, LocalDate asOf, Map<PersonKey, Person> people) {
    Set<PersonKey> candidates = new TreeSet<>(people.keySet());
    candidates.addAll(
        usage.everybody(caller, TimeWindow.ending(asOf, SelectionRule.DUE_DAYS)).keySet());
    candidates.removeIf(key -> {
      Person person = people.get(key);
      return person != null && !person.worksOn(asOf);
    });
    candidates.removeAll(reviews.open(caller));
    candidates.removeAll(usage.leftOut(caller));
    return candidates;
  }

  /** Compares the last 30 days with the 30 that ended when the person was last judged. */
  private Optional<Reason> changed(
      Caller caller,
      Assignment last,
      Map<PersonKey, PersonUsage> recent,
      Map<LocalDate, Map<PersonKey, PersonUsage>> earlier) {
    Mix now = mix(recent.get(last.person()));
    if (now == null) {
      return Optional.empty();
    }
    Map<PersonKey, PersonUsage> before =
        earlier.computeIfAbsent(
            last.asOf(), day -> usage.everybody(caller, TimeWindow.ending(day, RECENT_DAYS)));
    return Mix.changed(mix(before.get(last.person())), now);
  }

  private Optional<Reason> sampled(Assignment last, @Nullable PersonUsage recent, LocalDate asOf) {
    long accesses = recent == null ? 0 : recent.accesses();
    return settings.sampleByActivity()
        ? SelectionRule.sampled(lastAnswer(last), accesses, asOf)
        : Optional.empty();
  }

  static LastAnswer lastAnswer(Assignment assignment) {
    return new LastAnswer(assignment.asOf(), assignment.judgment().status());
  }

  private static @Nullable LastAnswer answer(@Nullable Assignment last) {
    return last == null ? null : lastAnswer(last);
  }

  private static @Nullable Mix mix(@Nullable PersonUsage usage) {
    return usage == null ? null : Mix.of(usage);
  }
}

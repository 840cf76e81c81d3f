package com.orgscope.recommendation;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppPair;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.ProductKinds;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The friction of one window, cut into the parts that changes work on. Which two applications count
 * is decided over a whole group, so that everybody in it is told of the same two.
 *
 * @param bundle applications that one sign-in opens; empty if nobody said
 */
record Measured(
    Map<PersonKey, PersonUsage> usage,
    Map<PersonKey, Map<AppPair, Long>> switches,
    Set<AppId> bundle,
    TimeWindow window) {
  /** Ways in and not places of work: nothing is carried between them and the rest. */
  private static final Set<String> WAYS_IN = Set.of("portal", "identity-access");

  private static final int MOST_FUNCTIONS = 3;
  private static final double DAYS_A_WEEK = 7;

  /**
   * The pairs that matter to a group; null where fewer than k people go between any.
   *
   * @param next what they go between most after the first pair and shares an application with it
   */
  record Focus(@Nullable AppPair pair, @Nullable AppPair twins, @Nullable AppPair next) {
    /** Whether a change works on the switches of this pair. */
    boolean has(AppPair one) {
      return one.equals(pair) || one.equals(twins) || one.equals(next);
    }
  }

  /** So many in the window, by week. */
  double weekly(double inWindow) {
    return inWindow * DAYS_A_WEEK / window.days();
  }

  /** Between what one person goes, and how often. */
  Map<AppPair, Long> switches(PersonKey person) {
    return switches.getOrDefault(person, Map.of());
  }

  /** What one person met. */
  Map<Friction, Amount> of(PersonKey person, Focus focus) {
    PersonUsage used = usage.get(person);
    if (used == null) {
      return Map.of();
    }
    Map<Friction, Amount> amounts = new EnumMap<>(Friction.class);
    Amount failuresOutside = outside(used.apps(), AppUse::failures, used.failures());
    Amount challengesOutside = outside(used.apps(), AppUse::challenges, used.challenges());
    amounts.put(Friction.SIGN_IN_FAILURES, Amount.of(used.failures() - failuresOutside.events()));
    amounts.put(Friction.OUTSIDE_FAILURES, failuresOutside);
    amounts.put(Friction.CHALLENGES, Amount.of(used.challenges() - challengesOutside.events()));
    amounts.put(Friction.OUTSIDE_CHALLENGES, challengesOutside);
    Map<AppPair, Long> between = switches(person);
    amounts.put(Friction.PAIR_SWITCHES, between(focus.pair(), between));
    amounts.put(Friction.TWIN_SWITCHES, between(focus.twins(), between));
    amounts.values().removeIf(amount -> amount.events() == 0);
    return amounts;
  }

  /** What a group met together; an application is named if at least k of them met it there. */
  Map<Friction, Amount> of(Collection<PersonKey> group, Focus focus, int k) {
    Map<Friction, Long> events = new EnumMap<>(Friction.class);
    for (PersonKey person : group) {
      of(person, focus).forEach((part, amount) -> events.merge(part, amount.events(), Long::sum));
    }
    Map<Friction, Amount> amounts = new EnumMap<>(Friction.class);
    events.forEach((part, n) ->
        amounts.put(
            part,
            switch (part) {
              case SIGN_IN_FAILURES, CHALLENGES -> Amount.of(n);
              case OUTSIDE_FAILURES -> new Amount(n, worst(group, AppUse::failures, k), null);
              case OUTSIDE_CHALLENGES -> new Amount(n, worst(group, AppUse::challenges, k), null);
              case PAIR_SWITCHES -> between(focus.pair(), n);
              case TWIN_SWITCHES -> between(focus.twins(), n);
            }));
    return amounts;
  }

  /** How many of a group met each part of the friction. */
  Map<Friction, Integer> met(Collection<PersonKey> group, Focus focus) {
    Map<Friction, Integer> people = new EnumMap<>(Friction.class);
    for (PersonKey person : group) {
      of(person, focus).keySet().forEach(part -> people.merge(part, 1, Integer::sum));
    }
    return people;
  }

  /**
   * @param all what the person met in all: its parts are never more
   */
  private Amount outside(List<AppUse> apps, ToLongFunction<AppUse> count, long all) {
    if (bundle.isEmpty()) {
      return Amount.NONE;
    }
    long events = 0;
    AppUse worst = null;
    for (AppUse use : apps) {
      long here = count.applyAsLong(use);
      if (here > 0 && !bundle.contains(use.app().id())) {
        events += here;
        worst = worst == null || here > count.applyAsLong(worst) ? use : worst;
      }
    }
    return new Amount(Math.min(events, all), worst == null ? null : worst.app(), null);
  }

  private static Amount between(@Nullable AppPair pair, Map<AppPair, Long> switches) {
    return pair == null ? Amount.NONE : between(pair, switches.getOrDefault(pair, 0L));
  }

  private static Amount between(@Nullable AppPair pair, long events) {
    return pair == null ? Amount.NONE : new Amount(events, pair.one(), pair.other());
  }

  /** Names of the applications in use. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    usage.values().forEach(used -> used.apps().forEach(use -> names.add(use.app().id().value())));
    return names;
  }

  /** How many of a group the window holds something of. */
  int seen(Collection<PersonKey> group) {
    return (int) group.stream().filter(usage::containsKey).count();
  }

  /** The pairs that at least k of a group go between, those with most switches. */
  Focus focus(Collection<PersonKey> group, int k) {
    Counts<AppPair> counts = new Counts<>();
    group.forEach(person -> switches(person).forEach(counts::add));
    Optional<AppPair> first = counts.most(k, Measured::connectable);
    return new Focus(
        first.orElse(null),
        counts.most(k, Measured::duplicate).orElse(null),
        first
            .flatMap(from -> counts.most(k, pair -> connectable(pair) && goesOnFrom(from, pair)))
            .orElse(null));
  }

  /** Whether an integration could carry something between the two. */
  static boolean connectable(AppPair pair) {
    return !duplicate(pair) && placeOfWork(pair) && carriedBetween(pair);
  }

  /** A conversation carries no records on. */
  private static boolean goesOnFrom(AppPair first, AppPair pair) {
    return !pair.equals(first)
        && (first.has(pair.one()) || first.has(pair.other()))
        && !ChatInterruptions.isChat(pair.one())
        && !ChatInterruptions.isChat(pair.other());
  }

  private static boolean placeOfWork(AppPair pair) {
    return isPlaceOfWork(pair.one()) && isPlaceOfWork(pair.other());
  }

  static boolean isPlaceOfWork(Application app) {
    return app.function().filter(function -> !WAYS_IN.contains(function)).isPresent();
  }

  private static boolean duplicate(AppPair pair) {
    return ProductKinds.shared(pair.one().id(), pair.other().id()).isPresent();
  }

  /** Of two that serve one function only complements have records to carry. */
  private static boolean carriedBetween(AppPair pair) {
    return !pair.sameFunction() || ProductKinds.complements(pair.one().id(), pair.other().id());
  }

  private @Nullable Application worst(
      Collection<PersonKey> group, ToLongFunction<AppUse> count, int k) {
    Counts<AppId> counts = new Counts<>();
    Map<AppId, Application> applications = new HashMap<>();
    for (AppUse use : uses(group)) {
      long here = count.applyAsLong(use);
      if (here > 0 && !bundle.contains(use.app().id())) {
        counts.add(use.app().id(), here);
        applications.put(use.app().id(), use.app());
      }
    }
    return counts.most(k, app -> true).map(applications::get).orElse(null);
  }

  private List<AppUse> uses(Collection<PersonKey> group) {
    return group.stream()
        .map(usage::get)
        .filter(Objects::nonNull)
        .flatMap(used -> used.apps().stream())
        .toList();
  }

  /**
   * The bands of a group of at least k people; of a smaller one nothing may be told, so it gets
   * what the policies say alone.
   */
  Setup setup(Collection<PersonKey> group, Setup policies, Focus focus, int k, double leastShare) {
    List<PersonUsage> used = group.stream().map(usage::get).filter(Objects::nonNull).toList();
    long days = used.stream().mapToLong(PersonUsage::activeDays).sum();
    return new Setup(
        policies.session(),
        policies.factor(),
        bundled(group, k),
        Setup.Rate.of(used.stream().mapToLong(PersonUsage::challenges).sum(), days),
        Setup.Rate.of(used.stream().mapToLong(PersonUsage::failures).sum(), days),
        functions(group, AppUse::failures, k, leastShare),
        functions(group, AppUse::challenges, k, leastShare),
        focus.pair() == null ? List.of() : pairFunctions(focus.pair()),
        focus.twins() == null
            ? null
            : ProductKinds.shared(focus.twins().one().id(), focus.twins().other().id())
                .map(ProductKinds.Kind::function)
                .orElse(null));
  }

  private static List<String> pairFunctions(AppPair pair) {
    return List.copyOf(
        new TreeSet<>(
            List.of(pair.one().function().orElse(""), pair.other().function().orElse(""))));
  }

  private Setup.Bundle bundled(Collection<PersonKey> group, int k) {
    if (bundle.isEmpty()) {
      return Setup.Bundle.UNKNOWN;
    }
    Map<AppId, Integer> people = new HashMap<>();
    uses(group).forEach(use -> people.merge(use.app().id(), 1, Integer::sum));
    people.values().removeIf(n -> n < k);
    int inside = (int) people.keySet().stream().filter(bundle::contains).count();
    return people.isEmpty() ? Setup.Bundle.UNKNOWN : Setup.Bundle.of(inside, people.size());
  }

  /** Functions with a fair part of the friction, which at least k people met there. */
  private List<String> functions(
      Collection<PersonKey> group, ToLongFunction<AppUse> count, int k, double leastShare) {
    Map<String, Long> events = new TreeMap<>();
    Map<String, Set<PersonKey>> people = new HashMap<>();
    long all = 0;
    for (PersonKey person : group) {
      for (AppUse use : uses(List.of(person))) {
        Optional<String> function = use.app().function();
        long here = count.applyAsLong(use);
        all += here;
        if (here > 0 && function.isPresent()) {
          events.merge(function.get(), here, Long::sum);
          people.computeIfAbsent(function.get(), f -> new TreeSet<>()).add(person);
        }
      }
    }
    long least = (long) Math.ceil(all * leastShare);
    return events.entrySet().stream()
        .filter(e -> e.getValue() >= least)
        .filter(e -> people.getOrDefault(e.getKey(), Set.of()).size() >= k)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_FUNCTIONS)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}

package com.orgscope.recommendation;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Assumptions;
import com.orgscope.insight.Money;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.usage.AppChain;
import com.orgscope.usage.AppPair;
import com.orgscope.usage.FrictionAssumptions.Event;
import com.orgscope.usage.FunctionPair;
import com.orgscope.usage.Range;
import com.orgscope.usage.Usage;
import com.orgscope.usage.WorkFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where one can automate: the pairs and chains of applications that people move between most, by
 * kind of work and in all. It is exact and for IT/Security; what fewer than k people do is not
 * told.
 */
@Component
public class Automation {
  /** Pairs, and chains, that are told of one group. */
  static final int MOST_OF_A_GROUP = 10;

  /** Moves a week that one person counts for between functions. */
  static final double MOST_OF_A_PERSON = 100;

  /** Of the time of moves, what connecting two applications saves. */
  private static final String SHARE = "removable-switches";

  private static final Comparator<Met<?>> MOST_OFTEN =
      Comparator.comparingDouble((Met<?> one) -> one.timesAWeek()).reversed();

  private static final double MINUTES = 60;
  private static final double DAYS_A_WEEK = 7;

  private final Usage usage;
  private final Workforces workforces;
  private final Assumptions assumptions;
  private final Access access;
  private final LeastGroup least;

  Automation(
      Usage usage,
      Workforces workforces,
      Assumptions assumptions,
      Access access,
      LeastGroup least) {
    this.usage = usage;
    this.workforces = workforces;
    this.assumptions = assumptions;
    this.access = access;
    this.least = least;
  }

  /**
   * What people move between, of everybody first and then by kind of work, each most often first.
   *
   * @param chains through three applications
   * @param functions between what applications are for, of everybody, where no person counts for
   *     more than a hundred moves a week
   */
  public record Found(
      List<Automatable> pairs, List<Automatable> chains, List<Automatable> functions) {}

  /**
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  public Found of(Caller caller, TimeWindow window) {
    access.require(
        caller, Action.PERSON_DATA, "automation: where people move between applications");
    if (access.scope(caller).people() != null) {
      throw Failure.operator(
          "where people move is counted over everybody, whose rows you do not have: ask IT/Security");
    }
    Map<PersonKey, Map<AppPair, Long>> pairs = usage.switches(caller, window);
    Map<PersonKey, Map<AppChain, Long>> chains = usage.chains(caller, window);
    List<Group> groups = groups(caller, pairs.keySet());
    Prices prices = new Prices(assumptions.of(caller), people(groups));
    Map<PersonKey, Map<AppPair, Double>> aWeek = weekly(pairs, window);
    Map<PersonKey, Map<AppChain, Double>> chainsAWeek = weekly(chains, window);
    List<Automatable> told = new ArrayList<>();
    List<Automatable> toldChains = new ArrayList<>();
    told(groups, aWeek, Measured::connectable)
        .forEach((group, most) ->
            most.forEach(met -> told.add(prices.of(group, names(met.what()), met, 1))));
    told(groups, chainsAWeek, Automation::connectable)
        .forEach((group, most) ->
            most.forEach(met -> toldChains.add(prices.of(group, names(met.what()), met, 2))));
    Map<PersonKey, Map<FunctionPair, Double>> functions =
        Usage.functionMoves(pairs, window, MOST_OF_A_PERSON, UnaryOperator.identity());
    List<Automatable> between =
        most(groups.getFirst(), functions, pair -> !pair.one().equals(pair.other())).stream()
            .map(met -> prices.of(groups.getFirst(), names(met.what()), met, 1))
            .toList();
    return new Found(List.copyOf(told), List.copyOf(toldChains), between);
  }

  /** Those of whom something is told together; no category for everybody. What k do is told. */
  private record Group(@Nullable String category, Collection<PersonKey> people, int k) {}

  /** Everybody first. */
  private List<Group> groups(Caller caller, Collection<PersonKey> everybody) {
    List<Group> groups = new ArrayList<>();
    int k = least.of(caller.tenant());
    groups.add(new Group(null, everybody, k));
    workforces
        .byCategory(caller)
        .forEach((category, people) -> groups.add(new Group(category, people, k)));
    return groups;
  }

  /** How many are of each kind of work; whoever is of none stands under none. */
  private static Map<String, Double> people(List<Group> groups) {
    Map<String, Double> people = new TreeMap<>();
    double others = groups.getFirst().people().size();
    for (Group group : groups.subList(1, groups.size())) {
      people.put(Objects.requireNonNull(group.category()), (double) group.people().size());
      others -= group.people().size();
    }
    people.put("", Math.max(0, others));
    return people;
  }

  private static <T extends Comparable<T>> Map<PersonKey, Map<T, Double>> weekly(
      Map<PersonKey, Map<T, Long>> done, TimeWindow window) {
    Map<PersonKey, Map<T, Double>> weekly = new HashMap<>();
    done.forEach((person, times) -> {
      Map<T, Double> own = new TreeMap<>();
      times.forEach((what, n) -> own.put(what, n * DAYS_A_WEEK / window.days()));
      weekly.put(person, own);
    });
    return weekly;
  }

  /** How often some people did something a week. */
  private record Met<T>(T what, double timesAWeek, int people) {
    Met<T> and(Met<T> other) {
      return new Met<>(what, timesAWeek + other.timesAWeek, people + other.people);
    }
  }

  /** What a group does. */
  private record Done<T>(Group group, Met<T> met) {}

  /** What is told of each group, where nothing is left over of fewer than k others. */
  private static <T extends Comparable<T>> Map<Group, List<Met<T>>> told(
      List<Group> groups, Map<PersonKey, Map<T, Double>> done, Predicate<T> suits) {
    Map<T, List<Done<T>>> kinds = new TreeMap<>();
    for (Group group : groups.subList(1, groups.size())) {
      most(group, done, suits)
          .forEach(met ->
              kinds
                  .computeIfAbsent(met.what(), what -> new ArrayList<>())
                  .add(new Done<>(group, met)));
    }
    Group everybody = groups.getFirst();
    Map<T, Met<T>> all = all(everybody, done);
    Map<Group, List<Met<T>>> told = new LinkedHashMap<>();
    groups.forEach(group -> told.put(group, new ArrayList<>()));
    told.put(everybody, most(everybody, done, suits));
    kinds.forEach((what, parts) -> {
      int whole = Objects.requireNonNull(all.get(what)).people();
      LeastGroup.told(whole, parts, part -> part.met().people(), everybody.k())
          .forEach(part -> Objects.requireNonNull(told.get(part.group())).add(part.met()));
    });
    told.values().forEach(most -> most.sort(MOST_OFTEN));
    return told;
  }

  private static <T extends Comparable<T>> Map<T, Met<T>> all(
      Group group, Map<PersonKey, Map<T, Double>> done) {
    Map<T, Met<T>> met = new TreeMap<>();
    for (PersonKey person : group.people()) {
      done.getOrDefault(person, Map.of())
          .forEach((what, times) -> met.merge(what, new Met<>(what, times, 1), Met::and));
    }
    return met;
  }

  /** What at least k of a group do, most often first. */
  private static <T extends Comparable<T>> List<Met<T>> most(
      Group group, Map<PersonKey, Map<T, Double>> done, Predicate<T> suits) {
    return all(group, done).values().stream()
        .filter(one -> one.people() >= group.k() && suits.test(one.what()))
        .sorted(MOST_OFTEN)
        .limit(MOST_OF_A_GROUP)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Both moves can be taken over, and no conversation carries records on. */
  private static boolean connectable(AppChain chain) {
    return Measured.connectable(chain.from())
        && Measured.connectable(chain.to())
        && Stream.of(chain.one(), chain.middle(), chain.other())
            .noneMatch(ChatInterruptions::isChat);
  }

  private static List<String> names(AppPair pair) {
    return List.of(pair.one().id().value(), pair.other().id().value());
  }

  private static List<String> names(AppChain chain) {
    return Stream.of(chain.one(), chain.middle(), chain.other())
        .map(app -> app.id().value())
        .toList();
  }

  private static List<String> names(FunctionPair pair) {
    return List.of(WorkFunction.nameOf(pair.one()), WorkFunction.nameOf(pair.other()));
  }

  /**
   * What moves take and what connecting saves, by the company's assumptions.
   *
   * @param people by kind of work
   */
  private record Prices(List<Assumption> assumed, Map<String, Double> people) {
    Automatable of(Group group, List<String> between, Met<?> met, int moves) {
      Range minutes = range(Assumptions.minutesId(Event.SWITCH));
      Range hours = minutes.times(moves * met.timesAWeek() / MINUTES);
      Range saved = Range.product(List.of(hours, range(SHARE)));
      return new Automatable(
          group.category(),
          between,
          met.people(),
          met.timesAWeek(),
          hours,
          saved,
          Range.product(List.of(saved, hour(group), range(Money.WEEKS))));
    }

    private Range hour(Group group) {
      return group.category() == null
          ? Money.hour(assumed, people)
          : Money.hour(assumed, group.category()).range();
    }

    private Range range(String id) {
      return Money.named(assumed, id).range();
    }
  }
}

package com.orgscope.replay;

import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment.Status;
import com.orgscope.directory.PolicyBook;
import com.orgscope.insight.Assumptions;
import com.orgscope.insight.Money;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.replay.Replayed.Row;
import com.orgscope.usage.Applications;
import com.orgscope.usage.Range;
import com.orgscope.usage.SignInEvent;
import com.orgscope.usage.SignInEvents;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what a changed IT policy would have done, by kind of work and in all: exact where the log
 * can say, and for IT/Security alone.
 */
@Component
public final class PolicyReplay {
  /** Of a bundle, where nobody said how long a session lasts. */
  private static final Duration USUAL_SESSION = Duration.ofHours(8);

  private static final double DAYS_A_WEEK = 7;

  private final SignInEvents events;
  private final Applications applications;
  private final PolicyBook policies;
  private final Assignments assignments;
  private final Assumptions assumptions;
  private final LeastGroup least;

  PolicyReplay(
      SignInEvents events,
      Applications applications,
      PolicyBook policies,
      Assignments assignments,
      Assumptions assumptions,
      LeastGroup least) {
    this.events = events;
    this.applications = applications;
    this.policies = policies;
    this.assignments = assignments;
    this.assumptions = assumptions;
    this.least = least;
  }

  /**
   * Replays the window in one walk over its events; days before the first event do not count.
   *
   * @throws Failure for the operator, if the caller has not everybody's rows, the window holds
   *     nothing, or nobody used an application of the bundle
   */
  public Replayed of(Caller caller, ChangedPolicy policy, TimeWindow window) {
    Map<AppId, String> bundle = bundle(caller, policy);
    Range signedOut = Money.named(assumptions.of(caller), SignedOutShare.ID).range();
    Replay replay = new Replay(rules(caller, policy, window, bundle.keySet()), signedOut);
    Seen seen = new Seen();
    events.walk(
        caller,
        "policy replay: " + policy.title(),
        window,
        event -> {
          seen.add(event);
          replay.add(event);
        });
    replay.close();
    TimeWindow days = seen.within(window);
    bundle.forEach((app, typed) -> {
      if (!seen.apps().contains(app)) {
        throw Failure.operator(
            "nobody went to '%s' in the %d days to %s: check the spelling"
                .formatted(typed, days.days(), days.lastDay()));
      }
    });
    double weeks = days.days() / DAYS_A_WEEK;
    return new Replayed(
        policy, days, row(null, replay.all(), weeks), byCategory(caller, replay, weeks));
  }

  private Map<AppId, String> bundle(Caller caller, ChangedPolicy policy) {
    Map<AppId, String> bundle = new TreeMap<>(Comparator.comparing(AppId::value));
    policy
        .bundle()
        .forEach(
            name -> bundle.put(applications.canonical(caller.tenant(), name, null, null), name));
    return bundle;
  }

  private Rules rules(Caller caller, ChangedPolicy policy, TimeWindow window, Set<AppId> bundle) {
    Duration length =
        Optional.ofNullable(policy.sessionLength())
            .or(() -> Optional.ofNullable(policy.idleTimeout()))
            .or(() ->
                Optional.ofNullable(policies.inForce(caller, window.lastDay()).sessionLength()))
            .orElse(USUAL_SESSION);
    return new Rules(
        policy.sessionLength(),
        policy.idleTimeout(),
        policy.rememberDevices(),
        policy.factorOnRisk(),
        bundle,
        length);
  }

  /** Who would be told by subtracting from everybody is told with everybody else, or not at all. */
  private List<Row> byCategory(Caller caller, Replay replay, double weeks) {
    Map<String, Set<PersonKey>> groups = new TreeMap<>();
    Set<PersonKey> others = new HashSet<>(replay.people());
    for (Assignment one : assignments.current(caller)) {
      String category = one.status() == Status.DECIDED ? one.headline() : null;
      if (category != null && replay.people().contains(one.person())) {
        groups.computeIfAbsent(category, c -> new TreeSet<>()).add(one.person());
      }
    }
    List<Map.Entry<String, Set<PersonKey>>> told =
        LeastGroup.told(
            others.size(),
            List.copyOf(groups.entrySet()),
            group -> group.getValue().size(),
            least.of(caller.tenant()));
    List<Row> rows = new ArrayList<>();
    told.forEach(group -> {
      others.removeAll(group.getValue());
      rows.add(row(group.getKey(), replay.of(group.getValue()), weeks));
    });
    rows.sort(Comparator.comparingDouble((Row row) -> row.fewerChallenges().typical()).reversed());
    if (others.size() >= least.of(caller.tenant())) {
      rows.add(row(null, replay.of(others), weeks));
    }
    return rows;
  }

  private static Row row(@Nullable String category, Replay.Outcome outcome, double weeks) {
    return new Row(
        category,
        outcome.people(),
        outcome.before().challenges() / weeks,
        outcome.before().seconds() / weeks,
        between(outcome, Spared::challenges, weeks),
        between(outcome, Spared::seconds, weeks),
        between(outcome, Spared::unmeasured, weeks));
  }

  private static Between between(
      Replay.Outcome outcome, ToDoubleFunction<Spared> figure, double weeks) {
    return Between.of(
        figure.applyAsDouble(outcome.spared(Reading.LEAST)) / weeks,
        figure.applyAsDouble(outcome.spared(Reading.USUAL)) / weeks,
        figure.applyAsDouble(outcome.spared(Reading.MOST)) / weeks);
  }

  /** What the walk came by. */
  private static final class Seen {
    private static final long SECONDS_A_DAY = 86_400;

    private final Set<AppId> apps = new HashSet<>();
    private long first = Long.MAX_VALUE;

    void add(SignInEvent event) {
      first = Math.min(first, event.second());
      if (event.app() != null) {
        apps.add(event.app());
      }
    }

    Set<AppId> apps() {
      return apps;
    }

    TimeWindow within(TimeWindow window) {
      if (first == Long.MAX_VALUE) {
        throw Failure.operator(
            "nothing came in about anybody in the %d days to %s: take in a log first, or name another last day"
                .formatted(window.days(), window.lastDay()));
      }
      return new TimeWindow(
          LocalDate.ofEpochDay(Math.floorDiv(first, SECONDS_A_DAY)), window.until());
    }
  }
}

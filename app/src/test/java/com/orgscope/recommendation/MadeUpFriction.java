package com.orgscope.recommendation;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppPair;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Four weeks of friction of as many people as a test says, each with the counts it says. */
final class MadeUpFriction {
  static final TimeWindow WINDOW = TimeWindow.ending(LocalDate.of(2026, 10, 31), 28);

  static final Application GITHUB = app("GitHub", "source-control");
  static final Application JIRA = app("Jira", "issue-tracking");
  static final Application SLACK = app("Slack", "team-chat");
  static final Application TEAMS = app("Microsoft Teams", "team-chat");
  static final Application OKTA = app("Okta", "identity-access");

  /** The shipped ranges, by the ids of their assumptions. */
  static final Map<String, Range> ASSUMED = assumed();

  private final Map<PersonKey, PersonUsage> usage = new HashMap<>();
  private final Map<PersonKey, Map<AppPair, Long>> switches = new HashMap<>();
  private final Set<AppId> bundle = new HashSet<>();

  static PersonKey person(int number) {
    return new PersonKey(new UUID(5, number));
  }

  static List<PersonKey> people(int from, int to) {
    List<PersonKey> people = new ArrayList<>();
    for (int i = from; i < to; i++) {
      people.add(person(i));
    }
    return people;
  }

  /** People of one kind of work, who report to nobody. */
  static Workforce workforce(String category, List<PersonKey> people) {
    return new Workforce(Map.of(category, people), Map.of(), Map.of(), name -> name);
  }

  static Application app(String name, String function) {
    return new Application(new AppId(name), Map.of(function, 1.0), Basis.CURATED, "");
  }

  /** With so many failures and challenges in all, of which some at GitHub and Jira. */
  MadeUpFriction person(int number, long failures, long challenges) {
    return person(number, failures, challenges, use(GITHUB, 0, 0), use(JIRA, 0, 0));
  }

  MadeUpFriction person(int number, long failures, long challenges, AppUse... uses) {
    PersonKey key = person(number);
    usage.put(
        key,
        new PersonUsage(
            key, WINDOW, List.of(uses), 200, 80, 20, at(1), at(27), failures, challenges, 0));
    return this;
  }

  MadeUpFriction switches(int number, Application one, Application other, long count) {
    switches
        .computeIfAbsent(person(number), key -> new HashMap<>())
        .put(
            one.id().compareTo(other.id()) < 0 ? new AppPair(one, other) : new AppPair(other, one),
            count);
    return this;
  }

  MadeUpFriction bundled(Application app) {
    bundle.add(app.id());
    return this;
  }

  static AppUse use(Application app, long failures, long challenges) {
    return new AppUse(app, 100, 40, 0.5, 20, 0, failures, challenges, at(1), at(27), 15, true);
  }

  /** So many quarters of an hour in the four weeks, in the weeks of these bits. */
  static AppUse worked(Application app, double slots, long weeks) {
    return new AppUse(app, 100, slots, 0.5, 20, 0, 0, 0, at(1), at(27), weeks, false);
  }

  Measured measured() {
    return new Measured(usage, switches, bundle, WINDOW);
  }

  Calculation calculation(Setup policies) {
    return new Calculation(measured(), policies, 10, new RecommendationSettings(0.5, 0.1, 3, 0.2));
  }

  private static Instant at(int day) {
    return Instant.parse("2026-10-%02dT09:00:00Z".formatted(day));
  }

  private static Map<String, Range> assumed() {
    Map<String, Range> assumed = new HashMap<>();
    Changes.shares().forEach((id, share) -> assumed.put(id, share.range()));
    new UseAssumptions().shipped().forEach(a -> assumed.put(a.id(), a.range()));
    assumed.put("minutes-per-failed-sign-in", new Range(0.25, 0.75, 3));
    assumed.put("minutes-per-challenge", new Range(0.13, 0.3, 0.75));
    assumed.put("minutes-per-switch", new Range(0.15, 0.5, 1.9));
    return assumed;
  }
}

package com.orgscope.bench;

import com.orgscope.category.Categorizer.Subject;
import com.orgscope.demo.SimulatedPerson;
import com.orgscope.demo.Simulation;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.TrialApplications;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A simulated company's use of applications as the lake would tell it, counted in memory from its
 * visits: a few seconds where a database takes minutes. It is counted once; what the applications
 * mean may be told again and again.
 */
final class SimulatedUsage {
  private static final long SLOT_MILLIS = 900_000;
  private static final long DAY_MILLIS = 86_400_000;
  private static final int DAYS_OF_A_WEEK = 7;

  private final Simulation simulation;
  private final TimeWindow window;
  private final List<Map<Named, Counted>> people = new ArrayList<>();
  private final List<Whole> wholes = new ArrayList<>();

  /** An application as administrators named it. */
  private record Named(String label, String definition) {}

  private static final class Counted {
    private long accesses;
    private double slots;
    private long first = Long.MAX_VALUE;
    private long last;
    private long weeks;
  }

  private static final class Whole {
    private long accesses;
    private int slots;
    private int days;
    private long first;
    private long last;
  }

  private record Visit(long at, Named app) {}

  SimulatedUsage(Simulation simulation) {
    this.simulation = simulation;
    var days = simulation.days();
    window = TimeWindow.ending(days.getLast(), days.size());
    List<List<Visit>> visits = new ArrayList<>();
    simulation.company().people().forEach(person -> visits.add(new ArrayList<>()));
    Map<String, Named> names = new HashMap<>();
    for (var day : days) {
      simulation.visitsOn(
          day,
          (person, label, definition, at) ->
              visits
                  .get(person)
                  .add(new Visit(at, names.computeIfAbsent(label, l -> new Named(l, definition)))));
    }
    visits.forEach(this::count);
  }

  private void count(List<Visit> visits) {
    Map<Named, Counted> apps = new HashMap<>();
    Whole whole = new Whole();
    Map<Long, Set<Named>> slots = new TreeMap<>();
    Set<Long> days = new HashSet<>();
    long end = window.until().toEpochDay();
    for (Visit visit : visits) {
      Counted app = apps.computeIfAbsent(visit.app(), none -> new Counted());
      app.accesses++;
      app.first = Math.min(app.first, visit.at());
      app.last = Math.max(app.last, visit.at());
      long day = visit.at() / DAY_MILLIS;
      app.weeks |= 1L << ((end - 1 - day) / DAYS_OF_A_WEEK);
      days.add(day);
      slots.computeIfAbsent(visit.at() / SLOT_MILLIS, none -> new HashSet<>()).add(visit.app());
      whole.accesses++;
      whole.first = whole.first == 0 ? visit.at() : Math.min(whole.first, visit.at());
      whole.last = Math.max(whole.last, visit.at());
    }
    for (Set<Named> slot : slots.values()) {
      slot.forEach(
          app -> apps.computeIfAbsent(app, none -> new Counted()).slots += 1.0 / slot.size());
    }
    whole.slots = slots.size();
    whole.days = days.size();
    people.add(apps);
    wholes.add(whole);
  }

  Simulation simulation() {
    return simulation;
  }

  /** How many people use an application of this name. */
  long users(String label) {
    return people.stream()
        .filter(apps -> apps.keySet().stream().anyMatch(app -> app.label().equals(label)))
        .count();
  }

  /** Everybody with an application, as the local model is given them; by place in the company. */
  Map<Integer, Subject> subjects(TrialApplications.Company applications) {
    Map<Named, AppId> ids = new HashMap<>();
    for (Map<Named, Counted> apps : people) {
      for (Named app : apps.keySet()) {
        ids.computeIfAbsent(app, a -> applications.canonical(a.label(), a.definition()));
      }
    }
    Map<AppId, Integer> users = new HashMap<>();
    int active = 0;
    for (Map<Named, Counted> apps : people) {
      active += apps.isEmpty() ? 0 : 1;
      Set<AppId> used = new HashSet<>();
      apps.keySet().forEach(app -> used.add(ids.get(app)));
      used.forEach(id -> users.merge(id, 1, Integer::sum));
    }
    Set<AppId> common = new HashSet<>();
    for (Map.Entry<AppId, Integer> use : users.entrySet()) {
      if (2 * use.getValue() > active) {
        common.add(use.getKey());
      }
    }
    Set<String> managers = new HashSet<>();
    simulation
        .company()
        .people()
        .forEach(person -> {
          String manager = person.managerId();
          if (manager != null) {
            managers.add(manager);
          }
        });
    Map<Integer, Subject> subjects = new TreeMap<>();
    for (int p = 0; p < people.size(); p++) {
      SimulatedPerson person = simulation.company().people().get(p);
      PersonUsage usage = usage(p, ids::get, applications, common);
      subjects.put(
          p, new Subject(usage, managers.contains(person.employeeId()), person.hireDate()));
    }
    return subjects;
  }

  private PersonUsage usage(
      int person,
      Function<Named, AppId> ids,
      TrialApplications.Company applications,
      Set<AppId> common) {
    Whole whole = wholes.get(person);
    Map<AppId, Counted> byId = new HashMap<>();
    people
        .get(person)
        .forEach((app, counted) -> byId.merge(ids.apply(app), counted, SimulatedUsage::plus));
    List<AppUse> apps = new ArrayList<>();
    byId.forEach((id, c) -> {
      Application application = applications.application(id);
      apps.add(
          new AppUse(
              application,
              c.accesses,
              c.slots,
              c.slots / whole.slots,
              c.accesses,
              0,
              0,
              0,
              Instant.ofEpochMilli(c.first),
              Instant.ofEpochMilli(c.last),
              c.weeks,
              common.contains(id)));
    });
    apps.sort(
        Comparator.comparingDouble(AppUse::activeSlots)
            .reversed()
            .thenComparing(use -> use.app().id()));
    return new PersonUsage(
        key(person),
        window,
        apps,
        whole.accesses,
        whole.slots,
        whole.days,
        whole.accesses == 0 ? null : Instant.ofEpochMilli(whole.first),
        whole.accesses == 0 ? null : Instant.ofEpochMilli(whole.last),
        0,
        0,
        0);
  }

  private static Counted plus(Counted one, Counted other) {
    Counted sum = new Counted();
    sum.accesses = one.accesses + other.accesses;
    sum.slots = one.slots + other.slots;
    sum.first = Math.min(one.first, other.first);
    sum.last = Math.max(one.last, other.last);
    sum.weeks = one.weeks | other.weeks;
    return sum;
  }

  /** A stand-in for the directory's: any distinct keys do. */
  static PersonKey key(int person) {
    byte[] hash = new byte[16];
    Arrays.fill(hash, (byte) 7);
    hash[0] = (byte) (person >> 16);
    hash[1] = (byte) (person >> 8);
    hash[2] = (byte) person;
    return PersonKey.ofHash(hash);
  }
}

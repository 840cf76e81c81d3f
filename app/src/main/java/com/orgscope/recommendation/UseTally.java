package com.orgscope.recommendation;

import com.orgscope.kernel.AppId;
import com.orgscope.usage.Application;
import com.orgscope.usage.WorkFunction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How some people together use their places of work.
 *
 * @param size how many people they are
 * @param k people below which no application is told
 */
record UseTally(Map<AppId, Crowd> crowds, int size, int k) {
  UseTally {
    crowds = Map.copyOf(crowds);
  }

  /**
   * Who uses an application.
   *
   * @param hours a week, of all of them
   */
  record Crowd(Application app, int people, double hours) {
    Crowd and(Crowd other) {
      return new Crowd(app, people + other.people, hours + other.hours);
    }

    double hoursEach() {
      return hours / people;
    }

    String name() {
      return app.id().value();
    }

    String function() {
      return app.function().orElse("");
    }

    /** What it is for, as it stands in a sentence; abbreviations stay as they are. */
    String purpose() {
      String name = WorkFunction.nameOf(function());
      boolean word = name.length() < 2 || Character.isLowerCase(name.charAt(1));
      return word ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) : name;
    }
  }

  /** Without some of them. */
  UseTally minus(UseTally some) {
    Map<AppId, Crowd> left = new HashMap<>();
    crowds.forEach((app, crowd) -> {
      Crowd gone = some.crowds.get(app);
      int people = crowd.people() - (gone == null ? 0 : gone.people());
      if (people > 0) {
        double hours = crowd.hours() - (gone == null ? 0 : gone.hours());
        left.put(app, new Crowd(crowd.app(), people, Math.max(0, hours)));
      }
    });
    return new UseTally(left, size - some.size, k);
  }

  /** What at least k of them use, by name. */
  List<Crowd> shared() {
    return crowds.values().stream()
        .filter(crowd -> crowd.people() >= k)
        .sorted(Comparator.comparing(Crowd::name))
        .toList();
  }

  /** What at least k of them use, and at least half. */
  List<Crowd> usual() {
    return shared().stream().filter(crowd -> 2 * crowd.people() >= size).toList();
  }

  /** What is usual with them and not in the whole company. */
  List<Crowd> usualBeside(UseTally everybody) {
    Set<String> common = everybody.usual().stream().map(Crowd::name).collect(Collectors.toSet());
    return usual().stream().filter(crowd -> !common.contains(crowd.name())).toList();
  }
}

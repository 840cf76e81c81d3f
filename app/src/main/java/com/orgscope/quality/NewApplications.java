package com.orgscope.quality;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A company in which each kind of work went over from its leading application to one that nobody
 * has seen: used by the same people, as much, under a name that says nothing.
 */
final class NewApplications {
  private final Map<AppId, AppId> instead = new LinkedHashMap<>();

  /**
   * @param known whose use says what leads in a kind of work; of several the same application, it
   *     is taken once
   */
  NewApplications(Map<PersonKey, GroundTruth.Known> known, Map<PersonKey, PersonUsage> everybody) {
    Map<String, Map<AppId, Double>> slots = new TreeMap<>();
    known.forEach((person, truth) -> {
      PersonUsage usage = everybody.get(person);
      if (usage != null) {
        for (AppUse use : usage.apps()) {
          if (!use.common()) {
            slots
                .computeIfAbsent(truth.category(), name -> new TreeMap<>())
                .merge(use.app().id(), use.activeSlots(), Double::sum);
          }
        }
      }
    });
    slots
        .values()
        .forEach(apps ->
            apps.entrySet().stream()
                .max(
                    Map.Entry.<AppId, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .ifPresent(app ->
                    instead.computeIfAbsent(
                        app.getKey(), id -> new AppId("application " + (instead.size() + 1)))));
  }

  /** Which applications were left, by name. */
  List<String> left() {
    return instead.keySet().stream().map(AppId::value).sorted().toList();
  }

  /** Of which nothing is known. */
  Map<PersonKey, PersonUsage> unknown(Map<PersonKey, PersonUsage> everybody) {
    return each(everybody, this::unknown);
  }

  private Application unknown(Application app) {
    AppId fresh = instead.get(app.id());
    return fresh == null ? app : new Application(fresh, Map.of(), Basis.NONE, "");
  }

  /** Of which somebody said rightly what they are for, as IT's word or a model's answer would. */
  Map<PersonKey, PersonUsage> described(Map<PersonKey, PersonUsage> everybody) {
    return each(everybody, this::described);
  }

  private Application described(Application app) {
    AppId fresh = instead.get(app.id());
    if (fresh == null) {
      return app;
    }
    Basis basis = app.functions().isEmpty() ? Basis.NONE : Basis.TENANT;
    return new Application(fresh, app.functions(), basis, app.description());
  }

  /** As if no model had ever been asked about an application. */
  static Map<PersonKey, PersonUsage> withoutModels(Map<PersonKey, PersonUsage> everybody) {
    return each(everybody, NewApplications::withoutModels);
  }

  private static Application withoutModels(Application app) {
    if (app.basis() != Basis.MODEL) {
      return app;
    }
    Basis basis = app.wordGuess().isEmpty() ? Basis.NONE : Basis.TEXT;
    return new Application(app.id(), app.wordGuess(), basis, app.description());
  }

  private static Map<PersonKey, PersonUsage> each(
      Map<PersonKey, PersonUsage> everybody, UnaryOperator<Application> changed) {
    Map<Application, Application> once = new HashMap<>();
    Map<PersonKey, PersonUsage> result = new TreeMap<>();
    everybody.forEach((person, usage) -> {
      List<AppUse> apps = new ArrayList<>();
      usage.apps().forEach(use -> apps.add(use.of(once.computeIfAbsent(use.app(), changed))));
      result.put(person, usage.with(apps));
    });
    return result;
  }
}

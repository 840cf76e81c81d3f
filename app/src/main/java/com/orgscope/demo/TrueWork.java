package com.orgscope.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sign-ins that somebody's tasks take are for, over the window. A task is of the kind of
 * work of the trade that it belongs to, whatever application it takes.
 */
final class TrueWork {
  private final Map<String, Double> signIns = new HashMap<>();
  private double everyday;

  /**
   * @param part of the window in which somebody had these habits, 0 to 1
   */
  TrueWork plus(Habits habits, double part) {
    for (int task = 0; task < habits.tasks(); task++) {
      double aWeek = habits.timesAWeek(task) * habits.applications(task).length * part;
      String category = habits.category(task);
      if (category == null) {
        everyday += aWeek;
      } else {
        signIns.merge(category, aWeek, Double::sum);
      }
    }
    return this;
  }

  /**
   * @param part of the window in which somebody used it, 0 to 1
   */
  TrueWork plus(Adoption adoption, String category, double part) {
    signIns.merge(category, adoption.timesAWeek() * part, Double::sum);
    return this;
  }

  /**
   * The kinds of work, the one with most sign-ins first; whoever was left without a task has the
   * given one.
   */
  List<String> categories(String otherwise) {
    return signIns.isEmpty()
        ? List.of(otherwise)
        : signIns.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
  }

  /** Of the sign-ins that come with work, 0 to 1. */
  double ofWork(String category) {
    return of(category, 0);
  }

  /** Of all sign-ins, mail, chat and meetings included, 0 to 1. */
  double ofAll(String category) {
    return of(category, everyday);
  }

  private double of(String category, double beside) {
    double all = beside + signIns.values().stream().mapToDouble(n -> n).sum();
    return all == 0 ? 0 : signIns.getOrDefault(category, 0.0) / all;
  }
}

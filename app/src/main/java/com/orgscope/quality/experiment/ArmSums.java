package com.orgscope.quality.experiment;

import com.orgscope.quality.experiment.MeanDifference.Mean;
import java.util.HashMap;
import java.util.Map;

/** What an arm's mean and its error are made of, read once. */
final class ArmSums {
  /** Of one unit: its people, what they did, and the past of those who have one. */
  private static final class Unit {
    private int people;
    private double now;
    private int withHistory;
    private double past;
  }

  private final Map<String, Unit> units = new HashMap<>();
  private int people;
  private double now;
  private int withHistory;
  private double past;
  private double nowOfThose;
  private double pastSquares;
  private double products;

  void add(Participant one) {
    Unit unit = units.computeIfAbsent(one.unit(), name -> new Unit());
    unit.people++;
    unit.now += one.value();
    people++;
    now += one.value();
    if (one.before() instanceof Double before) {
      unit.withHistory++;
      unit.past += before;
      withHistory++;
      past += before;
      nowOfThose += one.value();
      pastSquares += before * before;
      products += before * one.value();
    }
  }

  int units() {
    return units.size();
  }

  int withHistory() {
    return withHistory;
  }

  /** Summed over those who have one. */
  double past() {
    return past;
  }

  /** Squares of the past about its own mean. */
  double squaredPast() {
    return withHistory == 0 ? 0 : pastSquares - past * past / withHistory;
  }

  /** Products of past and now, each about its own mean. */
  double pastAndNow() {
    return withHistory == 0 ? 0 : products - past * nowOfThose / withHistory;
  }

  /**
   * @param theta how far the metric goes with its past
   * @param usual everybody's mean past, which whoever has none counts as having
   */
  Mean mean(double theta, double usual) {
    double mean = (now - theta * (past - withHistory * usual)) / people;
    double squares = 0;
    for (Unit unit : units.values()) {
      double off = unit.now - theta * (unit.past - unit.withHistory * usual) - unit.people * mean;
      squares += off * off;
    }
    double correction = units.size() / (units.size() - 1.0);
    return new Mean(people, units.size(), mean, correction * squares / ((double) people * people));
  }
}

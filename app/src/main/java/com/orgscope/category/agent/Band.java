package com.orgscope.category.agent;

import java.util.ArrayList;
import java.util.List;

/** Parts in words. A prompt knows how much only so far; the exact figures stay in the house. */
final class Band {
  private static final double HALF = 0.5;
  private static final double QUARTER = 0.25;
  private static final double TENTH = 0.1;

  /** In words, since a prompt holds no digit beside its ids. */
  private static final List<String> COUNTS =
      List.of(
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve");

  private Band() {}

  /** A part of the use of a group, 0 to 1. */
  static String ofUse(double share) {
    if (share >= HALF) {
      return "over half of the use";
    }
    if (share >= QUARTER) {
      return "a large part of the use";
    }
    return share >= TENTH ? "a part of the use" : "little of the use";
  }

  /** A part of some people, 0 to 1. */
  static String ofPeople(double share) {
    if (share >= 0.9) {
      return "nearly everybody";
    }
    if (share >= HALF) {
      return "most people";
    }
    return share >= QUARTER ? "many people" : "some people";
  }

  /** A part of some people that may be none of them, 0 to 1. */
  static String ofSome(double share) {
    return share >= QUARTER ? ofPeople(share) : "few people or nobody";
  }

  /**
   * What one time after another was like: {@code "most people for three weeks, then by many people
   * for a week"}.
   */
  static String inARow(List<String> bands, String time) {
    List<String> runs = new ArrayList<>();
    for (int from = 0; from < bands.size(); ) {
      int until = from;
      while (until < bands.size() && bands.get(until).equals(bands.get(from))) {
        until++;
      }
      int times = until - from;
      runs.add(
          bands.get(from)
              + (times == bands.size() ? " in each of the last " : " for ")
              + (times == 1 ? "a " + time : COUNTS.get(times - 1) + " " + time + "s"));
      from = until;
    }
    return String.join(", then by ", runs);
  }

  /** A probability, 0 to 1. */
  static String ofChance(double chance) {
    if (chance >= 0.85) {
      return "very likely";
    }
    if (chance >= 0.6) {
      return "likely";
    }
    return chance >= QUARTER ? "possible" : "unlikely";
  }
}

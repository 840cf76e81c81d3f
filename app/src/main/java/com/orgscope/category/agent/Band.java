package com.orgscope.category.agent;

/** Parts in words. A prompt knows how much only so far; the exact figures stay in the house. */
final class Band {
  private static final double HALF = 0.5;
  private static final double QUARTER = 0.25;
  private static final double TENTH = 0.1;

  private Band() {}

  /** A part of the use of a group, 0 to 1. */
  static String ofUse(double share) {
    return share >= HALF
        ? "over half of the use"
        : share >= QUARTER
            ? "a large part of the use"
            : share >= TENTH ? "a part of the use" : "little of the use";
  }

  /** A part of some people, 0 to 1. */
  static String ofPeople(double share) {
    return share >= 0.9
        ? "nearly everybody"
        : share >= HALF ? "most people" : share >= QUARTER ? "many people" : "some people";
  }

  /** A probability, 0 to 1. */
  static String ofChance(double chance) {
    return chance >= 0.85
        ? "very likely"
        : chance >= 0.6 ? "likely" : chance >= QUARTER ? "possible" : "unlikely";
  }
}

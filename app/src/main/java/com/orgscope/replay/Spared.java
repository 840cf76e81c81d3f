package com.orgscope.replay;

/**
 * What there was, or would not have been, of one person or many.
 *
 * @param challenges that were put
 * @param unmeasured of these, the ones of which nobody knows how long they took
 * @param seconds of signing in that the log holds
 */
record Spared(double challenges, double unmeasured, double seconds) {
  static final Spared NOTHING = new Spared(0, 0, 0);

  static Spared all(WayIn way) {
    return new Spared(way.challenges(), way.seconds() == 0 ? way.challenges() : 0, way.seconds());
  }

  /** Where only the factor would not have been asked for. */
  static Spared factor(WayIn way) {
    return new Spared(
        way.challenges(), way.seconds() == 0 ? way.challenges() : 0, way.factorSeconds());
  }

  Spared plus(Spared other) {
    return new Spared(
        challenges + other.challenges, unmeasured + other.unmeasured, seconds + other.seconds);
  }

  Spared times(double factor) {
    return new Spared(challenges * factor, unmeasured * factor, seconds * factor);
  }
}

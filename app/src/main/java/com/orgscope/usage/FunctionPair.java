package com.orgscope.usage;

import java.util.Comparator;

/**
 * Two things that applications are for, by ids of the public list or what a grid calls them, in
 * their order; the same twice where people move within one.
 */
public record FunctionPair(String one, String other) implements Comparable<FunctionPair> {
  private static final Comparator<FunctionPair> BY_IDS =
      Comparator.comparing(FunctionPair::one).thenComparing(FunctionPair::other);

  public FunctionPair {
    if (one.compareTo(other) > 0) {
      throw new IllegalArgumentException("a pair stands in order: " + one + ", " + other);
    }
  }

  static FunctionPair of(String a, String b) {
    return a.compareTo(b) <= 0 ? new FunctionPair(a, b) : new FunctionPair(b, a);
  }

  @Override
  public int compareTo(FunctionPair that) {
    return BY_IDS.compare(this, that);
  }
}

package com.orgscope.usage;

import java.util.Comparator;

/** Three applications that people go through in a row, from the end that comes first by name. */
public record AppChain(Application one, Application middle, Application other)
    implements Comparable<AppChain> {
  private static final Comparator<AppChain> BY_NAMES =
      Comparator.comparing((AppChain chain) -> chain.one.id())
          .thenComparing(chain -> chain.middle.id())
          .thenComparing(chain -> chain.other.id());

  public AppChain {
    if (one.id().compareTo(other.id()) >= 0) {
      throw new IllegalArgumentException(
          "a chain stands in order: " + one.id() + ", " + other.id());
    }
  }

  static AppChain of(Application one, Application middle, Application other) {
    return one.id().compareTo(other.id()) < 0
        ? new AppChain(one, middle, other)
        : new AppChain(other, middle, one);
  }

  /** The move at the end that comes first by name. */
  public AppPair from() {
    return AppPair.of(one, middle);
  }

  /** The move at the other end. */
  public AppPair to() {
    return AppPair.of(middle, other);
  }

  @Override
  public int compareTo(AppChain that) {
    return BY_NAMES.compare(this, that);
  }
}

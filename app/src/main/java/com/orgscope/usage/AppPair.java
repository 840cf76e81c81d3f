package com.orgscope.usage;

/** Two applications that people go between, in the order of their names. */
public record AppPair(Application one, Application other) implements Comparable<AppPair> {
  public AppPair {
    if (one.id().compareTo(other.id()) >= 0) {
      throw new IllegalArgumentException("a pair stands in order: " + one.id() + ", " + other.id());
    }
  }

  static AppPair of(Application a, Application b) {
    return a.id().compareTo(b.id()) < 0 ? new AppPair(a, b) : new AppPair(b, a);
  }

  /** Whether both are first of all for the same thing. */
  public boolean sameFunction() {
    return one.function().isPresent() && one.function().equals(other.function());
  }

  public boolean has(Application app) {
    return one.equals(app) || other.equals(app);
  }

  @Override
  public int compareTo(AppPair that) {
    int first = one.id().compareTo(that.one.id());
    return first != 0 ? first : other.id().compareTo(that.other.id());
  }
}

package com.orgscope.kernel;

/**
 * An application under its canonical name, the same whatever the provider called it ("GitHub"). An
 * application that no list knows is named as its administrators named it.
 */
public record AppId(String value) implements Comparable<AppId> {
  public AppId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an application needs a name");
    }
  }

  @Override
  public int compareTo(AppId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package com.orgscope.usage;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The sign-in habits of one person, coarse enough to be shared: a set without an order, of
 * applications or of functions. It says nothing that fewer people share than it was made for.
 *
 * @param parts names of applications, or ids of functions
 */
public record Signature(Kind kind, SortedSet<String> parts) {

  /** What the parts are. */
  public enum Kind {
    APPLICATIONS,
    FUNCTIONS
  }

  public Signature {
    parts = Collections.unmodifiableSortedSet(new TreeSet<>(parts));
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a signature without a part says nothing");
    }
  }

  /** One text for one signature. */
  public String text() {
    return kind + ": " + String.join(" + ", parts);
  }
}

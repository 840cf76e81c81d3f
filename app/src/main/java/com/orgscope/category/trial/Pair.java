package com.orgscope.category.trial;

import java.util.Map;
import java.util.Optional;

/**
 * What both versions said about the same.
 *
 * @param unit the signature of a group, or an application
 * @param people of the group, or who use the application: k at least
 * @param known what it is, by each judge that can tell
 */
public record Pair(
    String unit, int people, String before, String candidate, Map<Known, String> known) {
  public Pair {
    known = Map.copyOf(known);
  }

  /** What it is by a judge; empty where the judge cannot tell. */
  Optional<String> by(Known judge) {
    return Optional.ofNullable(known.get(judge));
  }
}

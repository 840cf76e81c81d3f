package com.orgscope.state;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a store holds of people who were looked for, and what of it could not be read: of that
 * nobody can say whether it holds somebody. For one thread.
 */
public final class Findings {
  private final SortedMap<String, Long> found = new TreeMap<>();
  private final SortedMap<String, String> unread = new TreeMap<>();

  /**
   * Adds what a place holds; one that holds nothing was looked through all the same.
   *
   * @param place a table, a file or a kind of message
   */
  public void found(String place, long times) {
    found.merge(place, times, Long::sum);
  }

  /**
   * Says that a place, or a part of it, could not be read.
   *
   * @param why in a few words, without anything of what it holds
   */
  public void unread(String place, String why) {
    unread.putIfAbsent(place, why);
  }

  /** How often something is held, by place; what was looked through is there with zero. */
  public SortedMap<String, Long> found() {
    return Collections.unmodifiableSortedMap(found);
  }

  /** Why a place could not be read. */
  public SortedMap<String, String> unread() {
    return Collections.unmodifiableSortedMap(unread);
  }
}

package com.orgscope.insight;

import com.orgscope.privacy.ReleaseThreshold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which leaves stand alone and which join, decided from noisy counts only.
 *
 * <p>A leaf whose noisy count clears the threshold is shown. What is left of a department joins
 * "Department (Other)" if their sum clears the threshold of a sum of so many draws; what is still
 * left joins "Other". If that fails too, it takes in the smallest shown group: which has at least k
 * people, and so then has the whole. Nobody is dropped, so the groups add up to all leaves.
 */
record Grouping(List<Group> groups) {

  /** Leaves that are published as one. */
  record Group(String department, String category, List<GridCell> leaves, long people) {}

  /**
   * How often {@link #of} may ask the threshold about groups of less than k people: once for each
   * leaf, once for what is left of each department of more than one leaf, once for "Other". Which
   * leaves are left depends on the noise; but if none of the questions before was answered wrongly,
   * what is left of less than k people is all that has so few, whatever was drawn, so that one
   * question counts once.
   */
  static int tests(Set<GridCell> leaves) {
    Map<String, Long> byDepartment =
        leaves.stream().collect(Collectors.groupingBy(GridCell::department, Collectors.counting()));
    long departments = byDepartment.values().stream().filter(n -> n > 1).count();
    return Math.toIntExact(leaves.size() + departments + 1);
  }

  static Grouping of(Map<GridCell, Long> noisy, ReleaseThreshold threshold) {
    List<Group> shown = new ArrayList<>();
    Map<String, Map<GridCell, Long>> left = new TreeMap<>();
    noisy.forEach((leaf, people) -> {
      if (threshold.shows(people, 1)) {
        shown.add(new Group(leaf.department(), leaf.category(), List.of(leaf), people));
      } else {
        left.computeIfAbsent(leaf.department(), d -> new LinkedHashMap<>()).put(leaf, people);
      }
    });
    List<GridCell> scattered = new ArrayList<>();
    long scatteredPeople = 0;
    for (var department : left.entrySet()) {
      long people = sum(department.getValue());
      List<GridCell> leaves = List.copyOf(department.getValue().keySet());
      // One leaf alone gets the answer that it got before.
      if (threshold.shows(people, leaves.size())) {
        shown.add(new Group(department.getKey(), Release.OTHER, leaves, people));
      } else {
        scattered.addAll(leaves);
        scatteredPeople += people;
      }
    }
    shown.sort(Comparator.comparingLong(Group::people).reversed());
    if (scattered.isEmpty()) {
      return new Grouping(List.copyOf(shown));
    }
    Group other = new Group(Release.OTHER, Release.OTHER, scattered, scatteredPeople);
    Group settled = settle(other, shown, threshold);
    if (settled != null) {
      shown.add(settled);
    }
    return new Grouping(List.copyOf(shown));
  }

  /** How many of the grid's leaves do not stand alone. */
  int merged(int leaves) {
    return leaves - (int) groups.stream().filter(g -> g.leaves().size() == 1).count();
  }

  /**
   * Lets "Other" take in shown groups, smallest first, until it may be shown: by its own count, or
   * because it holds a group that may. Null if there is nobody to take in: then nothing is shown.
   */
  private static @Nullable Group settle(
      Group other, List<Group> shown, ReleaseThreshold threshold) {
    Group grown = other;
    boolean vouched = threshold.shows(other.people(), other.leaves().size());
    while (!(vouched && grown.people() >= threshold.k())) {
      if (shown.isEmpty()) {
        return null;
      }
      Group smallest = shown.removeLast();
      List<GridCell> leaves = new ArrayList<>(grown.leaves());
      leaves.addAll(smallest.leaves());
      grown = new Group(Release.OTHER, Release.OTHER, leaves, grown.people() + smallest.people());
      vouched = true;
    }
    return grown;
  }

  private static long sum(Map<GridCell, Long> people) {
    return people.values().stream().mapToLong(p -> p).sum();
  }
}

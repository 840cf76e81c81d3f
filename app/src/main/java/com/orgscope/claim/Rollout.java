package com.orgscope.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Since when whom has a change.
 *
 * @param lines in the order in which they were said; of each group the newest holds
 */
public record Rollout(List<Line> lines) {
  static final Rollout NOBODY = new Rollout(List.of());

  /**
   * What somebody said.
   *
   * @param since null if the group does not have it after all
   */
  public record Line(PeopleGroup group, @Nullable LocalDate since, LocalDate saidOn) {}

  public Rollout {
    lines = List.copyOf(lines);
  }

  /** What holds, in the order in which the groups were first named. */
  public List<Line> inForce() {
    Map<PeopleGroup, Line> newest = new LinkedHashMap<>();
    lines.forEach(line -> newest.put(line.group(), line));
    List<Line> holding = new ArrayList<>(newest.values());
    holding.removeIf(line -> line.since() == null);
    return holding;
  }

  /** Whether everybody who has it was drawn. */
  boolean isByLot() {
    return inForce().stream().allMatch(line -> line.group().kind() == PeopleGroup.Kind.SHARE);
  }

  /** The day from which the first have it. */
  public Optional<LocalDate> first() {
    return inForce().stream().map(Line::since).min(LocalDate::compareTo);
  }
}

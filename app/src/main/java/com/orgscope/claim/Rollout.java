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

  /** The newest day on which a look was due; empty if none was. */
  Optional<LocalDate> looked(LocalDate today) {
    return first()
        .flatMap(first ->
            Claim.DUE_DAYS.reversed().stream()
                .map(first::plusDays)
                .filter(due -> !due.isAfter(today))
                .findFirst());
  }

  /**
   * Whether a word would change what is compared in looks up to that day. On the day on which the
   * first group is named all others may be, too.
   */
  boolean isMoved(PeopleGroup group, @Nullable LocalDate since, LocalDate looked, LocalDate today) {
    Optional<LocalDate> before =
        inForce().stream().filter(line -> line.group().equals(group)).map(Line::since).findFirst();
    boolean named = lines.stream().anyMatch(line -> line.group().equals(group));
    if (before.equals(Optional.ofNullable(since))
        || (!named && lines.stream().allMatch(line -> line.saidOn().equals(today)))) {
      return false;
    }
    return before.filter(looked::isAfter).isPresent() || (since != null && since.isBefore(looked));
  }

  /** The day from which the first have it. */
  public Optional<LocalDate> first() {
    return inForce().stream().map(Line::since).min(LocalDate::compareTo);
  }
}

package com.orgscope.insight;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what only the noise can have added: a company's groups together are no more people
 * than it has. Both the noised counts and the headcount may be seen, so this costs no privacy.
 */
final class PublicHeadcount {
  private PublicHeadcount() {}

  /**
   * @param headcount public, null if nobody knows it
   * @return cells whose people add up to the headcount at most; the same cells where the surplus is
   *     more than twice what the noise mostly is, as accounts that no directory lists are people
   *     too
   */
  static List<ReleaseCell> fit(List<ReleaseCell> cells, @Nullable Integer headcount) {
    long sum = cells.stream().mapToLong(ReleaseCell::people).sum();
    if (headcount == null || sum <= headcount || sum - headcount > 2 * half(cells)) {
      return cells;
    }
    long surplus = sum - headcount;
    long room = cells.stream().mapToLong(PublicHeadcount::room).sum();
    List<ReleaseCell> fitted = new ArrayList<>();
    for (ReleaseCell cell : cells) {
      // What is left of the surplus is shared out by what is left of the room: it always fits.
      long share = room == 0 ? 0 : Math.ceilDiv(surplus * room(cell), room);
      long taken = Math.min(share, Math.min(surplus, room(cell)));
      surplus -= taken;
      room -= room(cell);
      fitted.add(with(cell, cell.people() - taken, headcount));
    }
    if (surplus > 0) {
      // More than all rooms together: one group alone, whose interval then reaches lower.
      fitted.set(0, with(fitted.getFirst(), fitted.getFirst().people() - surplus, headcount));
    }
    return fitted;
  }

  /** The half width of the interval of all together; the lower one may be cut off at k. */
  private static double half(List<ReleaseCell> cells) {
    return Math.sqrt(
        cells.stream()
            .mapToDouble(c -> c.peopleInterval().high() - c.people())
            .map(w -> w * w)
            .sum());
  }

  private static long room(ReleaseCell cell) {
    return Math.max(0, cell.people() - (long) Math.ceil(cell.peopleInterval().low()));
  }

  private static ReleaseCell with(ReleaseCell cell, long people, int headcount) {
    Interval interval = cell.peopleInterval();
    return new ReleaseCell(
        cell.department(),
        cell.category(),
        people,
        new Interval(
            Math.min(people, interval.low()),
            Math.max(people, Math.min(interval.high(), headcount))),
        cell.hoursPerWeek(),
        cell.hoursInterval(),
        cell.usdPerYear(),
        cell.usdInterval());
  }
}

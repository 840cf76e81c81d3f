package com.orgscope.insight;

import com.orgscope.insight.ChangeSince.Moved;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everybody's figures in several releases, the oldest first. Each is held against the one before it
 * and the last against the first, by the same rule as {@link ChangeSince}: of a difference that
 * noise alone explains no change is told. It reads published figures only and costs nothing.
 *
 * @param points three at least
 * @param steps what people and hours moved by from one release to the next
 * @param whole what they moved by from the first to the last
 */
public record Trend(List<Point> points, List<Step> steps, Step whole) {
  /** So many releases are shown at most. */
  static final int MOST = 6;

  static final int FEWEST = 3;

  public Trend {
    points = List.copyOf(points);
    steps = List.copyOf(steps);
  }

  /** One release. */
  public record Point(String release, LocalDate lastDay, Figure figure) {}

  /** From one release to a later one. */
  public record Step(Moved people, Moved hours) {
    static Step of(Figure before, Figure now) {
      return new Step(
          ChangeSince.moved(Release.EVERYONE, before.people(), before.peopleInterval(), now),
          ChangeSince.hours(before, now));
    }
  }

  /**
   * Of those since there were levels: hours of before are of other things.
   *
   * @param newest the newest first
   * @return empty of fewer than three
   */
  public static Optional<Trend> of(List<Release> newest) {
    List<Point> points =
        newest.stream()
            .takeWhile(release -> release.levels() != null)
            .limit(MOST)
            .map(release -> new Point(release.id(), release.window().lastDay(), release.total()))
            .toList()
            .reversed();
    if (points.size() < FEWEST) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    for (int at = 1; at < points.size(); at++) {
      steps.add(Step.of(points.get(at - 1).figure(), points.get(at).figure()));
    }
    return Optional.of(
        new Trend(points, steps, Step.of(points.getFirst().figure(), points.getLast().figure())));
  }
}

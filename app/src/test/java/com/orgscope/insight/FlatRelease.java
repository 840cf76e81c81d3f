package com.orgscope.insight;

import com.orgscope.privacy.DiscreteLaplace;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;
import com.orgscope.privacy.ReleaseThreshold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How releases were drawn before they had levels, kept to be measured against: people noised on
 * every leaf and nowhere else, hours noised once for each shown group with ten hours a person as
 * the bound.
 */
final class FlatRelease {
  private static final Epsilon PEOPLE = Epsilon.of("0.5");
  private static final Epsilon HOURS = Epsilon.of("0.5");
  private static final long BOUND = 36_000;

  private FlatRelease() {}

  /** What is shown as one, with the half widths of its ranges. */
  record Group(
      String category,
      List<GridCell> leaves,
      long people,
      double peopleHalf,
      double hours,
      double hoursHalf) {}

  static List<Group> draw(Census census, Noise noise) {
    Grid grid = Grid.of(census, false);
    DiscreteLaplace laplace = noise.laplace(PEOPLE, 1);
    Map<GridCell, Long> noisy = new LinkedHashMap<>();
    for (int d = 0; d < grid.departments().size(); d++) {
      for (int c = 0; c < grid.categories().size(); c++) {
        noisy.put(grid.cell(d, c), laplace.draw());
      }
    }
    census.members().forEach(m -> noisy.merge(cell(grid, m, m.category()), 1L, Long::sum));
    int tests = grid.cells() + grid.departments().size() + 1;
    ReleaseThreshold threshold = new ReleaseThreshold(10, PEOPLE, 1e-3, tests);
    return withHours(census, grid, groups(noisy, threshold), noise);
  }

  private static GridCell cell(Grid grid, Census.Member member, String category) {
    return grid.cell(grid.department(member.department()), grid.category(category));
  }

  private static List<Group> withHours(Census census, Grid grid, List<Group> groups, Noise noise) {
    Map<GridCell, Integer> groupOf = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      for (GridCell leaf : groups.get(i).leaves()) {
        groupOf.put(leaf, i);
      }
    }
    long[] seconds = new long[groups.size()];
    HourBounds bounds = new HourBounds(BOUND, 1);
    for (Census.Member member : census.members()) {
      Apportionment.of(member, bounds)
          .seconds()
          .forEach((part, s) -> {
            Integer group = groupOf.get(cell(grid, member, part.category()));
            if (group != null && part.cause().isSignIn()) {
              seconds[group] += s;
            }
          });
    }
    DiscreteLaplace laplace = noise.laplace(HOURS, BOUND);
    double half =
        PeopleLevels.HALF_WIDTH * Math.sqrt(NoiseSum.variance(HOURS, BOUND)) / HoursLevels.HOUR;
    List<Group> shown = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      Group g = groups.get(i);
      double hours = Math.max(0, seconds[i] + laplace.draw()) / HoursLevels.HOUR;
      shown.add(new Group(g.category(), g.leaves(), g.people(), g.peopleHalf(), hours, half));
    }
    return shown;
  }

  private static List<Group> groups(Map<GridCell, Long> noisy, ReleaseThreshold threshold) {
    List<Group> shown = new ArrayList<>();
    Map<String, List<GridCell>> left = new TreeMap<>();
    noisy.forEach((leaf, people) -> {
      if (threshold.shows(people, 1)) {
        shown.add(group(leaf.category(), List.of(leaf), noisy));
      } else {
        left.computeIfAbsent(leaf.department(), d -> new ArrayList<>()).add(leaf);
      }
    });
    List<GridCell> scattered = new ArrayList<>();
    for (List<GridCell> leaves : left.values()) {
      Group group = group(Release.OTHER, leaves, noisy);
      if (threshold.shows(group.people(), leaves.size())) {
        shown.add(group);
      } else {
        scattered.addAll(leaves);
      }
    }
    shown.sort(Comparator.comparingLong(Group::people).reversed());
    boolean vouched = false;
    while (!scattered.isEmpty() && !shown.isEmpty()) {
      Group other = group(Release.OTHER, scattered, noisy);
      if ((vouched || threshold.shows(other.people(), scattered.size()))
          && other.people() >= threshold.k()) {
        shown.add(other);
        break;
      }
      scattered.addAll(shown.removeLast().leaves());
      vouched = true;
    }
    return shown;
  }

  private static Group group(String category, List<GridCell> leaves, Map<GridCell, Long> noisy) {
    long people = leaves.stream().mapToLong(noisy::get).sum();
    double half = PeopleLevels.HALF_WIDTH * Math.sqrt(leaves.size() * NoiseSum.variance(PEOPLE, 1));
    return new Group(category, List.copyOf(leaves), people, half, 0, 0);
  }
}

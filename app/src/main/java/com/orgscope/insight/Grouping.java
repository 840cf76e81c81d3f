package com.orgscope.insight;

import com.orgscope.insight.GridEstimate.At;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cells of the grid stand alone and which join, decided from noised counts only.
 *
 * <p>A category is shown if its noised count, or that of one of its leaves, clears the threshold of
 * its level. Its leaves that clear theirs have a row each. The rest of it
 *
 * <ul>
 *   <li>has a row of its own ({@link Release#OTHER} for a department) if it clears the threshold of
 *       such rests;
 *   <li>else stands with the largest row, if the noise does not tell it from nobody;
 *   <li>else takes in the smallest row, which surely has k people, and so then has the whole.
 * </ul>
 *
 * <p>All hidden categories join "Other" if together they clear the threshold of a sum of so many;
 * else they stand with the people of whom nobody knows what they do; else "Other" takes in the
 * smallest group. Nobody is dropped: groups split everybody.
 *
 * @param groups in no order that counts
 */
record Grouping(List<Group> groups) {
  Grouping {
    groups = List.copyOf(groups);
  }

  /** Leaves that are published as one. */
  record Group(String department, String category, List<At> leaves) {
    Group {
      leaves = List.copyOf(leaves);
    }

    private Group with(String newDepartment, String newCategory, List<At> more) {
      List<At> all = new ArrayList<>(leaves);
      all.addAll(more);
      return new Group(newDepartment, newCategory, all);
    }
  }

  static Grouping of(Grid grid, PeopleLevels people) {
    return new Grouping(new Decision(grid, people).groups());
  }

  /** How many of the grid's leaves do not stand alone. */
  int merged(int leaves) {
    return leaves - (int) groups.stream().filter(g -> g.leaves().size() == 1).count();
  }

  /** One release's, made step by step. */
  private static final class Decision {
    private final Grid grid;
    private final PeopleLevels people;
    private final List<Group> shown = new ArrayList<>();
    private final List<Integer> hidden = new ArrayList<>();

    Decision(Grid grid, PeopleLevels people) {
      this.grid = grid;
      this.people = people;
    }

    List<Group> groups() {
      for (int category = 0; category < grid.categories().size(); category++) {
        decide(category);
      }
      if (!hidden.isEmpty()) {
        settle(hidden.stream().flatMap(c -> leavesOf(c).stream()).toList());
      }
      return shown;
    }

    private void decide(int category) {
      List<At> leaves = leavesOf(category);
      List<At> clear = leaves.stream().filter(people::showsLeaf).toList();
      if (clear.isEmpty() && !people.showsCategory(category)) {
        hidden.add(category);
        return;
      }
      String name = grid.categories().get(category);
      if (grid.isTotalOnly()) {
        shown.add(new Group(Release.EVERYONE, name, leaves));
        return;
      }
      List<Group> rows = new ArrayList<>();
      for (At leaf : clear) {
        rows.add(new Group(grid.departments().get(leaf.department()), name, List.of(leaf)));
      }
      rows.sort(Comparator.comparingDouble((Group row) -> people.sum(row.leaves())).reversed());
      List<At> rest = leaves.stream().filter(leaf -> !clear.contains(leaf)).toList();
      if (!rest.isEmpty()) {
        place(rest, name, rows, people.showsRest(category, clear));
      }
      shown.addAll(rows);
    }

    private void place(List<At> rest, String name, List<Group> rows, boolean clears) {
      if (clears || rows.isEmpty()) {
        rows.add(new Group(Release.OTHER, name, rest));
      } else if (people.maybeNobody(rest)) {
        Group largest = rows.getFirst();
        rows.set(0, largest.with(largest.department(), name, rest));
      } else {
        Group smallest = rows.removeLast();
        rows.add(smallest.with(Release.OTHER, name, rest));
      }
    }

    private void settle(List<At> pool) {
      if (people.showsPool(hidden)) {
        shown.add(new Group(Release.OTHER, Release.OTHER, pool));
        return;
      }
      Group undecided = smallest(Release.NOT_YET_KNOWN);
      Group host = undecided == null ? smallest(null) : undecided;
      if (host != null) {
        shown.remove(host);
        String name = undecided == null ? Release.OTHER : Release.NOT_YET_KNOWN;
        shown.add(host.with(Release.OTHER, name, pool));
      }
    }

    /** A row of several departments first, so that there is one such row of a category. */
    private @Nullable Group smallest(@Nullable String category) {
      return shown.stream()
          .filter(g -> category == null || g.category().equals(category))
          .min(
              Comparator.comparing(
                      (Group g) -> category == null || !g.department().equals(Release.OTHER))
                  .thenComparingDouble(g -> people.sum(g.leaves())))
          .orElse(null);
    }

    private List<At> leavesOf(int category) {
      List<At> leaves = new ArrayList<>();
      for (int department = 0; department < grid.departments().size(); department++) {
        leaves.add(new At(department, category));
      }
      return leaves;
    }
  }
}

package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.GridEstimate.At;
import com.orgscope.insight.GridEstimate.LevelCounts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Counts given as if they had been drawn; a company's own headcount is never public here. */
class GroupingTest {
  private static final List<String> DEPARTMENTS = List.of("A", "B", "C");
  private static final List<String> KINDS =
      List.of("Design", "Law", "Sales", Release.NOT_YET_KNOWN);

  private final PeopleLevels none = people(new long[3][4]);

  private final long category = 10 + none.atCategory().margin(1);
  private final long leaf = 10 + none.atLeaf().margin(1);

  @Test
  void a_category_that_is_small_in_each_department_is_shown_over_all() {
    assertThat(
            names(
                new long[][] {
                  {0, 0, 400, 30},
                  {15, 0, 0, 30},
                  {15, 0, 0, 0}
                }))
        .containsExactlyInAnyOrder("Other/Design=30", "A/Sales=400", "Other/Not yet known=60");
  }

  @Test
  void a_category_is_shown_from_its_threshold_on() {
    assertThat(names(new long[][] {{category, 0, 500, 90}, {0, 0, 0, 0}, {0, 0, 0, 0}}))
        .anyMatch(name -> name.startsWith("Other/Design"));
    assertThat(names(new long[][] {{category - 1, 0, 500, 90}, {0, 0, 0, 0}, {0, 0, 0, 0}}))
        .noneMatch(name -> name.contains("Design"));
  }

  @Test
  void a_leaf_that_clears_its_threshold_has_a_row_and_a_few_elsewhere_stand_with_it() {
    PeopleLevels people = people(new long[][] {{0, 0, leaf, 60}, {0, 0, 3, 0}, {0, 0, 4, 0}});
    assertThat(Grouping.of(grid(), people).groups())
        .anySatisfy(g -> {
          assertThat(g.department()).isEqualTo("A");
          assertThat(g.category()).isEqualTo("Sales");
          assertThat(g.leaves()).hasSize(3);
        });
    assertThat(names(new long[][] {{0, 0, leaf - 1, 60}, {0, 0, 3, 0}, {0, 0, 4, 0}}))
        .contains("Other/Sales=" + (leaf - 1 + 7));
  }

  @Test
  void a_rest_that_is_somebody_and_not_surely_k_takes_in_the_smallest_row() {
    assertThat(names(new long[][] {{0, 0, 900, 60}, {0, 0, 400, 0}, {0, 0, 120, 0}}))
        .contains("A/Sales=900", "Other/Sales=520");
    assertThat(names(new long[][] {{0, 0, 900, 60}, {0, 0, 0, 0}, {0, 0, 120, 0}}))
        .contains("Other/Sales=1020");
  }

  @Test
  void whichever_row_comes_first_a_rest_stands_with_the_largest_or_takes_in_the_smallest() {
    assertThat(names(new long[][] {{0, 0, leaf, 60}, {0, 0, 900, 0}, {0, 0, 3, 0}}))
        .contains("A/Sales=" + leaf, "B/Sales=903");
    assertThat(names(new long[][] {{0, 0, leaf, 60}, {0, 0, 900, 0}, {0, 0, 120, 0}}))
        .contains("B/Sales=900", "Other/Sales=" + (leaf + 120));
  }

  /** Levels are drawn one by one, so that a category may come out smaller than its own leaf. */
  @Test
  void a_leaf_that_clears_its_threshold_shows_its_category_whatever_the_categorys_own_count() {
    PeopleLevels people = drawn(new long[] {0, 0, 0, 60}, new long[] {0, 0, leaf, 60});
    assertThat(people.showsCategory(2)).isFalse();
    assertThat(Grouping.of(grid(), people).groups())
        .anySatisfy(g -> {
          assertThat(g.department()).isEqualTo("A");
          assertThat(g.category()).isEqualTo("Sales");
        });
  }

  @Test
  void a_category_whose_leaves_all_stand_alone_has_no_row_without_people() {
    PeopleLevels people =
        drawn(
            new long[] {0, 0, 9 * leaf, 60},
            new long[] {0, 0, leaf, 60},
            new long[] {0, 0, leaf, 0},
            new long[] {0, 0, leaf, 0});
    assertThat(Grouping.of(grid(), people).groups())
        .filteredOn(g -> g.category().equals("Sales"))
        .extracting(Grouping.Group::department)
        .containsExactlyInAnyOrder("A", "B", "C");
  }

  @Test
  void a_company_of_its_total_alone_has_one_row_of_everybody() {
    Grid total = new Grid(List.of(Release.EVERYONE), List.of(Release.EVERYONE));
    PeopleLevels people =
        new PeopleLevels(
            new LevelCounts(
                category, new long[] {category}, new long[] {category}, new long[][] {{category}}),
            ReleaseSimulation.PRIVACY,
            ReleaseSimulation.PRIVACY.people(),
            null);
    assertThat(people.showsLeaf(new At(0, 0))).as("only the category is clear").isFalse();
    assertThat(Grouping.of(total, people).groups())
        .singleElement()
        .satisfies(g -> assertThat(g.department()).isEqualTo(Release.EVERYONE));
  }

  @Test
  void a_rest_that_is_large_enough_has_a_row_of_its_own() {
    long half = (10 + none.atLeaf().margin(2) + 1) / 2;
    assertThat(names(new long[][] {{0, 0, 900, 60}, {0, 0, half, 0}, {0, 0, half, 0}}))
        .contains("A/Sales=900", "Other/Sales=" + 2 * half);
  }

  @Test
  void hidden_categories_join_other_if_together_they_are_enough() {
    long pool = 10 + none.atCategory().margin(2);
    assertThat(
            names(
                new long[][] {
                  {(pool + 1) / 2, (pool + 1) / 2, 500, 90}, {0, 0, 0, 0}, {0, 0, 0, 0}
                }))
        .contains("Other/Other=" + 2 * ((pool + 1) / 2), "Other/Not yet known=90");
  }

  @Test
  void hidden_categories_of_a_few_stand_with_those_nobody_knows() {
    assertThat(names(new long[][] {{3, 4, 500, 90}, {0, 0, 0, 0}, {0, 0, 0, 0}}))
        .containsExactlyInAnyOrder("A/Sales=500", "Other/Not yet known=97");
  }

  @Test
  void hidden_categories_of_a_few_take_in_the_smallest_group_where_everybody_is_known() {
    assertThat(names(new long[][] {{3, 60, 500, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}}))
        .containsExactlyInAnyOrder("A/Sales=500", "Other/Other=63");
  }

  @Test
  void hidden_categories_of_a_few_join_those_nobody_knows_of_several_departments() {
    assertThat(names(new long[][] {{3, 0, 500, leaf}, {0, 0, 0, leaf - 1}, {0, 0, 0, leaf - 1}}))
        .containsExactlyInAnyOrder(
            "A/Sales=500", "A/Not yet known=" + leaf, "Other/Not yet known=" + (2 * leaf + 1));
  }

  @Test
  void where_everybody_is_known_the_smallest_group_is_smallest_whatever_its_departments() {
    assertThat(
            names(new long[][] {{3, leaf - 1, leaf, 0}, {0, leaf - 1, 0, 0}, {0, leaf - 1, 0, 0}}))
        .containsExactlyInAnyOrder("Other/Law=" + 3 * (leaf - 1), "Other/Other=" + (leaf + 3));
  }

  @Test
  void a_company_too_small_to_show_shows_nothing() {
    assertThat(names(new long[3][4])).isEmpty();
  }

  @Test
  void groups_split_everybody_and_no_two_have_the_same_name() {
    var random = new SplittableRandom(4);
    for (int i = 0; i < 500; i++) {
      long[][] leaves = new long[3][4];
      for (long[] row : leaves) {
        for (int c = 0; c < row.length; c++) {
          row[c] = random.nextInt(3) == 0 ? random.nextLong(20, 900) : random.nextLong(-9, 15);
        }
      }
      List<Grouping.Group> groups = Grouping.of(grid(), people(leaves)).groups();
      if (groups.isEmpty()) {
        continue;
      }
      List<At> covered = groups.stream().flatMap(g -> g.leaves().stream()).toList();
      assertThat(covered).hasSize(12).doesNotHaveDuplicates();
      Set<String> names = new HashSet<>();
      groups.forEach(g -> assertThat(names.add(g.department() + "/" + g.category())).isTrue());
    }
  }

  @Test
  void leaves_that_do_not_stand_alone_are_counted() {
    assertThat(
            new Grouping(
                    List.of(
                        new Grouping.Group("A", "Sales", List.of(new At(0, 2))),
                        new Grouping.Group("Other", "Law", List.of(new At(0, 1), new At(1, 1)))))
                .merged(12))
        .isEqualTo(11);
  }

  private List<String> names(long[][] leaves) {
    PeopleLevels people = people(leaves);
    return Grouping.of(grid(), people).groups().stream()
        .map(g -> g.department() + "/" + g.category() + "=" + Math.round(people.sum(g.leaves())))
        .toList();
  }

  /** Of which the levels need not agree. */
  private static PeopleLevels drawn(long[] categories, long[]... rows) {
    long[][] leaves = new long[DEPARTMENTS.size()][KINDS.size()];
    System.arraycopy(rows, 0, leaves, 0, rows.length);
    long[] departments = Arrays.stream(leaves).mapToLong(row -> Arrays.stream(row).sum()).toArray();
    return new PeopleLevels(
        new LevelCounts(Arrays.stream(departments).sum(), categories, departments, leaves),
        ReleaseSimulation.PRIVACY,
        ReleaseSimulation.PRIVACY.people(),
        null);
  }

  private static Grid grid() {
    return new Grid(DEPARTMENTS, KINDS);
  }

  /** Levels that agree, so that estimates are what is given. */
  private static PeopleLevels people(long[][] leaves) {
    long[] categories = new long[KINDS.size()];
    long[] departments = new long[DEPARTMENTS.size()];
    for (int d = 0; d < leaves.length; d++) {
      for (int c = 0; c < leaves[d].length; c++) {
        categories[c] += leaves[d][c];
        departments[d] += leaves[d][c];
      }
    }
    return new PeopleLevels(
        new LevelCounts(Arrays.stream(categories).sum(), categories, departments, leaves),
        ReleaseSimulation.PRIVACY,
        ReleaseSimulation.PRIVACY.people(),
        null);
  }
}

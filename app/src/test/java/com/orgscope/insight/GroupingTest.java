package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.ReleaseThreshold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private static final ReleaseThreshold THRESHOLD =
      new ReleaseThreshold(10, Epsilon.of("0.5"), 1e-3, 50);

  @Test
  void a_leaf_that_clears_the_threshold_stands_alone_and_the_rest_joins() {
    long enough = 10 + THRESHOLD.margin(1);
    Grouping grouping =
        Grouping.of(
            leaves(
                "Engineering/Engineering", enough,
                "Engineering/Sales", 3L,
                "Sales/Sales", 200L,
                "Sales/Finance", 150L,
                "Legal/Finance", enough - 1),
            THRESHOLD);
    assertThat(grouping.groups())
        .extracting(g -> g.department() + "/" + g.category() + "=" + g.people())
        .containsExactly("Sales/Sales=200", "Sales/Finance=150", "Other/Other=" + (2 * enough + 2));
    assertThat(grouping.merged(5)).isEqualTo(3);
  }

  @Test
  void what_is_left_of_a_department_stays_with_it_if_it_is_large_enough() {
    Grouping grouping =
        Grouping.of(
            leaves(
                "Engineering/Engineering", 300L,
                "Engineering/Sales", 25L,
                "Engineering/Design", 28L,
                "Engineering/Finance", 27L),
            THRESHOLD);
    assertThat(grouping.groups())
        .extracting(g -> g.department() + "/" + g.category() + "=" + g.people())
        .containsExactly("Engineering/Engineering=300", "Engineering/Other=80");
  }

  @Test
  void nobody_is_dropped_as_long_as_anything_is_shown() {
    var random = new SplittableRandom(4);
    for (int i = 0; i < 500; i++) {
      Map<GridCell, Long> noisy = new LinkedHashMap<>();
      for (int d = 0; d < 6; d++) {
        for (int c = 0; c < 8; c++) {
          long people = random.nextInt(10) == 0 ? random.nextLong(20, 200) : random.nextLong(-9, 9);
          noisy.put(new GridCell("d" + d, "c" + c), people);
        }
      }
      Grouping grouping = Grouping.of(noisy, THRESHOLD);
      long all = noisy.values().stream().mapToLong(p -> p).sum();
      List<GridCell> covered =
          grouping.groups().stream().flatMap(g -> g.leaves().stream()).toList();
      if (!grouping.groups().isEmpty()) {
        assertThat(covered).containsExactlyInAnyOrderElementsOf(noisy.keySet());
        assertThat(grouping.groups().stream().mapToLong(Grouping.Group::people).sum())
            .isEqualTo(all);
      }
      assertThat(grouping.groups()).allMatch(g -> g.people() >= 10);
    }
  }

  @Test
  void a_company_too_small_to_show_shows_nothing() {
    assertThat(Grouping.of(leaves("Everyone/Everyone", 12L), THRESHOLD).groups()).isEmpty();
  }

  @Test
  void the_chance_of_error_is_shared_by_leaves_departments_of_several_and_the_rest() {
    Map<GridCell, Long> leaves =
        leaves("A/x", 0L, "A/y", 0L, "A/z", 0L, "B/x", 0L, "B/y", 0L, "C/x", 0L);
    assertThat(Grouping.tests(leaves.keySet())).isEqualTo(6 + 2 + 1);
    assertThat(Grouping.tests(leaves("Everyone/Everyone", 0L).keySet())).isEqualTo(1 + 1);
  }

  @Test
  void what_took_a_group_in_is_shown_from_k_people_on() {
    long enough = 10 + THRESHOLD.margin(1);
    for (long more : new long[] {0, -1}) {
      Map<GridCell, Long> leaves =
          leaves("A/x", enough, "B/x", 10 - enough + more, "A/y", 0L, "C/x", 500L);
      Grouping grouping = Grouping.of(leaves, THRESHOLD);
      assertThat(grouping.groups().getLast().people()).isEqualTo(more == 0 ? 10 : 509);
    }
  }

  private static Map<GridCell, Long> leaves(Object... namesAndPeople) {
    Map<GridCell, Long> leaves = new LinkedHashMap<>();
    for (int i = 0; i < namesAndPeople.length; i += 2) {
      String[] name = ((String) namesAndPeople[i]).split("/");
      leaves.put(new GridCell(name[0], name[1]), (Long) namesAndPeople[i + 1]);
    }
    return leaves;
  }
}

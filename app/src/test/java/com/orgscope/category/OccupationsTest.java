package com.orgscope.category;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.TitleCategories.Titled;
import com.orgscope.demo.Simulation;
import com.orgscope.table.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a simulated company calls the truth, and what the product's words for work mean. */
class OccupationsTest {
  /** A truth that the product's own list of kinds of work contradicts would measure nothing. */
  @Test
  void what_the_titles_of_an_occupation_mostly_mean_is_its_kind_of_work() {
    for (List<String> occupation : Table.read(Simulation.class, "occupations.tsv").rows()) {
      Map<String, Integer> meant = new HashMap<>();
      for (String title : occupation.get(3).split(" ; ")) {
        TitleCategories.of(title)
            .map(Titled::category)
            .ifPresent(c -> meant.merge(c, 1, Integer::sum));
      }
      int most = meant.values().stream().mapToInt(n -> n).max().orElse(0);
      Set<String> mostly = new HashSet<>(meant.keySet());
      mostly.removeIf(category -> meant.getOrDefault(category, 0) < most);
      assertThat(mostly)
          .as("%s, whose titles mean %s", occupation.get(0), meant)
          .satisfiesAnyOf(
              none -> assertThat(none).isEmpty(),
              some -> assertThat(some).anyMatch(occupation.get(1)::equals));
    }
  }
}

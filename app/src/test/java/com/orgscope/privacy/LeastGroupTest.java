package com.orgscope.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is told of parts beside their whole. */
class LeastGroupTest {
  @Test
  void a_whole_less_all_parts_that_are_told_is_of_nobody_or_of_k_people() {
    SplittableRandom random = new SplittableRandom(15);
    for (int run = 0; run < 20_000; run++) {
      int k = random.nextInt(2, 20);
      List<Integer> parts = random.ints(random.nextInt(0, 8), 0, 40).boxed().toList();
      int all = parts.stream().mapToInt(part -> part).sum();
      int whole = all + random.nextInt(0, 25);
      List<Integer> told = LeastGroup.told(whole, parts, part -> part, k);
      int rest = whole - told.stream().mapToInt(part -> part).sum();
      assertThat(rest == 0 || rest >= k || told.isEmpty()).as("%d of %s", whole, parts).isTrue();
      assertThat(told).allMatch(part -> part >= k);
    }
  }

  @Test
  void no_part_is_left_out_that_need_not_be() {
    assertThat(LeastGroup.told(37, List.of(24, 13), part -> part, 10)).containsExactly(24, 13);
    assertThat(LeastGroup.told(38, List.of(24, 13), part -> part, 10)).containsExactly(24);
    assertThat(LeastGroup.told(47, List.of(24, 13), part -> part, 10)).containsExactly(24, 13);
    assertThat(LeastGroup.told(9, List.<Integer>of(), part -> part, 10)).isEmpty();
  }
}

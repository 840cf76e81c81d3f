package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RangeTest {
  @Test
  void figures_wrong_in_the_same_way_add_up_end_by_end() {
    assertThat(new Range(1, 2, 4).plus(new Range(10, 20, 40))).isEqualTo(new Range(11, 22, 44));
  }
}

package com.orgscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.AnswerPoint;
import com.orgscope.nightly.NightPoint;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NightDrillTest {
  /** A point that is left out of the drill's list, or added to the product alone, is noticed. */
  @Test
  void the_drill_knows_every_named_point_of_the_night() {
    assertThat(NightDrillCompany.POINTS)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Arrays.stream(NightPoint.values()).map(NightPoint::name),
                    Arrays.stream(AnswerPoint.values()).map(AnswerPoint::placeName))
                .toList());
  }
}

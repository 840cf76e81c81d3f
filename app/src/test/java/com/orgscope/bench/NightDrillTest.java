package com.orgscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.bench.NightDrillCompany.Answer;
import com.orgscope.bench.NightDrillCompany.Found;
import com.orgscope.category.AnswerPoint;
import com.orgscope.category.Judgment;
import com.orgscope.kernel.PersonKey;
import com.orgscope.nightly.NightPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NightDrillTest {
  @Test
  void a_second_answer_a_lost_one_and_one_that_does_not_hold_are_each_counted() {
    PersonKey ann = new PersonKey(new UUID(0, 1));
    PersonKey bo = new PersonKey(new UUID(0, 2));
    Map<PersonKey, Answer> both = Map.of(ann, said("Sales"), bo, said("Legal"));
    Found calm = new Found(List.of(), both, 2, Set.of(ann, bo), 0);
    assertThat(calm.missing(calm) + calm.twice() + calm.otherwise(calm)).isZero();
    assertThat(new Found(List.of(), both, 3, Set.of(ann, bo), 0).twice()).isEqualTo(1);
    assertThat(new Found(List.of(), both, 1, Set.of(ann, bo), 0).twice()).isZero();
    assertThat(new Found(List.of(), both, 2, Set.of(ann), 0).missing(calm)).isEqualTo(1);
    Found lost = new Found(List.of(), Map.of(ann, said("Legal")), 1, Set.of(ann, bo), 0);
    assertThat(lost.missing(calm)).isEqualTo(1);
    assertThat(lost.otherwise(calm)).isEqualTo(1);
  }

  private static Answer said(String category) {
    return new Answer(Judgment.Status.DECIDED, category, 0.9, List.of(), "");
  }

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

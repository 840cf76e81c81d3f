package com.orgscope.web;

import static com.orgscope.web.CeoPage.State.GOOD;
import static com.orgscope.web.CeoPage.State.UNKNOWN;
import static com.orgscope.web.CeoPage.State.WATCH;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.quality.Evaluated;
import com.orgscope.quality.GroundTruth;
import com.orgscope.web.CeoPage.Lamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What IT alone is told of the kinds of work. */
class KindsOfWorkTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void a_comparison_says_how_good_it_is_or_why_it_says_nothing() {
    assertThat(accuracy(null)).matches(is(UNKNOWN, "not measured"));
    assertThat(accuracy(measured("2026-11-20T10:00:00Z", 500, 0.87))).matches(is(GOOD, "87 %"));
    assertThat(accuracy(measured("2026-11-20T10:00:00Z", 500, 0.72)))
        .matches(is(WATCH, "72 %, too low"));
    assertThat(accuracy(measured("2026-07-01T10:00:00Z", 500, 0.87)))
        .matches(is(WATCH, "87 %, measured long ago"));
    assertThat(accuracy(measured("2026-11-20T10:00:00Z", 9, 0.87)))
        .matches(is(WATCH, "measured on too few"));
    assertThat(accuracy(new Evaluated(GroundTruth.Source.LABELS, "run-1", NOW, 80, 0, null)))
        .matches(is(WATCH, "measured on too few"));
  }

  private static java.util.function.Predicate<Lamp> is(CeoPage.State state, String word) {
    return lamp -> lamp.state() == state && lamp.word().equals(word);
  }

  @Test
  void the_models_that_decided_are_named() {
    assertThat(of(List.of("local", "other"), null).lamps().getFirst().word())
        .isEqualTo("local, other");
    assertThat(of(List.of(), null).lamps().getFirst()).matches(is(WATCH, "decided nobody"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.800, WATCH, '80 %, too low'",
    "0.804, WATCH, '80 %, too low'",
    "0.806, GOOD, '81 %'",
    "0.810, GOOD, '81 %'"
  })
  void an_accuracy_that_is_printed_as_its_bound_is_not_above_it(
      double share, CeoPage.State state, String word) {
    Lamp lamp = accuracy(measured("2026-11-20T10:00:00Z", 500, share));
    assertThat(lamp.word()).isEqualTo(word);
    assertThat(lamp.state()).isEqualTo(state);
    assertThat(lamp.detail()).endsWith("The promise is more than 80 %.");
  }

  @Test
  void an_accuracy_of_another_run_says_so_and_keeps_its_interval() {
    assertThat(accuracy(measured("2026-11-20T10:00:00Z", 500, 0.87)).detail())
        .contains("83 % to 91 %")
        .doesNotContain("another run");
    Evaluated other =
        new Evaluated(
            GroundTruth.Source.LABELS,
            "run-0",
            NOW,
            500,
            480,
            new Evaluated.Accuracy(0.87, 0.83, 0.91));
    assertThat(accuracy(other).detail()).contains("for another run");
  }

  private static Evaluated measured(String at, int people, double share) {
    return new Evaluated(
        GroundTruth.Source.LABELS,
        "run-1",
        Instant.parse(at),
        people,
        people,
        new Evaluated.Accuracy(share, share - 0.04, share + 0.04));
  }

  private static Lamp accuracy(@Nullable Evaluated found) {
    return of(List.of("local"), found).lamps().getLast();
  }

  private static KindsOfWork of(List<String> models, @Nullable Evaluated found) {
    return new KindsOfWork("run-1", models, 10, NOW, ZoneId.of("UTC"), found);
  }
}

package com.orgscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void what_was_not_measured_is_no_zero() {
    assertThat(BenchFigure.of("rate", "a second", 0 / 0.0).ours()).isNull();
    assertThat(BenchFigure.of("rate", "a second", 1 / 0.0).ours()).isNull();
    assertThat(BenchFigure.of("lost", "events", 0).ours()).isEqualTo(0.0);
    assertThat(BenchFigure.high("rate", "a second", 5, 0, "peer").ratio()).isNull();
    assertThat(BenchFigure.low("bytes", "bytes", 5, 10, "peer").ratio()).isEqualTo(2.0);
  }

  @Test
  void people_read_that_it_was_not_measured() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BenchReport("x", List.of(BenchFigure.of("rate", "a second", Double.NaN)))
        .print(new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("not measured a second");
  }
}

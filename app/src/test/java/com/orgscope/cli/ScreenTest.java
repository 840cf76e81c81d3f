package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One bar, lines above it, and an estimate only when enough was done to know. */
class ScreenTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void a_line_of_somebody_else_stands_above_the_bar_and_the_bar_below_it() {
    Screen screen = new Screen(raw, true);
    ProgressBar bar = new ProgressBar(screen, "Reading", "events", clock::get);
    at(bar, 1, 10, 1);
    screen.stream().println("WARN something");
    screen.stream().println("\tat a.stack.Trace");
    at(bar, 2, 10, 2);
    bar.at(10, 10);
    assertThat(onTerminal())
        .containsExactly(
            "WARN something", "\tat a.stack.Trace", "Reading            10 of 10 events in 2 s");
    assertThat(said()).doesNotContain("\u001b");
  }

  @Test
  void a_pipe_gets_whole_lines_seldom_and_one_at_the_end() {
    Screen screen = new Screen(raw, false);
    ProgressBar bar = new ProgressBar(screen, "Reading", "events", clock::get);
    for (int second = 0; second < 25; second++) {
      at(bar, second, -1, second);
    }
    bar.end();
    assertThat(said().lines()).hasSize(3).last().asString().endsWith("24 events in 24 s");
    assertThat(said()).doesNotContain("\r", "\u001b", "#");
  }

  @Test
  void what_is_left_is_not_told_before_it_can_be_known_and_no_rate_is_zero() {
    Screen screen = new Screen(raw, true);
    ProgressBar bar = new ProgressBar(screen, "Killing", "kills", clock::get);
    at(bar, 0, 1000, 0);
    at(bar, 1, 1000, 60);
    assertThat(said()).doesNotContain("left", "0/s").contains("1/min");
    at(bar, 100, 1000, 6000);
    assertThat(said()).contains("about 15 h left").doesNotContain(" 0/");
    at(bar, 101, 1000, 3_000_000);
    assertThat(said()).doesNotContain("109 h", "7");
  }

  @Test
  void what_an_earlier_run_did_is_not_taken_for_the_pace_of_this_one() {
    Screen screen = new Screen(raw, true);
    ProgressBar bar = new ProgressBar(screen, "Categorizing", "people", clock::get);
    at(bar, 900, 1000, 0);
    at(bar, 910, 1000, 10);
    assertThat(said()).contains(", 1/s, about 90 s left");
  }

  @Test
  void a_bar_that_is_not_brought_to_its_end_says_so() {
    ProgressBar bar = new ProgressBar(new Screen(raw, true), "Reading", "events", clock::get);
    at(bar, 3, 10, 4);
    bar.end();
    bar.end();
    at(bar, 4, 10, 9);
    assertThat(onTerminal())
        .containsExactly("Reading            3 of 10 events, then it ended after 4 s");
  }

  private void at(ProgressBar bar, long done, long total, long seconds) {
    clock.set(seconds * SECOND);
    bar.at(done, total);
  }

  private String said() {
    return raw.toString(StandardCharsets.UTF_8);
  }

  /** What a person sees: each line as the last thing written over it left it. */
  private List<String> onTerminal() {
    return List.of(said().split("\n")).stream()
        .map(line -> {
          StringBuilder seen = new StringBuilder();
          for (String part : line.split("\r", -1)) {
            seen.replace(0, Math.min(part.length(), seen.length()), part);
          }
          return seen.toString().stripTrailing();
        })
        .toList();
  }
}

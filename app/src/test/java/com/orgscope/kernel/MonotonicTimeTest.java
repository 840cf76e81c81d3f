package com.orgscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class MonotonicTimeTest {
  private final MonotonicTime time = MonotonicTime.SYSTEM;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  @Test
  void at_least_that_long_passes_whoever_wakes_the_thread() {
    long begun = time.nanos();
    LockSupport.unpark(Thread.currentThread());
    assertThat(time.pass(Duration.ofMillis(20))).isTrue();
    assertThat(time.nanos() - begun).isGreaterThanOrEqualTo(20_000_000);
  }

  @Test
  void what_has_passed_is_not_waited_for() {
    assertThat(time.passUntil(time.nanos() - 1)).isTrue();
    assertThat(time.pass(Duration.ZERO)).isTrue();
  }

  @Test
  void an_interruption_ends_the_waiting_and_stays_known() throws InterruptedException {
    boolean[] whole = {true};
    boolean[] known = {false};
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              whole[0] = time.pass(Duration.ofHours(1));
              known[0] = Thread.currentThread().isInterrupted();
            });
    waiting.interrupt();
    assertThat(waiting.join(Duration.ofMinutes(1))).isTrue();
    assertThat(whole[0]).isFalse();
    assertThat(known[0]).isTrue();
  }

  @Test
  void who_sleeps_again_and_again_is_ended_by_an_interruption() throws InterruptedException {
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (true) {
                  time.sleep(Duration.ofMillis(1));
                }
              } catch (InterruptedException e) {
                // It may clean up now, which an interrupted thread could not.
                ended.complete(!Thread.currentThread().isInterrupted());
              }
            });
    waiting.interrupt();
    assertThat(ended).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(true);
  }
}

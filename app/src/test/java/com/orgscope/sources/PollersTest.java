package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Real threads and real time, with a provider that only counts. */
class PollersTest {
  private final TestClock clock = new TestClock();

  /** Each turn delivers its number; a stream has ten. */
  private static final class Counting extends PolledProvider {
    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final Set<String> reading = ConcurrentHashMap.newKeySet();
    private final AtomicInteger overlaps = new AtomicInteger();

    @Override
    public List<String> streams(Connection connection) {
      return List.of("a", "b", "c", "d", "e");
    }

    @Override
    public Progress poll(StreamPoll poll) {
      if (!reading.add(poll.stream())) {
        overlaps.incrementAndGet();
      }
      threads.add(Thread.currentThread().toString());
      int last = poll.cursor() == null ? 0 : Integer.parseInt(poll.cursor());
      if (last < 10) {
        poll.deliver(
            List.of(("{\"uuid\":\"" + poll.stream() + last + "\"}").getBytes(UTF_8)), poll.now());
        poll.move(String.valueOf(last + 1));
      }
      reading.remove(poll.stream());
      if (last == 5 && poll.failures() == 0) {
        throw Failure.retry("now and then it fails", null);
      }
      return last < 10 ? Progress.MORE : Progress.CAUGHT_UP;
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void processes_share_the_streams_and_stop_cleanly() throws InterruptedException {
    Counting provider = new Counting();
    TestSources sources = TestSources.alone(provider, clock);
    sources.connect(Instant.EPOCH, Map.of());
    try (Pollers one = sources.pollers();
        Pollers two = sources.pollers()) {
      one.start();
      two.start();
      await(() -> {
        clock.advance(Duration.ofSeconds(1));
        return sources.status().stream().allMatch(state -> state.caughtUpAt() != null);
      });
    }
    assertThat(provider.overlaps.get()).isZero();
    assertThat(sources.intake().elements()).hasSize(50);
    assertThat(sources.status()).allMatch(state -> state.events() == 10);
    // whoever stopped gave everything back
    assertThat(sources.streams().due(1000, clock.now().plus(Duration.ofHours(1))))
        .filteredOn(id -> id.tenant().equals(sources.caller().tenant()))
        .hasSize(5);
  }
}

package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A process of its own polls and is killed or stopped from outside while it holds a stream; this
 * one takes over. The clock stands still unless a test says so, so no lease runs out by itself.
 */
@Timeout(120)
@Tag("slow")
class KilledPollerTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final TestClock clock = new TestClock();
  private final TestSources sources = TestSources.alone(new PollingProcess.Ten(() -> {}), clock);
  private Process process;
  private BufferedReader said;

  @AfterEach
  void end() throws Exception {
    process.destroyForcibly().waitFor();
  }

  @Test
  void what_a_killed_process_held_is_read_on_within_seconds_and_nothing_twice() throws Exception {
    try (Pollers here = sources.pollers()) {
      here.start();
      process.destroyForcibly().waitFor();
      long killed = System.nanoTime();
      await(this::everythingIsRead);
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(SOON);
    }
    // The process was killed in its third turn, and the cursor was behind the other two.
    assertThat(sources.intake().elements().stream().map(KilledPollerTest::text))
        .containsExactlyElementsOf(events(PollingProcess.HOLDS_AT));
    assertThat(sources.status().getFirst().events()).isEqualTo(PollingProcess.EVENTS);
  }

  @Test
  void a_process_that_was_stopped_keeps_its_stream_for_its_lease_and_writes_nothing_after_it()
      throws Exception {
    signal("STOP");
    assertThat(sources.streams().due(10, clock.now())).as("it may go on").isEmpty();
    clock.advance(Duration.ofMinutes(3));
    try (Pollers here = sources.pollers()) {
      here.start();
      await(this::everythingIsRead);
      signal("CONT");
      process.outputWriter(UTF_8).append('\n').flush();
      assertThat(said.readLine()).isEqualTo(PollingProcess.LOST);
    }
    assertThat(sources.intake().elements().stream().map(KilledPollerTest::text))
        .containsExactlyElementsOf(events(PollingProcess.HOLDS_AT));
    assertThat(sources.status())
        .singleElement()
        .satisfies(state -> assertThat(state.events()).isEqualTo(PollingProcess.EVENTS));
  }

  @Test
  void a_process_that_loses_its_connection_loses_what_it_held_and_is_known_again()
      throws Exception {
    sources.cutPresences();
    // A second turn at the same stream, under a new lease, while the first one still waits.
    assertThat(said.readLine()).isEqualTo(PollingProcess.HOLDS);
    assertThat(sources.streams().due(10, clock.now())).as("it is alive").isEmpty();
  }

  private boolean everythingIsRead() {
    return sources.status().getFirst().caughtUpAt() != null;
  }

  /** Until the process holds the stream. */
  @BeforeEach
  void start() throws IOException {
    sources.connect(Instant.EPOCH, Map.of());
    TestSources.Place place = sources.place();
    process =
        ChildProcess.of(
                PollingProcess.class,
                128,
                List.of(),
                place.database(),
                place.home().toString(),
                place.tenant().value())
            .start();
    said = process.inputReader(UTF_8);
    String line = said.readLine();
    while (line != null && !line.equals(PollingProcess.HOLDS)) {
      line = said.readLine();
    }
    assertThat(line).as("it holds the stream").isNotNull();
  }

  private void signal(String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  private static List<String> events(int from) {
    return IntStream.range(from, PollingProcess.EVENTS)
        .mapToObj(n -> "{\"uuid\":\"" + n + "\"}")
        .toList();
  }

  private static String text(byte[] element) {
    return new String(element, UTF_8);
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }
}

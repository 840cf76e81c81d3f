package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.sources.ProviderDouble.Fault;
import com.orgscope.sources.TestClock.Killed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every poller promises, whatever its provider: each event that the provider's log shows
 * arrives, wherever the poller dies, whatever the provider does to its answers, and however late an
 * event shows up within what the provider is known for.
 */
@SuppressWarnings(
    "this-escape") // What the constructor asks of subclasses uses none of their fields.
public abstract class PollerContract {
  protected final TestClock clock = new TestClock();
  protected ProviderDouble source = newDouble(clock);
  protected TestSources sources = new TestSources(provider(), clock);

  protected abstract ProviderDouble newDouble(TestClock time);

  protected abstract Provider provider();

  protected abstract Map<String, String> settings();

  /** How late an event may show up and must still arrive by polling. */
  protected abstract Duration latest();

  @BeforeEach
  void connect() {
    sources.connect(TestClock.BEGIN.minus(Duration.ofHours(2)), settings());
  }

  @AfterEach
  void close() {
    source.close();
  }

  private void publish(int minutesAgo, Duration late) {
    Instant happened = clock.now().minus(Duration.ofMinutes(minutesAgo));
    Instant visible = happened.plus(late);
    source.publish(happened, visible.isBefore(clock.now()) ? clock.now() : visible);
  }

  private void publishHistory() {
    for (int i = 0; i < 8; i++) {
      publish(100 - i * 10, Duration.ofMinutes(1));
    }
  }

  @Test
  void what_the_log_shows_arrives() {
    publishHistory();
    sources.process().catchUp();
    assertThat(sources.arrived(source)).isEqualTo(source.visible()).hasSize(8);
  }

  @Test
  void an_event_that_shows_up_late_arrives() {
    publishHistory();
    publish(5, latest().plus(Duration.ofMinutes(4)));
    publish(1, Duration.ZERO);
    sources.process().catchUp();
    assertThat(source.visible()).hasSize(9);
    clock.advance(latest());
    publish(3, Duration.ZERO);
    sources.process().catchUp();
    assertThat(sources.arrived(source)).isEqualTo(source.visible()).hasSize(11);
  }

  @Test
  void killed_at_any_step_it_loses_nothing() {
    publishHistory();
    int kills = 0;
    for (int step = 1; step < 1000; step += 1 + step / 2) {
      TestSources fresh = new TestSources(provider(), clock);
      fresh.connect(TestClock.BEGIN.minus(Duration.ofHours(2)), settings());
      clock.killAt(step);
      try {
        fresh.process().turns();
        clock.letLive();
        step = 1000;
      } catch (Killed e) {
        kills++;
      }
      clock.letLive();
      fresh.process().catchUp();
      assertThat(fresh.arrived(source)).as("killed at step %d", step).isEqualTo(source.visible());
    }
    assertThat(kills).isGreaterThan(5);
  }

  @Test
  void the_cursor_never_runs_ahead_of_the_event_log() {
    publishHistory();
    sources.intake().full(true);
    TestSources.Process process = sources.process();
    process.turns();
    assertThat(sources.status())
        .allSatisfy(state -> {
          assertThat(state.events()).isZero();
          assertThat(state.lastError() == null ? "full" : state.lastError()).contains("full");
        })
        .anySatisfy(state -> assertThat(state.failures()).isEqualTo(1));
    sources.intake().full(false);
    process.catchUp();
    assertThat(sources.arrived(source)).isEqualTo(source.visible());
  }

  @Test
  void a_holder_that_overslept_writes_nothing_more() {
    publishHistory();
    StreamStore.Held sleeper = sources.process().claim(1).getFirst();
    assertThat(sources.process().turns()).isEqualTo(sources.status().size() - 1);
    clock.advance(Duration.ofMinutes(4));
    sources.process().catchUp();
    List<StreamStore.State> before = sources.status();
    org.junit.jupiter.api.Assertions.assertThrows(
        StreamLost.class, () -> sources.streams().move(sleeper, "{}", null, 5, false, clock.now()));
    assertThat(sources.status()).isEqualTo(before);
  }

  @Test
  void a_page_that_is_given_again_keeps_nothing_back() {
    for (int i = 0; i < 24; i++) {
      publish(9, Duration.ZERO);
    }
    TestSources.Process process = sources.process();
    for (int poll = 0; poll < 40; poll++) {
      source.next(Fault.REPEATED_PAGE);
      process.turns();
      clock.advance(Duration.ofSeconds(40));
    }
    process.catchUp();
    assertThat(sources.arrived(source)).isEqualTo(source.visible()).hasSize(24);
  }

  @Test
  void whatever_the_provider_does_to_its_answers_everything_arrives() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TestSources.Process process = sources.process();
    for (int round = 0; round < 12; round++) {
      for (int i = random.nextInt(5); i > 0; i--) {
        publish(random.nextInt(10), Duration.ofMinutes(random.nextInt(20)));
      }
      if (random.nextBoolean()) {
        source.next(Fault.values()[random.nextInt(Fault.values().length)]);
      }
      if (random.nextInt(3) == 0) {
        clock.killAt(1 + random.nextInt(40));
      }
      try {
        process.turns();
      } catch (Killed e) {
        process = sources.process();
      }
      clock.letLive();
      clock.advance(Duration.ofSeconds(random.nextInt(240)));
    }
    clock.advance(Duration.ofMinutes(31));
    // Well again: an old page that says "no more" ends a turn, and nobody can tell that it is old.
    source.isWell();
    process.catchUp();
    assertThat(sources.arrived(source)).as("seed %d", seed).isEqualTo(source.visible());
  }

  @Test
  void a_source_that_is_refused_says_so_and_is_left_alone_for_a_while() {
    sources.connect(TestClock.BEGIN.minus(Duration.ofHours(2)), refusedSettings());
    sources.process().turns();
    assertThat(sources.status())
        .allSatisfy(state -> {
          assertThat(state.lastError()).contains("credentials");
          assertThat(state.nextAt()).isAfter(clock.now().plus(Duration.ofMinutes(5)));
        });
    int asked = source.requests();
    assertThat(sources.process().turns()).isZero();
    assertThat(source.requests()).isEqualTo(asked);
  }

  /** Settings whose credentials the provider does not take. */
  protected abstract Map<String, String> refusedSettings();
}

package com.orgscope.eventlog.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.EventLogContract;
import com.orgscope.eventlog.EventLogSettings;
import com.orgscope.eventlog.LogEntry;
import com.orgscope.eventlog.LogReader;
import com.orgscope.kernel.Failure;
import io.grpc.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PubSubLogTest extends EventLogContract {
  private final PubSubDouble google = new PubSubDouble();

  @AfterEach
  void stop() {
    google.close();
  }

  @Override
  protected EventLog open(EventLogSettings settings) {
    google.holdAtMost(settings.maxBacklogSize().toBytes());
    return open(settings, Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  private EventLog open(EventLogSettings settings, Duration patience, Duration ackDeadline) {
    return new PubSubLog(
        settings,
        new PubSubSettings("test", "sso-events-raw", google.endpoint(), patience, ackDeadline),
        InstantSource.system());
  }

  @Override
  protected void holdStill() {
    google.holdStill();
  }

  @Override
  protected void goOn() {
    google.goOn();
  }

  @Test
  void a_moment_without_answer_passes() {
    try (EventLog log = open(settings());
        LogReader reader = readerOf(log, null)) {
      store(log, List.of(delivery(1)));
      google.fail(Status.UNAVAILABLE, 2);
      store(log, List.of(delivery(2)));
      google.fail(Status.DEADLINE_EXCEEDED, 1);
      google.fail(Status.UNAVAILABLE, 1);
      List<LogEntry> entries = read(reader, 2);
      google.fail(Status.UNAVAILABLE, 1);
      reader.release(Map.of(log.partition(ONE), entries.getLast().position()));
      assertThat(google.owed()).isZero();
    }
  }

  @Test
  void longer_trouble_is_a_failure_that_is_worth_another_try() {
    try (EventLog log = open(settings(), Duration.ofMillis(300), Duration.ofSeconds(60))) {
      store(log, List.of(delivery(1)));
      google.fail(Status.UNAVAILABLE, 100);
      assertThatThrownBy(() -> log.append(List.of(delivery(2))))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.RETRY));
    }
  }

  @Test
  void what_google_delivers_twice_is_read_twice_and_released_once() {
    try (EventLog log = open(settings());
        LogReader reader = readerOf(log, null)) {
      google.deliverTwice();
      store(log, List.of(delivery(1), delivery(2)));
      List<LogEntry> entries = read(reader, 4);
      assertThat(entries).extracting(EventLogContract::number).containsExactly(1, 1, 2, 2);
      reader.release(Map.of(log.partition(ONE), entries.getLast().position()));
      assertThat(google.owed()).isZero();
    }
  }

  /** A reader that was killed never gives anything back. */
  @Test
  void what_a_dead_reader_had_comes_again_when_its_deadline_has_passed() {
    try (EventLog log = open(settings(), Duration.ofSeconds(10), Duration.ofSeconds(1))) {
      store(log, List.of(delivery(1), delivery(2)));
      LogReader dead = readerOf(log, null);
      assertThat(read(dead, 2)).hasSize(2);
      try (LogReader reader = readerOf(log, null)) {
        assertThat(read(reader, 2)).extracting(EventLogContract::number).containsExactly(1, 2);
      }
    }
  }

  /** A commit may take longer than a deadline. */
  @Test
  void what_is_still_being_worked_on_is_not_delivered_to_others() {
    try (EventLog log = open(settings(), Duration.ofSeconds(10), Duration.ofSeconds(1));
        LogReader slow = readerOf(log, null);
        LogReader other = readerOf(log, null)) {
      store(log, List.of(delivery(1)));
      List<LogEntry> mine = slow.read(1 << 20, Duration.ofSeconds(1));
      List<LogEntry> theirs = other.read(1 << 20, Duration.ofMillis(100));
      assertThat(mine.size() + theirs.size()).isEqualTo(1);
      LogReader holder = mine.isEmpty() ? other : slow;
      LogReader waiter = mine.isEmpty() ? slow : other;
      for (int i = 0; i < 20; i++) {
        holder.read(1 << 20, Duration.ofMillis(50));
        assertThat(waiter.read(1 << 20, Duration.ofMillis(50))).isEmpty();
      }
    }
  }
}

package com.orgscope.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.EventLogContract;
import com.orgscope.eventlog.EventLogSettings;
import com.orgscope.eventlog.LogEntry;
import com.orgscope.eventlog.LogReader;
import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class KafkaLogTest extends EventLogContract {
  private final String topic = "test-" + UUID.randomUUID();

  @Override
  protected EventLog open(EventLogSettings settings) {
    return open(settings, BrokerProcess.shared().bootstrapServers(), Duration.ofSeconds(20));
  }

  private EventLog open(EventLogSettings settings, String servers, Duration patience) {
    return new KafkaLog(
        settings, new KafkaSettings(servers, topic, patience, Map.of()), InstantSource.system());
  }

  @Override
  protected void holdStill() {
    BrokerProcess.shared().holdStill();
  }

  @Override
  protected void goOn() {
    BrokerProcess.shared().goOn();
  }

  @Test
  void a_broker_that_is_killed_has_what_it_said_it_has() {
    try (EventLog log = open(settings());
        LogReader reader = readerOf(log, null)) {
      store(log, List.of(delivery(1), delivery(2)));
      assertThat(read(reader, 2)).hasSize(2);
      BrokerProcess.shared().killAndStart();
      store(log, List.of(delivery(3)));
      assertThat(read(reader, 1)).extracting(EventLogContract::number).containsExactly(3);
      try (LogReader again = readerOf(log, null)) {
        assertThat(read(again, 3)).extracting(EventLogContract::number).containsExactly(1, 2, 3);
      }
    }
  }

  @Test
  void what_a_killed_broker_remembers_again_is_forgotten_again_though_nothing_new_comes() {
    try (EventLog log = open(settings());
        LogReader reader = readerOf(log, null)) {
      store(log, List.of(delivery(1), delivery(2)));
      LogEntry last = read(reader, 2).getLast();
      reader.release(Map.of(last.partition(), last.position()));
      BrokerProcess.shared().killAndStart();
      long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (log.backlog().deliveries() > 0) {
        assertThat(System.nanoTime()).as("still remembered").isLessThan(until);
        assertThat(reader.read(1000, Duration.ofMillis(100))).isEmpty();
      }
    }
  }

  @Test
  void without_a_broker_an_append_fails_and_is_worth_another_try() {
    try (EventLog log = open(settings(), "127.0.0.1:1", Duration.ofMillis(500))) {
      assertThatThrownBy(() -> log.append(List.of(delivery(1))))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.RETRY));
    }
  }

  @Test
  void a_position_of_another_topic_of_that_name_is_not_believed() {
    try (EventLog log = open(settings())) {
      store(log, List.of(delivery(1)));
      try (LogReader reader = readerOf(log, UUID.randomUUID() + ":70000")) {
        assertThat(read(reader, 1)).extracting(EventLogContract::number).containsExactly(1);
      }
    }
  }
}

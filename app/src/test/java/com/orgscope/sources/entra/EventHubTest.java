package com.orgscope.sources.entra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.eventlog.kafka.BrokerProcess;
import com.orgscope.ingest.TestIdentity;
import com.orgscope.lake.Source;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestClock.Killed;
import com.orgscope.sources.TestSources;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Hubs are topics of a real broker, which is what Event Hubs is to a client of Kafka. */
class EventHubTest {
  private static final int PARTITIONS = 3;

  private final TestClock clock = new TestClock();
  private final TestSources sources = new TestSources(new EntraLog(), clock);
  private final String interactive = "signinlogs-" + UUID.randomUUID();
  private final String others = "noninteractive-" + UUID.randomUUID();
  private int sent;

  @BeforeEach
  void connect() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(interactive, PARTITIONS, (short) 1),
                  new NewTopic(others, PARTITIONS, (short) 1)))
          .all()
          .get();
    }
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofDays(1)),
        Map.of("event-hubs", servers(), "hubs", interactive + ", " + others));
  }

  private static String servers() {
    return BrokerProcess.shared().bootstrapServers();
  }

  private static String record(int number) {
    String at = TestClock.BEGIN.minusSeconds(600 + number).toString();
    return """
    {"time":"%s","category":"SignInLogs","operationName":"Sign-in activity",
    "resultType":"0","properties":{"id":"s%d","createdDateTime":"%s","userId":"u%d",
    "userPrincipalName":"ann.ash@example.com","appId":"a1","appDisplayName":"Wiki",
    "correlationId":"c%d","status":{"errorCode":0}}}\
    """
        .formatted(at, number, at, number, number)
        .replace("\n", "");
  }

  /** Sends messages in every shape that was seen, to one partition after the other. */
  private void send(String hub, String... messages)
      throws ExecutionException, InterruptedException {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", servers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String message : messages) {
        producer
            .send(new ProducerRecord<>(hub, sent++ % PARTITIONS, null, message.getBytes(UTF_8)))
            .get();
      }
    }
  }

  /** The sign-ins in what arrived, by their keys. */
  private Set<UUID> arrived() {
    Set<UUID> keys = new HashSet<>();
    for (byte[] payload : sources.intake().payloads()) {
      TestIdentity.at(clock)
          .each(
              sources.tenant(),
              Source.ENTRA,
              payload,
              (micros, high, low) -> keys.add(new UUID(high, low)));
    }
    return keys;
  }

  @Test
  @DisplayName("Story 17: AzureMonitorAddonForSplunk#93, #117, #62, partitions, gaps, wrong hub")
  void all_partitions_of_all_hubs_arrive_in_whatever_shape_and_broken_ones_stop_nothing()
      throws ExecutionException, InterruptedException {
    send(
        interactive,
        "{\"records\":[" + record(0) + "," + record(1) + "]}",
        "[" + record(2) + "," + record(3) + "]",
        record(4),
        "{\"records\":[" + record(5) + ",{'time':'broken",
        "{\"records\":[]}");
    send(others, "{\"records\":[" + record(6) + "]}", record(7).replace('"', '\''));
    sources.process().catchUp();
    assertThat(arrived()).hasSize(8);
    // one that reads the first partition of the first hub alone
    assertThat(sources.intake().payloads().size()).as("messages handed on").isEqualTo(7);

    send(interactive, record(8));
    clock.advance(Duration.ofMinutes(2));
    sources.process().catchUp();
    assertThat(arrived()).hasSize(9);
    assertThat(sources.intake().payloads().size()).as("no message twice").isEqualTo(8);
  }

  @Test
  void killed_at_any_step_it_loses_nothing() throws ExecutionException, InterruptedException {
    for (int step = 1; step < 12; step += 2) {
      send(interactive, record(2 * step), record(2 * step + 1));
      clock.killAt(step);
      try {
        sources.process().turns();
      } catch (Killed e) {
        // as planned
      }
      clock.letLive();
      clock.advance(Duration.ofMinutes(4));
    }
    sources.process().catchUp();
    assertThat(arrived()).hasSize(12);
  }

  @Test
  void what_a_hub_deleted_unread_does_not_stop_it()
      throws ExecutionException, InterruptedException {
    send(interactive, record(0));
    sources.process().catchUp();
    send(interactive, record(1), record(2), record(3), record(4), record(5), record(6));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        deleted.put(new TopicPartition(interactive, partition), RecordsToDelete.beforeOffset(2));
      }
      admin.deleteRecords(deleted).all().get();
    }
    send(interactive, record(7));
    clock.advance(Duration.ofMinutes(2));
    sources.process().catchUp();
    assertThat(arrived()).as("the first, and what was left").hasSize(3);
    assertThat(sources.status()).allMatch(state -> state.lastError() == null);
  }
}

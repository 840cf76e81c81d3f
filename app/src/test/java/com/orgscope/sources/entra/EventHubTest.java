package com.orgscope.sources.entra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.eventlog.kafka.BrokerProcess;
import com.orgscope.ingest.TestIdentity;
import com.orgscope.lake.Source;
import com.orgscope.sources.Completeness;
import com.orgscope.sources.Page;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestClock.Killed;
import com.orgscope.sources.TestSources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hubs are topics of a real broker, which is what Event Hubs is to a client of Kafka. */
@Tag("slow")
class EventHubTest {
  private static final int PARTITIONS = 3;

  private final TestClock clock = new TestClock();
  private final TestSources sources = new TestSources(new EntraLog(), clock);
  private final String interactive = "signinlogs-" + UUID.randomUUID();
  private final String others = "noninteractive-" + UUID.randomUUID();
  private int sent;

  @BeforeEach
  void connect() throws ExecutionException, InterruptedException {
    create(interactive, others);
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofDays(1)),
        Map.of("event-hubs", servers(), "hubs", interactive + ", " + others));
  }

  private static void create(String... hubs) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      admin
          .createTopics(
              Stream.of(hubs).map(hub -> new NewTopic(hub, PARTITIONS, (short) 1)).toList())
          .all()
          .get();
    }
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

  /** What somebody finds who reads one partition of one hub, from one of its ends. */
  private List<byte[]> naively(String hub, int partition, String end) {
    List<byte[]> messages = new ArrayList<>();
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", servers());
    properties.put("auto.offset.reset", end);
    properties.put("enable.auto.commit", false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(hub, partition)));
      for (int quiet = 0; quiet < 2; quiet++) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(500))) {
          messages.add(message.value());
          quiet = 0;
        }
      }
    }
    return messages;
  }

  /** The sign-ins in what arrived, by their keys. */
  private Set<UUID> arrived() {
    return keys(sources.intake().payloads());
  }

  private Set<UUID> keys(List<byte[]> payloads) {
    Set<UUID> keys = new HashSet<>();
    for (byte[] payload : payloads) {
      TestIdentity.at(clock)
          .reader(sources.tenant(), Source.ENTRA)
          .each(payload, (micros, high, low) -> keys.add(new UUID(high, low)));
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
    assertThat(sources.intake().payloads().size()).as("messages handed on").isEqualTo(7);
    assertThat(keys(naively(interactive, 0, "earliest")))
        .as("the first partition of the first hub alone")
        .hasSizeBetween(1, 7);

    send(interactive, record(8));
    clock.advance(Duration.ofMinutes(2));
    sources.process().catchUp();
    assertThat(arrived()).hasSize(9);
    assertThat(sources.intake().payloads().size()).as("no message twice").isEqualTo(8);
  }

  @Test
  @DisplayName("Story 17: AzureMonitorAddonForSplunk#184, a day until the first data, a day late")
  void a_hub_that_comes_a_day_later_with_what_happened_before_is_read_from_its_beginning()
      throws ExecutionException, InterruptedException {
    String later = "later-" + UUID.randomUUID();
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofDays(1)), Map.of("event-hubs", servers(), "hubs", later));
    var process = sources.process();
    process.turns();
    assertThat(sources.lastErrors().getFirst()).contains("there is no hub");
    create(later);
    send(later, record(1), record(2), record(3));
    clock.advance(Duration.ofHours(24));
    process.catchUp();
    assertThat(arrived()).hasSize(3);
    assertThat(sources.lastErrors().getFirst()).isNull();
    assertThat(naively(later, 0, "latest")).as("from where a hub ends when first seen").isEmpty();
    Instant lastHour = clock.now().minus(Duration.ofHours(1));
    assertThat(naively(later, 0, "earliest"))
        .as("a window of an hour on the time of the sign-in would keep none")
        .isNotEmpty()
        .allMatch(message -> Instant.parse(Page.text(message, "time")).isBefore(lastHour));
  }

  @Test
  void a_hub_is_read_over_tls_by_its_connection_string_and_a_wrong_one_is_told()
      throws ExecutionException, InterruptedException {
    BrokerProcess broker = BrokerProcess.shared();
    send(interactive, record(0), record(1), record(2));
    System.setProperty("javax.net.ssl.trustStore", broker.trustStore().toString());
    System.setProperty("javax.net.ssl.trustStorePassword", broker.trustStorePassword());
    try {
      sources.connect(TestClock.BEGIN.minus(Duration.ofDays(1)), secured("Endpoint=sb://wrong/"));
      sources.process().turns();
      assertThat(sources.lastErrors().getFirst())
          .contains("event hubs refused the credentials")
          .contains("event-hubs-connection")
          .contains(interactive);
      sources.connect(
          TestClock.BEGIN.minus(Duration.ofDays(1)), secured(BrokerProcess.CONNECTION_STRING));
      sources.process().catchUp();
      assertThat(arrived()).hasSize(3);
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }

  private Map<String, String> secured(String connectionString) {
    return Map.of(
        "event-hubs",
        BrokerProcess.shared().secureServers(),
        "hubs",
        interactive,
        "event-hubs-connection",
        connectionString);
  }

  @Test
  void hubs_alone_cannot_be_certified_and_that_is_said() {
    Completeness.Summary summary = sources.completeness().summary(sources.caller(), Source.ENTRA);
    assertThat(summary.certifiable()).isFalse();
    assertThat(summary.open()).isZero();
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
    assertThat(sources.lastErrors()).containsOnlyNulls();
  }
}

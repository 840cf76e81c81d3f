package com.orgscope.sources.entra;

import com.orgscope.kernel.Failure;
import com.orgscope.sources.Connection;
import com.orgscope.sources.Provider.Progress;
import com.orgscope.sources.StreamPoll;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a hub of Azure Event Hubs by the Kafka protocol: all of its partitions, each from the
 * offset behind the last message that is durable in the event log. The offsets are the stream's
 * cursor and lie in no consumer group. Messages are handed on as they came, whatever is in them.
 *
 * <p>Each category of Entra's logs has a hub of its own unless somebody said otherwise, so several
 * are read. What a hub deleted before it was read is found when its hours are certified by Graph.
 */
final class EventHub {
  /** The namespace's address, "contoso.servicebus.windows.net"; without it no hub is read. */
  static final String NAMESPACE = "event-hubs";

  /** Names of hubs, with commas between them. */
  static final String HUBS = "hubs";

  static final String CONNECTION_STRING = "event-hubs-connection";
  static final String STREAM = "hub:";

  private static final String USUAL_HUBS =
      "insights-logs-signinlogs,insights-logs-noninteractiveusersigninlogs";
  private static final int PORT = 9093;
  private static final Duration LONGEST_POLL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MESSAGES_AT_ONCE = 500;
  private static final int BATCHES_A_TURN = 100;
  private static final JsonMapper JSON = JsonMapper.shared();

  private EventHub() {}

  static List<String> streams(Connection connection) {
    if (connection.get(NAMESPACE) == null) {
      return List.of();
    }
    String hubs = connection.get(HUBS);
    return Stream.of((hubs == null ? USUAL_HUBS : hubs).split(","))
        .map(String::strip)
        .filter(hub -> !hub.isEmpty())
        .map(hub -> STREAM + hub)
        .toList();
  }

  static void requireWhole(Connection connection) {
    String namespace = connection.get(NAMESPACE);
    if (namespace == null) {
      return;
    }
    if (!namespace.matches("[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
      throw Failure.operator(
          "'"
              + NAMESPACE
              + "' of source entra is a host such as example.servicebus.windows.net, not '"
              + namespace
              + "'");
    }
    if (streams(connection).isEmpty()) {
      throw Failure.operator("'" + HUBS + "' of source entra names no hub: leave it out for both");
    }
    if (!isThisMachine(server(connection))) {
      login(connection);
    }
  }

  private static String server(Connection connection) {
    String namespace = connection.require(NAMESPACE);
    return namespace.contains(":") ? namespace : namespace + ":" + PORT;
  }

  /** Sees whether each hub is there and may be read. */
  static void check(Connection connection) {
    for (String stream : streams(connection)) {
      String hub = stream.substring(STREAM.length());
      at(connection, hub, consumer -> partitions(consumer, hub));
    }
  }

  /** One turn: reads up to where the hub ended when it began. */
  static Progress poll(StreamPoll poll) {
    String hub = poll.stream().substring(STREAM.length());
    return at(poll.connection(), hub, consumer -> poll(poll, hub, consumer));
  }

  private static Progress poll(StreamPoll poll, String hub, Consumer<byte[], byte[]> consumer) {
    Map<Integer, Long> offsets = offsets(poll.cursor());
    List<TopicPartition> partitions = partitions(consumer, hub);
    consumer.assign(partitions);
    begin(consumer, partitions, offsets);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
    for (int batch = 0; batch < BATCHES_A_TURN && !poll.ending(); batch++) {
      if (end.entrySet().stream()
          .allMatch(one -> consumer.position(one.getKey()) >= one.getValue())) {
        return Progress.CAUGHT_UP;
      }
      ConsumerRecords<byte[], byte[]> messages = consumer.poll(LONGEST_POLL);
      if (!messages.isEmpty()) {
        take(poll, messages, offsets);
      }
    }
    return Progress.MORE;
  }

  /** Does something at a namespace; what its client throws becomes a failure of ours. */
  private static <T> T at(
      Connection connection, String hub, Function<Consumer<byte[], byte[]>, T> deed) {
    try (Consumer<byte[], byte[]> consumer = consumer(connection)) {
      return deed.apply(consumer);
    } catch (InterruptException e) {
      throw Failure.retry("this process ends", e);
    } catch (AuthenticationException | AuthorizationException e) {
      throw Failure.operator(
          "event hubs refused the credentials of tenant "
              + connection.tenant()
              + ": '"
              + CONNECTION_STRING
              + "' needs the right to listen to "
              + hub,
          e);
    } catch (KafkaException e) {
      throw Failure.retry("event hubs could not be read: " + reason(e), e);
    }
  }

  /** The innermost reason is the one that helps. */
  private static @Nullable String reason(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown.getMessage() : reason(cause);
  }

  private static void take(
      StreamPoll poll, ConsumerRecords<byte[], byte[]> messages, Map<Integer, Long> offsets) {
    List<byte[]> payloads = new ArrayList<>();
    Instant newest = null;
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      byte[] value = message.value();
      if (value != null && value.length > 0) {
        payloads.add(value);
      }
      Instant enqueued = Instant.ofEpochMilli(message.timestamp());
      newest = newest == null || enqueued.isAfter(newest) ? enqueued : newest;
      offsets.put(message.partition(), message.offset() + 1);
    }
    poll.deliverAsTheyCame(payloads, newest);
    poll.move(JSON.writeValueAsString(new TreeMap<>(offsets)));
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String hub) {
    var known = consumer.partitionsFor(hub, PATIENCE);
    if (known == null || known.isEmpty()) {
      throw Failure.operator(
          "there is no hub '"
              + hub
              + "': name those that the diagnostic settings write to in '"
              + HUBS
              + "'");
    }
    return known.stream().map(one -> new TopicPartition(hub, one.partition())).toList();
  }

  /** A partition never read begins where it begins; one whose place was deleted as well. */
  private static void begin(
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<Integer, Long> offsets) {
    for (TopicPartition partition : partitions) {
      Long offset = offsets.get(partition.partition());
      if (offset == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset);
      }
    }
  }

  private static Map<Integer, Long> offsets(@Nullable String cursor) {
    Map<Integer, Long> offsets = new HashMap<>();
    if (cursor != null) {
      offsets.putAll(JSON.readValue(cursor, new TypeReference<Map<Integer, Long>>() {}));
    }
    return offsets;
  }

  private static Consumer<byte[], byte[]> consumer(Connection connection) {
    String server = server(connection);
    Map<String, Object> properties = new HashMap<>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, server);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.put("enable.metrics.push", false);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MESSAGES_AT_ONCE);
    if (!isThisMachine(server)) {
      properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
      properties.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
      properties.put(SaslConfigs.SASL_JAAS_CONFIG, login(connection));
    }
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A broker on the loopback interface is nobody else's. */
  private static boolean isThisMachine(String server) {
    try {
      String host = server.substring(0, server.lastIndexOf(':'));
      return host.matches("[0-9.]+") && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String login(Connection connection) {
    String secret = connection.require(CONNECTION_STRING);
    if (secret.indexOf('"') >= 0 || secret.indexOf('\\') >= 0) {
      throw Failure.operator("'" + CONNECTION_STRING + "' is no connection string of Event Hubs");
    }
    return "org.apache.kafka.common.security.plain.PlainLoginModule required"
        + " username=\"$ConnectionString\" password=\""
        + secret
        + "\";";
  }
}

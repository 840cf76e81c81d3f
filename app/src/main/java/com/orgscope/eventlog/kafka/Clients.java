package com.orgscope.eventlog.kafka;

import com.orgscope.eventlog.EventLogSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients, set so that "stored" means stored and an order stays one. */
record Clients(KafkaSettings kafka, EventLogSettings log) {
  /** What a record has around its payload. */
  static final int RECORD_OVERHEAD = 16 << 10;

  private static final int LINGER_MILLIS = 5;
  private static final int FETCH_BYTES = 16 << 20;
  private static final int RECORDS_AT_ONCE = 2000;

  Producer<byte[], byte[]> producer() {
    Map<String, Object> properties = common();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Sealed bytes cannot be made smaller.
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, log.maxQueuedSize().toBytes());
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestRecord());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, kafka.appendTimeout().toMillis());
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) kafka.appendTimeout().toMillis() / 2);
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) kafka.appendTimeout().toMillis());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  Consumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = common();
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, largestRecord());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Admin admin() {
    Map<String, Object> properties = common();
    properties.put(
        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) kafka.appendTimeout().toMillis() / 2);
    properties.put(
        CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) kafka.appendTimeout().toMillis());
    return Admin.create(properties);
  }

  int largestRecord() {
    return Math.toIntExact(log.maxDeliverySize().toBytes() + RECORD_OVERHEAD);
  }

  private Map<String, Object> common() {
    Map<String, Object> properties = new HashMap<>(kafka.client());
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    properties.put("enable.metrics.push", false);
    return properties;
  }
}

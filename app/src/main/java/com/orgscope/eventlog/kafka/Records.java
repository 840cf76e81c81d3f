package com.orgscope.eventlog.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.eventlog.Delivery;
import com.orgscope.kernel.TenantId;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A delivery as a record: the tenant its key, the source a header, when it came its timestamp. */
final class Records {
  private static final String SOURCE = "source";

  private Records() {}

  static ProducerRecord<byte[], byte[]> of(String topic, int partition, Delivery delivery) {
    ProducerRecord<byte[], byte[]> made =
        new ProducerRecord<>(
            topic,
            partition,
            delivery.receivedAt().toEpochMilli(),
            delivery.tenant().value().getBytes(UTF_8),
            delivery.payload());
    made.headers().add(SOURCE, delivery.source().getBytes(UTF_8));
    return made;
  }

  static Delivery delivery(ConsumerRecord<byte[], byte[]> read) {
    return new Delivery(
        new TenantId(new String(read.key(), UTF_8)),
        new String(read.headers().lastHeader(SOURCE).value(), UTF_8),
        Instant.ofEpochMilli(read.timestamp()),
        read.value());
  }
}

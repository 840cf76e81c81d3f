package com.orgscope.eventlog.kafka;

import com.orgscope.eventlog.Backlog;
import com.orgscope.eventlog.CapacityGuard;
import com.orgscope.eventlog.Delivery;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.EventLogSettings;
import com.orgscope.eventlog.LogReader;
import com.orgscope.eventlog.Partitions;
import com.orgscope.eventlog.Receipt;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The log in Kafka. An append is stored when all replicas in sync have it; how many these must be
 * is the topic's {@code min.insync.replicas}. Kafka deletes nothing by itself: records go when they
 * are released.
 */
@Component
@ConditionalOnProperty(name = "orgscope.eventlog.kind", havingValue = "kafka")
final class KafkaLog implements EventLog {
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final EventLogSettings settings;
  private final KafkaSettings kafka;
  private final InstantSource clock;
  private final Clients clients;
  private final Topic topic;
  private final CapacityGuard room;

  /** Bytes handed to the producer that Kafka has not answered for. */
  private final AtomicLong waiting = new AtomicLong();

  private @Nullable Producer<byte[], byte[]> producer;
  private long appended;
  private long appendedBytes;

  @Autowired
  KafkaLog(EventLogSettings settings, KafkaSettings kafka, InstantSource clock) {
    this.settings = settings;
    this.kafka = kafka;
    this.clock = clock;
    this.clients = new Clients(kafka, settings);
    this.topic = new Topic(clients);
    this.room = new CapacityGuard(settings, clock, this::backlog);
  }

  @Override
  public Receipt append(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return new Receipt.Stored();
    }
    long bytes = deliveries.stream().mapToLong(d -> d.payload().length).sum();
    if (!room.hasRoomFor(deliveries) || !mayWait(bytes)) {
      return new Receipt.Full(settings.retryAfter());
    }
    try {
      return send(deliveries);
    } finally {
      waiting.addAndGet(-bytes);
    }
  }

  /** A broker that hangs must not fill the memory with those who wait for it. */
  private boolean mayWait(long bytes) {
    long before = waiting.getAndAdd(bytes);
    boolean may = before == 0 || before + bytes <= settings.maxQueuedSize().toBytes();
    if (!may) {
      waiting.addAndGet(-bytes);
    }
    return may;
  }

  private Receipt send(List<Delivery> deliveries) {
    Producer<byte[], byte[]> sending = producer();
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>(deliveries.size());
      for (Delivery delivery : deliveries) {
        sent.add(sending.send(record(delivery)));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw failed(sending, e.getCause());
    } catch (KafkaException e) {
      throw failed(sending, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("this process ends before Kafka has answered", e);
    }
    count(deliveries);
    return new Receipt.Stored();
  }

  private synchronized void count(List<Delivery> deliveries) {
    appended += deliveries.size();
    appendedBytes += deliveries.stream().mapToLong(d -> d.payload().length).sum();
  }

  private ProducerRecord<byte[], byte[]> record(Delivery delivery) {
    return Records.of(kafka.topic(), partition(delivery.tenant()), delivery);
  }

  private synchronized Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> open = producer;
    if (open == null) {
      topic.partitions();
      open = clients.producer();
      producer = open;
    }
    return open;
  }

  /** A producer that met with more than a passing trouble is not used again. */
  private synchronized Failure failed(Producer<byte[], byte[]> sending, @Nullable Throwable cause) {
    if (!(cause instanceof RetriableException) && producer == sending) {
      producer = null;
      sending.close(Duration.ZERO);
    }
    return Failure.retry("Kafka did not take the deliveries", cause);
  }

  @Override
  public String kind() {
    return "kafka";
  }

  @Override
  public int partitions() {
    return topic.partitions();
  }

  @Override
  public int partition(TenantId tenant) {
    return Partitions.of(tenant, topic.partitions());
  }

  @Override
  public LogReader reader() {
    return new TopicReader(clients, topic);
  }

  /** Bytes are the number of records times the average of those this process appended. */
  @Override
  public Backlog backlog() {
    Instant limit = clock.instant().minus(settings.maxBacklogAge());
    Topic.Held held = topic.held(limit);
    long bytes;
    synchronized (this) {
      bytes = appended == 0 ? 0 : Math.round((double) held.records() * appendedBytes / appended);
    }
    return new Backlog(
        held.records(),
        bytes,
        settings.maxBacklogSize().toBytes(),
        held.olderThanLimit() ? limit.minusMillis(1) : null);
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(LONGEST_CLOSE);
      producer = null;
    }
    topic.close();
  }
}

package com.orgscope.eventlog.kafka;

import com.orgscope.eventlog.LogEntry;
import com.orgscope.eventlog.LogReader;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.MonotonicTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads partitions by offset. No consumer group: who reads what is agreed upon elsewhere, and where
 * to begin is in the lake.
 */
final class TopicReader implements LogReader {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

  /**
   * How long a quiet log is believed to have forgotten what it was told to. A broker writes down
   * only now and then where its partitions begin, so one that was killed remembers again.
   */
  private static final Duration FORGOTTEN_FOR = Duration.ofSeconds(2);

  private final Topic topic;
  private final Consumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final ArrayDeque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
  private final Map<Integer, Long> released = new HashMap<>();
  private long releasedAt = System.nanoTime();

  TopicReader(Clients clients, Topic topic) {
    this.topic = topic;
    this.consumer = clients.consumer();
  }

  @Override
  public void assign(int partition, @Nullable String after) {
    TopicPartition its = topic.partition(partition);
    forget(its);
    assigned.add(its);
    consumer.assign(assigned);
    Place place = Place.parse(after);
    if (place != null && place.topic().equals(topic.id())) {
      consumer.seek(its, place.offset() + 1);
    } else {
      if (place != null) {
        LOG.warn(
            "The topic is another than the one that was read before; partition {} is read from its"
                + " beginning.",
            partition);
      }
      consumer.seekToBeginning(List.of(its));
    }
  }

  @Override
  public void revoke(int partition) {
    TopicPartition its = topic.partition(partition);
    forget(its);
    assigned.remove(its);
    released.remove(partition);
    consumer.assign(assigned);
  }

  private void forget(TopicPartition partition) {
    fetched.removeIf(record -> record.partition() == partition.partition());
  }

  @Override
  public List<LogEntry> read(long mostBytes, Duration wait) {
    if (fetched.isEmpty()) {
      fetch(wait);
      if (fetched.isEmpty()) {
        releaseAgain();
      }
    }
    List<LogEntry> entries = new ArrayList<>();
    long bytes = 0;
    while (!fetched.isEmpty()
        && (bytes == 0 || bytes + fetched.peek().value().length <= mostBytes)) {
      ConsumerRecord<byte[], byte[]> next = fetched.remove();
      bytes += next.value().length;
      entries.add(
          new LogEntry(
              next.partition(),
              new Place(topic.id(), next.offset()).toString(),
              Records.delivery(next)));
    }
    return entries;
  }

  private void fetch(Duration wait) {
    try {
      if (assigned.isEmpty()) {
        MonotonicTime.SYSTEM.pass(wait);
      } else {
        consumer.poll(wait).forEach(fetched::add);
      }
    } catch (OffsetOutOfRangeException e) {
      // Somebody else deleted records, or Kafka lost some.
      LOG.error(
          "Kafka no longer has the records at {}; reading goes on at the first it has. What is"
              + " missing must be read from its source again.",
          e.offsetOutOfRangePartitions());
      consumer.seekToBeginning(e.partitions());
    } catch (KafkaException e) {
      throw Failure.retry("Kafka cannot be read", e);
    }
  }

  @Override
  public void release(Map<Integer, String> upTo) {
    Map<Integer, Long> offsets = new HashMap<>();
    upTo.forEach((partition, position) -> {
      Place place = Place.parse(position);
      if (place != null
          && place.topic().equals(topic.id())
          && place.offset() > released.getOrDefault(partition, -1L)) {
        offsets.put(partition, place.offset());
      }
    });
    if (!offsets.isEmpty()) {
      topic.delete(offsets);
      released.putAll(offsets);
      releasedAt = System.nanoTime();
    }
  }

  /** What is forgotten already is forgotten at once. */
  private void releaseAgain() {
    if (released.isEmpty() || System.nanoTime() - releasedAt < FORGOTTEN_FOR.toNanos()) {
      return;
    }
    releasedAt = System.nanoTime();
    try {
      topic.delete(released);
    } catch (Failure e) {
      LOG.debug("Kafka is told later what it may forget.", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** An offset, of the very topic it is of. */
  private record Place(String topic, long offset) {

    static @Nullable Place parse(@Nullable String text) {
      if (text == null) {
        return null;
      }
      int colon = text.lastIndexOf(':');
      return new Place(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
      return topic + ":" + offset;
    }
  }
}

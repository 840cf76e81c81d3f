package com.orgscope.eventlog.kafka;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topic itself: made when it is first asked for, described, emptied from the front. */
final class Topic implements AutoCloseable {
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

  private final Clients clients;
  private @Nullable Admin admin;
  private @Nullable TopicDescription description;

  Topic(Clients clients) {
    this.clients = clients;
  }

  /**
   * @param olderThanLimit whether one of the records is older than what was asked
   */
  record Held(long records, boolean olderThanLimit) {}

  int partitions() {
    return description().partitions().size();
  }

  /** Another topic of the same name has another id. */
  String id() {
    return description().topicId().toString();
  }

  TopicPartition partition(int number) {
    return new TopicPartition(name(), number);
  }

  Held held(Instant limit) {
    Map<TopicPartition, OffsetSpec> from = new HashMap<>();
    Map<TopicPartition, OffsetSpec> to = new HashMap<>();
    Map<TopicPartition, OffsetSpec> young = new HashMap<>();
    for (int i = 0; i < partitions(); i++) {
      from.put(partition(i), OffsetSpec.earliest());
      to.put(partition(i), OffsetSpec.latest());
      young.put(partition(i), OffsetSpec.forTimestamp(limit.toEpochMilli()));
    }
    Map<TopicPartition, ListOffsetsResultInfo> first = get(admin().listOffsets(from).all());
    Map<TopicPartition, ListOffsetsResultInfo> end = get(admin().listOffsets(to).all());
    Map<TopicPartition, ListOffsetsResultInfo> fresh = get(admin().listOffsets(young).all());
    long records = 0;
    boolean old = false;
    for (TopicPartition partition : from.keySet()) {
      long begin = offset(first, partition);
      long theirs = Math.max(0, offset(end, partition) - begin);
      long firstYoung = offset(fresh, partition);
      records += theirs;
      old |= theirs > 0 && (firstYoung < 0 || firstYoung > begin);
    }
    return new Held(records, old);
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    return Optional.ofNullable(offsets.get(partition))
        .map(ListOffsetsResultInfo::offset)
        .orElse(-1L);
  }

  /**
   * @param upTo the last offset that goes, by partition
   */
  void delete(Map<Integer, Long> upTo) {
    Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
    upTo.forEach((partition, offset) ->
        deleted.put(partition(partition), RecordsToDelete.beforeOffset(offset + 1)));
    get(admin().deleteRecords(deleted).all());
  }

  private synchronized TopicDescription description() {
    TopicDescription known = description;
    if (known == null) {
      known = describeOrMake();
      description = known;
    }
    return known;
  }

  private TopicDescription describeOrMake() {
    try {
      return describe();
    } catch (Failure e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
    NewTopic made =
        new NewTopic(name(), Optional.of(clients.log().partitions()), Optional.empty())
            .configs(
                Map.of(
                    // What nobody has stored yet must not go because it is old.
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1",
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    String.valueOf(clients.largestRecord() + Clients.RECORD_OVERHEAD)));
    try {
      get(admin().createTopics(List.of(made)).all());
    } catch (Failure e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    // A broker may not know yet what its controller has made.
    long until = System.nanoTime() + clients.kafka().appendTimeout().toNanos();
    while (true) {
      try {
        return describe();
      } catch (Failure e) {
        if (System.nanoTime() > until
            || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
  }

  private TopicDescription describe() {
    Map<String, TopicDescription> found =
        get(admin().describeTopics(List.of(name())).allTopicNames());
    TopicDescription one = found.get(name());
    if (one == null) {
      throw Failure.retry("Kafka does not describe the topic " + name(), null);
    }
    return one;
  }

  private String name() {
    return clients.kafka().topic();
  }

  private synchronized Admin admin() {
    Admin open = admin;
    if (open == null) {
      try {
        open = clients.admin();
      } catch (KafkaException e) {
        throw Failure.operator(
            "no connection to Kafka can be made: check orgscope.eventlog.kafka.bootstrap-servers",
            e);
      }
      admin = open;
    }
    return open;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw Failure.retry("Kafka did not answer as it should", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("this process ends before Kafka has answered", e);
    }
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(LONGEST_CLOSE);
      admin = null;
    }
  }
}

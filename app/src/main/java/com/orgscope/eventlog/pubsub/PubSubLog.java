package com.orgscope.eventlog.pubsub;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ResourceExhaustedException;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.orgscope.eventlog.Backlog;
import com.orgscope.eventlog.CapacityGuard;
import com.orgscope.eventlog.Delivery;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.EventLogSettings;
import com.orgscope.eventlog.GroupCommit;
import com.orgscope.eventlog.LogReader;
import com.orgscope.eventlog.Partitions;
import com.orgscope.eventlog.Receipt;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The log in Google Pub/Sub: a topic for each partition, the tenant its ordering key. Pub/Sub knows
 * no positions and may deliver anything again, so what keeps an event single are the event keys in
 * the lake.
 *
 * <p>It holds as much as it is given. What it refuses for its quota counts as full.
 */
@Component
@ConditionalOnProperty(name = "orgscope.eventlog.kind", havingValue = "pubsub")
final class PubSubLog implements EventLog {
  static final String TENANT = "tenant";
  static final String SOURCE = "source";
  static final String RECEIVED_AT = "received_at";

  /** Of one publish request; Pub/Sub allows 10 MB. */
  private static final long LARGEST_REQUEST = 9L << 20;

  private static final int MOST_MESSAGES = 1000;

  private final EventLogSettings settings;
  private final PubSubSettings pubSub;
  private final InstantSource clock;
  private final PubSubClients clients;
  private final CapacityGuard room;
  private final GroupCommit group;

  PubSubLog(EventLogSettings settings, PubSubSettings pubSub, InstantSource clock) {
    this.settings = settings;
    this.pubSub = pubSub;
    this.clock = clock;
    this.clients = new PubSubClients(pubSub, settings.partitions());
    this.room = new CapacityGuard(settings, clock, this::backlog);
    this.group =
        new GroupCommit(
            settings.maxQueuedSize().toBytes(), settings.maxCommitSize().toBytes(), this::publish);
  }

  @Override
  public Receipt append(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return new Receipt.Stored();
    }
    try {
      return room.hasRoomFor(deliveries) && group.append(deliveries)
          ? new Receipt.Stored()
          : new Receipt.Full(settings.retryAfter());
    } catch (OverLimitException e) {
      return new Receipt.Full(settings.retryAfter());
    }
  }

  /** Pub/Sub took nothing of a group, since a quota is used up. */
  private static final class OverLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverLimitException(Throwable cause) {
      super(cause);
    }
  }

  private void publish(List<Delivery> deliveries) {
    Map<Integer, List<PubsubMessage>> byPartition = new TreeMap<>();
    for (Delivery delivery : deliveries) {
      byPartition
          .computeIfAbsent(partition(delivery.tenant()), p -> new ArrayList<>())
          .add(message(delivery));
    }
    boolean some = false;
    try {
      for (Map.Entry<Integer, List<PubsubMessage>> one : byPartition.entrySet()) {
        for (List<PubsubMessage> request : requests(one.getValue())) {
          clients.topics().publish(clients.topic(one.getKey()), request);
          some = true;
        }
      }
    } catch (ResourceExhaustedException e) {
      if (some) {
        throw Failure.retry("Pub/Sub took only some of the deliveries", e);
      }
      throw new OverLimitException(e);
    } catch (ApiException e) {
      throw Failure.retry("Pub/Sub did not take the deliveries", e);
    }
  }

  private static List<List<PubsubMessage>> requests(List<PubsubMessage> messages) {
    List<List<PubsubMessage>> requests = new ArrayList<>();
    List<PubsubMessage> request = new ArrayList<>();
    long bytes = 0;
    for (PubsubMessage message : messages) {
      if (!request.isEmpty()
          && (bytes + message.getSerializedSize() > LARGEST_REQUEST
              || request.size() == MOST_MESSAGES)) {
        requests.add(request);
        request = new ArrayList<>();
        bytes = 0;
      }
      request.add(message);
      bytes += message.getSerializedSize();
    }
    requests.add(request);
    return requests;
  }

  private static PubsubMessage message(Delivery delivery) {
    return PubsubMessage.newBuilder()
        .setData(ByteString.copyFrom(delivery.payload()))
        .setOrderingKey(delivery.tenant().value())
        .putAttributes(TENANT, delivery.tenant().value())
        .putAttributes(SOURCE, delivery.source())
        .putAttributes(RECEIVED_AT, delivery.receivedAt().toString())
        .build();
  }

  @Override
  public String kind() {
    return "pubsub";
  }

  @Override
  public int partitions() {
    return settings.partitions();
  }

  @Override
  public int partition(TenantId tenant) {
    return Partitions.of(tenant, settings.partitions());
  }

  @Override
  public LogReader reader() {
    return new SubscriptionReader(clients, pubSub, clock);
  }

  /** Pub/Sub does not say what it holds; its monitoring does. */
  @Override
  public Backlog backlog() {
    return new Backlog(0, 0, Long.MAX_VALUE, null);
  }

  @Override
  public void close() {
    clients.close();
  }
}

package com.orgscope.eventlog.pubsub;

import com.google.api.core.ApiFuture;
import com.google.api.gax.rpc.ApiException;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.ReceivedMessage;
import com.orgscope.eventlog.Delivery;
import com.orgscope.eventlog.LogEntry;
import com.orgscope.eventlog.LogReader;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads subscriptions by pulling. A message that was read stays the reader's until it is released,
 * given back, or the reader dies and its deadline passes. Positions are this reader's own numbering
 * and mean nothing to another.
 */
final class SubscriptionReader implements LogReader {
  private static final int MOST_PULLED = 200;
  private static final int MOST_IDS = 1000;
  private static final int GIVE_BACK = 0;
  private static final Duration STEP = Duration.ofMillis(10);

  private final PubSubClients clients;
  private final InstantSource clock;
  private final Duration ackDeadline;
  private final String name = UUID.randomUUID().toString();
  private final TreeMap<Integer, Pulled> partitions = new TreeMap<>();
  private long number;

  /** What is known of a partition. */
  private static final class Pulled {
    @Nullable ApiFuture<PullResponse> pull;
    final ArrayDeque<LogEntry> waiting = new ArrayDeque<>();

    /** Acknowledgements owed, by number, in order. */
    final LinkedHashMap<Long, String> owed = new LinkedHashMap<>();

    Instant extendedAt = Instant.MAX;
  }

  SubscriptionReader(PubSubClients clients, PubSubSettings settings, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
    this.ackDeadline = settings.ackDeadline();
  }

  @Override
  public void assign(int partition, @Nullable String after) {
    revoke(partition);
    partitions.put(partition, new Pulled());
  }

  /** Gives back what was not released, so that it comes again at once, here or elsewhere. */
  @Override
  public void revoke(int partition) {
    Pulled pulled = partitions.remove(partition);
    if (pulled != null) {
      if (pulled.pull != null) {
        pulled.pull.cancel(true);
      }
      giveBack(partition, pulled);
    }
  }

  private void giveBack(int partition, Pulled pulled) {
    if (!pulled.owed.isEmpty()) {
      try {
        modify(partition, List.copyOf(pulled.owed.values()), GIVE_BACK);
      } catch (ApiException e) {
        // They come again when their deadline has passed.
        pulled.owed.clear();
      }
    }
  }

  private void modify(int partition, List<String> ids, int seconds) {
    for (int from = 0; from < ids.size(); from += MOST_IDS) {
      clients
          .subscriptions()
          .modifyAckDeadline(
              clients.subscription(partition),
              ids.subList(from, Math.min(ids.size(), from + MOST_IDS)),
              seconds);
    }
  }

  @Override
  public List<LogEntry> read(long mostBytes, Duration wait) {
    MonotonicTime time = MonotonicTime.SYSTEM;
    long until = time.nanos() + wait.toNanos();
    extend();
    while (true) {
      boolean some = false;
      for (Map.Entry<Integer, Pulled> one : partitions.entrySet()) {
        some |= collect(one.getKey(), one.getValue());
      }
      if (some) {
        return take(mostBytes);
      }
      if (time.nanos() - until >= 0 || !time.pass(STEP)) {
        return List.of();
      }
    }
  }

  /**
   * Takes what a pull has brought and asks for more.
   *
   * @return whether something waits to be read
   */
  private boolean collect(int partition, Pulled pulled) {
    ApiFuture<PullResponse> pull = pulled.pull;
    if (pull != null && pull.isDone()) {
      pulled.pull = null;
      try {
        pull.get().getReceivedMessagesList().forEach(m -> add(partition, pulled, m));
      } catch (ExecutionException e) {
        // The deadline of a pull that found nothing is no failure; anything else passed it too.
        if (!(e.getCause() instanceof com.google.api.gax.rpc.DeadlineExceededException)) {
          throw Failure.retry("Pub/Sub cannot be read", e.getCause());
        }
      } catch (CancellationException e) {
        throw Failure.retry("reading Pub/Sub was broken off", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (pulled.pull == null && pulled.waiting.isEmpty()) {
      pulled.pull =
          clients
              .subscriptions()
              .pullCallable()
              .futureCall(
                  PullRequest.newBuilder()
                      .setSubscription(clients.subscription(partition).toString())
                      .setMaxMessages(MOST_PULLED)
                      .build());
    }
    return !pulled.waiting.isEmpty();
  }

  private void add(int partition, Pulled pulled, ReceivedMessage received) {
    PubsubMessage message = received.getMessage();
    long its = ++number;
    if (pulled.owed.isEmpty()) {
      pulled.extendedAt = clock.instant();
    }
    pulled.owed.put(its, received.getAckId());
    pulled.waiting.add(
        new LogEntry(
            partition,
            name + ":" + its,
            new Delivery(
                new TenantId(message.getAttributesOrThrow(PubSubLog.TENANT)),
                message.getAttributesOrThrow(PubSubLog.SOURCE),
                Instant.parse(message.getAttributesOrThrow(PubSubLog.RECEIVED_AT)),
                message.getData().toByteArray())));
  }

  private List<LogEntry> take(long mostBytes) {
    List<LogEntry> entries = new ArrayList<>();
    long bytes = 0;
    for (Pulled pulled : partitions.values()) {
      while (!pulled.waiting.isEmpty() && (entries.isEmpty() || bytes < mostBytes)) {
        LogEntry next = pulled.waiting.remove();
        bytes += next.delivery().payload().length;
        entries.add(next);
      }
    }
    return entries;
  }

  /** Says that what was read is still being worked on, well before its deadline. */
  private void extend() {
    Instant now = clock.instant();
    partitions.forEach((partition, pulled) -> {
      if (!pulled.owed.isEmpty()
          && pulled.extendedAt.plus(ackDeadline.dividedBy(3)).isBefore(now)) {
        try {
          modify(partition, List.copyOf(pulled.owed.values()), (int) ackDeadline.toSeconds());
          pulled.extendedAt = now;
        } catch (ApiException e) {
          throw Failure.retry("Pub/Sub does not extend a deadline", e);
        }
      }
    });
  }

  @Override
  public void release(Map<Integer, String> upTo) {
    Map<Integer, List<Long>> done = new HashMap<>();
    upTo.forEach((partition, position) -> {
      Pulled pulled = partitions.get(partition);
      if (pulled != null && position.startsWith(name + ":")) {
        long last = Long.parseLong(position.substring(name.length() + 1));
        done.put(partition, pulled.owed.keySet().stream().takeWhile(n -> n <= last).toList());
      }
    });
    try {
      done.forEach(this::acknowledge);
    } catch (ApiException e) {
      throw Failure.retry("Pub/Sub does not take the acknowledgement", e);
    }
  }

  private void acknowledge(int partition, List<Long> numbers) {
    Pulled pulled = partitions.get(partition);
    if (pulled == null) {
      return;
    }
    for (int from = 0; from < numbers.size(); from += MOST_IDS) {
      List<Long> some = numbers.subList(from, Math.min(numbers.size(), from + MOST_IDS));
      List<String> ids = some.stream().map(n -> pulled.owed.getOrDefault(n, "")).toList();
      clients.subscriptions().acknowledge(clients.subscription(partition), ids);
      some.forEach(pulled.owed::remove);
    }
  }

  @Override
  public void close() {
    List.copyOf(partitions.keySet()).forEach(this::revoke);
  }
}

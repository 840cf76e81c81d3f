package com.orgscope.eventlog.pubsub;

import com.google.protobuf.Empty;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.GetSubscriptionRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublishResponse;
import com.google.pubsub.v1.PublisherGrpc;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.SubscriberGrpc;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Pub/Sub as far as the log uses it: topics, pull subscriptions with ordering keys, deadlines,
 * deliveries that come again. It can refuse, fail, and deliver twice.
 */
final class PubSubDouble implements AutoCloseable {
  private static final Duration LONGEST_PULL = Duration.ofMillis(200);

  private final Server server;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Set<String> topics = new HashSet<>();
  private final Map<String, Queue> subscriptions = new HashMap<>();
  private final ArrayDeque<Status> failures = new ArrayDeque<>();
  private long mostBytes = Long.MAX_VALUE;
  private boolean twice;
  private boolean still;
  private final List<Runnable> heldBack = new ArrayList<>();
  private long ids;

  /** One subscription. */
  private static final class Queue {
    final Subscription subscription;
    final ArrayDeque<PubsubMessage> waiting = new ArrayDeque<>();
    final LinkedHashMap<String, Lease> leased = new LinkedHashMap<>();

    Queue(Subscription subscription) {
      this.subscription = subscription;
    }
  }

  private record Lease(PubsubMessage message, long untilNanos) {}

  PubSubDouble() {
    try {
      server =
          ServerBuilder.forPort(0)
              .maxInboundMessageSize(32 << 20)
              .addService(new Publishing())
              .addService(new Subscribing())
              .build()
              .start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String endpoint() {
    return "127.0.0.1:" + server.getPort();
  }

  /** What it holds before it says that a quota is used up. */
  synchronized void holdAtMost(long bytes) {
    mostBytes = bytes;
  }

  /** The next calls end so. */
  synchronized void fail(Status status, int times) {
    for (int i = 0; i < times; i++) {
      failures.add(status);
    }
  }

  /** Takes messages no further than to the wire until it goes on. */
  synchronized void holdStill() {
    still = true;
  }

  synchronized void goOn() {
    still = false;
    heldBack.forEach(Runnable::run);
    heldBack.clear();
  }

  /** From now on every message is delivered twice. */
  synchronized void deliverTwice() {
    twice = true;
  }

  synchronized int owed() {
    return subscriptions.values().stream().mapToInt(q -> q.leased.size() + q.waiting.size()).sum();
  }

  private synchronized boolean fails(StreamObserver<?> answer) {
    Status failure = failures.poll();
    if (failure != null) {
      answer.onError(failure.asRuntimeException());
    }
    return failure != null;
  }

  private static <T> void give(StreamObserver<T> answer, T value) {
    answer.onNext(value);
    answer.onCompleted();
  }

  private final class Publishing extends PublisherGrpc.PublisherImplBase {
    @Override
    public void createTopic(Topic topic, StreamObserver<Topic> answer) {
      synchronized (PubSubDouble.this) {
        if (topics.add(topic.getName())) {
          give(answer, topic);
        } else {
          answer.onError(Status.ALREADY_EXISTS.asRuntimeException());
        }
      }
    }

    @Override
    public void publish(PublishRequest request, StreamObserver<PublishResponse> answer) {
      if (fails(answer)) {
        return;
      }
      synchronized (PubSubDouble.this) {
        if (still) {
          heldBack.add(() -> publish(request, answer));
          return;
        }
        long held =
            subscriptions.values().stream()
                .flatMap(q ->
                    java.util.stream.Stream.concat(
                        q.waiting.stream(), q.leased.values().stream().map(Lease::message)))
                .mapToLong(m -> m.getData().size())
                .sum();
        if (held >= mostBytes) {
          answer.onError(Status.RESOURCE_EXHAUSTED.asRuntimeException());
          return;
        }
        PublishResponse.Builder response = PublishResponse.newBuilder();
        for (PubsubMessage message : request.getMessagesList()) {
          PubsubMessage stored = message.toBuilder().setMessageId("" + ++ids).build();
          response.addMessageIds(stored.getMessageId());
          subscriptions.values().stream()
              .filter(q -> q.subscription.getTopic().equals(request.getTopic()))
              .forEach(q -> q.waiting.add(stored));
        }
        give(answer, response.build());
      }
    }
  }

  private final class Subscribing extends SubscriberGrpc.SubscriberImplBase {
    @Override
    public void getSubscription(
        GetSubscriptionRequest request, StreamObserver<Subscription> answer) {
      synchronized (PubSubDouble.this) {
        Queue queue = subscriptions.get(request.getSubscription());
        if (queue == null) {
          answer.onError(Status.NOT_FOUND.asRuntimeException());
        } else {
          give(answer, queue.subscription);
        }
      }
    }

    @Override
    public void createSubscription(Subscription asked, StreamObserver<Subscription> answer) {
      synchronized (PubSubDouble.this) {
        if (!topics.contains(asked.getTopic())) {
          answer.onError(Status.NOT_FOUND.asRuntimeException());
        } else if (subscriptions.putIfAbsent(asked.getName(), new Queue(asked)) != null) {
          answer.onError(Status.ALREADY_EXISTS.asRuntimeException());
        } else {
          give(answer, asked);
        }
      }
    }

    @Override
    public void pull(PullRequest request, StreamObserver<PullResponse> answer) {
      if (!fails(answer)) {
        pull(request, answer, System.nanoTime() + LONGEST_PULL.toNanos());
      }
    }

    private void pull(PullRequest request, StreamObserver<PullResponse> answer, long until) {
      List<ReceivedMessage> messages = lease(request);
      if (messages.isEmpty() && System.nanoTime() < until) {
        var _ = timer.schedule(() -> pull(request, answer, until), 5, TimeUnit.MILLISECONDS);
        return;
      }
      if (((io.grpc.stub.ServerCallStreamObserver<?>) answer).isCancelled()) {
        messages.forEach(m -> back(request.getSubscription(), m.getAckId()));
        return;
      }
      give(answer, PullResponse.newBuilder().addAllReceivedMessages(messages).build());
    }

    private List<ReceivedMessage> lease(PullRequest request) {
      synchronized (PubSubDouble.this) {
        Queue queue = subscriptions.get(request.getSubscription());
        if (queue == null) {
          return List.of();
        }
        expire(queue);
        long deadline =
            TimeUnit.SECONDS.toNanos(Math.max(1, queue.subscription.getAckDeadlineSeconds()));
        List<ReceivedMessage> messages = new ArrayList<>();
        while (!queue.waiting.isEmpty() && messages.size() < request.getMaxMessages()) {
          PubsubMessage next = queue.waiting.remove();
          for (int copy = 0; copy < (twice ? 2 : 1); copy++) {
            String id = "ack-" + ++ids;
            queue.leased.put(id, new Lease(next, System.nanoTime() + deadline));
            messages.add(ReceivedMessage.newBuilder().setAckId(id).setMessage(next).build());
          }
        }
        return messages;
      }
    }

    /** What is delivered again comes with everything after it that has the same key, in order. */
    private void expire(Queue queue) {
      long now = System.nanoTime();
      List<String> gone =
          queue.leased.entrySet().stream()
              .filter(e -> e.getValue().untilNanos() <= now)
              .map(Map.Entry::getKey)
              .toList();
      for (String id : gone.reversed()) {
        queue.waiting.addFirst(Objects.requireNonNull(queue.leased.remove(id)).message());
      }
    }

    private Queue queue(String subscription) {
      return Objects.requireNonNull(subscriptions.get(subscription), subscription);
    }

    private void back(String subscription, String id) {
      synchronized (PubSubDouble.this) {
        Queue queue = queue(subscription);
        Lease lease = queue.leased.get(id);
        if (lease != null) {
          queue.leased.put(id, new Lease(lease.message(), System.nanoTime()));
        }
      }
    }

    @Override
    public void acknowledge(AcknowledgeRequest request, StreamObserver<Empty> answer) {
      if (fails(answer)) {
        return;
      }
      synchronized (PubSubDouble.this) {
        Queue queue = queue(request.getSubscription());
        request.getAckIdsList().forEach(queue.leased::remove);
        give(answer, Empty.getDefaultInstance());
      }
    }

    @Override
    public void modifyAckDeadline(ModifyAckDeadlineRequest request, StreamObserver<Empty> answer) {
      synchronized (PubSubDouble.this) {
        Queue queue = queue(request.getSubscription());
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(request.getAckDeadlineSeconds());
        request
            .getAckIdsList()
            .forEach(
                id -> queue.leased.computeIfPresent(id, (i, l) -> new Lease(l.message(), until)));
        give(answer, Empty.getDefaultInstance());
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    server.shutdownNow();
  }
}

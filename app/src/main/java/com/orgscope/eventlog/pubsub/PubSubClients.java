package com.orgscope.eventlog.pubsub;

import com.google.api.gax.batching.BatchingSettings;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import com.orgscope.kernel.Failure;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Google's clients, and the topics with their subscriptions. */
final class PubSubClients implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int LARGEST_ANSWER = 32 << 20;

  /** What may pass by itself. That a quota is used up is told to the sender instead. */
  private static final Set<StatusCode.Code> PASSING =
      Set.of(
          StatusCode.Code.UNAVAILABLE,
          StatusCode.Code.ABORTED,
          StatusCode.Code.INTERNAL,
          StatusCode.Code.UNKNOWN,
          StatusCode.Code.DEADLINE_EXCEEDED);

  private final PubSubSettings settings;
  private final int partitions;
  private @Nullable ManagedChannel emulator;
  private @Nullable TopicAdminClient topics;
  private @Nullable SubscriptionAdminClient subscriptions;

  PubSubClients(PubSubSettings settings, int partitions) {
    this.settings = settings;
    this.partitions = partitions;
  }

  TopicName topic(int partition) {
    return TopicName.of(settings.project(), settings.topic() + "-" + partition);
  }

  SubscriptionName subscription(int partition) {
    return SubscriptionName.of(settings.project(), settings.topic() + "-" + partition + "-lake");
  }

  synchronized TopicAdminClient topics() {
    open();
    return java.util.Objects.requireNonNull(topics);
  }

  synchronized SubscriptionAdminClient subscriptions() {
    open();
    return java.util.Objects.requireNonNull(subscriptions);
  }

  private void open() {
    if (subscriptions != null) {
      return;
    }
    try {
      TopicAdminSettings.Builder forTopics = TopicAdminSettings.newBuilder();
      SubscriptionAdminSettings.Builder forSubscriptions = SubscriptionAdminSettings.newBuilder();
      if (!settings.endpoint().isEmpty()) {
        TransportChannelProvider channel = emulator();
        forTopics
            .setTransportChannelProvider(channel)
            .setCredentialsProvider(NoCredentialsProvider.create());
        forSubscriptions
            .setTransportChannelProvider(channel)
            .setCredentialsProvider(NoCredentialsProvider.create());
      }
      forTopics
          .publishSettings()
          .setRetrySettings(retries(settings.callTimeout()))
          .setRetryableCodes(PASSING)
          .setBatchingSettings(BatchingSettings.newBuilder().setIsEnabled(false).build());
      forSubscriptions
          .pullSettings()
          .setRetrySettings(retries(settings.callTimeout()))
          .setRetryableCodes(PASSING);
      forSubscriptions
          .acknowledgeSettings()
          .setRetrySettings(retries(settings.callTimeout()))
          .setRetryableCodes(PASSING);
      TopicAdminClient made = TopicAdminClient.create(forTopics.build());
      topics = made;
      SubscriptionAdminClient reading = SubscriptionAdminClient.create(forSubscriptions.build());
      for (int partition = 0; partition < partitions; partition++) {
        make(made, reading, partition);
      }
      subscriptions = reading;
    } catch (IOException e) {
      throw Failure.operator(
          "no connection to Pub/Sub can be made: check the application default credentials and"
              + " orgscope.eventlog.pubsub",
          e);
    } catch (ApiException e) {
      throw Failure.retry("Pub/Sub does not let its topics be made or found", e);
    }
  }

  private TransportChannelProvider emulator() {
    ManagedChannel channel =
        ManagedChannelBuilder.forTarget(settings.endpoint())
            .usePlaintext()
            .maxInboundMessageSize(LARGEST_ANSWER)
            .build();
    emulator = channel;
    return FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
  }

  private static RetrySettings retries(Duration total) {
    return RetrySettings.newBuilder()
        .setInitialRetryDelayDuration(FIRST_PAUSE)
        .setRetryDelayMultiplier(2)
        .setMaxRetryDelayDuration(LONGEST_PAUSE)
        .setInitialRpcTimeoutDuration(total.dividedBy(2))
        .setMaxRpcTimeoutDuration(total.dividedBy(2))
        .setTotalTimeoutDuration(total)
        .build();
  }

  private void make(TopicAdminClient topics, SubscriptionAdminClient reading, int partition) {
    try {
      reading.getSubscription(subscription(partition));
      return;
    } catch (NotFoundException e) {
      // It is made below, after its topic.
    }
    try {
      topics.createTopic(topic(partition));
    } catch (AlreadyExistsException e) {
      // Another process was first, or the subscription alone was missing.
    }
    try {
      reading.createSubscription(
          Subscription.newBuilder()
              .setName(subscription(partition).toString())
              .setTopic(topic(partition).toString())
              .setEnableMessageOrdering(true)
              .setAckDeadlineSeconds((int) settings.ackDeadline().toSeconds())
              .build());
    } catch (AlreadyExistsException e) {
      // Another process was first.
    }
  }

  @Override
  public synchronized void close() {
    if (topics != null) {
      topics.close();
      topics = null;
    }
    if (subscriptions != null) {
      subscriptions.close();
      subscriptions = null;
    }
    if (emulator != null) {
      emulator.shutdownNow();
      try {
        emulator.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      emulator = null;
    }
  }
}

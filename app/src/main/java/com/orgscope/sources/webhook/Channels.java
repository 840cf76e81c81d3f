package com.orgscope.sources.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.sources.ConnectedSources;
import com.orgscope.sources.Connection;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.PushChannels;
import com.orgscope.sources.webhook.ChannelStore.Channel;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps a channel open for each stream of a tenant that wants to be pushed to. A new one is opened
 * while the old one has a third of its life left, and the old one is stopped only after the new one
 * has spoken; in between both push, and what comes twice counts once.
 */
@Component
final class Channels {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
  private static final int TOKEN_BYTES = 32;
  private static final int REMEMBERED = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofSeconds(30);

  private final List<PushChannels> providers;
  private final ConnectedSources sources;
  private final ChannelStore store;
  private final WebhookSettings settings;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Channel> known =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED)
          .expireAfterWrite(REMEMBERED_FOR)
          .scheduler(Scheduler.systemScheduler())
          .build();

  Channels(
      List<PushChannels> providers,
      ConnectedSources sources,
      ChannelStore store,
      WebhookSettings settings,
      InstantSource clock) {
    this.providers = List.copyOf(providers);
    this.sources = sources;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /** The channel that shows this id and this token; empty for any other pair. */
  Optional<Channel> find(TenantId tenant, Source source, String id, String token) {
    String place = tenant + "/" + source + "/" + id;
    Channel channel = known.getIfPresent(place);
    if (channel == null) {
      channel = store.find(tenant, source, id).orElse(null);
      if (channel != null) {
        known.put(place, channel);
      }
    }
    byte[] shown = Sha256.of(token);
    return channel != null && MessageDigest.isEqual(channel.token(), shown)
        ? Optional.of(channel)
        : Optional.empty();
  }

  void confirmed(TenantId tenant, Channel channel) {
    store.confirmed(tenant, channel.id(), clock.instant());
  }

  /** Opens what will be missing, stops what is no longer needed. Again changes nothing. */
  void tend() {
    for (PushChannels provider : providers) {
      for (Connection connection : sources.of(provider.source())) {
        String address = connection.get(PushChannels.ADDRESS);
        for (String stream : provider.streams(connection)) {
          try {
            tend(provider, connection, stream, address == null ? "" : address);
          } catch (RuntimeException failure) {
            // The others go on; this one is tried again at the next time, and the poller misses
            // nothing meanwhile.
            LOG.warn(
                "No channel for {} of {} of tenant {}: {}",
                stream,
                provider.source(),
                connection.tenant(),
                failure.getMessage());
          }
        }
      }
    }
  }

  private void tend(PushChannels provider, Connection connection, String stream, String address) {
    TenantId tenant = connection.tenant();
    Instant now = clock.instant();
    ProviderClient providerClient = sources.providerClient(connection);
    List<Channel> channels = store.all(tenant, provider.source(), stream);
    Instant soon = now.plus(settings.channelLifetime().dividedBy(3));
    boolean lasting =
        channels.stream().anyMatch(c -> c.providersId() != null && c.goodUntil().isAfter(soon));
    if (!address.isBlank() && !lasting) {
      open(provider, providerClient, stream, URI.create(address));
    }
    boolean wanted = !address.isBlank();
    boolean newerSpoke = !wanted;
    for (Channel channel : channels) {
      if (newerSpoke || !channel.goodUntil().isAfter(now)) {
        stop(provider, providerClient, channel, now);
      }
      newerSpoke |= channel.confirmedAt() != null && channel.goodUntil().isAfter(now);
    }
  }

  private void open(
      PushChannels provider, ProviderClient providerClient, String stream, URI address) {
    TenantId tenant = providerClient.connection().tenant();
    Instant now = clock.instant();
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    String id = UUID.randomUUID().toString();
    // Known before it is open: its first message may be here before the answer is.
    store.add(
        tenant,
        provider.source(),
        new Channel(
            id, stream, null, Sha256.of(token), now, now.plus(settings.channelLifetime()), null));
    URI hook = address.resolve("/hooks/" + tenant + "/" + word(provider.source()));
    try {
      PushChannels.Opened opened =
          provider.open(providerClient, stream, id, token, hook, settings.channelLifetime());
      store.opened(tenant, id, opened.providersId(), opened.until());
    } catch (Failure failure) {
      // Of one that may be open nobody knows the provider's id: it ends by itself.
      if (failure.kind() != Failure.Kind.RETRY) {
        store.remove(tenant, id);
      }
      throw failure;
    }
  }

  private void stop(
      PushChannels provider, ProviderClient providerClient, Channel channel, Instant now) {
    if (channel.providersId() != null && channel.goodUntil().isAfter(now)) {
      provider.close(providerClient, channel.id(), channel.providersId());
    }
    store.remove(providerClient.connection().tenant(), channel.id());
  }

  static String word(Source source) {
    return source.name().toLowerCase(java.util.Locale.ROOT);
  }
}

package com.orgscope.sources.webhook;

import com.orgscope.ingest.Intake;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.sources.ConnectedSources;
import com.orgscope.sources.webhook.ChannelStore.Channel;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Google's push messages. The first of a channel says "sync" and nothing else; the others bring an
 * activity, or no body, and are then only a sign that there is something to ask for.
 */
@Component
final class GoogleHook implements Hook {
  private final Channels channels;
  private final ConnectedSources sources;
  private final DeliveryWriter writer;

  GoogleHook(Channels channels, ConnectedSources sources, Intake intake) {
    this.channels = channels;
    this.sources = sources;
    this.writer = new DeliveryWriter(intake, Source.GOOGLE);
  }

  @Override
  public String word() {
    return "google";
  }

  @Override
  public Optional<HookReply> verify(TenantId tenant, HookRequest hookRequest) {
    Optional<Channel> channel = channel(tenant, hookRequest);
    if (!hookRequest.method().equals("POST") || channel.isEmpty()) {
      return Optional.of(
          new HookReply.Wrong(401, "Not a channel", "No channel of this tenant shows this token."));
    }
    if ("sync".equalsIgnoreCase(hookRequest.header("x-goog-resource-state"))) {
      channels.confirmed(tenant, channel.get());
      return Optional.of(new HookReply.Taken());
    }
    return Optional.empty();
  }

  @Override
  public HookReply take(TenantId tenant, HookRequest hookRequest, byte[] body) {
    if (body.length > 0) {
      return writer.take(tenant, body);
    }
    channel(tenant, hookRequest)
        .ifPresent(channel -> sources.pollSoon(tenant, Source.GOOGLE, channel.stream()));
    return new HookReply.Taken();
  }

  private Optional<Channel> channel(TenantId tenant, HookRequest hookRequest) {
    String id = hookRequest.header("x-goog-channel-id");
    String token = hookRequest.header("x-goog-channel-token");
    return id == null || token == null
        ? Optional.empty()
        : channels.find(tenant, Source.GOOGLE, id, token);
  }
}

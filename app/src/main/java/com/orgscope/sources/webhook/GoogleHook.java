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
  private final Taker taker;

  GoogleHook(Channels channels, ConnectedSources sources, Intake intake) {
    this.channels = channels;
    this.sources = sources;
    this.taker = new Taker(intake, Source.GOOGLE);
  }

  @Override
  public String word() {
    return "google";
  }

  @Override
  public Optional<Reply> greet(TenantId tenant, Knock knock) {
    Optional<Channel> channel = channel(tenant, knock);
    if (!knock.method().equals("POST") || channel.isEmpty()) {
      return Optional.of(
          new Reply.Wrong(401, "Not a channel", "No channel of this tenant shows this token."));
    }
    if ("sync".equalsIgnoreCase(knock.header("x-goog-resource-state"))) {
      channels.confirmed(tenant, channel.get());
      return Optional.of(new Reply.Taken());
    }
    return Optional.empty();
  }

  @Override
  public Reply take(TenantId tenant, Knock knock, byte[] body) {
    if (body.length > 0) {
      return taker.take(tenant, body);
    }
    channel(tenant, knock)
        .ifPresent(channel -> sources.pollSoon(tenant, Source.GOOGLE, channel.stream()));
    return new Reply.Taken();
  }

  private Optional<Channel> channel(TenantId tenant, Knock knock) {
    String id = knock.header("x-goog-channel-id");
    String token = knock.header("x-goog-channel-token");
    return id == null || token == null
        ? Optional.empty()
        : channels.find(tenant, Source.GOOGLE, id, token);
  }
}

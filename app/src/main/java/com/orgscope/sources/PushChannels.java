package com.orgscope.sources;

import com.orgscope.lake.Source;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How one provider is asked to push: the plug-in. A channel ends after a while by itself; a new one
 * is opened before, and for a time both push the same.
 */
public interface PushChannels {
  /** The setting of a connection that says where the provider may call: "https://host". */
  String ADDRESS = "push-address";

  Source source();

  /** The streams that can be pushed, by the names under which they are polled. */
  List<String> streams(Connection connection);

  /**
   * Opens a channel.
   *
   * @param id ours, new for each channel
   * @param token what the provider will show with each message
   * @param address where it will call
   * @param life how long it should last; a provider may give less
   * @throws com.orgscope.kernel.Failure if it was not opened, or nobody knows
   */
  Opened open(
      ProviderClient providerClient,
      String stream,
      String id,
      String token,
      URI address,
      Duration life);

  /** Ends a channel; one that has ended already is no mistake. */
  void close(ProviderClient providerClient, String id, String providersId);

  /** A channel that the provider opened, under its own id, until when. */
  record Opened(String providersId, Instant until) {}
}

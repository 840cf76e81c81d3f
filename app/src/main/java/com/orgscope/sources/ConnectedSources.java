package com.orgscope.sources;

import com.orgscope.directory.Tenants;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Component;

/** What those who are pushed to need of the sources that are polled. */
@Component
public final class ConnectedSources {
  private final Tenants tenants;
  private final Connections connections;
  private final StreamStore streams;
  private final StreamPolls.Asking asking;
  private final InstantSource clock;

  ConnectedSources(
      Tenants tenants, Connections connections, StreamStore streams, StreamPolls.Asking asking) {
    this.tenants = tenants;
    this.connections = connections;
    this.streams = streams;
    this.asking = asking;
    this.clock = asking.clock();
  }

  /** Every tenant's connection to a source. */
  public List<Connection> of(Source source) {
    return tenants.all().stream()
        .map(tenant -> connections.find(tenant.id(), source))
        .flatMap(Optional::stream)
        .toList();
  }

  /** To ask a provider something besides its log. */
  public ProviderClient providerClient(Connection connection) {
    return new ProviderClient(connection, asking.means(new CountDownLatch(1)));
  }

  /** Has a stream polled within seconds: its provider says that there is something new. */
  public void pollSoon(TenantId tenant, Source source, String stream) {
    streams.soon(new StreamId(tenant, source, stream), clock.instant());
  }
}

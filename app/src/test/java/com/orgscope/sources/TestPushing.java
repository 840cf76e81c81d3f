package com.orgscope.sources;

import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The sources as those who are pushed to see them, wired by hand on a real database. */
public final class TestPushing {
  private final Connections connections;
  private final StreamStore streams;
  private final ConnectedSources connected;
  private final InstantSource clock;

  private TestPushing(Database database, Path home, TestDirectory directory, InstantSource clock) {
    this.clock = clock;
    connections =
        new Connections(new ConnectionStore(database), TestDirectory.seals(database, home), clock);
    streams = new StreamStore(database);
    SourcesSettings settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("orgscope.sources", SourcesSettings.class);
    connected =
        new ConnectedSources(
            directory.tenants(),
            connections,
            streams,
            new StreamPolls.Asking(
                new Wire(settings),
                new AccessTokens(),
                new BudgetStore(database),
                new DeliveredKeys(),
                settings,
                clock));
  }

  public static TestPushing on(
      Database database, Path home, TestDirectory directory, InstantSource clock) {
    return new TestPushing(database, home, directory, clock);
  }

  public ConnectedSources connected() {
    return connected;
  }

  public void connect(TenantId tenant, Source source, Map<String, String> settings) {
    connections.keep(
        Caller.commandLine(tenant, "tess"),
        new Connection(tenant, source, clock.instant(), settings));
  }

  /** Has a stream be due at a time. */
  public void nextAt(TenantId tenant, Source source, String stream, Instant at) {
    streams.keep(Caller.commandLine(tenant, "tess"), source, List.of(stream), at);
  }

  /** The streams that are due. */
  public List<String> due(Instant now) {
    return streams.due(100, now).stream().map(StreamId::stream).toList();
  }
}

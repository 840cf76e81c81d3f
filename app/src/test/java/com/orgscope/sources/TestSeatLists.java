package com.orgscope.sources;

import com.orgscope.access.Access;
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

/** Who has what by connected sources, wired by hand on a real database; waits are real. */
public final class TestSeatLists {
  private final Connections connections;
  private final SeatLists lists;

  public TestSeatLists(Database database, Path home, Access access, List<SeatList> plugIns) {
    InstantSource clock = InstantSource.system();
    connections =
        new Connections(new ConnectionStore(database), TestDirectory.seals(database, home), clock);
    SourcesSettings settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("orgscope.sources", SourcesSettings.class);
    lists =
        new SeatLists(
            plugIns,
            connections,
            new StreamPolls.Asking(
                new Wire(settings),
                new AccessTokens(),
                new BudgetStore(database),
                new DeliveredKeys(),
                settings,
                clock),
            access);
  }

  public SeatLists lists() {
    return lists;
  }

  public void connect(TenantId tenant, Source source, Map<String, String> settings) {
    connections.keep(
        Caller.commandLine(tenant, "tess"),
        new Connection(tenant, source, Instant.EPOCH, settings));
  }
}

package com.orgscope.sources.entra;

import com.orgscope.lake.Source;
import com.orgscope.sources.Connection;
import com.orgscope.sources.Page;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.StreamPoll;
import com.orgscope.sources.Windows;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the sign-ins of Microsoft Entra. */
@Component
final class EntraLog implements Provider {
  private static final Duration DELETED_AFTER = Duration.ofDays(30);
  private static final Duration SETTLED_AFTER = Duration.ofHours(2);

  @Override
  public String right() {
    return "AuditLog.Read.All";
  }

  @Override
  public Source source() {
    return Source.ENTRA;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(EntraAccess.DIRECTORY_ID, false, "the directory (tenant) id"),
        new Setting(EntraAccess.CLIENT_ID, false, "the application's id"),
        new Setting(EntraAccess.CLIENT_SECRET, true, "the application's secret"),
        new Setting(EventHub.NAMESPACE, false, "a namespace of Event Hubs, to be read as well"),
        new Setting(EventHub.HUBS, false, "its hubs, with commas between them"),
        new Setting(EventHub.CONNECTION_STRING, true, "the connection string of the namespace"),
        new Setting(EntraAccess.GRAPH, false, "Graph of another cloud"),
        new Setting(EntraAccess.LOGIN, false, "sign-in of another cloud"));
  }

  @Override
  public void requireWhole(Connection connection) {
    EventHub.requireWhole(connection);
    if (streams(connection).stream().anyMatch(this::isReadBounded)) {
      EntraAccess access = new EntraAccess(connection);
      access.endpoint();
      access.form(Instant.EPOCH);
    }
  }

  @Override
  public List<String> streams(Connection connection) {
    List<String> hubs = EventHub.streams(connection);
    List<String> all = new ArrayList<>();
    if (hubs.isEmpty() || connection.get(EntraAccess.CLIENT_ID) != null) {
      all.add(GraphSignIns.INTERACTIVE);
      all.add(GraphSignIns.NON_INTERACTIVE);
    }
    all.addAll(hubs);
    return all;
  }

  @Override
  public boolean isReadBounded(String stream) {
    return stream.equals(GraphSignIns.INTERACTIVE) || stream.equals(GraphSignIns.NON_INTERACTIVE);
  }

  @Override
  public Keeping keeping() {
    return new Keeping(DELETED_AFTER, SETTLED_AFTER);
  }

  @Override
  public void check(Connection connection, ProviderClient providerClient) {
    if (streams(connection).stream().anyMatch(this::isReadBounded)) {
      GraphSignIns.check(providerClient);
    }
    EventHub.check(connection);
  }

  @Override
  public Progress poll(StreamPoll poll) {
    return switch (poll.stream()) {
      case GraphSignIns.INTERACTIVE, GraphSignIns.NON_INTERACTIVE ->
          Windows.poll(poll, this, GraphSignIns.PLAN);
      default -> EventHub.poll(poll);
    };
  }

  @Override
  public int read(
      ProviderClient providerClient,
      String stream,
      Instant from,
      Instant until,
      Consumer<List<byte[]>> page) {
    return GraphSignIns.read(providerClient, stream, from, until, page);
  }

  @Override
  public @Nullable Instant happened(byte[] signIn) {
    try {
      return Instant.parse(Page.text(signIn, "createdDateTime"));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}

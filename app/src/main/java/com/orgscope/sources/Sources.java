package com.orgscope.sources;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sources a tenant's logs come from: to connect them and to see how they stand. */
@Component
public final class Sources {
  private final List<Provider> providers;
  private final Connections connections;
  private final StreamStore streams;
  private final StreamPolls.Asking asking;
  private final Access access;
  private final Audit audit;
  private final InstantSource clock;

  Sources(
      List<Provider> providers,
      Connections connections,
      StreamStore streams,
      StreamPolls.Asking asking,
      Access access,
      Audit audit) {
    this.providers = List.copyOf(providers);
    this.connections = connections;
    this.streams = streams;
    this.asking = asking;
    this.access = access;
    this.audit = audit;
    this.clock = asking.clock();
  }

  /**
   * Connects a source, or gives a connected one new settings; its cursors stay. Processes with the
   * part "ingest" begin to read it within seconds.
   *
   * @param since no event before this is asked for; null for as far back as the source keeps its
   *     log
   * @param check whether to ask the source one small question first
   * @throws Failure for the operator, if a setting is missing or the source refuses it; then
   *     nothing is kept
   */
  public void connect(
      Caller caller,
      Source source,
      Map<String, String> settings,
      @Nullable Instant since,
      boolean check) {
    access.require(caller, Action.RUN_WORK, "source " + source);
    Provider provider = provider(source);
    Instant now = clock.instant();
    Connection connection = whole(caller, source, settings, since);
    List<String> names = new ArrayList<>(provider.streams(connection));
    names.add(Certifier.STREAM);
    if (check) {
      provider.check(
          connection, new ProviderClient(connection, asking.means(new CountDownLatch(1))));
    }
    audit.record(caller, "connect source", "source " + source, "IT/Security connects sources");
    connections.keep(caller, connection);
    streams.keep(caller, source, names, now);
  }

  /** A connection whose settings are whole; nothing is kept and nobody asked. */
  Connection whole(
      Caller caller, Source source, Map<String, String> settings, @Nullable Instant since) {
    Provider provider = provider(source);
    requireKnown(provider, settings);
    Instant now = clock.instant();
    if (since != null && since.isAfter(now)) {
      throw Failure.operator("nothing can be asked for since " + since + ", which is yet to come");
    }
    Instant earliest = now.minus(provider.keeping().deletedAfter());
    Connection connection =
        new Connection(
            caller.tenant(),
            source,
            since == null || since.isBefore(earliest) ? earliest : since,
            settings);
    provider.requireWhole(connection);
    return connection;
  }

  /**
   * From when on the tenant's connected sources are asked for events, at the earliest: what was
   * said when they were connected, and no fact of anybody's. Empty without any.
   */
  public Optional<Instant> readSince(TenantId tenant) {
    return connections.since(tenant);
  }

  /** What a source wants to be told when it is connected. */
  public List<Provider.Setting> settings(Source source) {
    return provider(source).settings();
  }

  private static void requireKnown(Provider provider, Map<String, String> settings) {
    List<String> known = provider.settings().stream().map(Provider.Setting::name).toList();
    for (String name : settings.keySet()) {
      if (!known.contains(name)) {
        throw Failure.operator(
            "source "
                + provider.source()
                + " has no setting '"
                + name
                + "': it has "
                + String.join(", ", known));
      }
    }
  }

  /** How each stream of the tenant stands. */
  public List<StreamStatus> status(Caller caller) {
    access.require(caller, Action.OPERATIONS, "sources");
    Instant now = clock.instant();
    List<StreamStatus> all = new ArrayList<>();
    for (StreamStore.State state : streams.states(caller)) {
      all.add(
          new StreamStatus(
              state.id().source(),
              state.id().stream(),
              state.events(),
              state.newestAt(),
              state.movedAt() == null ? null : between(state.movedAt(), now),
              state.caughtUpAt() != null || state.newestAt() != null,
              lag(state, now),
              state.lastError(),
              state.lastErrorAt(),
              state.nextAt()));
    }
    return all;
  }

  /**
   * How far behind the source the product is at most: since the source last had no more, or since
   * the newest event it gave; since it is connected, if there was neither.
   */
  private static Duration lag(StreamStore.State state, Instant now) {
    return Stream.of(state.caughtUpAt(), state.newestAt())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(known -> between(known, now))
        .orElseGet(() -> between(state.connectedAt(), now));
  }

  private static Duration between(Instant at, Instant now) {
    return at.isAfter(now) ? Duration.ZERO : Duration.between(at, now);
  }

  Provider provider(Source source) {
    return providers.stream()
        .filter(one -> one.source() == source)
        .findFirst()
        .orElseThrow(() ->
            Failure.operator("source " + source + " cannot be connected, only read from files"));
  }
}

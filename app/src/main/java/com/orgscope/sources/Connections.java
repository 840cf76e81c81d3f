package com.orgscope.sources;

import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Failure.Remedy;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what opens the sources, sealed under each tenant's key. */
@Component
final class Connections {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ConnectionStore store;
  private final TenantEncryption seals;
  private final InstantSource clock;

  Connections(ConnectionStore store, TenantEncryption seals, InstantSource clock) {
    this.store = store;
    this.seals = seals;
    this.clock = clock;
  }

  void keep(Caller caller, Connection connection) {
    var bare =
        new ConnectionStore.Sealed(
            connection.tenant(), connection.source(), connection.since(), new byte[0]);
    byte[] sealed =
        seals.seal(
            connection.tenant(), JSON.writeValueAsBytes(connection.settings()), bare.place());
    store.put(
        caller,
        new ConnectionStore.Sealed(bare.tenant(), bare.source(), bare.since(), sealed),
        clock.instant());
  }

  Optional<Connection> find(TenantId tenant, Source source) {
    return store.find(Caller.system(tenant, "sources"), source).map(this::opened);
  }

  /**
   * @throws Failure for the operator, if the source is not connected
   */
  Connection of(TenantId tenant, Source source) {
    return find(tenant, source).orElseThrow(() -> notConnected(tenant, source));
  }

  static Failure notConnected(TenantId tenant, Source source) {
    return Failure.withRemedy(
        "tenant " + tenant + " has no source " + source, new Remedy.ConnectedSource(tenant));
  }

  /** From when on sources are asked for events, at the earliest; empty without any. */
  Optional<Instant> since(TenantId tenant) {
    return store.all(Caller.system(tenant, "sources")).stream()
        .map(ConnectionStore.Sealed::since)
        .min(Comparator.naturalOrder());
  }

  private Connection opened(ConnectionStore.Sealed sealed) {
    byte[] plain = seals.open(sealed.tenant(), sealed.settings(), sealed.place());
    Map<String, String> settings = JSON.readValue(plain, new TypeReference<>() {});
    return new Connection(sealed.tenant(), sealed.source(), sealed.since(), settings);
  }
}

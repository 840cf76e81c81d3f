package com.orgscope.ingest;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.json.Json;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.Source;
import java.io.ByteArrayInputStream;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells which events raw bytes hold, as the lake knows them, without storing any. */
@Component
public final class EventIdentity {
  private final EventReaders readers;
  private final Function<TenantId, Pseudonyms> pseudonyms;

  @Autowired
  EventIdentity(EventReaders readers, IdentityResolution resolution) {
    this(readers, resolution::pseudonyms);
  }

  EventIdentity(EventReaders readers, Function<TenantId, Pseudonyms> pseudonyms) {
    this.readers = readers;
    this.pseudonyms = pseudonyms;
  }

  /** Is given the keys of events. */
  public interface KeyConsumer {
    /**
     * @param micros when it happened, since 1970
     * @param keyHigh upper half of the key that the lake stores it under
     */
    void event(long micros, long keyHigh, long keyLow);
  }

  /** As things stand now, for one source of a tenant. */
  public Reader reader(TenantId tenant, Source source) {
    return new Reader(readers.of(tenant, source, pseudonyms.apply(tenant)));
  }

  /** Reads what a source gives; whoever was erased before it was made is left out. */
  public static final class Reader {
    private final EventReader events;
    private final Parsers parsers = new Parsers();

    private Reader(EventReader events) {
      this.events = events;
    }

    /**
     * Gives each event that ingestion would store; what it would ignore or set aside is left out.
     */
    public void each(byte[] raw, KeyConsumer keys) {
      new ElementReader(
              new ByteArrayInputStream(raw), events.format(), parsers, new Told(events, keys))
          .run();
    }
  }

  private record Told(EventReader events, KeyConsumer keys)
      implements ElementReader.Pieces, EventReader.Ends {
    @Override
    public void element(Json json, int node, long offset, ElementReader.Lines lines) {
      events.read(json, node, offset, lines, this);
    }

    @Override
    public void usable(Event event) {
      keys.event(event.occurredAtMicros(), event.keyHigh(), event.keyLow());
    }

    @Override
    public void ignored() {}

    @Override
    public void broken(Reason reason, Fragment fragment) {}
  }
}

package com.orgscope.ingest;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.json.Json;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.Source;
import java.io.ByteArrayInputStream;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells what ingestion would make of raw bytes, by the reader that it has, and stores nothing. */
@Component
public final class EventPreview {
  private final EventReaders readers;
  private final Function<TenantId, Pseudonyms> pseudonyms;

  @Autowired
  EventPreview(EventReaders readers, IdentityResolution resolution) {
    this(readers, resolution::pseudonyms);
  }

  EventPreview(EventReaders readers, Function<TenantId, Pseudonyms> pseudonyms) {
    this.readers = readers;
    this.pseudonyms = pseudonyms;
  }

  /** As things stand now, for one source of a tenant. */
  public Reader reader(TenantId tenant, Source source) {
    return new Reader(readers.of(tenant, source, pseudonyms.apply(tenant)));
  }

  /**
   * How events would end. Each is told once, however often it came.
   *
   * @param stored rows that the lake would get
   * @param ignored in order, and no use of an application nor the way to it
   * @param applications of the stored ones, with how many; what names none is left out
   * @param refused what would become dead letters
   */
  public record Found(
      long stored, long ignored, Map<String, Long> applications, Map<Reason, Long> refused) {
    public Found {
      applications = Map.copyOf(applications);
      refused = Map.copyOf(refused);
    }

    public long read() {
      return stored + ignored + refused.values().stream().mapToLong(n -> n).sum();
    }
  }

  /** Adds up what it is given. */
  public static final class Reader implements ElementReader.Pieces, EventReader.Ends {
    private final EventReader events;
    private final Parsers parsers = new Parsers();
    private final Set<UUID> keys = new HashSet<>();
    private final Map<String, Long> applications = new TreeMap<>();
    private final Map<Reason, Long> refused = new EnumMap<>(Reason.class);
    private long ignored;

    private Reader(EventReader events) {
      this.events = events;
    }

    public void add(byte[] raw) {
      new ElementReader(new ByteArrayInputStream(raw), events.format(), parsers, this).run();
    }

    public Found found() {
      return new Found(keys.size(), ignored, applications, refused);
    }

    @Override
    public void element(Json json, int node, long offset, ElementReader.Lines lines) {
      events.read(json, node, offset, lines, this);
    }

    @Override
    public void usable(Event event) {
      String app = event.app();
      if (keys.add(new UUID(event.keyHigh(), event.keyLow())) && app != null) {
        applications.merge(app, 1L, Long::sum);
      }
    }

    @Override
    public void ignored() {
      ignored++;
    }

    @Override
    public void broken(Reason reason, Fragment fragment) {
      refused.merge(reason, 1L, Long::sum);
    }
  }
}

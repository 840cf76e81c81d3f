package com.orgscope.ingest;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.json.Json;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Source;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells which events raw bytes hold, as the lake knows them, without storing any. */
@Component
public final class EventIdentity {
  private final List<Format> formats;
  private final IngestSettings settings;
  private final Function<TenantId, Pseudonyms> pseudonyms;
  private final InstantSource clock;

  @Autowired
  EventIdentity(
      List<Format> formats,
      IngestSettings settings,
      IdentityResolution resolution,
      InstantSource clock) {
    this(formats, settings, resolution::pseudonyms, clock);
  }

  EventIdentity(
      List<Format> formats,
      IngestSettings settings,
      Function<TenantId, Pseudonyms> pseudonyms,
      InstantSource clock) {
    this.formats = List.copyOf(formats);
    this.settings = settings;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
  }

  /** Takes events. */
  public interface Taker {
    /**
     * @param micros when it happened, since 1970
     * @param keyHigh upper half of the key that the lake stores it under
     */
    void event(long micros, long keyHigh, long keyLow);
  }

  /** As things stand now, for one source of a tenant. */
  public Reader reader(TenantId tenant, Source source) {
    Format format = Format.of(formats, source);
    return new Reader(tenant, format, pseudonyms.apply(tenant), clock.instant());
  }

  /** Reads what a source gives; whoever was erased before it was made is left out. */
  public final class Reader {
    private final Format format;
    private final Pseudonyms people;
    private final EventDraft draft;
    private final Parsers parsers = new Parsers();

    private Reader(TenantId tenant, Format format, Pseudonyms people, Instant now) {
      this.format = format;
      this.people = people;
      this.draft = EventDraft.of(new Fingerprint(tenant), settings, now);
    }

    /**
     * Gives each event that ingestion would store; what it would ignore or set aside is left out.
     */
    public void each(byte[] raw, Taker taker) {
      ElementReader.Pieces pieces =
          new ElementReader.Pieces() {
            @Override
            public void element(Json json, int node, long offset, ElementReader.Lines lines) {
              int events = format.events(json, node);
              for (int i = 0; i < events; i++) {
                draft.clear();
                if (format.read(json, node, i, draft) instanceof Verdict.Usable) {
                  byte[] key = draft.key().end();
                  if (isNamed(json, draft) && isKept(json)) {
                    taker.event(draft.micros, Fingerprint.half(key, 0), Fingerprint.half(key, 8));
                  }
                }
              }
            }

            @Override
            public void broken(Reason reason, Fragment fragment) {}
          };
      new ElementReader(new ByteArrayInputStream(raw), format, parsers, pieces).run();
    }

    /** Whether the actor is somebody, who was not erased. */
    private boolean isKept(Json json) {
      String provider = format.source().name().toLowerCase(Locale.ROOT);
      int day = Enrichment.day(draft.micros);
      PersonKey key =
          people.resolve(provider, json.text(draft.actorId), json.text(draft.login), day);
      return key != null && (people.erased().isEmpty() || !people.isErased(key, day));
    }
  }

  /** A visit of an application whose name is nothing one could show is set aside. */
  private static boolean isNamed(Json json, EventDraft draft) {
    if (draft.kind != EventKind.VISIT || draft.appName != null) {
      return true;
    }
    String label = json.text(draft.app);
    return draft.app != Json.NONE && label != null && Enrichment.name(label) != null;
  }
}

package com.orgscope.ingest;

import com.orgscope.kernel.TenantId;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Source;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Tells which events raw bytes hold, as the lake knows them, without storing any. */
@Component
public final class EventIdentity {
  private final List<Format> formats;
  private final IngestSettings settings;
  private final InstantSource clock;

  EventIdentity(List<Format> formats, IngestSettings settings, InstantSource clock) {
    this.formats = List.copyOf(formats);
    this.settings = settings;
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

  /** Gives each event that ingestion would store; what it would ignore or set aside is left out. */
  public void each(TenantId tenant, Source source, byte[] raw, Taker taker) {
    Format format =
        formats.stream().filter(one -> one.source() == source).findFirst().orElseThrow();
    Instant now = clock.instant();
    Fingerprint fingerprint = new Fingerprint(tenant);
    EventDraft draft =
        new EventDraft(
            fingerprint, micros(now.minus(settings.oldest())), micros(now.plus(settings.ahead())));
    ElementReader.Pieces pieces =
        new ElementReader.Pieces() {
          @Override
          public void element(Json json, int node, long offset) {
            int events = format.events(json, node);
            for (int i = 0; i < events; i++) {
              draft.clear();
              if (format.read(json, node, i, draft) instanceof Verdict.Usable) {
                byte[] key = fingerprint.end();
                if (isNamed(json, draft)) {
                  taker.event(draft.micros, Fingerprint.half(key, 0), Fingerprint.half(key, 8));
                }
              }
            }
          }

          @Override
          public void broken(Reason reason, Fragment fragment) {}
        };
    new ElementReader(new ByteArrayInputStream(raw), format, pieces).run();
  }

  /** A visit of an application whose name is nothing one could show is set aside. */
  private static boolean isNamed(Json json, EventDraft draft) {
    if (draft.kind != EventKind.VISIT || draft.appName != null) {
      return true;
    }
    String label = json.text(draft.app);
    return draft.app != Json.NONE && label != null && Enrichment.name(label) != null;
  }

  private static long micros(Instant at) {
    return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1000;
  }
}

package com.orgscope.ingest;

import com.orgscope.directory.Pseudonyms;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes the readers of events, of whatever provider and tenant. */
@Component
final class EventReaders {
  private final List<Format> formats;
  private final TenantLookups lookups;
  private final IngestSettings settings;
  private final InstantSource clock;

  EventReaders(
      List<Format> formats, TenantLookups lookups, IngestSettings settings, InstantSource clock) {
    this.formats = List.copyOf(formats);
    this.lookups = lookups;
    this.settings = settings;
    this.clock = clock;
  }

  /** As things stand now. */
  EventReader of(TenantId tenant, Source source, Pseudonyms people) {
    return new EventReader(
        format(source),
        EventDraft.of(new Fingerprint(tenant), settings, clock.instant()),
        new Enrichment(source, people, lookups.names(tenant), lookups.seal(tenant)));
  }

  Format format(Source source) {
    return Format.of(formats, source);
  }
}

package com.orgscope.ingest;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import org.springframework.stereotype.Component;

/** What writes a tenant's rows to the lake, under pseudonyms and each once. */
@Component
final class LakeWriters {
  private final Lake lake;
  private final IdentityResolution resolution;
  private final IngestSettings settings;

  LakeWriters(Lake lake, IdentityResolution resolution, IngestSettings settings) {
    this.lake = lake;
    this.resolution = resolution;
    this.settings = settings;
  }

  Pseudonyms pseudonyms(TenantId tenant) {
    return resolution.pseudonyms(tenant);
  }

  BatchWriter writer(TenantId tenant, Pseudonyms people) {
    return new BatchWriter(tenant, lake, people, settings.batchRows());
  }

  /** As the lake has them; where they are too many for memory, what is read is stored first. */
  SeenKeys seenKeys(TenantId tenant, RowSink rows) {
    return new SeenKeys(hour -> lake.eventKeys(tenant, hour), settings.keysInMemory(), rows::flush);
  }
}

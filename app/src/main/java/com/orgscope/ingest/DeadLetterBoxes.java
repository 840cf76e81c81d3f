package com.orgscope.ingest;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** What dead letters go into, encrypted, and how one is read again. */
@Component
final class DeadLetterBoxes {
  private final DeadLetterStore letters;
  private final TenantLookups lookups;
  private final Inputs inputs;
  private final IngestSettings settings;
  private final InstantSource clock;

  DeadLetterBoxes(
      DeadLetterStore letters,
      TenantLookups lookups,
      Inputs inputs,
      IngestSettings settings,
      InstantSource clock) {
    this.letters = letters;
    this.lookups = lookups;
    this.inputs = inputs;
    this.settings = settings;
    this.clock = clock;
  }

  DeadLetterBox of(Caller caller, Source source) {
    return new DeadLetterBox(caller, source, letters, lookups.seal(caller.tenant()), clock);
  }

  /** A delivery that died as a whole rests as it came, packed or not. */
  InputStream unpacked(byte[] raw) {
    try {
      return inputs.unpacked(
          new ByteArrayInputStream(raw), settings.live().maxUnpackedSize().toBytes());
    } catch (IOException e) {
      throw Failure.bug("bytes in memory cannot be read", e);
    }
  }
}

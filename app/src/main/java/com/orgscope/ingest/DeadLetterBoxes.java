package com.orgscope.ingest;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.LinkedIds;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What dead letters go into, encrypted, and how one is read again. */
@Component
final class DeadLetterBoxes {
  private final DeadLetterStore letters;
  private final TenantLookups lookups;
  private final Inputs inputs;
  private final IngestSettings settings;
  private final InstantSource clock;
  private final ErasedPeople people;

  DeadLetterBoxes(
      DeadLetterStore letters,
      TenantLookups lookups,
      Inputs inputs,
      IngestSettings settings,
      InstantSource clock,
      ErasedPeople people) {
    this.people = people;
    this.letters = letters;
    this.lookups = lookups;
    this.inputs = inputs;
    this.settings = settings;
    this.clock = clock;
  }

  DeadLetterBox of(Caller caller, Source source) {
    TenantCipher seal = lookups.seal(caller.tenant());
    return new DeadLetterBox(
        caller, source, letters, seal, clock, () -> ofErased(caller.tenant(), source, seal));
  }

  /** Whoever comes late about somebody who was erased, and broken, is not kept either. */
  private Predicate<DeadLetter> ofErased(TenantId tenant, Source source, TenantCipher seal) {
    LinkedIds ids = people.erasedIds(tenant).orElse(null);
    if (ids == null) {
      return letter -> false;
    }
    AboutSomebody about = new AboutSomebody(seal, this);
    Mentions mentions = new Mentions(Set.of(), ids, source.name().toLowerCase(Locale.ROOT));
    return letter -> about.of(letter, mentions) == AboutSomebody.Answer.YES;
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

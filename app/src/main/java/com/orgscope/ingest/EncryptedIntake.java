package com.orgscope.ingest;

import com.github.luben.zstd.Zstd;
import com.orgscope.eventlog.Delivery;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.Receipt;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Makes deliveries of payloads, and payloads of deliveries. */
@Component
final class EncryptedIntake implements Intake {
  /** The fastest that is worth it: sign-in logs shrink to a tenth. */
  private static final int LEVEL = 1;

  private final EventLog log;
  private final TenantLookups lookups;
  private final InstantSource clock;

  EncryptedIntake(EventLog log, TenantLookups lookups, InstantSource clock) {
    this.log = log;
    this.lookups = lookups;
    this.clock = clock;
  }

  @Override
  public Receipt take(TenantId tenant, Source source, List<byte[]> payloads) {
    TenantCipher seal = lookups.seal(tenant);
    Instant now = clock.instant();
    List<Delivery> deliveries = new ArrayList<>(payloads.size());
    for (byte[] payload : payloads) {
      byte[] packed = isPacked(payload) ? payload : Zstd.compress(payload, LEVEL);
      deliveries.add(new Delivery(tenant, word(source), now, seal.seal(packed, place(source))));
    }
    return log.append(deliveries);
  }

  /** The payload of a delivery, packed. */
  static byte[] open(Delivery delivery, TenantCipher seal) {
    return seal.open(delivery.payload(), place(source(delivery)));
  }

  static Source source(Delivery delivery) {
    return Source.valueOf(delivery.source().toUpperCase(Locale.ROOT));
  }

  private static String word(Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }

  /** What the bytes are sealed to: they do not open as another provider's. */
  private static String place(Source source) {
    return "eventlog/" + word(source);
  }

  private static boolean isPacked(byte[] payload) {
    return payload.length > 3
        && ((payload[0] == 0x1f && payload[1] == (byte) 0x8b)
            || (payload[0] == 0x28 && payload[1] == (byte) 0xb5 && payload[2] == 0x2f));
  }
}

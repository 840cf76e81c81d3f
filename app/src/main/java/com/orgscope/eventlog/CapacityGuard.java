package com.orgscope.eventlog;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a log has room for more. A process looks at the log about once a second and counts what
 * it appends meanwhile; several together may pass the limit by what they append in that time.
 */
public final class CapacityGuard {
  private static final Duration BELIEVED = Duration.ofSeconds(1);

  private final EventLogSettings settings;
  private final InstantSource clock;
  private final Supplier<Backlog> look;
  private @Nullable Backlog seen;
  private Instant seenAt = Instant.MIN;
  private long appendedSince;
  private boolean looking;

  public CapacityGuard(EventLogSettings settings, InstantSource clock, Supplier<Backlog> look) {
    this.settings = settings;
    this.clock = clock;
    this.look = look;
  }

  /**
   * Whether these may be appended; then they count as if they were.
   *
   * @throws Failure poison, if one is larger than any may be
   */
  public boolean hasRoomFor(List<Delivery> deliveries) {
    long bytes = 0;
    for (Delivery delivery : deliveries) {
      if (delivery.payload().length > settings.maxDeliverySize().toBytes()) {
        throw Failure.poison(
            "a delivery of %d bytes is larger than the event log takes (%d): send fewer events at once"
                .formatted(delivery.payload().length, settings.maxDeliverySize().toBytes()));
      }
      bytes += delivery.payload().length;
    }
    return hasRoomFor(bytes);
  }

  private boolean hasRoomFor(long bytes) {
    Instant now = clock.instant();
    if (isMineToLook(now)) {
      look(now);
    }
    synchronized (this) {
      Backlog held = Objects.requireNonNull(seen);
      Instant oldest = held.oldest();
      boolean stale = oldest != null && oldest.plus(settings.maxBacklogAge()).isBefore(now);
      if (stale || held.bytes() + appendedSince + bytes > held.mostBytes()) {
        return false;
      }
      appendedSince += bytes;
      return true;
    }
  }

  /** One thread looks, the others believe what was seen last: the log may hang. */
  private synchronized boolean isMineToLook(Instant now) {
    if (seen == null) {
      see(look.get(), now, 0);
    }
    boolean mine = !looking && seenAt.plus(BELIEVED).isBefore(now);
    looking |= mine;
    return mine;
  }

  private void look(Instant now) {
    long before;
    synchronized (this) {
      before = appendedSince;
    }
    try {
      Backlog fresh = look.get();
      see(fresh, now, before);
    } finally {
      synchronized (this) {
        looking = false;
      }
    }
  }

  private synchronized void see(Backlog fresh, Instant now, long counted) {
    seen = fresh;
    seenAt = now;
    appendedSince -= counted;
  }
}

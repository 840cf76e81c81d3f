package com.orgscope.sources;

import com.orgscope.ingest.EventIdentity;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.sources.Provider.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Certifies hours. Once an hour is settled at its source, the source is asked for it a second time,
 * in a bounded way that shares no cursor with polling, and what it gives is compared with what the
 * lake has: count and digest. What is missing is fetched on the spot, whatever the reason it did
 * not come (a hook that was cut, a consumer that slept, a poller's mistake), and the hour is asked
 * again until nothing is missing or the source deletes it.
 */
@Component
final class Certifier {
  /** The stream of a source under which its hours are certified. */
  static final String STREAM = "completeness";

  private static final int HOURS_A_TURN = 12;

  /** What was fetched is in the lake by then. */
  private static final Duration FIRST_LOOK_AGAIN = Duration.ofMinutes(2);

  private static final int MOST_DOUBLINGS = 8;

  /** Once more, for what came later than anything usually does. */
  private static final Duration LAST_LOOK = Duration.ofHours(49);

  private final HourStore hours;
  private final StreamStore streams;
  private final Stored stored;
  private final EventIdentity identity;

  /** The keys of the events of an hour that the lake has. */
  interface Stored {
    long[] keys(TenantId tenant, Instant hour);
  }

  @Autowired
  Certifier(HourStore hours, StreamStore streams, Lake lake, EventIdentity identity) {
    this(hours, streams, lake::eventKeys, identity);
  }

  Certifier(HourStore hours, StreamStore streams, Stored stored, EventIdentity identity) {
    this.hours = hours;
    this.streams = streams;
    this.stored = stored;
    this.identity = identity;
  }

  Progress poll(StreamPoll poll, Provider provider) {
    Connection connection = poll.connection();
    Instant now = poll.now();
    Instant from = first(connection, provider, now);
    Instant until = end(connection, provider, now);
    if (until == null || !from.isBefore(until)) {
      return Progress.CAUGHT_UP;
    }
    List<Instant> due =
        hours.due(connection.tenant(), connection.source(), from, until, now, HOURS_A_TURN);
    for (Instant hour : due) {
      if (poll.ending()) {
        return Progress.MORE;
      }
      certify(poll, provider, hour);
      poll.move(hour.toString(), false);
    }
    return due.size() < HOURS_A_TURN ? Progress.CAUGHT_UP : Progress.MORE;
  }

  /** The first whole hour that the source was asked for and still has. */
  static Instant first(Connection connection, Provider provider, Instant now) {
    Instant kept = now.minus(provider.keeping().deletedAfter());
    Instant from = connection.since().isAfter(kept) ? connection.since() : kept;
    Instant hour = from.truncatedTo(ChronoUnit.HOURS);
    return hour.isBefore(from) ? hour.plus(1, ChronoUnit.HOURS) : hour;
  }

  /**
   * Behind the last hour that is settled and that polling has passed; null if there is none.
   * Certifying a stretch that polling has not come to would only fetch it twice.
   */
  private @Nullable Instant end(Connection connection, Provider provider, Instant now) {
    if (!isCertified(connection, provider)) {
      return null;
    }
    Instant end = settled(provider, now);
    Predicate<StreamStore.State> polled =
        state ->
            state.id().source() == connection.source()
                && provider.isReadBounded(state.id().stream());
    for (StreamStore.State state : streams.states(Caller.system(connection.tenant(), "sources"))) {
      if (polled.test(state)) {
        Instant caughtUp = state.caughtUpAt();
        if (caughtUp == null) {
          return null;
        }
        end = caughtUp.isBefore(end) ? caughtUp : end;
      }
    }
    return end.truncatedTo(ChronoUnit.HOURS);
  }

  /** Whether the source can be asked a second time at all; a stream that only flows cannot. */
  static boolean isCertified(Connection connection, Provider provider) {
    return provider.streams(connection).stream().anyMatch(provider::isReadBounded);
  }

  static Instant settled(Provider provider, Instant now) {
    return now.minus(provider.keeping().settledAfter()).truncatedTo(ChronoUnit.HOURS);
  }

  private void certify(StreamPoll poll, Provider provider, Instant hour) {
    TenantId tenant = poll.connection().tenant();
    HourStore.Row before = hours.find(tenant, poll.connection().source(), hour).orElse(null);
    HourKeys keys = new HourKeys(stored.keys(tenant, hour));
    EventIdentity.Reader reader = identity.reader(tenant, poll.connection().source());
    Instant end = hour.plus(1, ChronoUnit.HOURS);
    int faults = poll.faults();
    for (String stream : provider.streams(poll.connection())) {
      if (provider.isReadBounded(stream)) {
        provider.read(
            poll, stream, hour, end, page -> poll.deliver(missing(reader, page, hour, keys), null));
      }
    }
    boolean whole = poll.faults() == faults;
    hours.put(tenant, row(poll, hour, keys, before, whole));
  }

  /** Of a page, the elements that hold an event of the hour which the lake has not. */
  private static List<byte[]> missing(
      EventIdentity.Reader reader, List<byte[]> page, Instant hour, HourKeys keys) {
    long from = TimeUnit.SECONDS.toMicros(hour.getEpochSecond());
    long until = from + TimeUnit.HOURS.toMicros(1);
    List<byte[]> missing = new ArrayList<>();
    for (byte[] element : page) {
      boolean[] lacks = new boolean[1];
      reader.each(
          element,
          (micros, high, low) -> {
            if (micros >= from && micros < until && !keys.add(high, low)) {
              lacks[0] = true;
            }
          });
      if (lacks[0]) {
        missing.add(element);
      }
    }
    return missing;
  }

  private static HourStore.Row row(
      StreamPoll poll, Instant hour, HourKeys keys, HourStore.@Nullable Row before, boolean whole) {
    Instant now = poll.now();
    long storedOfGiven = keys.storedOfGiven();
    long missing = keys.given() - storedOfGiven;
    long late = before == null ? 0 : before.late() + Math.max(0, storedOfGiven - before.stored());
    int checks = before == null ? 1 : before.checks() + 1;
    // Of an hour whose pages did not end nobody knows what else the source has.
    Instant certified = missing > 0 || !whole ? null : now;
    if (missing == 0 && before != null && before.certifiedAt() != null) {
      certified = before.certifiedAt();
    }
    Instant last = hour.plus(LAST_LOOK);
    Instant again = now.isBefore(last) ? last : null;
    if (missing > 0 || !whole) {
      again = now.plus(FIRST_LOOK_AGAIN.multipliedBy(1L << Math.min(checks - 1, MOST_DOUBLINGS)));
    }
    return new HourStore.Row(
        poll.connection().source(),
        hour,
        keys.given(),
        storedOfGiven,
        late,
        keys.givenDigest(),
        keys.storedDigest(),
        checks,
        now,
        certified,
        again);
  }
}

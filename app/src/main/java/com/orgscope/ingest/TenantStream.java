package com.orgscope.ingest;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.eventlog.Delivery;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LogPosition;
import com.orgscope.lake.PositionChange;
import com.orgscope.lake.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What a writer of the event log has of one tenant: what it remembers from commit to commit, and
 * the rows of the next.
 *
 * <p>What it remembers of stored keys is right only while no other writer stores the tenant's
 * events. Each of them moves the tenant's mark in the lake, so a mark that is not the one this
 * writer left means: forget, and look again.
 */
final class TenantStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TenantStream.class);

  /** What dead letters call the input. */
  private static final String INPUT = "event log";

  private static final double HALF = 0.5;
  private static final double NEARLY_ALL = 0.95;

  private final TenantId tenant;
  private final Parts parts;
  private final Parsers.OfSources parsers;
  private final Runnable store;
  private final LogPosition markPosition;
  private final Map<Source, Live> sources = new EnumMap<>(Source.class);
  private EventBatch batch = new EventBatch();
  private @Nullable SeenKeys seen;
  private @Nullable Pseudonyms pseudonyms;
  private @Nullable String mark;
  private Instant lookedAt = Instant.MIN;

  /** What the streams of all tenants are made of. */
  @Component
  record Parts(
      EventReaders readers,
      DeadLetterBoxes deadLetters,
      Lake lake,
      IdentityResolution resolution,
      TenantLookups lookups,
      IngestSettings settings,
      Home home,
      InstantSource clock) {

    SeenKeys.Bounds keyBounds() {
      return new SeenKeys.Bounds(
          settings.keysInMemory(), settings.live().keysOnDisk(), home.resolve("cache"));
    }
  }

  /** How one provider's events are read. */
  private record Live(
      EventReader reader,
      EventPipe pipe,
      DeadLetterBox box,
      DeliveryLetters letters,
      TenantCipher seal,
      LagSample lag) {}

  /**
   * @param parsers shared with the streams of other tenants
   * @param store stores all rows there are, of this and other tenants
   */
  TenantStream(TenantId tenant, Parts parts, Parsers.OfSources parsers, Runnable store) {
    this.tenant = tenant;
    this.parts = parts;
    this.parsers = parsers;
    this.store = store;
    this.markPosition = new LogPosition(tenant, BatchWriter.MARK);
  }

  /** To be called under the lease, before anything is read. */
  void begin() {
    String now = parts.lake().position(markPosition).orElse(null);
    if (seen == null || !Objects.equals(mark, now)) {
      close();
      seen = new SeenKeys(hour -> parts.lake().eventKeys(tenant, hour), parts.keyBounds(), store);
      mark = now;
      sources.clear();
    }
    Instant time = parts.clock().instant();
    if (pseudonyms == null
        || !time.isBefore(lookedAt.plus(parts.settings().live().lookupRefreshInterval()))) {
      pseudonyms = parts.resolution().pseudonyms(tenant);
      sources.clear();
      lookedAt = time;
    } else {
      // Under the lease, so whoever erases waits for a round that does not know it yet.
      pseudonyms.lookForErased();
    }
  }

  /** Reads what was delivered; all of it ends as rows, ignored, duplicates or dead letters. */
  void read(Delivery delivery) {
    Source source = EncryptedIntake.source(delivery);
    Live live = sources.computeIfAbsent(source, this::live);
    live.letters().begin(INPUT);
    byte[] packed;
    try {
      packed = EncryptedIntake.open(delivery, live.seal());
    } catch (Failure e) {
      LOG.error("A delivery of tenant {} from {} does not open.", tenant, source, e);
      live.box().add(Reason.UNREADABLE, Fragment.of(delivery.payload()));
      return;
    }
    try {
      new ElementReader(
              parts.deadLetters().unpacked(packed),
              live.reader().format(),
              parsers.of(source),
              live.pipe())
          .run();
      live.letters().end(packed);
    } catch (RuntimeException | StackOverflowError e) {
      if (e instanceof Failure failure && failure.kind() != Failure.Kind.POISON) {
        throw failure;
      }
      // One delivery must not stop all that come after it.
      LOG.error("A delivery of tenant {} from {} breaks its reader.", tenant, source, wordless(e));
      live.box().add(Reason.UNREADABLE, Fragment.of(packed));
    }
  }

  /** Where it happened and nothing more: the message may quote the delivery. */
  private static Throwable wordless(Throwable mistake) {
    Throwable told = new IllegalStateException(mistake.getClass().getName());
    told.setStackTrace(mistake.getStackTrace());
    return told;
  }

  private Live live(Source source) {
    TenantCipher seal = parts.lookups().seal(tenant);
    EventReader reader = parts.readers().of(tenant, source, Objects.requireNonNull(pseudonyms));
    LagSample lag = new LagSample();
    DeadLetterBox box = parts.deadLetters().of(Caller.system(tenant, "ingest"), source);
    DeliveryLetters letters = new DeliveryLetters(box, parts.settings().live().maxDeadLetters());
    EventPipe pipe =
        new EventPipe(
            reader,
            Objects.requireNonNull(seen),
            event -> accept(event, lag),
            letters,
            new Tally());
    return new Live(reader, pipe, box, letters, seal, lag);
  }

  private void accept(Event event, LagSample lag) {
    batch.add(event);
    lag.add(event.occurredAtMicros());
    if (batch.size() >= parts.settings().batchRows()) {
      // In the middle of a delivery: what is read of it again then is known.
      store.run();
    }
  }

  /** Keys remembered in the heap. */
  long keysInMemory() {
    return seen == null ? 0 : seen.inMemory();
  }

  /** Keys remembered in files. */
  long keysOnDisk() {
    return seen == null ? 0 : seen.onDisk();
  }

  @Override
  public void close() {
    if (seen != null) {
      seen.close();
      seen = null;
    }
  }

  int rows() {
    return batch.size();
  }

  EventBatch batch() {
    return batch;
  }

  /** The mark's move in the commit of the rows. */
  PositionChange move(String to) {
    return new PositionChange(markPosition, mark, to);
  }

  /** Makes durable what must be before the rows and the log's position are. */
  void beforeCommit() {
    sources.values().forEach(live -> live.box().flush());
    CrashPoint.BEFORE_PSEUDONYMS.pass();
    if (pseudonyms != null) {
      pseudonyms.save();
    }
  }

  /**
   * @return how long the events took that can be asked for from now on
   */
  List<LagStore.Row> committed(String newMark) {
    if (batch.size() > 0) {
      mark = newMark;
      batch = new EventBatch();
    }
    Instant now = parts.clock().instant();
    List<LagStore.Row> lags = new ArrayList<>();
    sources.forEach((source, live) -> {
      LagSample lag = live.lag();
      if (lag.events() > 0) {
        lags.add(
            new LagStore.Row(
                source,
                now,
                lag.seconds(Times.micros(now), HALF),
                lag.seconds(Times.micros(now), NEARLY_ALL),
                lag.events()));
        lag.clear();
      }
    });
    return lags;
  }
}

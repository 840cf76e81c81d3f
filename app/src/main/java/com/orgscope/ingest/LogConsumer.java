package com.orgscope.ingest;

import com.orgscope.directory.Tenants;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.LogEntry;
import com.orgscope.eventlog.LogReader;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LogPosition;
import com.orgscope.lake.PositionChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer's time from taking its leases to the first surprise, after which nothing in memory is
 * believed any more.
 *
 * <p><b>Who writes.</b> A partition is read by whoever holds its lease; a tenant is written by
 * whoever holds the tenant's, which files are read under as well. It is taken for a round and given
 * back after the commit, so that a file waits for seconds; meanwhile the partition of a tenant
 * whose lease is elsewhere is left where it is.
 *
 * <p><b>What is true.</b> A round's rows, the positions of its partitions and the marks of its
 * tenants are one commit, compared with what they were in the table that it replaces. Leases keep
 * writers from working in vain; only that comparison keeps an event from being stored twice. The
 * log forgets after the commit, so a writer that dies anywhere reads again what its commit did not
 * hold.
 */
final class LogConsumer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogConsumer.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final EventLog log;
  private final TenantStream.Parts parts;
  private final Lags lags;
  private final Consumer<TenantId> touched;
  private final Lake lake;
  private final Tenants tenants;
  private final IngestSettings settings;
  private final String run = UUID.randomUUID().toString();
  private final LeaseStore.Hold hold;
  private final LogReader reader;
  private final Map<Integer, Share> shares = new TreeMap<>();
  private final Parsers.OfSources parsers = new Parsers.OfSources();
  private final Map<TenantId, TenantStream> streams = new LinkedHashMap<>(64, 0.75f, true);

  /** Tenants whose lease is held in this round. */
  private final Map<TenantId, TenantStream> leased = new HashMap<>();

  private long commits;
  private long nextShare = System.nanoTime();
  private long roundBegan;
  private boolean roundOpen;

  /** A partition of ours. */
  private static final class Share {
    /** In the lake. */
    @Nullable String stored;

    /** The last delivery that was read whole. */
    @Nullable String read;

    /** Whose lease must be free before more of it is read. */
    @Nullable TenantId waitsFor;

    Share(@Nullable String stored) {
      this.stored = stored;
      this.read = stored;
    }
  }

  /**
   * @param touched told of tenants that have new events
   */
  LogConsumer(
      EventLog log,
      TenantStream.Parts parts,
      LeaseStore leases,
      Lags lags,
      Tenants tenants,
      Consumer<TenantId> touched) {
    this.log = log;
    this.parts = parts;
    this.lags = lags;
    this.touched = touched;
    this.lake = parts.lake();
    this.tenants = tenants;
    this.settings = parts.settings();
    this.hold = leases.hold();
    this.reader = log.reader();
  }

  /** Reads some, and stores when it is time. */
  void step() {
    long now = System.nanoTime();
    if (!roundOpen && now >= nextShare) {
      share();
      nextShare = now + settings.live().rebalanceInterval().toNanos();
    }
    lookForWhatWaits();
    for (LogEntry entry : reader.read(settings.live().fetchSize().toBytes(), patience(now))) {
      read(entry);
      if (rows() >= settings.batchRows()) {
        endRound();
      }
    }
    if (roundOpen && System.nanoTime() - roundBegan >= settings.live().commitInterval().toNanos()) {
      endRound();
    }
  }

  private Duration patience(long now) {
    long until = roundOpen ? roundBegan + settings.live().commitInterval().toNanos() : nextShare;
    return Duration.ofNanos(Math.clamp(until - now, 0, LONGEST_WAIT.toNanos()));
  }

  /** Takes and gives back partitions, until each writer has about as many as the others. */
  private void share() {
    int all = log.partitions();
    int writers = Math.max(1, hold.writers());
    int fair = (all + writers - 1) / writers;
    for (int partition : List.copyOf(shares.keySet())) {
      if (shares.size() > fair) {
        reader.revoke(partition);
        shares.remove(partition);
        hold.giveBack(log.kind(), partition);
      }
    }
    // Each begins to look elsewhere, so that two do not grasp at the same ones.
    int from = Math.floorMod(run.hashCode(), all);
    for (int i = 0; i < all && shares.size() < fair; i++) {
      int partition = (from + i) % all;
      if (!shares.containsKey(partition) && hold.take(log.kind(), partition)) {
        Share share = new Share(lake.position(position(partition)).orElse(null));
        reader.assign(partition, share.stored);
        shares.put(partition, share);
        if (share.stored != null) {
          // Whoever stored that may have died before the log was told.
          reader.release(Map.of(partition, share.stored));
        }
      }
    }
  }

  private LogPosition position(int partition) {
    return new LogPosition(null, "eventlog." + log.kind() + "." + partition);
  }

  private void lookForWhatWaits() {
    shares.forEach((partition, share) -> {
      TenantId tenant = share.waitsFor;
      if (tenant != null && stream(tenant) != null) {
        share.waitsFor = null;
        reader.assign(partition, share.read);
      }
    });
  }

  private void read(LogEntry entry) {
    Share share = shares.get(entry.partition());
    if (share == null || share.waitsFor != null) {
      return;
    }
    TenantId tenant = entry.delivery().tenant();
    if (!roundOpen) {
      roundOpen = true;
      roundBegan = System.nanoTime();
    }
    if (!streams.containsKey(tenant) && tenants.find(tenant).isEmpty()) {
      LOG.error("A delivery is of tenant {}, whom nobody knows; it is dropped.", tenant);
    } else {
      TenantStream stream = stream(tenant);
      if (stream == null) {
        share.waitsFor = tenant;
        reader.revoke(entry.partition());
        return;
      }
      stream.read(entry.delivery());
    }
    share.read = entry.position();
  }

  /** The tenant's stream under its lease; null if somebody else has that. */
  private @Nullable TenantStream stream(TenantId tenant) {
    TenantStream stream = leased.get(tenant);
    if (stream == null && hold.take(tenant)) {
      stream =
          streams.computeIfAbsent(tenant, t -> new TenantStream(t, parts, parsers, this::store));
      stream.begin();
      leased.put(tenant, stream);
    }
    return stream;
  }

  private int rows() {
    return leased.values().stream().mapToInt(TenantStream::rows).sum();
  }

  /** Stores what was read, gives the tenants' leases back, and lets the log forget. */
  void endRound() {
    if (!roundOpen) {
      return;
    }
    CrashPoint.LOG_READ.pass();
    store();
    leased.keySet().forEach(hold::giveBack);
    leased.clear();
    roundOpen = false;
    forget();
    Map<Integer, String> upTo = new HashMap<>();
    shares.forEach((partition, share) -> {
      if (share.stored != null) {
        upTo.put(partition, share.stored);
      }
    });
    reader.release(upTo);
    CrashPoint.LOG_RELEASED.pass();
  }

  /** Forgets tenants whose events came longest ago, until what is remembered of all is bounded. */
  private void forget() {
    Iterator<TenantStream> oldest = streams.values().iterator();
    while (streams.size() > 1 && oldest.hasNext() && remembersTooMuch()) {
      oldest.next().close();
      oldest.remove();
    }
  }

  private boolean remembersTooMuch() {
    long inMemory = streams.values().stream().mapToLong(TenantStream::keysInMemory).sum();
    long onDisk = streams.values().stream().mapToLong(TenantStream::keysOnDisk).sum();
    return inMemory > settings.keysInMemory() || onDisk > settings.live().keysOnDisk();
  }

  /** Stores the rows there are, with the positions of what was read whole. */
  private void store() {
    String mark = run + ":" + ++commits;
    Map<TenantId, EventBatch> batches = new HashMap<>();
    List<PositionChange> moves = new ArrayList<>();
    leased.forEach((tenant, stream) -> {
      stream.beforeCommit();
      if (stream.rows() > 0) {
        batches.put(tenant, stream.batch());
        moves.add(stream.move(mark));
      }
    });
    shares.forEach((partition, share) -> {
      String to = share.read;
      if (to != null && !Objects.equals(to, share.stored)) {
        moves.add(new PositionChange(position(partition), share.stored, to));
      }
    });
    if (moves.isEmpty()) {
      return;
    }
    CrashPoint.BEFORE_COMMIT.pass();
    lake.append(batches, moves);
    CrashPoint.AFTER_COMMIT.pass();
    shares.values().forEach(share -> share.stored = share.read);
    Set<TenantId> fresh = new HashSet<>(batches.keySet());
    leased.forEach((tenant, stream) -> {
      List<LagStore.Row> rows = stream.committed(mark);
      if (!rows.isEmpty()) {
        lags.measured(tenant, rows);
      }
    });
    fresh.forEach(touched);
  }

  @Override
  public void close() {
    try (hold) {
      streams.values().forEach(TenantStream::close);
      reader.close();
    }
  }
}

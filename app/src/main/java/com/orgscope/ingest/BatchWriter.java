package com.orgscope.ingest;

import com.orgscope.directory.Pseudonyms;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.Lake;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Stores rows in commits of some size, one commit at a time, while the next rows are being read.
 *
 * <p>Each commit moves the tenant's writer mark in the lake, and only from what this writer knows
 * it to be. Should a second writer slip in (the lease is lost when the database is), one of the two
 * fails at its next commit instead of storing an event that the other has stored.
 */
final class BatchWriter implements RowSink {
  /** The position that every writer of a tenant moves. */
  static final String MARK = "ingest.writer";

  private final TenantId tenant;
  private final Lake lake;
  private final Pseudonyms pseudonyms;
  private final int rows;
  private final String run = UUID.randomUUID().toString();
  private long commits;
  private EventBatch filling = new EventBatch();
  private EventBatch spare = new EventBatch();
  private CompletableFuture<Void> storing = CompletableFuture.completedFuture(null);

  BatchWriter(TenantId tenant, Lake lake, Pseudonyms pseudonyms, int rows) {
    this.tenant = tenant;
    this.lake = lake;
    this.pseudonyms = pseudonyms;
    this.rows = rows;
  }

  /** To be called under the lease, before anything stored is looked at. */
  void begin() {
    lake.position(tenant, MARK);
  }

  @Override
  public void add(Event event) {
    filling.add(event);
    if (filling.size() >= rows) {
      hand();
    }
  }

  @Override
  public void flush() {
    if (filling.size() > 0) {
      hand();
    }
    settle();
  }

  /** Waits for a commit in flight as well. */
  @Override
  public void abandon() {
    try {
      settle();
    } catch (RuntimeException e) {
      // the failure that led here is the one to tell
    }
    filling.clear();
  }

  private void hand() {
    settle();
    EventBatch full = filling;
    filling = spare;
    spare = full;
    storing = CompletableFuture.runAsync(() -> store(full), Thread::startVirtualThread);
  }

  private void settle() {
    try {
      storing.join();
    } catch (CompletionException e) {
      storing = CompletableFuture.completedFuture(null);
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw Failure.bug("storing events failed", e.getCause());
    }
  }

  private void store(EventBatch batch) {
    CrashPoint.BEFORE_PSEUDONYMS.pass();
    pseudonyms.save();
    CrashPoint.BEFORE_COMMIT.pass();
    commits++;
    lake.append(tenant, batch, Map.of(MARK, run + ":" + commits));
    CrashPoint.AFTER_COMMIT.pass();
    batch.clear();
  }
}

package com.orgscope.lake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.BaseTable;

/**
 * Deletes states of a table that were replaced long ago, and of files only they know. Iceberg
 * leaves the files that its newest commit replaced until there is another; where no more commits
 * come, they go as orphans.
 */
record Expiry(
    Tables tables, MaintenanceSettings settings, InstantSource clock, LakeListener listener) {

  /** What went. */
  record Result(long snapshots, long files) {}

  /** A crash halfway leaves files that no snapshot knows: orphans, which go later. */
  Result expire(LakeTable of) {
    BaseTable table = tables.load(of);
    int before = table.operations().current().snapshots().size();
    Instant oldest = clock.instant().minus(settings.snapshotAge());
    AtomicLong files = new AtomicLong();
    table
        .expireSnapshots()
        .expireOlderThan(oldest.toEpochMilli())
        .retainLast(1)
        .deleteWith(location -> {
          listener.deleting();
          tables.files().deleteFile(location);
          files.incrementAndGet();
        })
        .commit();
    int after = tables.load(of).operations().current().snapshots().size();
    return new Result(Math.max(0, before - after), files.get());
  }
}

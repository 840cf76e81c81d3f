package com.orgscope.lake;

/**
 * What housekeeping found and did.
 *
 * @param filesBefore data files of the tenants it looked after
 * @param rowsRewritten rows that were put together with others
 * @param rowsDropped rows whose time was over
 * @param manifestsClustered lists of files that were put together
 * @param snapshotsExpired replaced states of tables that were let go
 * @param filesDeleted files only those states knew
 * @param orphansRemoved files that no table knew, left behind by what died
 * @param putOff steps that other writes stood in the way of; the next run does them
 */
public record MaintenanceReport(
    long filesBefore,
    long filesAfter,
    long bytesBefore,
    long bytesAfter,
    long rowsRewritten,
    long rowsDropped,
    long manifestsClustered,
    long snapshotsExpired,
    long filesDeleted,
    long orphansRemoved,
    long orphanBytes,
    int putOff) {

  static final MaintenanceReport NOTHING =
      new MaintenanceReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Of two parts of one run. */
  public MaintenanceReport plus(MaintenanceReport other) {
    return new MaintenanceReport(
        filesBefore + other.filesBefore,
        filesAfter + other.filesAfter,
        bytesBefore + other.bytesBefore,
        bytesAfter + other.bytesAfter,
        rowsRewritten + other.rowsRewritten,
        rowsDropped + other.rowsDropped,
        manifestsClustered + other.manifestsClustered,
        snapshotsExpired + other.snapshotsExpired,
        filesDeleted + other.filesDeleted,
        orphansRemoved + other.orphansRemoved,
        orphanBytes + other.orphanBytes,
        putOff + other.putOff);
  }
}

package com.orgscope.lake;

/**
 * What maintenance found and did.
 *
 * @param before what the tenants it looked after had
 * @param putOff steps that other writes stood in the way of; the next run does them
 */
public record MaintenanceReport(
    DataFiles before, DataFiles after, Rewritten rewritten, Removed removed, int putOff) {

  static final MaintenanceReport NOTHING =
      new MaintenanceReport(DataFiles.NONE, DataFiles.NONE, Rewritten.NOTHING, Removed.NOTHING, 0);

  /** Of two parts of one run. */
  public MaintenanceReport plus(MaintenanceReport other) {
    return new MaintenanceReport(
        before.plus(other.before),
        after.plus(other.after),
        rewritten.plus(other.rewritten),
        removed.plus(other.removed),
        putOff + other.putOff);
  }

  /** Files of data and how large they are. */
  public record DataFiles(long files, long bytes) {
    static final DataFiles NONE = new DataFiles(0, 0);

    DataFiles plus(DataFiles other) {
      return new DataFiles(files + other.files, bytes + other.bytes);
    }
  }

  /**
   * What was put together with others.
   *
   * @param manifests lists of files
   */
  public record Rewritten(long rows, long manifests) {
    static final Rewritten NOTHING = new Rewritten(0, 0);

    Rewritten plus(Rewritten other) {
      return new Rewritten(rows + other.rows, manifests + other.manifests);
    }
  }

  /**
   * What went.
   *
   * @param rows whose time was over
   * @param snapshots replaced states of tables
   * @param files that only those states knew
   * @param orphans files that no table knew, left behind by what died
   */
  public record Removed(long rows, long snapshots, long files, DataFiles orphans) {
    static final Removed NOTHING = new Removed(0, 0, 0, DataFiles.NONE);

    Removed plus(Removed other) {
      return new Removed(
          rows + other.rows,
          snapshots + other.snapshots,
          files + other.files,
          orphans.plus(other.orphans));
    }
  }
}

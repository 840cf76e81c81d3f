package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SortOrder;
import org.duckdb.DuckDBConnection;

/**
 * Puts small files together, leaves out deleted rows, and moves what is over from days to months.
 *
 * <p>A commit replaces files by others with the same rows, all or nothing. It names the snapshot it
 * read: if rows were deleted from one of these files since, Iceberg refuses it, so that nobody who
 * was erased comes back; the next run does it again. Files that came in meanwhile are not touched.
 */
final class Compaction {
  private final LakeContext shop;
  private final Tables tables;
  private final MaintenanceSettings settings;
  private final Planner planner;

  Compaction(LakeContext shop) {
    this.shop = shop;
    this.tables = shop.tables();
    this.settings = shop.settings();
    this.planner = new Planner(tables.files());
  }

  /** What became of a tenant's files of a table. */
  record Result(long rows, boolean refused) {}

  /** Files that could be saved now. */
  long spare(LakeTable of, TenantId tenant, Retention retention) {
    return groups(tables.view(of), of, tenant, retention).stream()
        .mapToLong(g -> g.files().size() - 1L)
        .sum();
  }

  /**
   * @return the rows written anew, and whether another write stood in the way
   */
  Result compact(LakeTable of, TenantId tenant, Retention retention) {
    BaseTable table = tables.load(of);
    Snapshot start = table.currentSnapshot();
    if (start == null) {
      return new Result(0, false);
    }
    List<FileGroup> groups = groups(table, of, tenant, retention);
    long rows = 0;
    boolean refused = false;
    for (int from = 0; from < groups.size(); from += settings.maxFilesPerCommit()) {
      List<FileGroup> some =
          groups.subList(from, Math.min(groups.size(), from + settings.maxFilesPerCommit()));
      if (replace(table, start, of, some)) {
        rows += some.stream().mapToLong(FileGroup::rows).sum();
      } else {
        refused = true;
      }
    }
    return new Result(rows, refused);
  }

  private List<FileGroup> groups(
      BaseTable table, LakeTable of, TenantId tenant, Retention retention) {
    LocalDate today = LocalDate.ofInstant(shop.clock().instant(), ZoneOffset.UTC);
    LocalDate over =
        today.minusDays(of == LakeTable.SSO_EVENTS ? retention.hotDays() : settings.settledDays());
    return new FileGroups(settings, table, tenant, over, today.minusDays(settings.quietDays()))
        .of(planner.plan(table, tenant));
  }

  private boolean replace(BaseTable table, Snapshot start, LakeTable of, List<FileGroup> groups) {
    Deadline deadline = shop.deadline();
    RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(start.snapshotId());
    List<DataFile> written = new ArrayList<>();
    for (FileGroup group : groups) {
      group.files().forEach(f -> rewrite.deleteFile(f.file()));
      long left = group.rowsLeft();
      if (left > 0) {
        DataFile file = write(of, group);
        if (file.recordCount() != left) {
          throw Failure.bug(
              "%d rows of %s became %d".formatted(left, group.into(), file.recordCount()), null);
        }
        written.add(file);
        rewrite.addFile(file);
      }
    }
    shop.listener().compacting();
    if (!Commits.taken(deadline, rewrite::commit)) {
      written.forEach(f -> tables.files().deleteFile(f.location()));
      return false;
    }
    return true;
  }

  private DataFile write(LakeTable of, FileGroup group) {
    TableShape shape = TableShape.of(of);
    boolean archive = of == LakeTable.SSO_EVENTS && group.into().isMonth();
    // The archive is read by days, if at all: sorted by them, a question about one skips the rest.
    String order =
        switch (of) {
          case SSO_EVENTS -> (archive ? "day, " : "") + "actor, app NULLS FIRST, occurred_at";
          case APP_USAGE_DAILY -> "actor, app NULLS FIRST, day";
          case METRICS_MONTHLY -> "app NULLS FIRST";
        };
    try (DuckDBConnection connection = shop.engine().connect()) {
      String rows =
          new Relation(tables.files(), connection, shape, group.into().tenant(), group.files())
              .sql();
      return new ParquetWriter(
              shape, tables.files(), archive ? ParquetWriter.ARCHIVE : ParquetWriter.LASTING)
          .write(
              connection,
              group.into(),
              "SELECT %s FROM %s AS kept ORDER BY %s".formatted(shape.columns(), rows, order),
              archive ? SortOrder.unsorted() : shape.order());
    } catch (SQLException e) {
      throw Failure.bug("the lake cannot put files of " + group.into().folder() + " together", e);
    }
  }
}

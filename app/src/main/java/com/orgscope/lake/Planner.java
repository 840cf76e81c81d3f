package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** Asks Iceberg which files hold a tenant's days, and where their deleted rows are listed. */
record Planner(LocalFiles files) {

  /**
   * A file to be read.
   *
   * @param vector lists the positions of rows that are not there any more
   */
  record Planned(DataFile file, @Nullable DeleteFile vector, Path path, Partition partition) {
    /** How many it holds, the deleted ones included. */
    long rows() {
      return file.recordCount();
    }

    long rowsLeft() {
      return rows() - (vector == null ? 0 : vector.recordCount());
    }

    /** The same text means the same rows. */
    String state() {
      return vector == null
          ? path.toString()
          : path + " without " + vector.location() + ":" + vector.contentOffset();
    }
  }

  static List<Path> paths(Collection<Planned> files) {
    return files.stream().map(Planned::path).toList();
  }

  /** Files with rows of {@code [from, until)}, in the order of their names. */
  List<Planned> plan(BaseTable table, TenantId tenant, LocalDate from, LocalDate until) {
    return plan(table, days(table.schema().columns().get(1).name(), tenant, from, until));
  }

  /** All of a tenant's files. */
  List<Planned> plan(BaseTable table, TenantId tenant) {
    return plan(table, Expressions.equal("tenant", tenant.value()));
  }

  private List<Planned> plan(BaseTable table, Expression wanted) {
    List<Planned> planned = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().filter(wanted).planFiles()) {
      for (FileScanTask task : tasks) {
        planned.add(
            new Planned(
                task.file(),
                vector(task),
                files.path(task.file().location()),
                Partition.of(task.file(), table.specs())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    planned.sort((a, b) -> a.path().compareTo(b.path()));
    return planned;
  }

  private static Expression days(String time, TenantId tenant, LocalDate from, LocalDate until) {
    return Expressions.and(
        Expressions.equal("tenant", tenant.value()),
        Expressions.greaterThanOrEqual(time, from.toString()),
        Expressions.lessThan(time, until.toString()));
  }

  /** Only deletion vectors of format 3: any other kind of delete must not be overlooked. */
  private static @Nullable DeleteFile vector(FileScanTask task) {
    if (task.deletes().isEmpty()) {
      return null;
    }
    DeleteFile only = task.deletes().getFirst();
    if (task.deletes().size() > 1 || only.format() != FileFormat.PUFFIN) {
      throw Failure.bug("no reader for deletes in " + only.location(), null);
    }
    return only;
  }
}

package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.SeekableInputStream;

/** Asks Iceberg which files hold a tenant's days, and which of their rows are deleted. */
record Planner(LocalFiles files) {

  /**
   * A file to be read.
   *
   * @param rows how many it holds, the deleted ones included
   * @param deleted positions of rows that are not there any more
   */
  record Planned(Path path, LocalDate day, long rows, List<Long> deleted) {}

  static List<Path> paths(List<Planned> files) {
    return files.stream().map(Planned::path).toList();
  }

  /** Files with rows of {@code [from, until)}, in the order of their names. */
  List<Planned> plan(BaseTable table, TenantId tenant, LocalDate from, LocalDate until) {
    List<Planned> planned = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().filter(days(tenant, from, until)).planFiles()) {
      for (FileScanTask task : tasks) {
        List<Long> deleted = new ArrayList<>();
        for (DeleteFile vector : task.deletes()) {
          index(vector).forEach(deleted::add);
        }
        planned.add(
            new Planned(
                files.path(task.file().location()),
                LocalDate.ofEpochDay(task.file().partition().get(1, Integer.class)),
                task.file().recordCount(),
                deleted));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    planned.sort((a, b) -> a.path().compareTo(b.path()));
    return planned;
  }

  static Expression days(TenantId tenant, LocalDate from, LocalDate until) {
    return Expressions.and(
        Expressions.equal("tenant", tenant.value()),
        Expressions.greaterThanOrEqual("day", from.toString()),
        Expressions.lessThan("day", until.toString()));
  }

  /** Only deletion vectors of format 3: any other kind of delete must not be overlooked. */
  private PositionDeleteIndex index(DeleteFile vector) {
    if (vector.format() != FileFormat.PUFFIN) {
      throw Failure.bug("no reader for deletes in " + vector.location(), null);
    }
    byte[] bytes = new byte[Math.toIntExact(vector.contentSizeInBytes())];
    try (SeekableInputStream in = files.newInputFile(vector.location()).newStream()) {
      in.seek(vector.contentOffset());
      if (in.readNBytes(bytes, 0, bytes.length) != bytes.length) {
        throw Failure.bug(vector.location() + " is too short", null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + vector.location(), e);
    }
    return PositionDeleteIndex.deserialize(bytes, vector);
  }
}

package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.SortOrder;

/**
 * Lets DuckDB write the rows of one partition as one Parquet file, and describes it to Iceberg. The
 * file is on the disk on return and belongs to no table yet.
 *
 * @param level how hard zstd tries, 1 to 22
 */
record ParquetWriter(TableShape shape, LocalFiles files, int level) {
  /** For rows that are written again soon. */
  static final int QUICK = 3;

  /** For rows that stay. */
  static final int LASTING = 9;

  /** For rows that are hardly read any more. */
  static final int ARCHIVE = 17;

  /** DuckDB's own measure: what one thread reads at a time. */
  private static final int ROW_GROUP_ROWS = 122_880;

  /**
   * @param select the rows, with the table's columns in the table's order, sorted
   */
  DataFile write(Connection connection, Partition partition, String select) throws SQLException {
    return write(connection, partition, select, shape.order());
  }

  DataFile write(Connection connection, Partition partition, String select, SortOrder order)
      throws SQLException {
    String location =
        LocalFiles.location(
            "%s/data/%s/%s.parquet".formatted(shape.name(), partition.folder(), UUID.randomUUID()));
    Path path = files.path(location);
    // The second version of Parquet's pages keeps times as differences: a byte less for each event.
    String copy =
        "COPY (%s) TO %s (FORMAT parquet, PARQUET_VERSION V2, COMPRESSION zstd, COMPRESSION_LEVEL %d, ROW_GROUP_SIZE %d, RETURN_STATS true, FIELD_IDS %s)"
            .formatted(
                select, Literals.text(path.toString()), level, ROW_GROUP_ROWS, shape.fieldIds());
    try {
      OwnersOnly.folder(Objects.requireNonNull(path.getParent()));
      try (Statement statement = connection.createStatement();
          ResultSet written = statement.executeQuery(copy)) {
        if (!written.next()) {
          throw Failure.bug("DuckDB wrote no file for " + partition.folder(), null);
        }
        OwnersOnly.closeFile(path);
        LocalFiles.force(path);
        return describe(location, partition, order, written);
      }
    } catch (IOException e) {
      throw Failure.operator("cannot write below " + path.getParent() + ": " + e.getMessage(), e);
    }
  }

  private DataFile describe(
      String location, Partition partition, SortOrder order, ResultSet written)
      throws SQLException {
    long rows = written.getLong("count");
    Map<?, ?> statistics = (Map<?, ?>) written.getObject("column_statistics");
    return DataFiles.builder(partition.spec())
        .withPath(location)
        .withFormat(FileFormat.PARQUET)
        .withPartition(partition.data())
        .withFileSizeInBytes(written.getLong("file_size_bytes"))
        .withMetrics(ColumnStatistics.metrics(shape, rows, statistics))
        .withSortOrder(order)
        .build();
  }
}

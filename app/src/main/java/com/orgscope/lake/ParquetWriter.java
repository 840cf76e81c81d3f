package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;

/**
 * Lets DuckDB write the rows of one tenant and day as one Parquet file, and describes it to
 * Iceberg. The file is on the disk on return and belongs to no table yet.
 */
record ParquetWriter(TableShape shape, LocalFiles files, TenantId tenant) {
  /** DuckDB's own measure: what one thread reads at a time. */
  private static final int ROW_GROUP_ROWS = 122_880;

  /**
   * @param select the rows, with the table's columns in the table's order, sorted
   */
  DataFile write(Connection connection, LocalDate day, String select) throws SQLException {
    String location =
        LocalFiles.location(
            "%s/data/tenant=%s/day=%s/%s.parquet"
                .formatted(shape.name(), tenant, day, UUID.randomUUID()));
    Path path = files.path(location);
    String copy =
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d, RETURN_STATS true, FIELD_IDS %s)"
            .formatted(select, Literals.text(path.toString()), ROW_GROUP_ROWS, shape.fieldIds());
    try {
      Files.createDirectories(path.getParent());
      try (Statement statement = connection.createStatement();
          ResultSet written = statement.executeQuery(copy)) {
        if (!written.next()) {
          throw Failure.bug("DuckDB wrote no file for " + tenant + " " + day, null);
        }
        LocalFiles.force(path);
        return describe(location, day, written);
      }
    } catch (IOException e) {
      throw Failure.operator("cannot write below " + path.getParent() + ": " + e.getMessage(), e);
    }
  }

  private DataFile describe(String location, LocalDate day, ResultSet written) throws SQLException {
    PartitionSpec partitions = shape.partitions();
    PartitionData partition = new PartitionData(partitions.partitionType());
    partition.set(0, tenant.value());
    partition.set(1, (int) day.toEpochDay());
    long rows = written.getLong("count");
    Map<?, ?> statistics = (Map<?, ?>) written.getObject("column_statistics");
    return DataFiles.builder(partitions)
        .withPath(location)
        .withFormat(FileFormat.PARQUET)
        .withPartition(partition)
        .withFileSizeInBytes(written.getLong("file_size_bytes"))
        .withMetrics(ColumnStatistics.metrics(shape, rows, statistics))
        .withSortOrder(shape.order())
        .build();
  }
}

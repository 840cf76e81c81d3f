package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Takes rows out of files by listing their positions (deletion vectors of Iceberg's format 3). A
 * file has one vector, so a new one holds what the old one held and takes its place.
 */
final class DeletionVectors {
  private final LocalFiles files;
  private final Map<String, PositionDeleteIndex> before = new HashMap<>();
  private final BaseDVFileWriter writer;
  private final List<String> locations = new ArrayList<>();
  private long rows;

  DeletionVectors(LocalFiles files, BaseTable table) {
    this.files = files;
    this.writer =
        new BaseDVFileWriter(
            OutputFileFactory.builderFor(table, 1, 1).format(FileFormat.PUFFIN).build(),
            before::get);
  }

  /** The deleted positions of a file. */
  static PositionDeleteIndex read(LocalFiles files, Planner.Planned planned) {
    DeleteFile vector = planned.vector();
    if (vector == null) {
      return PositionDeleteIndex.empty();
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

  /**
   * Adds the rows that the relation holds.
   *
   * @param relation over these files and no others
   */
  void add(Statement statement, List<Planner.Planned> from, Relation relation) throws SQLException {
    Map<String, Planner.Planned> byPath = new HashMap<>();
    from.forEach(f -> byPath.put(f.path().toString(), f));
    try (ResultSet found = statement.executeQuery(relation.positions())) {
      while (found.next()) {
        String path = found.getString(1);
        add(Objects.requireNonNull(byPath.get(path), path), found.getLong(2));
      }
    }
  }

  private void add(Planner.Planned file, long position) {
    String name = file.file().location();
    if (file.vector() != null && !before.containsKey(name)) {
      before.put(name, read(files, file));
    }
    PositionDeleteIndex gone = before.get(name);
    if (gone == null || !gone.isDeleted(position)) {
      writer.delete(name, position, file.partition().spec(), file.file().partition());
      rows++;
    }
  }

  /** How many rows are to go. */
  long rows() {
    return rows;
  }

  /** Writes what was added and makes it a part of the commit. */
  void into(RowDelta delta) {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write deletion vectors", e);
    }
    DeleteWriteResult written = writer.result();
    written.deleteFiles().forEach(f -> locations.add(f.location()));
    written.deleteFiles().forEach(delta::addDeletes);
    written.rewrittenDeleteFiles().forEach(delta::removeDeletes);
    delta.validateDataFilesExist(written.referencedDataFiles());
  }

  /** After a commit that was refused. */
  void drop() {
    locations.forEach(files::deleteFile);
  }
}

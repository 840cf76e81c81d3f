package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DeleteFiles;

/**
 * Takes a tenant out of every table, and its folders off the disk at once: no other tenant has a
 * file in them. A crash between the two leaves folders that the next run removes. Earlier states of
 * a table, which go with housekeeping, still list those files; nobody asks them for this tenant.
 */
record TenantDrop(Tables tables) {
  private static final int ROUNDS = 20;

  /** How many rows went. */
  long drop(TenantId tenant) {
    long rows = 0;
    for (LakeTable of : LakeTable.values()) {
      rows += drop(of, tenant);
      removeFolder(of, tenant);
    }
    return rows;
  }

  private long drop(LakeTable of, TenantId tenant) {
    long rows = 0;
    for (int round = 0; round < ROUNDS; round++) {
      BaseTable table = tables.load(of);
      List<Planner.Planned> files = new Planner(tables.files()).plan(table, tenant);
      if (files.isEmpty()) {
        return rows;
      }
      DeleteFiles delete = table.newDelete().validateFilesExist();
      files.forEach(file -> delete.deleteFile(file.file()));
      if (Commits.taken(delete::commit)) {
        rows += files.stream().mapToLong(Planner.Planned::rowsLeft).sum();
      }
    }
    throw Failure.retry("files of " + tenant + " come in faster than they can be dropped", null);
  }

  private void removeFolder(LakeTable of, TenantId tenant) {
    Path folder =
        tables
            .files()
            .path(LocalFiles.location(TableShape.of(of).name() + "/data/tenant=" + tenant));
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}

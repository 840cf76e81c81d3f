package com.orgscope.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.TableMetadata;

/**
 * Removes files in the lake's folder that no table knows: what writers left behind that died, and
 * what an expiry that died had not deleted yet.
 *
 * <p>Files are looked for first and the table read afterwards, so a file that was committed between
 * the two is known. A file is taken only if it is older than {@code orphan-age}, and a writer gives
 * up at half of that ({@link Deadline}), so none of its files is ever taken.
 */
record Orphans(Tables tables, MaintenanceSettings settings, InstantSource clock) {

  /** What went. */
  record Result(long files, long bytes) {
    Result plus(Result other) {
      return new Result(files + other.files, bytes + other.bytes);
    }
  }

  Result remove(LakeTable of) {
    String name = TableShape.of(of).name();
    List<Path> old = old(tables.files().path(LocalFiles.location(name)));
    if (old.isEmpty()) {
      return new Result(0, 0);
    }
    Set<Path> known = known(tables.load(of));
    return delete(old.stream().filter(f -> !known.contains(f)).toList());
  }

  /** What engines that died had put aside; a question does not last that long. */
  Result removeSpilled() {
    return delete(old(tables.files().path(LocalFiles.location("tmp"))));
  }

  private List<Path> old(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Instant newest = clock.instant().minus(settings.orphanAge());
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(f -> Files.isRegularFile(f) && isBefore(f, newest)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look through " + folder, e);
    }
  }

  /** A file that is gone by now is nobody's any more. */
  private static boolean isBefore(Path file, Instant time) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (IOException e) {
      return false;
    }
  }

  private static Result delete(List<Path> files) {
    long count = 0;
    long bytes = 0;
    for (Path file : files) {
      try {
        long size = Files.size(file);
        if (Files.deleteIfExists(file)) {
          count++;
          bytes += size;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot remove " + file, e);
      }
    }
    return new Result(count, bytes);
  }

  private Set<Path> known(BaseTable table) {
    Set<String> locations = new HashSet<>();
    TableMetadata metadata = table.operations().current();
    locations.add(metadata.metadataFileLocation());
    metadata.previousFiles().forEach(f -> locations.add(f.file()));
    metadata.statisticsFiles().stream().map(StatisticsFile::path).forEach(locations::add);
    metadata.partitionStatisticsFiles().stream()
        .map(PartitionStatisticsFile::path)
        .forEach(locations::add);
    for (Snapshot snapshot : metadata.snapshots()) {
      locations.add(snapshot.manifestListLocation());
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (locations.add(manifest.path())) {
          addFiles(table, manifest, locations);
        }
      }
    }
    Set<Path> known = new HashSet<>();
    locations.forEach(l -> known.add(tables.files().path(l)));
    return known;
  }

  private static void addFiles(BaseTable table, ManifestFile manifest, Set<String> locations) {
    try (ManifestReader<? extends ContentFile<?>> reader =
        manifest.content() == ManifestContent.DATA
            ? ManifestFiles.read(manifest, table.io(), table.specs())
            : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
      for (ContentFile<?> file : reader) {
        locations.add(file.location());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + manifest.path(), e);
    }
  }
}

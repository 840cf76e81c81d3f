package com.orgscope.lake;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB's library, 71 MB, which its jar unpacks into the temporary folder at every start and
 * deletes at a calm end. It is not needed there any more once it is loaded, so that a process that
 * is killed leaves nothing behind. A build has it beside the jar and unpacks nothing.
 */
final class UnpackedLibrary {
  private static final String NAMES = "libduckdb_java*.so";

  /** Nobody takes this long between unpacking and loading. */
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibrary.class);

  private UnpackedLibrary() {}

  /** After loading: this process's own goes, and what others of this user left behind. */
  static void forget() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Path maps = Path.of("/proc/self/maps");
    if (!Files.isReadable(maps)) {
      // Elsewhere a file in use cannot always be deleted.
      return;
    }
    try {
      String mapped = Files.readString(maps);
      Instant old =
          ProcessHandle.current()
              .info()
              .startInstant()
              .orElse(Instant.MIN.plus(LEFT_BEHIND))
              .minus(LEFT_BEHIND);
      try (DirectoryStream<Path> libraries = Files.newDirectoryStream(folder, NAMES)) {
        for (Path library : libraries) {
          if (mapped.contains(library.toString())
              || Files.getLastModifiedTime(library).toInstant().isBefore(old)) {
            delete(library);
          }
        }
      }
    } catch (IOException e) {
      LOG.debug("DuckDB's library stays in {} until this process ends", folder, e);
    }
  }

  private static void delete(Path library) {
    try {
      Files.deleteIfExists(library);
    } catch (IOException e) {
      LOG.debug("{} is another user's", library, e);
    }
  }
}

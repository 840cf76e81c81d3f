package com.orgscope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that was written anew holds what it held, and nothing of it is compressed. */
class StoredJarsTest {
  private static final Map<String, String> HELD =
      Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n", "a/Long.class", "x".repeat(9_000));

  @TempDir private Path folder = Path.of("replaced");

  @Test
  void every_entry_is_as_it_was_and_lies_open() throws IOException {
    Path jar = folder.resolve("some.jar");
    try (var written = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (var entry : new TreeMap<>(HELD).entrySet()) {
        written.putNextEntry(new ZipEntry(entry.getKey()));
        written.write(entry.getValue().getBytes(UTF_8));
      }
    }
    StoredJars.main(new String[] {jar.toString()});
    try (var files = Files.list(folder)) {
      assertThat(files).as("nothing is left beside it").containsExactly(jar);
    }
    try (ZipFile stored = new ZipFile(jar.toFile())) {
      assertThat(stored.stream())
          .hasSize(HELD.size())
          .allMatch(entry -> entry.getMethod() == ZipEntry.STORED)
          .allSatisfy(entry ->
              assertThat(new String(stored.getInputStream(entry).readAllBytes(), UTF_8))
                  .isEqualTo(HELD.get(entry.getName())));
    }
  }
}

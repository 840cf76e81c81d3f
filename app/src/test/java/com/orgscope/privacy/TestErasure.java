package com.orgscope.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What tests of other rooms ask of erasures. */
public final class TestErasure {
  private TestErasure() {}

  /**
   * Files of a home that are of no kind the search for erased people knows: whoever makes a new
   * kind gives it a line in {@link HomeFiles}, and says who looks into it.
   */
  public static List<String> unlisted(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile)
          .map(home::relativize)
          .filter(file -> HomeFiles.of(file).isEmpty())
          .map(Path::toString)
          .toList();
    }
  }
}

package com.orgscope.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** What is done to whole folders. */
final class Folders {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

  private Folders() {}

  /** Leftovers that somebody still writes into stay for the next time. */
  static void deleteWhatCanBe(Path parent, String glob) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, glob)) {
      for (Path leftover : leftovers) {
        try {
          FileSystemUtils.deleteRecursively(leftover);
        } catch (IOException | UncheckedIOException e) {
          LOG.debug("{} stays for now", leftover, e);
        }
      }
    }
  }

  static void giveTo(int user, Path folder) throws IOException {
    for (Path path : deepestFirst(folder)) {
      Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static List<Path> deepestFirst(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.sorted(Comparator.reverseOrder()).toList();
    }
  }
}

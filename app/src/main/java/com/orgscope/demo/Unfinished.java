package com.orgscope.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A hidden folder in which something is written before it takes its place. It goes when it is
 * closed; what a killed process left behind goes with {@link #clear}. A lock beside it says that
 * somebody still writes, and dies with them.
 */
final class Unfinished implements AutoCloseable {
  private static final String BEGINNING = ".new-";
  private static final String LOCK = ".lock";

  private final Path folder;
  private final Path lock;
  private final FileChannel held;

  private Unfinished(Path folder, Path lock, FileChannel held) {
    this.folder = folder;
    this.lock = lock;
    this.held = held;
  }

  static Unfinished in(Path parent) throws IOException {
    Path lock = Files.createTempFile(parent, BEGINNING, LOCK);
    try {
      FileChannel held = FileChannel.open(lock, StandardOpenOption.WRITE);
      // An interrupt ends the wait for a lock with an exception, and nobody would take the file
      // away.
      held.lock();
      String name = lock.getFileName().toString();
      Path folder = parent.resolve(name.substring(0, name.length() - LOCK.length()));
      return new Unfinished(Files.createDirectory(folder), lock, held);
    } catch (IOException e) {
      Files.deleteIfExists(lock);
      throw e;
    }
  }

  Path folder() {
    return folder;
  }

  /** Takes away what nobody writes any more. */
  static void clear(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, BEGINNING + "*" + LOCK)) {
      for (Path lock : found) {
        clear(parent, lock);
      }
    }
  }

  private static void clear(Path parent, Path lock) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free != null) {
        String name = lock.getFileName().toString();
        FileSystemUtils.deleteRecursively(
            parent.resolve(name.substring(0, name.length() - LOCK.length())));
        Files.deleteIfExists(lock);
      }
    } catch (OverlappingFileLockException | NoSuchFileException e) {
      // another thread of this process writes it, or has just ended
      return;
    }
  }

  @Override
  public void close() throws IOException {
    FileSystemUtils.deleteRecursively(folder);
    Files.deleteIfExists(lock);
    held.close();
  }

  /** A folder and what is in it, each before what it holds. */
  static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.toList();
    }
  }
}

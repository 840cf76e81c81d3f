package com.orgscope.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/** A file that is there whole or not at all, and that is written once. */
public final class DurableFile {
  private static final String UNFINISHED = ".new";

  private DurableFile() {}

  /**
   * On return it outlives a loss of power. Of several writers only the first link succeeds.
   *
   * @return false if there was one of that name, which stays as it is
   */
  public static boolean write(Path file, String text) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    makeFolder(folder);
    Path own = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    try {
      OwnersOnly.file(own);
      try (FileChannel channel = FileChannel.open(own, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.createLink(file, own);
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(own);
    }
    sync(folder);
    return true;
  }

  /** On return it is gone, and a loss of power brings it not back. What is not there stays so. */
  public static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      sync(Objects.requireNonNull(file.getParent()));
    }
  }

  /** What a writer that was killed left there: noise that nobody saw, and nobody should. */
  public static void forgetUnfinished(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
        for (Path file : unfinished) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      OwnersOnly.folder(folder);
      Path above = folder.getParent();
      if (above != null) {
        sync(above);
      }
    }
  }

  /** The names in a folder are data of the folder. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

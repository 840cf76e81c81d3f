package com.orgscope.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything one installation keeps: database, lake, keys. Two homes never
 * meet.
 */
public record Home(Path path) {
  public Home {
    path = path.toAbsolutePath().normalize();
  }

  public Path resolve(String child) {
    return path.resolve(child);
  }

  /**
   * Files and folders that nobody but their owner may look into, whatever the process's umask.
   * Where the file system knows no such permissions it keeps its own.
   */
  public static final class OwnersOnly {
    private static final String FOLDER = "rwx------";
    private static final String FILE = "rw-------";

    private OwnersOnly() {}

    /** Makes the folder and those above it that are not there; what is there stays as it is. */
    public static Path folder(Path folder) throws IOException {
      Path above = folder.toAbsolutePath().getParent();
      if (!Files.isDirectory(folder)) {
        if (above != null) {
          folder(above);
        }
        try {
          Files.createDirectory(folder, attributes(folder, FOLDER));
        } catch (FileAlreadyExistsException e) {
          if (!Files.isDirectory(folder)) {
            throw e;
          }
        }
      }
      return folder;
    }

    /** Makes a new, empty file; what it is filled with then is its owner's alone. */
    public static Path file(Path file) throws IOException {
      return Files.createFile(file, attributes(file, FILE));
    }

    /** Opens a file to write in it, which is made where there is none. */
    public static FileChannel open(Path file) throws IOException {
      return FileChannel.open(
          file,
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
          attributes(file, FILE));
    }

    /** For a file that another program made. */
    public static void closeFile(Path file) throws IOException {
      close(file, FILE);
    }

    /** For a folder that was made before. */
    public static void closeFolder(Path folder) throws IOException {
      close(folder, FOLDER);
    }

    private static void close(Path path, String permissions) throws IOException {
      if (posix(path)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
      }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
      return posix(path)
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
          }
          : new FileAttribute<?>[0];
    }

    private static boolean posix(@Nullable Path path) {
      return path != null && path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
  }
}

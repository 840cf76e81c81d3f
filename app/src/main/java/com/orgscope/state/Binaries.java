package com.orgscope.state;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.orgscope.kernel.Failure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs: unpacked once from the jar that fits this operating system, or what the
 * operating system itself has.
 *
 * @param version the major one
 */
record Binaries(Path folder, int version) {
  /** Of the jar. */
  static final int EMBEDDED = 18;

  private static final Pattern VERSION_IN_JAR_NAME = Pattern.compile("-(\\d[\\d.]*\\d)\\.jar");

  /**
   * @param wanted {@code embedded}, or as {@link SystemPostgres#find} takes it
   */
  static Binaries of(String wanted, ServerFolder server) throws IOException, InterruptedException {
    if (!wanted.equals("embedded")) {
      return SystemPostgres.find(wanted, server.data());
    }
    int made = SystemPostgres.madeBy(server.data()).orElse(EMBEDDED);
    if (made != EMBEDDED) {
      throw SystemPostgres.wrongVersion("the embedded one", EMBEDDED, made);
    }
    return unpackedIn(server.path());
  }

  /**
   * Unpacks into {@code parent} unless that was done before; a half-unpacked folder never shows.
   */
  static Binaries unpackedIn(Path parent) throws IOException {
    String resource = "postgres-" + system() + "-" + processor() + ".txz";
    URL archive = Binaries.class.getClassLoader().getResource(resource);
    if (archive == null) {
      throw Failure.operator(
          "this build carries no PostgreSQL for this machine ("
              + resource
              + "): build Orgscope on it, or name a server in ORGSCOPE_DATABASE_URL");
    }
    Matcher version = VERSION_IN_JAR_NAME.matcher(archive.toString());
    Path folder = parent.resolve("binaries-" + (version.find() ? version.group(1) : "unnamed"));
    if (!Files.exists(folder)) {
      Path half = parent.resolve("binaries.new");
      FileSystemUtils.deleteRecursively(half);
      try {
        unpack(archive, half);
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        FileSystemUtils.deleteRecursively(half);
      }
    }
    return new Binaries(folder, EMBEDDED);
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (InputStream raw = new BufferedInputStream(archive.openStream());
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException(entry.getName() + " points out of the archive");
        }
        unpack(tar, entry, path);
      }
    }
    // Another user may have to run them, whatever this process takes from what it makes.
    try (Stream<Path> all = Files.walk(target)) {
      for (Path folder : all.filter(path -> Files.isDirectory(path, NOFOLLOW_LINKS)).toList()) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("unpacking PostgreSQL was interrupted");
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      boolean runs = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String processor() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> name;
    };
  }
}

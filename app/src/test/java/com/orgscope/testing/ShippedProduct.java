package com.orgscope.testing;

import com.orgscope.state.PreparedHome;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The product as it ships, for processes beside the test's own: a jar with its index of components,
 * and a cache of the classes that a start needs, which Java does not keep of class folders. Tests
 * start dozens of such processes, and starting is most of what they do. Made once for all test
 * processes, and anew when a class has changed.
 */
public final class ShippedProduct {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path CLASSES = TARGET.resolve("classes");
  private static final String FOLDER = "shipped-";
  private static final String CACHE = "start.aot";

  private ShippedProduct() {}

  /** Options by which a process starts soon; with {@link #classPath}. */
  public static List<String> javaOptions() {
    return List.of("-Xlog:disable", "-XX:AOTCache=" + Made.FOLDER.resolve(CACHE));
  }

  /** By which a process finds the product and no class of the tests. */
  public static String classPath() {
    return classPath(Made.FOLDER.resolve("orgscope.jar"));
  }

  /** Without what documents the API, which only tests have. */
  private static String classPath(Path product) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.contains("springdoc"))
        .map(entry -> entry.endsWith("classes") ? product.toString() : entry)
        .map(entry -> packedAnew(entry, product))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String packedAnew(String entry, Path product) {
    Path jar = product.resolveSibling(Path.of(entry).getFileName());
    return isDuckDb(entry) && Files.exists(jar) ? jar.toString() : entry;
  }

  private static boolean isDuckDb(String entry) {
    return Path.of(entry).getFileName().toString().startsWith("duckdb_jdbc-");
  }

  private static final class Made {
    static final Path FOLDER = make();
  }

  private static Path make() {
    return TargetLock.holding(
        "shipped",
        () -> {
          Path made = TARGET.resolve(FOLDER + Long.toHexString(state(CLASSES)));
          if (!Files.exists(made)) {
            deleteOlder();
            Path half = Files.createDirectory(TARGET.resolve(FOLDER + "half"));
            pack(half);
            putLibraryBesideItsJar(half);
            Files.move(half, made);
            cache(made);
          }
          return made;
        });
  }

  /** Changes when a file comes, goes or is written. */
  static long state(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(ShippedProduct::stamp).sum();
    }
  }

  private static long stamp(Path file) {
    try {
      return 31L * file.hashCode() + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteOlder() throws IOException {
    try (Stream<Path> all = Files.list(TARGET)) {
      for (Path old :
          all.filter(path -> path.getFileName().toString().startsWith(FOLDER)).toList()) {
        FileSystemUtils.deleteRecursively(old);
      }
    }
  }

  private static void pack(Path folder) throws IOException {
    Path beside = folder.resolve("index");
    Path entries = Files.createDirectories(beside.resolve("META-INF"));
    ComponentIndexFile.write(classPath(CLASSES), entries.resolve("spring.components"));
    int exit =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.err,
                System.err,
                "--create",
                "--no-compress",
                "--file",
                folder.resolve("orgscope.jar").toString(),
                "-C",
                CLASSES.toString(),
                ".",
                "-C",
                beside.toString(),
                "META-INF");
    if (exit != 0) {
      throw new IOException("the product could not be packed");
    }
  }

  /** As a build does it: DuckDB's jar would unpack its library at every start. */
  private static void putLibraryBesideItsJar(Path folder) throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "macos" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (isDuckDb(entry)) {
        Path jar = Files.copy(Path.of(entry), folder.resolve(Path.of(entry).getFileName()));
        try (FileSystem inside = FileSystems.newFileSystem(jar);
            DirectoryStream<Path> libraries =
                Files.newDirectoryStream(inside.getPath("/"), "libduckdb_java.so_*")) {
          for (Path library : libraries) {
            String name = library.getFileName().toString();
            if (name.endsWith("_" + system + "_" + processor)) {
              Files.copy(library, folder.resolve(name));
            }
            Files.delete(library);
          }
        }
      }
    }
  }

  /** Of a command that starts the database. */
  private static void cache(Path folder) throws IOException {
    Path home = PreparedHome.in(folder.resolve("home"));
    List<String> command =
        ChildProcess.command(
            512,
            List.of("-Xlog:disable", "-XX:AOTCacheOutput=" + folder.resolve(CACHE)),
            classPath(folder.resolve("orgscope.jar")),
            "com.orgscope.Orgscope",
            "--home",
            home.toString(),
            "tenant",
            "create",
            "first",
            "--name",
            "First");
    ChildProcess.run(ChildProcess.started(command).redirectOutput(ProcessBuilder.Redirect.DISCARD));
    FileSystemUtils.deleteRecursively(home);
  }
}

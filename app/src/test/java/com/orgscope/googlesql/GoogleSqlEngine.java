package com.orgscope.googlesql;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Starts GoogleSQL once for a test run, in a class loader of its own. Its jars are fetched by the
 * build into Maven's repository and are on no class path: their copy of gRPC names itself to every
 * gRPC around, the product's client of Pub/Sub too, which then finds providers that are not there.
 * The native library is for Linux (glibc 2.29 or newer) and macOS.
 */
public final class GoogleSqlEngine {
  /** As in the pom. 2025.12.1 lacks the part of gRPC that it brings along otherwise. */
  private static final String VERSION = "2025.09.1";

  private static final String NETTY = "4.1.100.Final";
  private static final Path SOURCE = Path.of("src", "test", "googlesql", "ZetaSql.java");

  private GoogleSqlEngine() {}

  public static ReferenceEngine engine() {
    return Started.ENGINE;
  }

  /** What the build fetches: group, name, version. */
  static List<String> artifacts() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return Stream.concat(
            Stream.of(
                "com.google.zetasql:zetasql-client:" + VERSION,
                "com.google.zetasql:zetasql-types:" + VERSION,
                "com.google.zetasql:zetasql-jni-channel:" + VERSION,
                "com.google.zetasql:zetasql-jni-channel-%s:%s"
                    .formatted(system.startsWith("mac") ? "darwin" : "linux", VERSION),
                "io.perfmark:perfmark-api:0.26.0",
                "joda-time:joda-time:2.10.13"),
            Stream.of(
                    "buffer",
                    "codec",
                    "codec-http",
                    "codec-http2",
                    "common",
                    "handler",
                    "resolver",
                    "transport",
                    "transport-native-unix-common")
                .map(part -> "io.netty:netty-" + part + ":" + NETTY))
        .toList();
  }

  private static Path jar(String artifact) {
    String[] parts = artifact.split(":");
    Path jar =
        Path.of(
                Objects.requireNonNull(
                    System.getProperty("orgscope.test.repository"), "orgscope.test.repository"))
            .resolve(parts[0].replace('.', '/'))
            .resolve(parts[1])
            .resolve(parts[2])
            .resolve(parts[1] + "-" + parts[2] + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: ./orgscope test fetches it");
    }
    return jar;
  }

  private static final class Started {
    static final ReferenceEngine ENGINE = start();

    private static ReferenceEngine start() {
      List<Path> jars = artifacts().stream().map(GoogleSqlEngine::jar).toList();
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      try {
        Path classes = compiled(jars);
        URL[] places =
            Stream.concat(Stream.of(classes), jars.stream()).map(Started::url).toArray(URL[]::new);
        ClassLoader own = new URLClassLoader(places, ReferenceEngine.class.getClassLoader());
        // It looks for its own channel by it.
        thread.setContextClassLoader(own);
        return (ReferenceEngine) own.loadClass("ZetaSql").getConstructor().newInstance();
      } catch (IOException | ReflectiveOperationException e) {
        throw new IllegalStateException("GoogleSQL does not start", e);
      } finally {
        thread.setContextClassLoader(before);
      }
    }

    private static Path compiled(List<Path> jars) throws IOException {
      Path classes = Files.createTempDirectory("googlesql");
      String path =
          Stream.concat(
                  Stream.of(System.getProperty("java.class.path")),
                  jars.stream().map(Path::toString))
              .collect(Collectors.joining(System.getProperty("path.separator")));
      StringWriter said = new StringWriter();
      var compiler = ToolProvider.getSystemJavaCompiler();
      try (var files = compiler.getStandardFileManager(null, null, null)) {
        boolean done =
            compiler
                .getTask(
                    said,
                    files,
                    null,
                    List.of("-d", classes.toString(), "-cp", path, "-proc:none"),
                    null,
                    files.getJavaFileObjects(SOURCE))
                .call();
        if (!done) {
          throw new IllegalStateException(said.toString());
        }
      }
      return classes;
    }

    private static URL url(Path place) {
      try {
        return place.toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

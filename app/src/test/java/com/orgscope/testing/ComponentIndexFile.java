package com.orgscope.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives the tests the index of components that the product is built with, and theirs beside it:
 * looking through every class would be a third of each command that a test runs. Written anew when
 * a class has changed.
 */
public final class ComponentIndexFile implements LauncherSessionListener {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path TESTS = TARGET.resolve("test-classes");
  private static final Path INDEX = TESTS.resolve("META-INF").resolve("spring.components");

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (!Files.isDirectory(TESTS)
        || !List.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .contains(TESTS.toString())) {
      // An IDE's build: it keeps its classes elsewhere, and Spring looks through them.
      return;
    }
    Path indexed = TARGET.resolve("spring.components.of");
    TargetLock.holding(
        "shipped",
        () -> {
          String state = Long.toString(state());
          boolean written = Files.exists(INDEX) && Files.exists(indexed);
          if (!written || !Files.readString(indexed).equals(state)) {
            write(System.getProperty("java.class.path"), INDEX);
            Files.writeString(indexed, state);
          }
          return INDEX;
        });
  }

  private static long state() throws IOException {
    return ShippedProduct.state(TARGET.resolve("classes"))
        + ShippedProduct.state(TESTS.resolve("com"));
  }

  /** By a process of its own, because in one that has read an index it is all that is found. */
  static void write(String classPath, Path index) throws IOException {
    Files.createDirectories(index.getParent());
    Files.deleteIfExists(index);
    Path half = Files.createTempFile(TARGET, "components", null);
    List<String> command =
        ChildProcess.command(256, List.of(), classPath, "com.orgscope.ComponentIndex");
    ChildProcess.run(ChildProcess.started(command).redirectOutput(half.toFile()));
    Files.move(half, index);
  }
}

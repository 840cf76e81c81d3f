package com.orgscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Each test process has a temporary folder of its own below {@code target}, named by {@code
 * java.io.tmpdir}, and removes it when it ends: whatever a test, a library or a killed child left
 * there goes with it.
 */
public final class RunFolder implements LauncherSessionListener {
  private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));

  private static final List<Runnable> ENDS = new CopyOnWriteArrayList<>();

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (!FOLDER.toString().contains("test-tmp")) {
      // An IDE's run: the machine's own temporary folder is not ours to remove.
      return;
    }
    try {
      Files.createDirectories(FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(RunFolder::remove));
  }

  /** What lies in it under this name. */
  public static Path resolve(String name) {
    return FOLDER.resolve(name).toAbsolutePath();
  }

  /** Ends what still writes there; the order does not matter. */
  public static void beforeItIsRemoved(Runnable end) {
    ENDS.add(end);
  }

  private static void remove() {
    ENDS.forEach(Runnable::run);
    try (Stream<Path> walk = Files.walk(FOLDER)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + e);
    }
  }
}

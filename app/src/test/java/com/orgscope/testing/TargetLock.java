package com.orgscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What all test processes of a build use and one of them makes, the others wait for. */
public final class TargetLock {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private TargetLock() {}

  /** What is done meanwhile. */
  public interface Work<T> {
    T done() throws IOException;
  }

  /** Not within itself, as locks belong to the process. */
  public static <T> T holding(String name, Work<T> work) {
    try (FileChannel channel =
            FileChannel.open(
                TARGET.resolve(name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return work.done();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Held while a process of this home starts the server, joins it or leaves it. The kernel releases
 * it with its holder, however that dies.
 */
record StartLock(FileChannel channel) implements AutoCloseable {

  static StartLock take(Path file, Deadline deadline) throws IOException {
    FileChannel channel = OwnersOnly.open(file);
    while (tryLock(channel) == null) {
      if (!deadline.goesOn()) {
        channel.close();
        throw Failure.retry(
            "process "
                + Files.readString(file).strip()
                + " has been starting the database of this home for too long",
            null);
      }
    }
    channel.truncate(0);
    String pid = String.valueOf(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return new StartLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another thread of this very process.
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

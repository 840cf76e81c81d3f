package com.orgscope.state;

import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One locked byte, far out in an empty file, for each process on a home: who can lock them all is
 * alone. It only spares the last one's successor a wait; what ends the server is the FIFO.
 */
record Presence(FileChannel channel, FileLock own) {
  static Presence in(Path file) throws IOException {
    FileChannel channel = OwnersOnly.open(file);
    while (true) {
      FileLock own = channel.tryLock(ThreadLocalRandom.current().nextLong(1L << 60), 1, false);
      if (own != null) {
        return new Presence(channel, own);
      }
    }
  }

  boolean leaveAndSeeNobody() throws IOException {
    try (channel) {
      own.release();
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Somebody else within this process.
      return false;
    }
  }
}

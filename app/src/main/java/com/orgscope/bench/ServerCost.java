package com.orgscope.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processor time of whoever answers: of this process without the threads that ask, the compiler's
 * and the collector's in it, and of the database inside with its connections. It says the same on a
 * busy machine as on an idle one, so that it tells whether so many cores can answer so many
 * requests.
 */
final class ServerCost {
  /** What threads that ask are called. */
  static final String ASKER = "bench-asker-";

  private static final String CLIENT = "HttpClient-";
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int LEVELS = 4;

  private final Path home;

  /**
   * @param home of the database inside
   */
  ServerCost(Path home) {
    this.home = home;
  }

  /** Nanoseconds from a beginning that is the same for all looks at one pool of askers. */
  record Spent(long pages, long database) {
    Spent since(Spent before) {
      return new Spent(pages - before.pages, database - before.database);
    }

    /** Milliseconds of both for each of them. */
    double each(int requests) {
      return (pages + database) / 1e6 / requests;
    }
  }

  Spent now() {
    long asking = 0;
    for (long id : THREADS.getAllThreadIds()) {
      ThreadInfo thread = THREADS.getThreadInfo(id);
      if (thread != null && asks(thread.getThreadName())) {
        asking += Math.max(0, THREADS.getThreadCpuTime(id));
      }
    }
    return new Spent(SYSTEM.getProcessCpuTime() - asking, database());
  }

  private static boolean asks(String thread) {
    return thread.startsWith(ASKER) || thread.startsWith(CLIENT);
  }

  /** Of the processes that are there now; 0 where the database is elsewhere. */
  private long database() {
    return postmaster().stream()
        .flatMap(server -> Stream.concat(Stream.of(server), server.children()))
        .mapToLong(process -> process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
        .sum();
  }

  private Optional<ProcessHandle> postmaster() {
    try (Stream<Path> files =
        Files.find(
            home.resolve("postgres"), LEVELS, (file, kind) -> file.endsWith("postmaster.pid"))) {
      Optional<Path> said = files.findFirst();
      return said.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(Files.readAllLines(said.get()).getFirst().strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

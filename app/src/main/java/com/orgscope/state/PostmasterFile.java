package com.orgscope.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a running server says of itself in its data folder ({@code postmaster.pid}).
 *
 * @param pid 0 when the file says nothing, as after a power cut
 * @param port 0 while the server has not got that far
 */
record PostmasterFile(long pid, int port, String status, Instant writtenAt) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  static Optional<PostmasterFile> read(Path data) throws IOException {
    try {
      Path path = path(data);
      List<String> lines = Files.readAllLines(path);
      return Optional.of(
          new PostmasterFile(
              number(lines, 0),
              (int) number(lines, PORT_LINE),
              lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "starting",
              Files.getLastModifiedTime(path).toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static long number(List<String> lines, int line) {
    return lines.size() > line && !lines.get(line).isBlank()
        ? Long.parseLong(lines.get(line).strip())
        : 0;
  }

  static Path path(Path data) {
    return data.resolve("postmaster.pid");
  }

  boolean ready() {
    return status.equals("ready") && port > 0;
  }

  /** The server that wrote this, if it still runs; not a stranger that was given its number. */
  Optional<ProcessHandle> server() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process ->
            process
                .info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElseGet(() -> Watchdog.startedBefore(process, writtenAt)));
  }
}

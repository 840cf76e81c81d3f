package com.orgscope.state;

import com.orgscope.kernel.Home.OwnersOnly;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The small process that runs the server while anybody holds the home's FIFO open; what it does is
 * told in {@code watchdog.sh}. It stands between them because a server that is a child of the first
 * Orgscope process would die with it, under the feet of the second.
 */
record Watchdog(Path folder) {
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);
  private static final long LONGEST_LOG_BYTES = 16L << 20;

  Path fifo() {
    return folder.resolve("alive");
  }

  Path log() {
    return folder.resolve("log");
  }

  /** Makes the FIFO; under the start lock, so only once. */
  void prepare() throws IOException, InterruptedException {
    if (!Files.exists(fifo())
        && new ProcessBuilder("mkfifo", "-m", "600", fifo().toString()).start().waitFor() != 0) {
      throw new IOException("mkfifo could not make " + fifo());
    }
  }

  /** Starts one that runs {@code command}; in its own process group, so that Ctrl-C spares it. */
  Process start(ServerUser user, Path data, List<String> command) throws IOException {
    Path script = folder.resolve("watchdog.sh");
    try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream("watchdog.sh"))) {
      Files.deleteIfExists(script);
      Files.write(OwnersOnly.file(script), text.readAllBytes());
    }
    File log = log().toFile();
    if (log.length() > LONGEST_LOG_BYTES) {
      Files.delete(log.toPath());
    }
    if (!log.exists()) {
      OwnersOnly.file(log.toPath());
    }
    List<String> words = new ArrayList<>(ownGroup());
    words.addAll(List.of("sh", script.toString(), fifo().toString(), data.toString()));
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().put("RUN_AS", String.join(" ", user.prefix()));
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** The one that runs now, whoever started it. */
  Optional<ProcessHandle> running() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    String pid = Files.readString(pidFile()).strip();
    Instant writtenAt = Files.getLastModifiedTime(pidFile()).toInstant();
    return pid.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(pid))
            .filter(ProcessHandle::isAlive)
            .filter(process -> startedBefore(process, writtenAt));
  }

  /** Process numbers are given again; a process that started later did not write the file. */
  static boolean startedBefore(ProcessHandle process, Instant writtenAt) {
    return process
        .info()
        .startInstant()
        .map(start -> start.isBefore(writtenAt.plus(CLOCK_SLACK)))
        .orElse(true);
  }

  private Path pidFile() {
    return folder.resolve("watchdog");
  }

  private static List<String> ownGroup() {
    return Files.isExecutable(Path.of("/usr/bin/setsid"))
            || Files.isExecutable(Path.of("/bin/setsid"))
        ? List.of("setsid")
        : List.of("sh", "-c", "set -m; \"$@\" & wait", "group");
  }
}

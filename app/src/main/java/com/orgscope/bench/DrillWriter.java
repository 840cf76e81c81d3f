package com.orgscope.bench;

import com.orgscope.kernel.Failure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process of its own that carries live events to the lake until it is killed. */
final class DrillWriter {
  private static final Logger LOG = LoggerFactory.getLogger(DrillWriter.class);
  private static final String REACHED = "crash point reached: ";

  private final Process process;
  private final CompletableFuture<String> reached = new CompletableFuture<>();

  private DrillWriter(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::listen);
  }

  /**
   * @param settings system properties
   */
  static DrillWriter start(Path home, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-Xmx") && !argument.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx400m", "-XX:TieredStopAtLevel=1"));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(
        List.of(
            "-cp",
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator)),
            "com.orgscope.Orgscope",
            "--home",
            home.toString(),
            "ingest",
            "live"));
    try {
      return new DrillWriter(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw Failure.operator("no process can be started: " + e.getMessage(), e);
    }
  }

  private void listen() {
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      while (line != null) {
        if (line.contains(REACHED)) {
          reached.complete(line.substring(line.indexOf(REACHED) + REACHED.length()));
        }
        LOG.debug("The writer says: {}", line);
        line = said.readLine();
      }
    } catch (IOException e) {
      LOG.debug("The writer says no more.", e);
    }
  }

  /** Waits until the process stands at its crash point; false if it does not come there in time. */
  boolean awaitPoint(Duration longest) throws InterruptedException {
    try {
      reached.get(longest.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw Failure.bug("nothing fails here", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** By SIGKILL, which a process cannot see coming. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}

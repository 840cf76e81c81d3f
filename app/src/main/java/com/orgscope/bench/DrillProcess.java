package com.orgscope.bench;

import com.orgscope.kernel.Failure;
import com.orgscope.state.KillPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of its own that does a command of the product until it is killed. It ends with the
 * process that started it, however that ends.
 */
final class DrillProcess {
  private static final Logger LOG = LoggerFactory.getLogger(DrillProcess.class);
  private static final String PRODUCT = "com.orgscope.Orgscope";
  private static final int LINES_KEPT = 20;

  private final Process process;
  private final List<String> points;
  private final CountDownLatch left;
  private final Set<String> reached = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> lastLines = new LinkedBlockingQueue<>(LINES_KEPT);

  /**
   * How a process of the product is started.
   *
   * @param under a program that starts it, with its options; empty if none does
   */
  record Launch(List<String> under, List<String> javaOptions, String classPath) {
    /** As this one was, for drills: small, and quick to begin. */
    static Launch same() {
      List<String> options = new ArrayList<>(own());
      options.addAll(List.of("-Xmx400m", "-XX:TieredStopAtLevel=1"));
      return new Launch(List.of(), options, System.getProperty("java.class.path"));
    }

    /** As this one was, for measuring. */
    static Launch alone(List<String> under) {
      return new Launch(under, own(), System.getProperty("java.class.path"));
    }

    private static List<String> own() {
      return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(option -> !option.startsWith("-Xmx") && !option.startsWith("-javaagent"))
          .toList();
    }
  }

  private DrillProcess(Process process, List<String> points) {
    this.process = process;
    this.points = points;
    this.left = new CountDownLatch(points.size());
    Thread.ofVirtual().start(this::listen);
  }

  /**
   * @param launch how a process of the product is started
   * @param settings system properties
   * @param points where it stands still, each with the pass
   * @param words of its command line, behind the home
   */
  static DrillProcess start(
      Launch launch,
      Path home,
      Map<String, String> settings,
      List<String> points,
      String... words) {
    List<String> command = new ArrayList<>(launch.under());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launch.javaOptions());
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-D" + KillPoint.PROPERTY + "=" + String.join(",", points));
    command.addAll(
        List.of(
            "-cp",
            launch.classPath(),
            DrillProcess.class.getName(),
            String.valueOf(ProcessHandle.current().pid()),
            "--home",
            home.toString()));
    command.addAll(List.of(words));
    try {
      return new DrillProcess(
          new ProcessBuilder(command).redirectErrorStream(true).start(), List.copyOf(points));
    } catch (IOException e) {
      throw Failure.operator("no process can be started: " + e.getMessage(), e);
    }
  }

  /**
   * The process itself.
   *
   * @param arguments whose child it is, then a command line of the product
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(arguments[0]));
    if (parent.isEmpty()) {
      return;
    }
    ProcessHandle watched = parent.get();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          watched.onExit().join();
          Runtime.getRuntime().halt(1);
        });
    Class.forName(PRODUCT)
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private void listen() {
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      while (line != null) {
        if (line.contains(KillPoint.REACHED)
            && points.contains(
                line.substring(line.indexOf(KillPoint.REACHED) + KillPoint.REACHED.length()))
            && reached.add(name(line))) {
          left.countDown();
        }
        LOG.debug("The process says: {}", line);
        while (!lastLines.offer(line)) {
          var unused = lastLines.poll();
        }
        line = said.readLine();
      }
    } catch (IOException e) {
      LOG.debug("The process says no more.", e);
    }
  }

  /** Of the point, without the pass. */
  private static String name(String line) {
    String point = line.substring(line.indexOf(KillPoint.REACHED) + KillPoint.REACHED.length());
    return point.substring(0, point.indexOf(':'));
  }

  /** Its last lines. */
  String said() {
    return String.join("\n", lastLines);
  }

  /** Waits until the process stands at all of its crash points; the names it has come to. */
  Set<String> awaitPoints(Duration longest) throws InterruptedException {
    boolean _ = left.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    return Set.copyOf(reached);
  }

  /** Whether it ended by itself within that time. */
  boolean ended(Duration longest) throws InterruptedException {
    return process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How it ended. */
  int exit() {
    return process.exitValue();
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

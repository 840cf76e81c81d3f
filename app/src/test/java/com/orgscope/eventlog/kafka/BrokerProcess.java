package com.orgscope.eventlog.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** A real broker in a process of its own, so that it can be killed. */
public final class BrokerProcess {
  private static final Path FOLDER = Path.of("target", "test-kafka").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 60;

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private Process process;

  private BrokerProcess(Path folder, int port, int controllerPort) throws IOException {
    this.folder = folder;
    this.port = port;
    this.controllerPort = controllerPort;
    this.process = launch();
  }

  /** The one of this test run; it is stopped when the run ends. */
  public static BrokerProcess shared() {
    return One.BROKER;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** By SIGKILL; the next one has what this one had stored. */
  public synchronized void killAndStart() {
    try {
      process.destroyForcibly().waitFor();
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process launch() throws IOException {
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                folder.toString(),
                String.valueOf(port),
                String.valueOf(controllerPort))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!listens() && started.isAlive() && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    if (!listens()) {
      started.destroyForcibly();
      throw new IOException("the broker does not start; see " + folder.resolve("log"));
    }
    return started;
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The broker itself; it ends when its parent does. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + arguments[2]),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s"
                    .formatted(arguments[1], arguments[2])),
            Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + arguments[1]),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("log.dirs", folder.resolve("data").toString()),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("log.segment.delete.delay.ms", "1000"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0")));
    if (!Files.exists(folder.resolve("data").resolve("meta.properties"))) {
      Path file = folder.resolve("server.properties");
      try (var out = Files.newOutputStream(file)) {
        properties.store(out, null);
      }
      StorageTool.execute(
          new String[] {"format", "-t", "orgscope-test-cluster1", "-c", file.toString()},
          System.out);
    }
    new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM).startup();
    ProcessHandle.current().parent().orElseThrow().onExit().join();
    Runtime.getRuntime().halt(0);
  }

  private static final class One {
    private static final BrokerProcess BROKER = make();

    private static BrokerProcess make() {
      try {
        Files.createDirectories(FOLDER);
        Path folder = Files.createTempDirectory(FOLDER, "broker");
        List<Integer> ports = freePorts();
        return new BrokerProcess(folder, ports.get(0), ports.get(1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<Integer> freePorts() throws IOException {
      try (var one = new java.net.ServerSocket(0);
          var two = new java.net.ServerSocket(0)) {
        return List.of(one.getLocalPort(), two.getLocalPort());
      }
    }
  }
}

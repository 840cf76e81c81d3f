package com.orgscope.eventlog.kafka;

import com.orgscope.testing.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** A real broker in a process of its own, so that it can be killed. */
public final class BrokerProcess {
  private static final int PATIENCE_SECONDS = 180;

  /** What opens the listener that wants to know who comes, as Event Hubs do. */
  public static final String CONNECTION_STRING =
      "Endpoint=sb://acme.example/;SharedAccessKeyName=listen;SharedAccessKey=c2VjcmV0LW9mLXRlc3Q=";

  private static final String STORE_PASSWORD = "secret-of-the-test";

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private final int securePort;
  private Process process;

  private BrokerProcess(Path folder, List<Integer> ports) throws IOException {
    this.folder = folder;
    this.port = ports.get(0);
    this.controllerPort = ports.get(1);
    this.securePort = ports.get(2);
    makeCertificate(trustStore());
    this.process = launch();
  }

  /** The one of this test run; it is stopped when the run ends. */
  public static BrokerProcess shared() {
    return One.BROKER;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** By name, over TLS and with a password. */
  public String secureServers() {
    return "localhost:" + securePort;
  }

  /** The broker's certificate, made for this run. */
  public Path trustStore() {
    return folder.resolve("broker.p12");
  }

  public String trustStorePassword() {
    return STORE_PASSWORD;
  }

  private static void makeCertificate(Path store) throws IOException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!Files.exists(store)) {
      throw new IOException("no certificate could be made: " + said);
    }
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

  private synchronized void kill() {
    process.destroyForcibly().onExit().join();
  }

  /**
   * Stands still with all its connections open, as a machine does that swaps. Returns when none of
   * its threads runs: the signal alone is only on its way to them.
   */
  public void holdStill() {
    signal("STOP");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!standsStill()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("the broker does not stand still");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private synchronized boolean standsStill() {
    try (Stream<Path> threads =
        Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return threads.allMatch(BrokerProcess::isStopped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The state stands behind the name, which is in brackets and may hold any of them. */
  private static boolean isStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.startsWith(") T", stat.lastIndexOf(')'));
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void goOn() {
    signal("CONT");
  }

  private synchronized void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
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
                String.valueOf(controllerPort),
                String.valueOf(securePort))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!listens() && started.isAlive() && System.nanoTime() < until) {
      // What waits with the processor takes it from the broker.
      LockSupport.parkNanos(20_000_000);
    }
    if (!listens()) {
      started.destroyForcibly();
      throw new IOException(
          "the broker does not start: " + Files.readString(folder.resolve("log")));
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
                "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s,SASL_SSL://127.0.0.1:%s"
                    .formatted(arguments[1], arguments[2], arguments[3])),
            Map.entry(
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%s,SASL_SSL://localhost:%s"
                    .formatted(arguments[1], arguments[3])),
            Map.entry(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL"),
            Map.entry("sasl.enabled.mechanisms", "PLAIN"),
            Map.entry(
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " user_$ConnectionString=\""
                    + CONNECTION_STRING
                    + "\";"),
            Map.entry("ssl.keystore.location", folder.resolve("broker.p12").toString()),
            Map.entry("ssl.keystore.type", "PKCS12"),
            Map.entry("ssl.keystore.password", STORE_PASSWORD),
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
        BrokerProcess broker = new BrokerProcess(Files.createTempDirectory("broker"), freePorts());
        // It writes in its folder until it ends.
        RunFolder.beforeItIsRemoved(broker::kill);
        return broker;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<Integer> freePorts() throws IOException {
      try (var one = new java.net.ServerSocket(0);
          var two = new java.net.ServerSocket(0);
          var three = new java.net.ServerSocket(0)) {
        return List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
      }
    }
  }
}

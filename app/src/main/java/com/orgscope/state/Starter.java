package com.orgscope.state;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the server that runs on a home, or starts one. The caller holds the start lock and the
 * FIFO, so nobody else starts one meanwhile and a running one stays, unless it is already stopping;
 * then it is waited for.
 */
final class Starter {
  private static final int STARTS = 5;
  private static final int LOG_LINES = 15;

  private final ServerFolder folder;
  private final String postgres;
  private final Watchdog watchdog;
  private final Deadline deadline;
  private int port;
  private int starts;
  private @Nullable Process started;

  /**
   * @param postgres whose programs
   * @param lastPort the port it had when this process last saw it; 0 for any
   */
  Starter(ServerFolder folder, String postgres, int lastPort, Deadline deadline) {
    this.folder = folder;
    this.postgres = postgres;
    this.watchdog = folder.watchdog();
    this.port = lastPort;
    this.deadline = deadline;
  }

  EmbeddedServer.Running joinOrStart() throws IOException, InterruptedException {
    do {
      Optional<PostmasterFile> file = PostmasterFile.read(folder.data());
      Optional<ProcessHandle> server = file.flatMap(PostmasterFile::server);
      Optional<ProcessHandle> guard = watchdog.running();
      if (guard.isPresent()) {
        if (server.isPresent() && file.orElseThrow().ready()) {
          Optional<EmbeddedServer.Running> joined = join(file.orElseThrow(), guard.get());
          if (joined.isPresent()) {
            return joined.get();
          }
        }
      } else if (server.isPresent()) {
        stopOrphan(server.get());
      } else if (started == null || !started.isAlive()) {
        start(file.isPresent());
      }
    } while (deadline.goesOn());
    throw Failure.operator("PostgreSQL was not ready in time; it says:\n" + lastWords());
  }

  /** Empty where it is about to go, so that waiting helps. */
  private Optional<EmbeddedServer.Running> join(PostmasterFile file, ProcessHandle guard) {
    EmbeddedServer.Running server = new EmbeddedServer.Running(file.port(), folder.secret(), guard);
    try {
      server.connect("postgres", EmbeddedServer.SUPERUSER, server.secret().superusers()).close();
      return Optional.of(server);
    } catch (SQLException e) {
      if (Connections.serverIsAway(e)) {
        return Optional.empty();
      }
      throw Failure.operator(
          "process "
              + file.pid()
              + " runs PostgreSQL on "
              + folder.data()
              + " and does not let Orgscope in ("
              + e.getMessage()
              + "): stop it first",
          e);
    }
  }

  /**
   * A server without its watchdog would outlive everybody. One of our own programs is asked to
   * stop, and one of our own follows; any other belongs to somebody.
   */
  private void stopOrphan(ProcessHandle server) throws IOException, InterruptedException {
    String programs =
        postgres.equals("embedded")
            ? folder.path().toString()
            : Binaries.of(postgres, folder).folder().toString();
    boolean ours = server.info().command().map(c -> c.startsWith(programs)).orElse(false);
    if (!ours) {
      throw Failure.operator(
          "process "
              + server.pid()
              + " holds "
              + folder.data()
              + ", and Orgscope did not start it: stop it first");
    }
    new ProcessBuilder("kill", "-INT", String.valueOf(server.pid())).start().waitFor();
  }

  private void start(boolean leftover) throws IOException, InterruptedException {
    if (starts++ == STARTS) {
      throw Failure.operator("PostgreSQL does not start; it says:\n" + lastWords());
    }
    if (leftover) {
      // PostgreSQL takes any process with the old number for its own, and after a restart of the
      // machine or container some other process has it.
      Files.delete(PostmasterFile.path(folder.data()));
    }
    Binaries binaries = Binaries.of(postgres, folder);
    ServerUser user = ServerUser.of(folder.path());
    folder.initialize(user, binaries);
    if (port == 0 || starts > 1) {
      port = freePort();
    }
    started =
        watchdog.start(
            user,
            folder.data(),
            List.of(
                binaries.program("postgres"),
                "-D",
                folder.data().toString(),
                "-p",
                String.valueOf(port)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String lastWords() throws IOException {
    if (!Files.exists(watchdog.log())) {
      return "(nothing)";
    }
    List<String> lines = Files.readAllLines(watchdog.log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }
}

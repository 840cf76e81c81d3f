package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** What PostgreSQL keeps in a home: {@code postgres/} and all below it. */
record ServerFolder(Path path) {
  /** Small, since one company's rows are few; the many events are in the lake. */
  private static final String CONFIGURATION =
      """
      # Written by Orgscope at every start.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      max_connections = 100
      shared_buffers = 64MB
      work_mem = 8MB
      maintenance_work_mem = 64MB
      effective_cache_size = 512MB
      max_wal_size = 512MB
      wal_compression = on
      wal_level = minimal
      wal_recycle = off
      max_wal_senders = 0
      autovacuum_max_workers = 2
      max_parallel_workers_per_gather = 0
      max_logical_replication_workers = 0
      jit = off
      timezone = 'UTC'
      log_timezone = 'UTC'
      log_checkpoints = off
      log_error_verbosity = terse
      log_min_error_statement = panic
      log_line_prefix = '%m [%p] '
      """;

  /**
   * Rounds of hashing make a password that somebody can guess dearer to guess. Ours are random, and
   * each connection of each command would pay for the rounds.
   */
  private static final String SIGN_IN_SOON = "scram_iterations = 1";

  private static final int PASSWORD_BYTES = 24;

  Path data() {
    return path.resolve("data");
  }

  Path lock() {
    return path.resolve("lock");
  }

  Path present() {
    return path.resolve("present");
  }

  Watchdog watchdog() {
    return new Watchdog(path);
  }

  void make() throws IOException {
    OwnersOnly.folder(path);
  }

  /** Whether a server was started here before. */
  boolean isInitialized() {
    return Files.exists(data());
  }

  /** Made with the data. */
  Secret secret() {
    return new Secret(passwordFile());
  }

  /** Makes the data folder on the first start; one that is half made never shows. */
  void initialize(ServerUser user, Binaries binaries) throws IOException, InterruptedException {
    if (!isInitialized()) {
      byte[] secret = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(secret);
      // An initdb whose parent was killed may still be writing into an earlier one.
      Folders.deleteWhatCanBe(path, "data.new-*");
      Path half = Files.createTempDirectory(path, "data.new-");
      Files.deleteIfExists(passwordFile());
      OwnersOnly.file(passwordFile());
      Files.writeString(passwordFile(), HexFormat.of().formatHex(secret));
      user.give(passwordFile());
      user.give(half);
      try {
        runInitdb(user, binaries, half);
        Files.move(half, data(), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        FileSystemUtils.deleteRecursively(half);
      }
    }
    Files.writeString(
        data().resolve("postgresql.conf"),
        CONFIGURATION
            + (binaries.version() < 16 ? "" : SIGN_IN_SOON + "\n")
            + (binaries.version() < 18 ? "" : "io_method = sync\n"));
  }

  private void runInitdb(ServerUser user, Binaries binaries, Path target)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                user.command(
                    Stream.concat(
                            Stream.of(
                                binaries.program("initdb"),
                                "--pgdata=" + target,
                                "--username=" + EmbeddedServer.SUPERUSER,
                                "--pwfile=" + passwordFile(),
                                "--auth=scram-sha-256",
                                "--encoding=UTF8"),
                            Stream.concat(
                                locale(binaries.version()), signInSoon(binaries.version())))
                        .toList()))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    CompletableFuture<String> said =
        CompletableFuture.supplyAsync(() -> all(process), Thread::startVirtualThread);
    try {
      if (process.waitFor() != 0) {
        throw Failure.operator(
            "PostgreSQL's initdb failed in " + path + ": " + said.join().strip());
      }
    } catch (InterruptedException e) {
      // Otherwise it would go on writing behind us.
      process.destroy();
      process.onExit().join();
      throw e;
    }
  }

  private static String all(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** The same order of text on every operating system; before 17 letters are the system's. */
  private static Stream<String> locale(int version) {
    if (version >= 17) {
      return Stream.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
    }
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    return Stream.of("--locale=C", "--lc-ctype=" + (mac ? "UTF-8" : "C.UTF-8"));
  }

  private static Stream<String> signInSoon(int version) {
    return version < 16 ? Stream.of() : Stream.of("--set=" + SIGN_IN_SOON.replace(" ", ""));
  }

  private Path passwordFile() {
    return path.resolve("owner.password");
  }
}

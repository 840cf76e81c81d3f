package com.orgscope.state;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.RunFolder;
import com.orgscope.testing.TargetLock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Homes whose database is initialized and has every migration before a test begins. Unpacking,
 * initdb and migrations take seconds and are the same for all, so they are done once for each set
 * of migrations and copied; a test of these steps themselves takes an empty folder.
 */
public final class PreparedHome {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  /**
   * A process that dies loses nothing by it, only a machine that does, and no test stops the
   * machine; making a database becomes three times as fast. Each of many tests has a database of
   * its own on one server, and whoever comes when its connections are all taken waits half a
   * minute.
   */
  private static final String QUICK =
      "fsync = off\nfull_page_writes = off\nmax_connections = 400\n";

  /**
   * The roles' passwords are long random numbers, which rounds of hashing make no safer; each
   * connection of a test would pay for all of them, and homes that are made new still do.
   */
  private static final String SIGNED_IN_SOON = "SET scram_iterations = 1";

  private static final String PROGRAMS = "binaries-";

  /** What only a running server has. */
  private static final Set<String> OF_A_RUNNING_SERVER =
      Set.of("alive", "lock", "present", "watchdog", "log");

  private PreparedHome() {}

  /** Gives {@code home} a database that is up to date, unless it has one. */
  public static synchronized Path in(Path home) {
    // Two test processes may want the same home, and both want the original.
    return TargetLock.holding(
        "prepared-home",
        () -> {
          Path postgres = home.resolve("postgres");
          if (!Files.exists(postgres)) {
            Files.createDirectories(home);
            fill(OwnersOnly.folder(postgres));
          }
          return home;
        });
  }

  private static void fill(Path postgres) throws IOException {
    Path original = original();
    Path beside = besideOf(postgres, original);
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(original)) {
      for (Path part : parts) {
        copy(part, beside, postgres);
      }
    }
    Files.writeString(
        postgres.resolve("data").resolve("postgresql.auto.conf"),
        QUICK,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /**
   * @param programs that can be linked to; they are shared, data is not
   */
  private static void copy(Path part, Path programs, Path postgres) throws IOException {
    String name = part.getFileName().toString();
    if (name.startsWith(PROGRAMS)) {
      copied("-al", programs.resolve(name), postgres);
    } else if (!OF_A_RUNNING_SERVER.contains(name)) {
      copied("-a", part, postgres);
    }
  }

  private static void copied(String how, Path from, Path to) throws IOException {
    ChildProcess.run(new ProcessBuilder("cp", how, from.toString(), to.toString()).inheritIO());
  }

  /** No link leads from one file system to another, where the programs are copied once. */
  private static Path besideOf(Path postgres, Path original) throws IOException {
    if (Files.getFileStore(postgres).equals(Files.getFileStore(original))) {
      return original;
    }
    Path here = RunFolder.resolve("prepared-programs");
    if (!Files.exists(here)) {
      Path half = Files.createDirectories(here.resolveSibling("prepared-programs-half"));
      try (DirectoryStream<Path> programs = Files.newDirectoryStream(original, PROGRAMS + "*")) {
        for (Path program : programs) {
          copied("-a", program, half);
        }
      }
      Files.move(half, here);
    }
    return here;
  }

  /** Made by whoever asks first; the caller holds the lock. */
  private static Path original() throws IOException {
    String digest = Migrations.onClasspath().digest().substring(0, 16);
    Path prepared = TARGET.resolve("prepared-home-" + digest);
    if (!Files.exists(prepared)) {
      Folders.deleteWhatCanBe(TARGET, "prepared-home-*");
      Path half = TARGET.resolve("prepared-home-half");
      Home home = new Home(half);
      EmbeddedServer server = new EmbeddedServer(home, PATIENCE);
      try (Database database = new Database(server, null, 2)) {
        database.dataSource();
        signInSoon(server, new ServerFolder(home.resolve("postgres")).secret());
      }
      Files.move(half, prepared);
    }
    return prepared.resolve("postgres");
  }

  private static void signInSoon(EmbeddedServer server, Secret secret) throws IOException {
    try (Connection superuser = server.connectAsSuperuser("postgres")) {
      Roles.execute(superuser, SIGNED_IN_SOON);
      Roles.put(superuser, EmbeddedServer.SUPERUSER, "PASSWORD '" + secret.superusers() + "'");
      for (String role : List.of(EmbeddedServer.OWNER, ApplicationRole.NAME)) {
        Roles.put(superuser, role, "PASSWORD '" + secret.of(role) + "'");
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}

package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Looks at an installation: who can read its files, what the database's roles can do, whether there
 * is room, and whether clocks agree. It changes nothing.
 */
@Component
public final class Checkup {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);
  private static final long SCARCE = 1L << 30;
  private static final long SOON_SCARCE = 5L << 30;
  private static final Duration CLOCKS_AGREE = Duration.ofSeconds(60);
  private static final int OLDEST_POSTGRES = 15;

  private final Home home;
  private final Database database;
  private final StateSettings settings;
  private final InstantSource clock;

  Checkup(Home home, Database database, StateSettings settings, InstantSource clock) {
    this.home = home;
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  /** How grave a finding is. */
  public enum Grade {
    /** As it should be. */
    GOOD,
    /** Works, and is less safe than it could be. */
    WARNING,
    /** Must be mended. */
    WRONG
  }

  /**
   * @param about what was looked at, the same words every time
   * @param found what there is
   * @param mend what to do; empty where there is nothing
   */
  public record Finding(String about, Grade grade, String found, String mend) {}

  /** In the order of an installation's parts. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(files("keys"));
    findings.add(files("journal"));
    findings.add(files("lake"));
    findings.add(files("postgres"));
    findings.add(disk());
    try (Connection application = database.asApplication()) {
      findings.add(version(application));
      findings.add(role(application));
      catalogue(application, findings);
      findings.add(owner());
      findings.add(clock(application));
    } catch (SQLException | Failure e) {
      findings.add(
          new Finding(
              "database",
              Grade.WRONG,
              "cannot be used: " + e.getMessage(),
              settings.external()
                  ? "see that the server of ORGSCOPE_DATABASE_URL runs and lets its owner in"
                  : "see " + home.resolve("postgres").resolve("log")));
    }
    findings.add(serverAndKeys());
    return findings;
  }

  private Finding files(String folder) {
    String about = "files in " + folder;
    Path path = home.resolve(folder);
    if (!Files.exists(path)) {
      return new Finding(about, Grade.GOOD, "none yet", "");
    }
    try {
      if (!open(path)) {
        // Nobody passes the folder, whatever lies in it.
        return new Finding(about, Grade.GOOD, "only their owner reaches them", "");
      }
      List<Path> open = open(path, new ArrayList<>());
      return open.isEmpty()
          ? new Finding(about, Grade.GOOD, "only their owner can read them", "")
          : new Finding(
              about,
              Grade.WRONG,
              open.size() + " can be read by other users, such as " + open.getFirst(),
              "chmod -R go= " + path);
    } catch (IOException | UnsupportedOperationException e) {
      return new Finding(about, Grade.WARNING, "cannot be looked at: " + e.getMessage(), "");
    }
  }

  private static List<Path> open(Path folder, List<Path> found) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && open(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes)
              throws IOException {
            return open(below) || below.equals(folder)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // A running server takes its files away meanwhile.
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static boolean open(Path path) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    return permissions.stream().anyMatch(OTHERS::contains);
  }

  private Finding disk() {
    try {
      long free = Files.getFileStore(home.path()).getUsableSpace();
      String found = "%.1f GB free".formatted(free / (double) (1L << 30));
      if (free < SCARCE) {
        return new Finding("disk", Grade.WRONG, found, "make room: the lake and the database grow");
      }
      return free < SOON_SCARCE
          ? new Finding("disk", Grade.WARNING, found, "make room soon")
          : new Finding("disk", Grade.GOOD, found, "");
    } catch (IOException e) {
      return new Finding("disk", Grade.WARNING, "cannot be asked: " + e.getMessage(), "");
    }
  }

  private static Finding version(Connection application) throws SQLException {
    String version = Catalogue.rows(application, "SHOW server_version").getFirst();
    int major = application.getMetaData().getDatabaseMajorVersion();
    return major < OLDEST_POSTGRES
        ? new Finding(
            "database",
            Grade.WRONG,
            "PostgreSQL " + version,
            "use PostgreSQL " + OLDEST_POSTGRES + " or newer")
        : new Finding("database", Grade.GOOD, "PostgreSQL " + version, "");
  }

  private static Finding role(Connection application) throws SQLException {
    return ApplicationRole.harm(application)
        .map(harm ->
            new Finding(
                "application's role",
                Grade.WRONG,
                harm,
                "take that from it, as the database's owner"))
        .orElse(
            new Finding(
                "application's role",
                Grade.GOOD,
                "what Orgscope signs in as owns nothing, makes nothing and becomes nobody else",
                ""));
  }

  private static void catalogue(Connection application, List<Finding> findings)
      throws SQLException {
    List<String> broken = Catalogue.findings(application);
    for (String rule : broken) {
      findings.add(
          new Finding(
              "database rights",
              Grade.WRONG,
              rule,
              "no migration of Orgscope leaves this: find who changed it and take it back"));
    }
    if (broken.isEmpty()) {
      findings.add(
          new Finding(
              "database rights",
              Grade.GOOD,
              "owners, functions, grants and policies keep every rule",
              ""));
    }
  }

  private Finding owner() throws SQLException {
    try (Connection owner = database.asOwner()) {
      String superuser =
          Catalogue.rows(owner, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user")
              .getFirst();
      return superuser.equals("true")
          ? new Finding(
              "database owner",
              Grade.WARNING,
              "ORGSCOPE_DATABASE_URL names a superuser",
              "name an owner that has only its database and CREATEROLE")
          : new Finding("database owner", Grade.GOOD, "no superuser", "");
    }
  }

  private Finding clock(Connection application) throws SQLException {
    Instant theirs =
        Instant.ofEpochMilli(
            Long.parseLong(
                Catalogue.rows(
                        application,
                        "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text")
                    .getFirst()));
    Duration apart = Duration.between(clock.instant(), theirs).abs();
    return apart.compareTo(CLOCKS_AGREE) > 0
        ? new Finding(
            "clock",
            Grade.WRONG,
            "this machine and the database are " + apart.toSeconds() + " seconds apart",
            "set both by a time server")
        : new Finding("clock", Grade.GOOD, "agrees with the database's", "");
  }

  /** Tried as the user the server runs as, not worked out from permissions. */
  private Finding serverAndKeys() {
    String about = "keys and the database server";
    Path keys = home.resolve("keys");
    if (settings.external() || !Files.exists(keys)) {
      return new Finding(about, Grade.GOOD, "the server does not share them", "");
    }
    try {
      List<String> look = List.of("test", "-r", keys.toString(), "-a", "-x", keys.toString());
      boolean reads =
          new ProcessBuilder(ServerUser.of(home.resolve("postgres")).command(look))
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
      return reads
          ? new Finding(
              about,
              Grade.WARNING,
              "the database server runs as the keys' owner and could read them",
              "name a server of another user in ORGSCOPE_DATABASE_URL")
          : new Finding(about, Grade.GOOD, "the database server cannot read them", "");
    } catch (IOException | Failure e) {
      return new Finding(about, Grade.WARNING, "cannot be tried: " + e.getMessage(), "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("interrupted", e);
    }
  }
}

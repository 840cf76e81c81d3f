package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one DuckDB of the process, in memory, opened by the first who needs it. It reads and writes
 * below the lake's folder and nowhere else, fetches no extension, and its settings are locked, so
 * that not even a mistaken question reaches the rest of the disk or the network.
 */
@Component
final class Engine implements AutoCloseable {
  private final Path root;
  private final Path spill;
  private final LakeSettings settings;
  private @Nullable DuckDBConnection first;

  Engine(Home home, LakeSettings settings) {
    this.root = home.resolve("lake");
    this.spill = root.resolve("tmp").resolve(UUID.randomUUID().toString());
    this.settings = settings;
  }

  /** A connection of its own, with its own temporary tables; close it after use. */
  synchronized DuckDBConnection connect() throws SQLException {
    DuckDBConnection open = first;
    if (open == null) {
      open = open();
      first = open;
    }
    return open.duplicate();
  }

  @Override
  public synchronized void close() throws SQLException, IOException {
    if (first != null) {
      first.close();
      first = null;
      if (Files.isDirectory(spill)) {
        try (var left = Files.list(spill)) {
          for (Path file : left.toList()) {
            Files.deleteIfExists(file);
          }
        }
        Files.deleteIfExists(spill);
      }
    }
  }

  private DuckDBConnection open() throws SQLException {
    try {
      OwnersOnly.folder(spill);
      OwnersOnly.closeFolder(root);
    } catch (IOException e) {
      throw Failure.operator("cannot create " + root + ": " + e.getMessage(), e);
    }
    // DuckDB makes files of its own, and spills some while a question runs.
    Umask.ownersOnly();
    DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    UnpackedLibrary.forget();
    try (Statement statement = connection.createStatement()) {
      for (String setting :
          List.of(
              "memory_limit = '" + settings.maxMemory().toMegabytes() + "MiB'",
              "threads = " + settings.workers(),
              "temp_directory = " + Literals.text(spill.toString()),
              "TimeZone = 'UTC'",
              "allowed_directories = " + Literals.paths(List.of(root)),
              "autoinstall_known_extensions = false",
              "autoload_known_extensions = false",
              "enable_external_access = false",
              "lock_configuration = true")) {
        statement.execute("SET GLOBAL " + setting);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }
}

package com.orgscope.state;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL that the operating system keeps up to date, in the place of the one that Orgscope
 * brings along: its programs, run by Orgscope on the home's own data.
 */
final class SystemPostgres {
  private static final int OLDEST = 15;
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  /** Where Debian, Red Hat and Homebrew put each version. */
  private static final List<List<String>> FOLDERS =
      List.of(
          List.of("/usr/lib/postgresql", "*"),
          List.of("/usr", "pgsql-*"),
          List.of("/opt/homebrew/opt", "postgresql@*"),
          List.of("/usr/local/opt", "postgresql@*"));

  private SystemPostgres() {}

  /**
   * @param wanted {@code system}, or a folder with {@code bin} in it or that folder itself
   * @param data whose version, if it was made before, must be the programs' own
   */
  static Binaries find(String wanted, Path data) throws IOException, InterruptedException {
    Optional<Integer> made = madeBy(data);
    if (!wanted.equals("system")) {
      Path folder = Path.of(wanted);
      return checked(
          folder.endsWith("bin")
              ? Objects.requireNonNull(folder.toAbsolutePath().getParent())
              : folder,
          made);
    }
    List<Binaries> installed = new ArrayList<>();
    for (Path folder : installed()) {
      version(folder).ifPresent(v -> installed.add(new Binaries(folder, v)));
    }
    return installed.stream()
        .filter(b -> b.version() >= OLDEST)
        .filter(b -> made.isEmpty() || made.get() == b.version())
        .max(Comparator.comparingInt(Binaries::version))
        .orElseThrow(() ->
            Failure.operator(
                "orgscope.state.postgres is system, and this machine has no PostgreSQL "
                    + made.map(v -> v + ", which made " + data).orElse(OLDEST + " or newer")
                    + " ("
                    + (installed.isEmpty() ? "none found" : "found: " + versions(installed))
                    + "): install its server programs, or name their folder in the setting"));
  }

  private static Binaries checked(Path folder, Optional<Integer> made)
      throws IOException, InterruptedException {
    int version =
        version(folder)
            .orElseThrow(() ->
                Failure.operator(
                    "orgscope.state.postgres names "
                        + folder
                        + ", where no bin/postgres runs: name the folder that holds bin/postgres and"
                        + " bin/initdb"));
    if (version < OLDEST) {
      throw Failure.operator(
          "%s is PostgreSQL %d, and Orgscope needs %d or newer".formatted(folder, version, OLDEST));
    }
    if (made.isPresent() && made.get() != version) {
      throw wrongVersion(folder.toString(), version, made.get());
    }
    return new Binaries(folder, version);
  }

  static Failure wrongVersion(String programs, int version, int made) {
    return Failure.operator(
        "this home's database was made by PostgreSQL %d, and %s is %d: set orgscope.state.postgres to a PostgreSQL %d (embedded is %d)"
            .formatted(made, programs, version, made, Binaries.EMBEDDED));
  }

  /** The version that made a data folder; empty if there is none yet. */
  static Optional<Integer> madeBy(Path data) throws IOException {
    Path file = data.resolve("PG_VERSION");
    return Files.exists(file)
        ? Optional.of(Integer.parseInt(Files.readString(file).strip()))
        : Optional.empty();
  }

  private static List<Path> installed() throws IOException {
    List<Path> found = new ArrayList<>();
    for (List<String> place : FOLDERS) {
      Path parent = Path.of(place.getFirst());
      if (Files.isDirectory(parent)) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, place.getLast())) {
          folders.forEach(found::add);
        }
      }
    }
    String path = System.getenv("PATH");
    Stream.of((path == null ? "" : path).split(":"))
        .filter(bin -> !bin.isBlank())
        .map(bin -> Path.of(bin).toAbsolutePath().getParent())
        .filter(folder -> folder != null && Files.isExecutable(folder.resolve("bin/initdb")))
        .forEach(found::add);
    return found;
  }

  private static Optional<Integer> version(Path folder) throws InterruptedException {
    Path program = folder.resolve("bin").resolve("postgres");
    if (!Files.isExecutable(program) || !Files.isExecutable(program.resolveSibling("initdb"))) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(said);
      return process.waitFor() == 0 && version.find()
          ? Optional.of(Integer.parseInt(version.group(1)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String versions(List<Binaries> installed) {
    return String.join(", ", installed.stream().map(b -> b.folder() + " " + b.version()).toList());
  }
}

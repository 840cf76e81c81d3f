package com.orgscope.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Where an operator can write a setting, as Spring Boot looks for them. Reading them all takes
 * long; that nobody wrote one there is seen at once.
 *
 * @param variables names of the environment's
 * @param properties names of the Java machine's
 * @param arguments {@code name=value} each
 * @param folder where the process runs; {@code application.*} is read there and in {@code config}
 */
public record SettingPlaces(
    Collection<String> variables,
    Collection<String> properties,
    List<String> arguments,
    Path folder) {
  /** Of the database, and of where further settings are. */
  private static final List<String> TELLING =
      List.of("orgscope.state.", "orgscope.database.url", "orgscope.home", "spring.");

  /**
   * Of this process.
   *
   * @param arguments settings that the command line brings, {@code name=value} each
   */
  public static SettingPlaces ofProcess(List<String> arguments) {
    return new SettingPlaces(
        System.getenv().keySet(),
        System.getProperties().stringPropertyNames(),
        arguments,
        Path.of(""));
  }

  /** True only if nobody can have said anything of the database. */
  boolean silent() {
    return variables.stream().noneMatch(SettingPlaces::tells)
        && properties.stream().noneMatch(SettingPlaces::tells)
        && arguments.stream().noneMatch(SettingPlaces::tells)
        && !holdsFiles();
  }

  /** However it is written: {@code ORGSCOPE_STATE_POSTGRES} is {@code orgscope.state.postgres}. */
  private static boolean tells(String name) {
    String dotted = name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    return TELLING.stream().anyMatch(dotted::startsWith);
  }

  private boolean holdsFiles() {
    if (Files.exists(folder.resolve("config"))) {
      return true;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "application*")) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      return true;
    }
  }
}

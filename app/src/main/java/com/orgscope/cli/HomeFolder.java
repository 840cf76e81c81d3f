package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether the folder that {@code --home} names is one of ours. A name typed wrong would otherwise
 * make a new and empty database, whose answers look like the company's.
 */
record HomeFolder(Path path) {
  /** One of them is there as soon as anything is kept. */
  private static final List<String> ROOMS = List.of("keys", "postgres", "lake");

  static HomeFolder of(Home home) {
    return new HomeFolder(home.path());
  }

  /**
   * @param make whether it may be made
   * @return what to tell if it was made
   * @throws Failure for the operator, if it cannot be used
   */
  Optional<String> use(boolean make) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw Failure.operator(path + " is a file and no folder: name a folder with --home");
    }
    if (ROOMS.stream().anyMatch(room -> Files.exists(path.resolve(room)))) {
      requireRights();
      return Optional.empty();
    }
    if (!make) {
      throw Failure.operator(
          "there is no Orgscope home at "
              + path
              + ": check --home, or make one with orgscope tenant create or orgscope demo");
    }
    try {
      Home.OwnersOnly.folder(path);
    } catch (AccessDeniedException e) {
      throw Failure.operator(
          "you have no rights to make "
              + path
              + ": give your account rights to the folder above it, or name another with --home",
          e);
    } catch (IOException e) {
      throw Failure.operator(path + " cannot be made: name another folder with --home", e);
    }
    requireRights();
    return Optional.of("A new home is made at " + path + ".");
  }

  private void requireRights() {
    if (!Files.isWritable(path) || !Files.isReadable(path)) {
      throw Failure.operator(
          "you have no rights to use the home at "
              + path
              + ": give your account rights to it, or name another with --home");
    }
  }
}

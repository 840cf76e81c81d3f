package com.orgscope.kernel;

import java.nio.file.Path;

/**
 * The folder that holds everything one installation keeps: database, lake, keys. Two homes never
 * meet.
 */
public record Home(Path path) {
  public Home {
    path = path.toAbsolutePath().normalize();
  }

  public Path resolve(String child) {
    return path.resolve(child);
  }
}

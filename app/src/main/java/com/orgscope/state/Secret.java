package com.orgscope.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the roles of the server inside sign in with: all follows from one file, which only the user
 * of the home can read, so nobody chooses or stores a password. It is read when it is needed and
 * not kept.
 */
record Secret(Path file) {
  /** The superuser's own. */
  String superusers() {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the database's password cannot be read", e);
    }
  }

  /** Of any other role; from it the superuser's cannot be worked out. */
  String of(String role) {
    return Roles.password(superusers(), role);
  }
}

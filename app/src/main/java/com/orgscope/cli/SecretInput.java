package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets that somebody gives: from a file or the environment, never from the command line. */
final class SecretInput {
  private static final int LARGEST = 64 << 10;

  private SecretInput() {}

  static String inFile(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw Failure.operator(file + " is too large for a secret");
      }
      String secret = Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw Failure.operator("the secret in " + file + " is empty");
      }
      return secret;
    } catch (IOException e) {
      throw Failure.operator("the secret in " + file + " cannot be read", e);
    }
  }

  static String inEnvironment(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw Failure.operator("the environment has no " + variable);
    }
    return value.strip();
  }
}

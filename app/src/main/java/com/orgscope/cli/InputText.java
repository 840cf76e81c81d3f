package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file that a command is given. */
final class InputText {
  private InputText() {}

  /**
   * @throws Failure for the operator, if there is none, or it is no UTF-8 text
   */
  static String of(Path file) {
    if (!Files.exists(file)) {
      throw Failure.operator("there is no file " + file);
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be read as UTF-8 text", e);
    }
  }
}

package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import org.jspecify.annotations.Nullable;

/** A person who can be asked. */
interface Keyboard {
  /** Nobody sits there: a script, a pipe. */
  Keyboard NONE = () -> null;

  /**
   * @return null if nobody answers
   */
  @Nullable String line();

  /** Whoever sits at the process's terminal, if both what is asked and what is typed pass it. */
  static Keyboard ofProcess() {
    if (!Screen.isTerminal(0) || !Screen.isTerminal(2)) {
      return NONE;
    }
    // A channel, since System.in would go on waiting when the process is stopped.
    BufferedReader typed =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel()),
                UTF_8));
    return () -> {
      try {
        String line = typed.readLine();
        return line == null ? "" : line;
      } catch (IOException e) {
        return "";
      }
    };
  }
}

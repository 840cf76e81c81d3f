package com.orgscope.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java process beside the test's own, for what only another process can show: that it is killed,
 * that it shares. It is short-lived, so only the first compiler works, and what it says on standard
 * error goes to a file of the run unless the test reads it.
 */
public final class ChildProcess {
  private static final Path SAID =
      Path.of(System.getProperty("java.io.tmpdir"), "children.log").toAbsolutePath();

  private ChildProcess() {}

  /** A process that runs a class of the tests. */
  public static ProcessBuilder of(
      Class<?> main, int megabytes, List<String> options, String... arguments) {
    return started(
        command(
            megabytes, options, System.getProperty("java.class.path"), main.getName(), arguments));
  }

  /** A process that runs the product as it ships, without a class of the tests. */
  public static ProcessBuilder ofProduct(int megabytes, List<String> options, String... arguments) {
    List<String> all = new ArrayList<>(ShippedProduct.javaOptions());
    all.addAll(options);
    return started(
        command(megabytes, all, ShippedProduct.classPath(), "com.orgscope.Orgscope", arguments));
  }

  static List<String> command(
      int megabytes, List<String> options, String classPath, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + megabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    return command;
  }

  static ProcessBuilder started(List<String> command) {
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(SAID.toFile()));
  }

  /** Waits for its end, which must be a good one. */
  public static void run(ProcessBuilder builder) throws IOException {
    try {
      int exit = builder.start().waitFor();
      if (exit != 0) {
        throw new IOException(String.join(" ", builder.command()) + " ended with " + exit);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

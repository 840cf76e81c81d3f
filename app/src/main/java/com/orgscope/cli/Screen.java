package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Standard error as people see it: at most one bar at the bottom of a terminal, and every other
 * line, a log's too, above it. A bar is drawn anew by returning to the start of its line and
 * writing over it, so no escape code is ever written; where a line cannot be written over, on a
 * pipe or a terminal that calls itself dumb, there is no bar.
 */
final class Screen {
  private static final int COLUMNS = 80;

  private final OutputStream raw;
  private final boolean draws;
  private final PrintStream stream;
  private String bar = "";
  private boolean silent;

  Screen(OutputStream raw, boolean draws) {
    this.raw = raw;
    this.draws = draws;
    this.stream = new PrintStream(new AboveTheBar(), true, UTF_8);
  }

  /** The process's own standard error. */
  static Screen ofProcess() {
    String term = System.getenv("TERM");
    boolean capable = term != null && !term.isEmpty() && !term.equals("dumb");
    return new Screen(new FileOutputStream(FileDescriptor.err), capable && isTerminal(2));
  }

  /** Whether one of the process's own streams is a terminal: 0 its input, 2 its errors. */
  static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null && System.console().isTerminal();
    }
  }

  /** Whether a line can be written over. */
  boolean draws() {
    return draws;
  }

  /** For everything but the bar. */
  PrintStream stream() {
    return stream;
  }

  /** Shows the bar's line in place of the one before it. */
  synchronized void show(String line) {
    String fitting = line.length() < COLUMNS ? line : line.substring(0, COLUMNS - 1);
    write(over(fitting));
    bar = fitting;
  }

  /** Takes the bar away and leaves this line where it was. */
  synchronized void end(String line) {
    write(over(line) + "\n");
    bar = "";
  }

  /** Says this and nothing any more: what breaks off by a stop would only be a fright. */
  synchronized void last(String line) {
    if (!silent) {
      end(line);
      silent = true;
    }
  }

  /** What replaces the bar on its line, the rest of it blanked out. */
  private String over(String line) {
    return bar.isEmpty()
        ? line
        : "\r" + line + " ".repeat(Math.max(0, bar.length() - line.length()));
  }

  private void write(String text) {
    if (silent) {
      return;
    }
    try {
      raw.write(text.getBytes(UTF_8));
      raw.flush();
    } catch (IOException e) {
      // Nobody listens any more; the work goes on.
      bar = "";
    }
  }

  /** Lines of others, each above the bar once it is whole. */
  private final class AboveTheBar extends OutputStream {
    private final CleanOutput clean = new CleanOutput(raw);
    private @Nullable String hidden;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      synchronized (Screen.this) {
        if (length == 0 || silent) {
          return;
        }
        if (!bar.isEmpty()) {
          Screen.this.write("\r" + " ".repeat(bar.length()) + "\r");
          hidden = bar;
          bar = "";
        }
        clean.write(bytes, offset, length);
        clean.flush();
        String again = hidden;
        if (again != null && bytes[offset + length - 1] == '\n') {
          hidden = null;
          show(again);
        }
      }
    }
  }
}

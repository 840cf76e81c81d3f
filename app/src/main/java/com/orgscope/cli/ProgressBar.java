package com.orgscope.cli;

import com.orgscope.kernel.Progress;
import java.io.PrintStream;
import java.util.Locale;

/**
 * A bar with rate and remaining time. A terminal sees it move; a file gets a line every ten seconds
 * and one at the end.
 */
final class ProgressBar implements Progress {
  private static final int WIDTH = 28;
  private static final long TERMINAL_EVERY_NANOS = 100_000_000L;
  private static final long FILE_EVERY_NANOS = 10_000_000_000L;

  private final PrintStream out;
  private final String what;
  private final String unit;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final long begun = System.nanoTime();
  private long shownAt = begun;
  private boolean ended;

  ProgressBar(PrintStream out, String what, String unit) {
    this.out = out;
    this.what = what;
    this.unit = unit;
  }

  @Override
  public synchronized void at(long done, long total) {
    if (ended) {
      return;
    }
    long now = System.nanoTime();
    boolean last = total >= 0 && done >= total;
    if (!last && now - shownAt < (terminal ? TERMINAL_EVERY_NANOS : FILE_EVERY_NANOS)) {
      return;
    }
    shownAt = now;
    ended = last;
    String line = line(done, total, Math.max(1e-9, (now - begun) / 1e9));
    if (terminal) {
      out.print("\r\u001b[K" + line + (last ? "\n" : ""));
    } else {
      out.println(line);
    }
    out.flush();
  }

  private String line(long done, long total, double seconds) {
    double rate = done / seconds;
    String counts =
        total < 0
            ? String.format(Locale.ROOT, "%,d %s", done, unit)
            : String.format(Locale.ROOT, "%,d of %,d %s", done, total, unit);
    String bar = "";
    String remaining = "";
    if (total > 0) {
      int full = (int) Math.min(WIDTH, WIDTH * done / total);
      bar = "█".repeat(full) + "░".repeat(WIDTH - full) + "  ";
      remaining =
          done >= total
              ? "  in " + time(seconds)
              : rate > 0 ? "  " + time((total - done) / rate) + " left" : "";
    }
    return String.format(
        Locale.ROOT, "%-22s %s%s  %,.0f %s/s%s", what, bar, counts, rate, unit, remaining);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? whole + " s"
        : whole < 3600
            ? whole / 60 + " min " + whole % 60 + " s"
            : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}

package com.orgscope.cli;

import com.orgscope.kernel.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far long work is. A terminal sees a bar move; a file gets a line every ten seconds. Both get
 * one at the end, however the work ended. What is left is told only when enough was done to know.
 */
final class ProgressBar implements Progress {
  private static final int WIDTH = 16;
  private static final long DRAWN_EVERY = Duration.ofMillis(100).toNanos();
  private static final long WRITTEN_EVERY = Duration.ofSeconds(10).toNanos();

  /** Before this time and this share of the work an estimate would be a guess. */
  private static final double KNOWN_AFTER_SECONDS = 3;

  private static final double KNOWN_AFTER_SHARE = 0.05;
  private static final double TOO_LONG_SECONDS = 24 * 3600;

  private final Screen screen;
  private final String what;
  private final String unit;
  private final LongSupplier nanos;
  private final long begun;
  private long shownAt;
  private long firstAt;
  private long first = -1;
  private long done;
  private long total = -1;
  private boolean ended;

  ProgressBar(Screen screen, String what, String unit) {
    this(screen, what, unit, System::nanoTime);
  }

  ProgressBar(Screen screen, String what, String unit, LongSupplier nanos) {
    this.screen = screen;
    this.what = what;
    this.unit = unit;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.shownAt = begun;
  }

  @Override
  public synchronized void at(long nowDone, long nowTotal) {
    if (ended) {
      return;
    }
    long now = nanos.getAsLong();
    done = nowDone;
    total = nowTotal;
    if (first < 0) {
      // What was done before, by a run that was killed, says nothing about the pace of this one.
      first = nowDone;
      firstAt = now;
    }
    if (total >= 0 && done >= total) {
      end();
    } else if (now - shownAt >= (screen.draws() ? DRAWN_EVERY : WRITTEN_EVERY)) {
      shownAt = now;
      if (screen.draws()) {
        screen.show(head() + bar() + counts() + pace(now));
      } else {
        screen.stream().println(head() + counts() + pace(now));
      }
    }
  }

  /** The last line; afterwards nothing is shown any more. */
  synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (first < 0) {
      return;
    }
    double seconds = (nanos.getAsLong() - begun) / 1e9;
    boolean whole = total < 0 || done >= total;
    screen.end(head() + counts() + (whole ? " in " : ", then it ended after ") + time(seconds));
  }

  private String head() {
    return String.format(Locale.ROOT, "%-18s ", what);
  }

  private String bar() {
    if (total <= 0) {
      return "";
    }
    int full = Math.clamp(WIDTH * done / total, 0, WIDTH);
    return "#".repeat(full) + ".".repeat(WIDTH - full) + " ";
  }

  private String counts() {
    return total < 0
        ? String.format(Locale.ROOT, "%,d %s", done, unit)
        : String.format(Locale.ROOT, "%,d of %,d %s", done, total, unit);
  }

  private String pace(long now) {
    double seconds = (now - firstAt) / 1e9;
    long progress = done - first;
    if (progress <= 0 || seconds < KNOWN_AFTER_SECONDS) {
      return "";
    }
    double rate = progress / seconds;
    String said = "";
    if (rate >= 1) {
      said = String.format(Locale.ROOT, ", %,.0f/s", rate);
    } else if (rate >= 1 / 60.0) {
      said = String.format(Locale.ROOT, ", %,.0f/min", 60 * rate);
    }
    double left = (total - done) / rate;
    boolean known = total > 0 && progress >= KNOWN_AFTER_SHARE * (total - first);
    return known && left < TOO_LONG_SECONDS ? said + ", about " + roughly(left) + " left" : said;
  }

  private static String roughly(double seconds) {
    long whole = Math.max(1, Math.round(seconds));
    if (whole < 120) {
      return whole + " s";
    }
    return whole < 7200 ? whole / 60 + " min" : whole / 3600 + " h";
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }
}

package com.orgscope.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What a bench found. */
public record BenchReport(String bench, List<Figure> figures) {
  /** Tells people: a line for each figure, and one below it for its peer. */
  public void print(PrintStream out) {
    out.println("bench " + bench);
    for (Figure figure : figures) {
      out.printf(Locale.ROOT, "  %-46s %,14.4g %s%n", figure.name(), figure.ours(), figure.unit());
      if (figure.ratio() != null) {
        out.printf(
            Locale.ROOT,
            "  %-46s %,14.4g %s: ratio %.2f%n",
            "",
            figure.peer(),
            figure.peerName(),
            figure.ratio());
      }
    }
  }
}

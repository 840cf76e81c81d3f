package com.orgscope.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a bench found. */
public record BenchReport(String bench, List<BenchFigure> figures) {
  /** Tells people: a line for each figure, and one below it for its peer. */
  public void print(PrintStream out) {
    out.println("bench " + bench);
    for (BenchFigure figure : figures) {
      out.printf(
          Locale.ROOT, "  %-46s %14s %s%n", figure.name(), number(figure.ours()), figure.unit());
      if (figure.ratio() != null) {
        out.printf(
            Locale.ROOT,
            "  %-46s %14s %s: ratio %.2f%n",
            "",
            number(figure.peer()),
            figure.peerName(),
            figure.ratio());
      }
    }
  }

  private static String number(@Nullable Double value) {
    return value == null ? "not measured" : String.format(Locale.ROOT, "%,.4g", value);
  }
}

package com.orgscope.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a bench found.
 *
 * @param table the same at a glance, line by line, for people; empty where figures are few
 */
public record BenchReport(String bench, List<BenchFigure> figures, List<String> table) {
  public BenchReport(String bench, List<BenchFigure> figures) {
    this(bench, figures, List.of());
  }

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
    table.forEach(out::println);
  }

  private static String number(@Nullable Double value) {
    return value == null ? "not measured" : String.format(Locale.ROOT, "%,.4g", value);
  }
}

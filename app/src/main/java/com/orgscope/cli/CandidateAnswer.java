package com.orgscope.cli;

import com.orgscope.insight.Candidate;
import java.io.PrintStream;
import java.util.Locale;

/** Exact figures at a terminal, and what they are not for. */
final class CandidateAnswer {
  private CandidateAnswer() {}

  static void print(Candidate candidate, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Candidate as of %s: exact figures, for IT alone. Nothing is drawn or paid; do not pass them on.%n",
        candidate.asOf());
    out.printf("%-28s %-28s %8s %12s%n", "department", "category", "people", "hours/week");
    print(candidate.total(), candidate.k(), out);
    candidate.categories().forEach(group -> print(group, candidate.k(), out));
    candidate.cells().forEach(group -> print(group, candidate.k(), out));
  }

  private static void print(Candidate.Group group, int k, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-28s %-28s %,8d %,12.1f%s%n",
        group.department(),
        group.category(),
        group.people(),
        group.hoursPerWeek(),
        group.small() ? "  fewer than " + k : "");
  }
}

package com.orgscope.cli;

import com.orgscope.insight.Candidate;
import com.orgscope.insight.CandidateAnswers;
import com.orgscope.insight.CandidateCells;
import com.orgscope.insight.ChangeCause;
import com.orgscope.kernel.DisplayText;
import java.io.PrintStream;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** Exact figures at a terminal, and what they are not for. */
final class CandidateAnswer {
  private CandidateAnswer() {}

  static void print(Candidate candidate, Currency currency, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Candidate as of %s: exact figures, for IT alone. Nothing is drawn or paid; do not pass them on.%n",
        candidate.asOf());
    out.printf("%-28s %-28s %8s %12s%n", "department", "category", "people", "hours/week");
    print(candidate.total(), candidate.k(), out);
    candidate.categories().forEach(group -> print(group, candidate.k(), out));
    candidate.cells().forEach(group -> print(group, candidate.k(), out));
    print(candidate.declared(), DisplayText.of(currency), out);
    Candidate.Cost cost = candidate.cost();
    out.printf(
        "A release of it would cost epsilon %s, %s the cells of %s.%n",
        cost.epsilon(), cost.drawsQuarter() ? "with" : "without", cost.quarter());
  }

  private static void print(CandidateCells cells, String sign, PrintStream out) {
    print("use by function", cells.use(), out);
    print("roles in full-time equivalents", cells.roles(), out);
    cells.hours().stream()
        .filter(hours -> hours.hoursPerWeek() > 0)
        .forEach(hours ->
            out.printf(
                Locale.ROOT,
                "%-28s %-28s %8s %,12.1f%n",
                hours.category(),
                hours.cause().title(),
                "",
                hours.hoursPerWeek()));
    CandidateCells.AtBound atBound = cells.atBound();
    if (atBound != null) {
      out.printf(
          Locale.ROOT,
          "people at the bound: %,d of signing in, %,d of switching%n",
          atBound.signIn(),
          atBound.switching());
    }
    if (cells.idleLicencesUsdPerYear() != null) {
      out.printf(
          Locale.ROOT,
          "idle seats of people: %s%,d a year%n",
          sign,
          cells.idleLicencesUsdPerYear());
    }
    if (cells.answers() != null) {
      print(cells.answers(), out);
    }
    cells.useByCategory().forEach(kind -> print("use, " + kind.category(), kind.use(), out));
  }

  private static void print(CandidateAnswers answers, PrintStream out) {
    answers
        .moves()
        .forEach(moves ->
            out.printf(
                Locale.ROOT,
                "moves between %s and %s: %,.1f a week%n",
                moves.one(),
                moves.other(),
                moves.perWeek()));
    print("people with an AI assistant", answers.assistants(), out);
    answers
        .contracts()
        .forEach(idle ->
            out.printf(
                Locale.ROOT,
                "idle seats of %s: %,d%n",
                (idle.application() + " " + idle.tier()).strip(),
                idle.seats()));
    answers
        .change()
        .forEach(cause ->
            out.printf(
                Locale.ROOT,
                "since the quarter before, %s: %,.1f hours/week%n",
                cause.cause() == ChangeCause.LATE_DATA
                    ? "its days as they stand now"
                    : cause.cause().title().toLowerCase(Locale.ROOT),
                cause.hoursPerWeek()));
    CandidateAnswers.Spared spared = answers.spared();
    if (spared != null) {
      out.printf(
          Locale.ROOT,
          "spared by %d %s given by lot: %,.1f hours/week%n",
          spared.claims(),
          spared.claims() == 1 ? "change" : "changes",
          spared.hoursPerWeek());
    }
  }

  private static void print(String what, List<CandidateCells.Equivalents> cells, PrintStream out) {
    cells.stream()
        .filter(cell -> cell.people() > 0)
        .forEach(cell ->
            out.printf(Locale.ROOT, "%-28s %-28s %,8.2f%n", what, cell.name(), cell.people()));
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

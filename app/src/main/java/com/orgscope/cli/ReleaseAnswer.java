package com.orgscope.cli;

import com.orgscope.insight.ReleaseDocument;
import com.orgscope.insight.ReleaseDocument.Course;
import com.orgscope.insight.ReleaseDocument.Difference;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What moves a release's money, and how its figures came about, for people. */
final class ReleaseAnswer {
  private ReleaseAnswer() {}

  static void print(ReleaseDocument document, PrintStream out) {
    List<ReleaseDocument.Alone> alone = document.sensitivity();
    if (alone != null) {
      out.println("What moves the money of everybody most, one at a time:");
      alone.forEach(one ->
          out.printf(
              Locale.ROOT,
              "  %-40s %,d to %,d %s/year%n",
              one.name(),
              one.usdInterval().getFirst(),
              one.usdInterval().getLast(),
              document.currency()));
    }
    ReleaseDocument.Quarter quarter = document.quarter();
    if (quarter != null && quarter.changeUntold() != null) {
      out.println(quarter.changeUntold());
    }
    Course trend = document.trend();
    if (trend != null) {
      out.printf("The last %d releases:%n", trend.releases().size());
      trend
          .releases()
          .forEach(point ->
              out.printf(
                  Locale.ROOT,
                  "  %-14s to %s %,8d people %,12.1f hours/week%s%n",
                  point.release(),
                  point.to(),
                  point.people(),
                  point.hoursPerWeek(),
                  said(point.since())));
      out.println("  from the first to the last: " + said(trend.sinceFirst().hours()));
    }
  }

  private static String said(ReleaseDocument.@Nullable Step since) {
    return since == null ? "" : ", " + said(since.hours());
  }

  private static String said(Difference hours) {
    if (!hours.change()) {
      return "no change can be told";
    }
    return String.format(
        Locale.ROOT,
        "%,.1f h %s, more than noise alone explains",
        Math.abs(hours.difference()),
        hours.difference() < 0 ? "less" : "more");
  }
}

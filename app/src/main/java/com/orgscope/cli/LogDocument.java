package com.orgscope.cli;

import com.orgscope.nightly.LogCover;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log covers, as scripts read it.
 *
 * @param days from the first to the last with an access
 * @param quietDays without an access, known to be quiet
 * @param unknownDays without an access, of which nobody knows whether they were read
 * @param enough whether anybody can be decided at all
 * @param remarks what to do about it, in words; empty if all is well
 */
record LogDocument(
    @Nullable String first,
    @Nullable String last,
    int days,
    int quietDays,
    int unknownDays,
    boolean enough,
    List<String> remarks) {
  static LogDocument of(LogCover cover) {
    return new LogDocument(
        cover.firstDay() == null ? null : cover.firstDay().toString(),
        cover.lastDay() == null ? null : cover.lastDay().toString(),
        cover.days(),
        cover.quietDays().size(),
        cover.unknownDays().size(),
        cover.enough(),
        remarks(cover));
  }

  private static List<String> remarks(LogCover cover) {
    if (cover.enough()) {
      return cover.remarks();
    }
    List<String> remarks = new ArrayList<>(cover.remarks());
    remarks.add("orgscope ingest reads logs; orgscope nightly --as-of DAY looks back from a day");
    return remarks;
  }

  /** From when to when, if there is anything. */
  void printReach(PrintStream out) {
    if (first != null) {
      out.printf("The log reaches from %s to %s, %,d days.%n", first, last, days);
    }
  }

  void print(PrintStream out) {
    remarks.forEach(remark -> out.println("  note: " + remark));
  }
}

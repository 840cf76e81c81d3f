package com.orgscope.cli;

import java.io.PrintStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Where a failure came from, as {@code --debug} shows it. What a failure says of itself may come
 * from a company or an input, so it stays in its line: a message cannot add lines that look like
 * calls or like ours.
 */
final class StackTrace {
  private final PrintStream out;
  private final Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());

  private StackTrace(PrintStream out) {
    this.out = out;
  }

  static void print(Throwable thrown, PrintStream out) {
    new StackTrace(out).print(thrown, "", new StackTraceElement[0]);
    out.flush();
  }

  /**
   * @param above the calls of whatever this is the cause of; those at its end are the same
   */
  private void print(Throwable thrown, String what, StackTraceElement[] above) {
    String said = CleanOutput.inOneLine(String.valueOf(thrown));
    if (!told.add(thrown)) {
      out.println(what + said + " (as above)");
      return;
    }
    out.println(what + said);
    StackTraceElement[] calls = thrown.getStackTrace();
    int same = sameAtTheEnd(calls, above);
    for (int i = 0; i < calls.length - same; i++) {
      out.println("\tat " + CleanOutput.inOneLine(calls[i].toString()));
    }
    if (same > 0) {
      out.println("\t... " + same + " more");
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      print(suppressed, "Suppressed: ", calls);
    }
    if (thrown.getCause() != null) {
      print(thrown.getCause(), "Caused by: ", calls);
    }
  }

  private static int sameAtTheEnd(StackTraceElement[] one, StackTraceElement[] other) {
    int same = 0;
    while (same < one.length
        && same < other.length
        && one[one.length - 1 - same].equals(other[other.length - 1 - same])) {
      same++;
    }
    return same;
  }
}

package com.orgscope.cli;

import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The last day that an answer is about. */
final class AsOf {
  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The last day that counts (default: today).")
  private @Nullable LocalDate day;

  /** As {@link #in(Session)}, where another day than today is meant if none is named. */
  LocalDate or(Session session, Supplier<LocalDate> usual) {
    LocalDate last = day != null ? day : usual.get();
    session.answersAsOf(last);
    return last;
  }

  /** The session says so where it is not today. */
  LocalDate in(Session session) {
    LocalDate last = day != null ? day : session.today();
    session.answersAsOf(last);
    return last;
  }
}

package com.orgscope.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The last day that an answer is about. */
final class AsOf {
  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The last day that counts (default: today).")
  private @Nullable LocalDate day;

  /** The session says so where it is not today. */
  LocalDate in(Session session) {
    LocalDate last = day != null ? day : session.today();
    session.answersAsOf(last);
    return last;
  }
}

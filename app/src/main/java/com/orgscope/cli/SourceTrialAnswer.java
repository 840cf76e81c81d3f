package com.orgscope.cli;

import com.orgscope.ingest.EventPreview;
import com.orgscope.ingest.Reason;
import com.orgscope.kernel.TenantId;
import com.orgscope.sources.SourceTrial;
import com.orgscope.sources.SourceTrial.Right;
import com.orgscope.sources.SourceTrial.Sample;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a source that was tried said, for people and for scripts. */
record SourceTrialAnswer(TenantId tenant, SourceTrial trial) {
  private static final int APPLICATIONS_SHOWN = 8;

  /** What {@code sso_events} has of an event, and what a reader drops of it. */
  private static final String KEPT =
      "Of each event are stored: when, a key in the place of the person, the application, what was"
          + " done and how it ended, a session's key, city and country, and the address without its"
          + " last part.";

  private static final String DROPPED =
      "Dropped before anything is stored: names, mail addresses, whole addresses, devices, browsers"
          + " and all other fields.";

  /** As scripts read it. */
  record Document(
      String tenant, String source, boolean opens, List<Right> rights, List<Log> logs) {}

  /**
   * @param because why nothing could be looked at; null if it could
   */
  record Log(
      String log,
      Instant from,
      Instant until,
      boolean whole,
      long read,
      long stored,
      long ignored,
      Map<String, Long> refused,
      Map<String, Long> applications,
      @Nullable String because) {
    static Log of(Sample sample) {
      EventPreview.Found found = sample.found();
      Map<String, Long> refused = new TreeMap<>();
      if (found != null) {
        found.refused().forEach((reason, many) -> refused.put(word(reason), many));
      }
      return new Log(
          sample.log(),
          sample.from(),
          sample.until(),
          sample.whole(),
          found == null ? 0 : found.read(),
          found == null ? 0 : found.stored(),
          found == null ? 0 : found.ignored(),
          refused,
          found == null ? Map.of() : found.applications(),
          sample.because());
    }

    private static String word(Reason reason) {
      return reason.name().toLowerCase(Locale.ROOT);
    }
  }

  Document document() {
    return new Document(
        tenant.value(),
        word(),
        trial.opens(),
        trial.rights(),
        trial.samples().stream().map(Log::of).toList());
  }

  private String word() {
    return trial.source().name().toLowerCase(Locale.ROOT);
  }

  void print(PrintStream out) {
    out.printf("Trying %s of %s; nothing of it is kept.%n", word(), tenant);
    trial.rights().forEach(right -> print(right, out));
    trial.samples().forEach(sample -> print(sample, out));
    if (trial.opens()) {
      out.println(KEPT);
      out.println(DROPPED);
      out.printf(
          "%s keeps its log for %d days, and would be read from %s on.%n",
          word(), trial.deletedAfter().toDays(), trial.since().toString().substring(0, 10));
      out.println("The same line without --try connects it.");
    } else {
      out.println("It cannot be read like this, and connecting it would be refused.");
    }
  }

  private static void print(Right right, PrintStream out) {
    if (right.refused() == null) {
      out.printf("  granted: %s, %s%n", right.name(), right.what());
    } else {
      out.printf(
          "  not granted: %s, %s%s%n    %s%n",
          right.name(),
          right.what(),
          right.needed() ? "" : " (only for contracts seats --from)",
          right.refused());
    }
  }

  private static void print(Sample sample, PrintStream out) {
    EventPreview.Found found = sample.found();
    if (found == null) {
      out.printf("  %s: not looked at, %s%n", sample.log(), sample.because());
      return;
    }
    out.printf(
        "  %s, %s to %s: %,d events%s: %,d would be stored, %,d ignored as no use of an application,"
            + " %,d put aside as dead letters%n",
        sample.log(),
        sample.from(),
        sample.until(),
        found.read(),
        sample.whole() ? "" : " of more",
        found.stored(),
        found.ignored(),
        found.read() - found.stored() - found.ignored());
    if (!found.applications().isEmpty()) {
      out.println("    applications: " + largest(found.applications()));
    }
    found
        .refused()
        .forEach((reason, many) -> out.printf("    %,d because %s%n", many, reason.meaning()));
  }

  private static String largest(Map<String, Long> applications) {
    String shown =
        applications.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(APPLICATIONS_SHOWN)
            .map(one -> "%s %,d".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining(", "));
    int more = applications.size() - APPLICATIONS_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}

package com.orgscope.cli;

import com.orgscope.ingest.DeadLetterGroup;
import com.orgscope.ingest.DeadLetters;
import com.orgscope.ingest.Ingest;
import com.orgscope.ingest.IngestReport;
import com.orgscope.ingest.LogWriter;
import com.orgscope.insight.Unlisted;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.nightly.LogCovers;
import com.orgscope.privacy.Erasures;
import com.orgscope.sources.Sources;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "ingest",
    description = {
      "Reads sign-in logs into the lake. The same events again change nothing.",
      "Files, folders or - for standard input; JSON or the CSV of an admin console, plain, gzip or",
      "zstd."
    })
final class IngestCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  // Not marked required: picocli would then ask for them in front of a subcommand too.
  @Option(names = "--tenant", paramLabel = "T")
  private @Nullable TenantId tenant;

  @Option(names = "--source", paramLabel = "okta|google|entra")
  private @Nullable Source source;

  @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files, folders, or -.")
  private List<Path> paths = List.of();

  IngestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (tenant == null || source == null || paths.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "ingest needs --tenant, --source and at least one PATH (or -)");
    }
    Caller caller = session.caller(tenant);
    IngestReport report =
        session
            .bean(Ingest.class)
            .files(caller, source, paths, session.progress("Reading events", "bytes"));
    session.bean(Erasures.class).forgetLate(tenant);
    String remark = remark(report, tenant, source);
    LogDocument log = LogDocument.of(session.bean(LogCovers.class).newest(caller, session.today()));
    WithheldDocument withheld = WithheldDocument.of(session, caller);
    session
        .answer()
        .give(
            document(report, log, remark, withheld),
            out -> {
              print(report, out);
              if (withheld != null) {
                withheld.print(out);
              }
              if (remark != null) {
                out.println(remark);
              }
              if (report.deadLettered() > 0) {
                out.printf(
                    "What could not be used, and why: orgscope ingest dead-letters --tenant %s%n",
                    tenant);
              }
              log.printReach(out);
              log.print(out);
              tellUnlisted(caller, out);
            });
    return OrgscopeCommand.DONE;
  }

  /** Most often the two lists spell logins differently, and then nobody has a department. */
  private void tellUnlisted(Caller caller, PrintStream out) {
    Unlisted.Found found = session.bean(Unlisted.class).accounts(caller, session.today());
    if (!found.directory()) {
      out.println(
          "Nobody is in the directory yet, so no account has a department: orgscope people import"
              + " --tenant %s people.csv".formatted(caller.tenant()));
    } else if (!found.accounts().isEmpty()) {
      out.printf(
          "%,d accounts of the last %d days are not in the directory: orgscope people unlisted"
              + " --tenant %s%n",
          found.accounts().size(), found.days(), caller.tenant());
    }
  }

  @Command(
      name = "live",
      description = {
        "Collects from live sources and carries live events from the event log to the lake until",
        "it is stopped (Ctrl-C), as serve --roles ingest does, without webhooks and pages. Several",
        "may run at once."
      })
  int live() throws InterruptedException {
    try (Session ingest = session.with(List.of("orgscope.roles=ingest"))) {
      ingest.bean(LogWriter.class).start();
      session.tell("Live events are being stored (Ctrl-C stops).");
      new CountDownLatch(1).await();
    }
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "dead-letters",
      description = {
        "What could not be used and why. --replay reads it again after a mend; --export writes"
            + " each",
        "with its reason into a file that only its owner may read. Each look is audited."
      })
  int deadLetters(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Option(names = "--replay") boolean replay,
      @Option(names = "--export", paramLabel = "FILE", description = "A new file, NDJSON.")
          @Nullable Path export)
      throws IOException {
    Caller caller = session.caller(tenant);
    DeadLetters letters = session.bean(DeadLetters.class);
    if (export != null) {
      long exported = DeadLetterFile.write(export, each -> letters.export(caller, each));
      session
          .answer()
          .give(
              Map.of("exported", exported, "file", export.toString()),
              out -> out.printf("%,d dead letters are in %s%n", exported, export));
      return OrgscopeCommand.DONE;
    }
    if (replay) {
      IngestReport report = letters.replay(caller, session.progress("Reading again", "events"));
      session.bean(Erasures.class).forgetLate(tenant);
      session.answer().give(document(report, null, null, null), out -> print(report, out));
      return OrgscopeCommand.DONE;
    }
    List<DeadLetterGroup> groups = letters.list(caller);
    session
        .answer()
        .give(
            new Letters(groups.stream().mapToLong(DeadLetterGroup::letters).sum(), groups),
            out -> print(groups, out));
    return OrgscopeCommand.DONE;
  }

  private @Nullable String remark(IngestReport report, TenantId whose, Source of) {
    List<String> remarks = new ArrayList<>(report.unreadable());
    if (report.retold() > 0) {
      remarks.add(retold(report, whose, of));
    }
    return remarks.isEmpty() ? null : String.join("\n", remarks);
  }

  /** One and the same activity cannot be known again on another way, so two ways count it twice. */
  private String retold(IngestReport report, TenantId whose, Source of) {
    boolean polled =
        session.bean(Sources.class).status(session.caller(whose)).stream()
            .anyMatch(stream -> stream.source() == of);
    return String.format(
        Locale.ROOT,
        "%,d entries came by way of Cloud Logging or a CSV, which leave out whose account it was or"
            + " which event: the same activity by way of the Reports API counts a second time. %s",
        report.retold(),
        polled
            ? "Both ways are on here, since the source "
                + of.name().toLowerCase(Locale.ROOT)
                + " is connected: stop one of them."
            : "Use one way only.");
  }

  /** The report under the names that scripts know. */
  static Document document(
      IngestReport report,
      @Nullable LogDocument log,
      @Nullable String remark,
      @Nullable WithheldDocument withheld) {
    return new Document(
        report.read(),
        report.accepted(),
        report.duplicates(),
        report.ignored(),
        report.deadLettered(),
        report.seconds(),
        report.eventsPerSecond(),
        log,
        remark,
        withheld);
  }

  static void print(IngestReport report, PrintStream out) {
    out.printf(
        "%,d events read in %.1f s (%,.0f a second): %,d accepted, %,d duplicates, %,d ignored,"
            + " %,d dead letters%n",
        report.read(),
        report.seconds(),
        report.eventsPerSecond(),
        report.accepted(),
        report.duplicates(),
        report.ignored(),
        report.deadLettered());
  }

  private static void print(List<DeadLetterGroup> groups, PrintStream out) {
    if (groups.isEmpty()) {
      out.println("No dead letters.");
    }
    for (DeadLetterGroup group : groups) {
      out.printf(
          "%,d from %s: %s%n  for example (%s%s, byte %,d): %s%n",
          group.letters(),
          group.source(),
          group.reason().meaning(),
          group.file().equals(Ingest.STANDARD_INPUT.toString()) ? "standard input" : group.file(),
          group.line() > 0 ? ", line %,d".formatted(group.line()) : "",
          group.offset(),
          group.example());
    }
  }

  record Document(
      long read,
      long accepted,
      long duplicates,
      long ignored,
      long deadLettered,
      double seconds,
      double eventsPerSecond,
      @Nullable LogDocument log,
      @Nullable String remark,
      @Nullable WithheldDocument withheld) {}

  private record Letters(long letters, List<DeadLetterGroup> groups) {}
}

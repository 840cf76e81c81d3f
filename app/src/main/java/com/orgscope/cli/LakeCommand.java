package com.orgscope.cli;

import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Maintenance;
import com.orgscope.lake.MaintenanceReport;
import com.orgscope.lake.Retention;
import com.orgscope.nightly.LakeMaintenance;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "lake",
    description = "The open tables and how they are kept.",
    synopsisSubcommandLabel = "COMMAND")
final class LakeCommand {
  private final Session session;

  LakeCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "keep-house",
      description = {
        "Puts small files together, lets go of deleted rows, of what is past its time and of what",
        "was left behind. Workers do it every hour by themselves."
      })
  int keepHouse(
      @Option(names = "--tenant", paramLabel = "T", description = "(default: all)")
          @Nullable TenantId tenant) {
    List<Caller> callers =
        tenant == null
            ? session.bean(Tenants.class).all().stream().map(t -> session.caller(t.id())).toList()
            : List.of(session.caller(tenant));
    LakeMaintenance.Maintained kept = session.bean(LakeMaintenance.class).maintain(callers);
    Document document = Document.of(kept);
    session.answer().give(document, out -> print(document, out));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "retention",
      description = {
        "How long a tenant's rows are kept, and sets it if asked to. A month whose last day is past",
        "the hot days is archived: packed more tightly and slower to read. Months summed up without",
        "people are kept for seven years."
      })
  int retention(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Option(names = "--hot-days", paramLabel = "N") @Nullable Integer hotDays,
      @Option(
              names = "--event-days",
              paramLabel = "N|never",
              description = "After how many days events go.")
          @Nullable String eventDays,
      @Option(
              names = "--usage-days",
              paramLabel = "N|never",
              description = "After how many days people's daily figures go.")
          @Nullable String usageDays,
      @Option(names = "--yes", description = "Does not ask, at a terminal either.") boolean yes) {
    // A word that is no number of days is refused before anything begins.
    days("--event-days", eventDays, null);
    days("--usage-days", usageDays, null);
    LakeMaintenance maintenance = session.bean(LakeMaintenance.class);
    Caller caller = session.caller(tenant);
    Retention now = session.bean(Maintenance.class).retention(tenant);
    Retention wanted =
        new Retention(
            hotDays == null ? now.hotDays() : hotDays,
            days("--event-days", eventDays, now.eventDays()),
            days("--usage-days", usageDays, now.usageDays()));
    if (!wanted.equals(now)) {
      if (shorter(wanted.eventDays(), now.eventDays())
          || shorter(wanted.usageDays(), now.usageDays())) {
        session.confirm("Rows of " + tenant + " that are older will be gone for good.", yes);
      }
      maintenance.retain(caller, wanted);
    }
    session
        .answer()
        .give(
            wanted,
            out ->
                out.printf(
                    "Events: %d days hot, %s. Daily figures: %s.%n",
                    wanted.hotDays(), told(wanted.eventDays()), told(wanted.usageDays())));
    return OrgscopeCommand.DONE;
  }

  private static @Nullable Integer days(
      String option, @Nullable String asked, @Nullable Integer now) {
    if (asked == null) {
      return now;
    }
    if (asked.equals("never")) {
      return null;
    }
    if (!asked.matches("[1-9]\\d{0,6}")) {
      throw new WrongLine(option + " is a number of days or never, not '" + asked + "'");
    }
    return Integer.valueOf(asked);
  }

  private static boolean shorter(@Nullable Integer wanted, @Nullable Integer now) {
    return wanted != null && (now == null || wanted < now);
  }

  private static String told(@Nullable Integer days) {
    return days == null ? "kept for good" : "gone after " + days + " days";
  }

  private static void print(Document kept, PrintStream out) {
    out.printf(
        "%,d files of %,d bytes became %,d of %,d; %,d rows were put together, %,d went.%n",
        kept.filesBefore,
        kept.bytesBefore,
        kept.filesAfter,
        kept.bytesAfter,
        kept.rowsRewritten,
        kept.rowsDropped);
    out.printf(
        "%,d old states and %,d files only they knew are gone, and %,d files left behind"
            + " (%,d bytes).%n",
        kept.snapshotsExpired, kept.filesDeleted, kept.orphansRemoved, kept.orphanBytes);
    if (kept.putOff > 0) {
      out.println("Other writes stood in the way of some of it; the next run does it.");
    }
  }

  private record Document(
      long filesBefore,
      long filesAfter,
      long bytesBefore,
      long bytesAfter,
      long rowsRewritten,
      long rowsDropped,
      long manifestsClustered,
      long snapshotsExpired,
      long filesDeleted,
      long orphansRemoved,
      long orphanBytes,
      int putOff,
      int monthsSummed) {
    static Document of(LakeMaintenance.Maintained kept) {
      MaintenanceReport lake = kept.lake();
      return new Document(
          lake.before().files(),
          lake.after().files(),
          lake.before().bytes(),
          lake.after().bytes(),
          lake.rewritten().rows(),
          lake.removed().rows(),
          lake.rewritten().manifests(),
          lake.removed().snapshots(),
          lake.removed().files(),
          lake.removed().orphans().files(),
          lake.removed().orphans().bytes(),
          lake.putOff(),
          kept.monthsSummed());
    }
  }
}

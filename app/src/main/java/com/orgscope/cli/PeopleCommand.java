package com.orgscope.cli;

import com.orgscope.directory.Divisions;
import com.orgscope.directory.Headcount;
import com.orgscope.directory.ImportPreview;
import com.orgscope.directory.ImportReport;
import com.orgscope.directory.People;
import com.orgscope.insight.UnitBook;
import com.orgscope.insight.Unlisted;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasures;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.SeenAccount;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "people", description = "The directory.", synopsisSubcommandLabel = "COMMAND")
final class PeopleCommand {
  private final Session session;

  PeopleCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "import",
      description = "Reads people from an HR system's CSV; the usual headers are recognized.")
  int importPeople(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Option(names = "--dry-run", description = "Says what it would do, and writes nothing of it.")
          boolean dryRun,
      @Option(
              names = "--as-previewed",
              paramLabel = "DIGEST",
              description = "Reads the file only if it does what a dry run of this digest said.")
          @Nullable String digest,
      @Parameters(paramLabel = "people.csv") Path csv) {
    People people = session.bean(People.class);
    Caller caller = session.caller(tenant);
    if (dryRun) {
      ImportPreview preview = people.preview(caller, csv);
      session.answer().give(preview, out -> print(preview, tenant, csv, out));
      return ended(preview.rows());
    }
    Progress progress = session.progress("Reading people", "people");
    ImportReport report =
        digest == null
            ? people.importCsv(caller, csv, progress)
            : people.importPreviewed(caller, csv, digest, progress);
    session.bean(Erasures.class).forgetLate(tenant);
    session.bean(DailyUsage.class).refresh(tenant, Progress.NONE);
    Headcount all = people.headcount(caller);
    session
        .answer()
        .give(
            report,
            out -> {
              print(report, out);
              out.println(inAll(all));
            });
    return ended(report);
  }

  private static int ended(ImportReport report) {
    return report.read() > 0 && report.rejected().size() == report.read()
        ? OrgscopeCommand.FAILED
        : OrgscopeCommand.DONE;
  }

  @Command(
      name = "unlisted",
      description = {
        "Accounts that signed in lately and that the directory does not know: service accounts,",
        "second accounts, people missing in it. By pseudonym; they are in no release."
      })
  int unlisted(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Mixin AsOf asOf) {
    LocalDate day = asOf.in(session);
    Unlisted.Found found = session.bean(Unlisted.class).accounts(session.caller(tenant), day);
    List<SeenAccount> seen = found.accounts();
    List<String> pseudonyms = seen.stream().map(one -> one.account().toString()).sorted().toList();
    session
        .answer()
        .give(
            new Accounts(
                tenant.value(),
                pseudonyms.size(),
                pseudonyms,
                seen.stream()
                    .map(one ->
                        new Activity(
                            one.account().toString(),
                            logs(one),
                            one.events(),
                            one.days(),
                            one.lastAt()))
                    .toList()),
            out -> {
              if (!found.directory()) {
                out.println(noDirectory(tenant));
              }
              out.printf("%,d accounts that the directory does not know%n", seen.size());
              seen.forEach(one ->
                  out.printf(
                      "  %s %,d events on %d days, last %s, %s%n",
                      one.account(),
                      one.events(),
                      one.days(),
                      one.lastAt(),
                      String.join(", ", logs(one))));
            });
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "units",
      description = {
        "Which units departments roll up to in a release, at most 20, with how many work in each.",
        "With a file, lines of a department, a tab and its division take the place of every such",
        "list before. It goes before the division that the HR system names; a department of which",
        "neither says anything stands for itself."
      })
  int units(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Parameters(paramLabel = "divisions.tsv", arity = "0..1") @Nullable Path file) {
    Caller caller = session.caller(tenant);
    Integer imported = file == null ? null : session.bean(Divisions.class).importFile(caller, file);
    UnitBook.Plan plan = session.bean(UnitBook.class).plan(caller, session.today());
    session
        .answer()
        .give(
            new UnitsDocument(
                tenant.value(),
                imported,
                plan.units().stream().map(UnitRow::of).toList(),
                plan.withoutDepartment(),
                plan.unknown(),
                plan.unlisted()),
            out -> {
              if (imported != null) {
                out.printf(
                    "Departments listed with their divisions: %,d; the next release follows.%n",
                    imported);
              }
              if (plan.units().isEmpty() && plan.withoutDepartment() == 0) {
                out.println(noDirectory(tenant));
              }
              print(plan, out);
            });
    return OrgscopeCommand.DONE;
  }

  private static String noDirectory(TenantId tenant) {
    return "The directory has nobody who works here: orgscope people import --tenant "
        + tenant.value()
        + " people.csv";
  }

  /**
   * @param imported departments that the file names; null without a file
   * @param unknownDepartments the list names them and nobody has them
   * @param unlistedDepartments people have them and the list does not name them
   */
  private record UnitsDocument(
      String tenant,
      @Nullable Integer imported,
      List<UnitRow> units,
      int peopleWithoutDepartment,
      List<String> unknownDepartments,
      List<String> unlistedDepartments) {}

  private record UnitRow(String name, int people, List<DepartmentRow> departments) {
    static UnitRow of(UnitBook.Unit unit) {
      return new UnitRow(
          unit.name(),
          unit.people(),
          unit.departments().stream()
              .map(one ->
                  new DepartmentRow(
                      one.name(),
                      one.people(),
                      one.division(),
                      one.saidBy().name().toLowerCase(Locale.ROOT)))
              .toList());
    }
  }

  /**
   * @param saidBy list, hr, or department if it stands for itself
   */
  private record DepartmentRow(String name, int people, String division, String saidBy) {}

  private static void print(UnitBook.Plan plan, PrintStream out) {
    out.printf("%,d units%n", plan.units().size());
    for (UnitBook.Unit unit : plan.units()) {
      out.printf("%-44s %,8d people%n", unit.name(), unit.people());
      List<UnitBook.Department> departments = unit.departments();
      if (departments.size() > 1 || !departments.getFirst().name().equals(unit.name())) {
        departments.forEach(
            one -> out.printf("  %-42s %,8d, %s%n", one.name(), one.people(), belongs(one, unit)));
      }
    }
    if (plan.withoutDepartment() > 0) {
      out.printf("%-44s %,8d people%n", "No department", plan.withoutDepartment());
    }
    plan.unknown().forEach(name -> out.println("the list names '" + name + "', which nobody has"));
    plan.unlisted().forEach(name -> out.println("the list does not name '" + name + "'"));
  }

  private static String belongs(UnitBook.Department department, UnitBook.Unit unit) {
    String said =
        switch (department.saidBy()) {
          case LIST -> "by the list";
          case HR -> "by the HR system";
          case DEPARTMENT -> "for itself";
        };
    return department.division().equals(unit.name())
            || department.saidBy() == UnitBook.Source.DEPARTMENT
        ? said
        : department.division() + " " + said;
  }

  private static List<String> logs(SeenAccount account) {
    return account.sources().stream().map(source -> source.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * @param activity of the same accounts, the busiest first
   */
  private record Accounts(
      String tenant, int accounts, List<String> pseudonyms, List<Activity> activity) {}

  private record Activity(
      String pseudonym, List<String> sources, long events, long days, Instant lastAt) {}

  /** So that a column nobody understood is seen now and not by what is missing in a release. */
  private static String inAll(Headcount all) {
    return String.format(
        Locale.ROOT,
        "In the directory now: %,d people in %,d departments, %,d without a department, %,d without"
            + " a manager",
        all.people(),
        all.departments(),
        all.withoutDepartment(),
        all.withoutManager());
  }

  private static void print(ImportPreview preview, TenantId tenant, Path csv, PrintStream out) {
    out.printf(
        "%,d would join, %,d leave, %,d change, %,d are as they were%n",
        preview.joined(), preview.left(), preview.changed(), preview.unchanged());
    print(preview.rows(), out);
    out.println("Nothing is written. To do this and nothing else:");
    out.printf(
        "  orgscope people import --tenant %s --as-previewed=%s %s%n",
        tenant, preview.digest(), csv);
  }

  private static void print(ImportReport report, PrintStream out) {
    out.printf(
        "%,d rows: %,d new, %,d updated (%,d of them as they were), %,d rejected%n",
        report.read(),
        report.imported(),
        report.updated(),
        report.unchanged(),
        report.rejected().size());
    report.rejected().forEach(row -> out.println("  line " + row.line() + ": " + row.reason()));
    report
        .remarks()
        .forEach(row -> out.println("  line " + row.line() + ", used: " + row.reason()));
  }
}

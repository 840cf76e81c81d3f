package com.orgscope.bench;

import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.cli.CommandContext;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import com.orgscope.nightly.NightReport.Selected;
import com.orgscope.nightly.Nightly;
import com.orgscope.state.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * How long a night takes to choose whom it judges, from stored days and answers, of companies of
 * several sizes. Their days are made up where they are stored.
 */
final class SelectionBench {
  private static final NamedQuery USE = new NamedQuery(BenchCommand.class, "made-up-use");

  /** What is read of somebody who was judged 89 days ago: 30 days before that. */
  private static final int DAYS = 120;

  private static final int WEEK = 7;
  private static final int BATCH = 5_000;

  /** Of the answers that hold; the oldest are due. */
  private static final List<Integer> DAYS_AGO = List.of(10, 25, 40, 55, 75, 95);

  private static final long SECONDS_WANTED = 60;
  private static final long MEGABYTES_WANTED = 4_096;
  private static final String GOAL = "goal of 500,000";
  private static final double NANOS = 1e9;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int KIBI = 1_024;

  private final CommandContext home;
  private final List<BenchFigure> figures = new ArrayList<>();

  SelectionBench(CommandContext home) {
    this.home = home;
  }

  BenchReport run(List<Integer> sizes, Progress progress) throws Exception {
    double first = 0;
    for (int people : sizes) {
      TenantId company = new TenantId("company-" + people);
      fill(company, people, progress);
      if (first == 0) {
        // What a process does for the first time is nobody's size.
        choice(company);
      }
      System.gc();
      forgetPeak();
      Selected[] selected = new Selected[1];
      long begun = System.nanoTime();
      double cpu = CpuClock.seconds(() -> selected[0] = choice(company));
      double seconds = (System.nanoTime() - begun) / NANOS;
      first = first == 0 ? cpu / people : first;
      String all = "%,d people: ".formatted(people);
      figures.add(BenchFigure.low(all + "chosen in", "seconds", seconds, SECONDS_WANTED, GOAL));
      figures.add(BenchFigure.of(all + "processor time", "seconds", cpu));
      figures.add(
          BenchFigure.of(all + "the same a person, first size = 1", "", cpu / people / first));
      figures.add(BenchFigure.low(all + "most memory", "MiB", peak(), MEGABYTES_WANTED, GOAL));
      figures.add(BenchFigure.of(all + "chosen", "people", selected[0].people()));
      home.tell(all + selected[0].byReason());
    }
    return new BenchReport("selection", figures);
  }

  private Selected choice(TenantId company) {
    return home.bean(Nightly.class)
        .choice(Caller.commandLine(company, "bench"), home.today().minusDays(1));
  }

  private void fill(TenantId company, int people, Progress progress) {
    home.bean(Tenants.class)
        .create(new Tenant(company, company.value(), "technology", Region.EU, ZoneOffset.UTC));
    LocalDate until = home.today();
    for (LocalDate from = until.minusDays(DAYS); from.isBefore(until); from = from.plusDays(WEEK)) {
      LocalDate end = from.plusDays(WEEK).isBefore(until) ? from.plusDays(WEEK) : until;
      home.bean(Lake.class)
          .derive(
              company,
              LakeTable.APP_USAGE_DAILY,
              new TreeSet<>(from.datesUntil(end).toList()),
              USE,
              Map.of(
                  "people",
                  (long) people,
                  "from",
                  from,
                  "until",
                  end,
                  "today",
                  until,
                  "lately",
                  20L,
                  "every",
                  100L));
      progress.at(DAYS - until.toEpochDay() + end.toEpochDay(), DAYS);
    }
    answers(company, people);
  }

  /** One in each run of those who were judged on its day. */
  private void answers(TenantId company, int people) {
    Caller system = Caller.system(company, "bench");
    Assignments assignments = home.bean(Assignments.class);
    Judgment engineering =
        new Judgment(
            Status.DECIDED,
            "Engineering",
            null,
            0.9,
            List.of(new RoleShare("Engineering", 0.9, 1.0)),
            "",
            List.of(),
            List.of(),
            new Origin("local", null, null));
    int runs = DAYS_AGO.size();
    for (int run = 0; run < runs; run++) {
      LocalDate asOf = home.today().minusDays(1L + DAYS_AGO.get(run));
      String name = asOf + ".1";
      assignments.open(system, name, asOf);
      Map<PersonKey, Judgment> some = new HashMap<>();
      for (int i = run; i < people; i += runs) {
        some.put(person(i), engineering);
        if (some.size() == BATCH || i + runs >= people) {
          home.bean(Database.class).runAs(system, assignments.appending(company, name, some)::in);
          some.clear();
        }
      }
      assignments.activate(system, name);
    }
  }

  /** As the question makes them up. */
  static PersonKey person(int number) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(("p" + number).getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(digest);
      return new PersonKey(
          new UUID(
              Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From here on the most counts anew; no file of that kind, no new count. */
  private static void forgetPeak() throws IOException {
    Path mark = Path.of("/proc/self/clear_refs");
    if (Files.isWritable(mark)) {
      Files.writeString(mark, "5");
    }
  }

  /** The most that this process had in memory since the mark was set back, in MiB. */
  private static double peak() throws IOException {
    return Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / (double) KIBI;
  }
}

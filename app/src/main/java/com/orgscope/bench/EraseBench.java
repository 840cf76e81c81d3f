package com.orgscope.bench;

import com.orgscope.cli.CommandContext;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTrial;
import com.orgscope.lake.Maintenance;
import com.orgscope.lake.NamedQuery;
import com.orgscope.privacy.Erasures;
import com.orgscope.work.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What it takes to erase people of a company with many events: until no question finds them, until
 * no file holds them, and whether files of a company beside stayed as they were, byte by byte.
 */
final class EraseBench {
  private static final TenantId COMPANY = new TenantId("company");
  private static final TenantId BESIDE = new TenantId("beside");
  private static final int BATCH = 250_000;
  private static final int DAYS = 4;
  private static final long SEED = 17;

  /** Longer than states of the lake can still be read. */
  private static final int DAYS_LATER = 3;

  private final CommandContext home;
  private final long events;
  private final int people;
  private final List<BenchFigure> figures = new ArrayList<>();

  /**
   * @param people who are erased, at most as many as there are in a batch
   */
  EraseBench(CommandContext home, long events, int people) {
    this.home = home;
    this.events = events;
    this.people = people;
  }

  BenchReport run(Progress progress) throws Exception {
    Set<PersonKey> them =
        LongStream.range(0, people).mapToObj(LakeBench::person).collect(Collectors.toSet());
    fill(progress);
    Map<String, String> beside = checksums();
    Lake lake = home.bean(Lake.class);
    long[] rows = {0};
    double seconds = seconds(() -> rows[0] = lake.erase(COMPANY, them));
    if (rows[0] == 0 || lake.erase(COMPANY, them) > 0) {
      throw new IllegalStateException("of " + rows[0] + " rows some are still found");
    }
    String all = "%,d people of %,d events".formatted(people, events);
    figures.add(BenchFigure.low(all + ": found by no question", "seconds", seconds, 10, "goal"));
    figures.add(BenchFigure.of("their rows", "rows", rows[0]));
    Caller caller = home.callerOfNew(COMPANY);
    Erasures erasures = home.bean(Erasures.class);
    double one = seconds(() -> erase(erasures, caller, List.of(LakeBench.person(people))));
    figures.add(BenchFigure.of("one more, in every room, by request", "seconds", one));
    them.add(LakeBench.person(people));
    List<PersonKey> others =
        LongStream.rangeClosed(people + 1L, 2L * people).mapToObj(LakeBench::person).toList();
    List<Job> jobs = new ArrayList<>();
    double asked = seconds(() -> jobs.addAll(erasures.request(caller, others)));
    double found =
        seconds(() -> {
          if (rowsOf(lake, others) > 0) {
            throw new IllegalStateException("a question finds people who are being erased");
          }
        });
    double rooms = seconds(() -> erasures.awaitEnd(caller, jobs, Progress.NONE));
    if (lake.erase(COMPANY, Set.copyOf(others)) > 0) {
      throw new IllegalStateException("some rows of those who asked are still found");
    }
    String more = "%,d others, by request: ".formatted(people);
    figures.add(
        BenchFigure.low(more + "in no answer any more after", "seconds", asked, 10, "goal"));
    figures.add(BenchFigure.of("a question of the lake after that", "seconds", found));
    figures.add(
        BenchFigure.low(
            more + "gone from every room", "seconds", asked + found + rooms, 10, "goal"));
    them.addAll(others);
    Instant later = home.today().plusDays(DAYS_LATER).atStartOfDay(ZoneOffset.UTC).toInstant();
    home.close();
    try (CommandContext then = home.at(later)) {
      Maintenance maintenance = then.bean(Maintenance.class);
      figures.add(
          BenchFigure.of(
              "housekeeping", "seconds", seconds(() -> maintenance.maintain(List.of(COMPANY)))));
      long held = then.bean(LakeTrial.class).rowsOf(COMPANY, them);
      figures.add(BenchFigure.of("their rows in any file afterwards", "rows", held));
    }
    boolean same = checksums().equals(beside);
    figures.add(
        BenchFigure.of(
            "files of the company beside, byte-equal",
            "of " + beside.size(),
            same ? beside.size() : 0));
    return new BenchReport("erase", figures);
  }

  private static void erase(Erasures erasures, Caller caller, List<PersonKey> them)
      throws InterruptedException {
    var unused = erasures.awaitEnd(caller, erasures.request(caller, them), Progress.NONE);
  }

  private long rowsOf(Lake lake, List<PersonKey> them) {
    return lake.ask(
            new NamedQuery(EraseBench.class, "events-of"),
            new Scope(COMPANY, Set.copyOf(them)),
            new TimeWindow(home.today().minusDays(DAYS + 4L), home.today()),
            Map.of(),
            row -> row.getLong("events"))
        .getFirst();
  }

  private void fill(Progress progress) {
    Lake lake = home.bean(Lake.class);
    for (TenantId tenant : List.of(COMPANY, BESIDE)) {
      home.bean(Tenants.class)
          .create(new Tenant(tenant, tenant.value(), "technology", Region.EU, ZoneOffset.UTC));
      for (int day = 0; day < DAYS; day++) {
        EventBatch batch =
            LakeBench.batch(home.today().minusDays(day + 4L), BATCH, new Random(SEED + day));
        lake.append(tenant, batch, Map.of());
      }
    }
    home.bean(LakeTrial.class).fill(COMPANY, events);
    progress.at(events, events);
  }

  /** Of every file of the company beside. */
  private Map<String, String> checksums() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    Path lake = home.home().resolve("lake");
    try (Stream<Path> all = Files.walk(lake)) {
      all.filter(Files::isRegularFile)
          .filter(file -> lake.relativize(file).toString().contains("=" + BESIDE + "/"))
          .forEach(file -> sums.put(lake.relativize(file).toString(), checksum(file)));
    }
    if (sums.isEmpty()) {
      throw new IllegalStateException("the company beside has no file");
    }
    return sums;
  }

  private static String checksum(Path file) {
    try {
      return HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Act {
    void run() throws Exception;
  }

  private static double seconds(Act act) throws Exception {
    long begun = System.nanoTime();
    act.run();
    return Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3;
  }
}

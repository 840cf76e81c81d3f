package com.orgscope.bench;

import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.ingest.IngestTrial;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.LakeTrial;
import com.orgscope.lake.Maintenance;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Retention;
import com.orgscope.lake.Source;
import com.orgscope.lake.TableSize;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What the lake costs: bytes for each event, time for each append however much is stored already,
 * and time to find one tenant's files among those of many.
 */
@Component
final class LakeBench {
  private static final int EMPLOYEES = 1000;
  private static final int DAYS = 30;
  private static final int BATCH = 250_000;
  private static final int BATCHES = 4;
  private static final int APPENDS = 7;
  private static final int PLANS = 40;
  private static final long SEED = 7;

  private final IngestTrial trial;
  private final Tenants tenants;
  private final Lake lake;
  private final LakeTrial trialLake;
  private final Maintenance maintenance;
  private final LocalDate today;

  LakeBench(
      IngestTrial trial,
      Tenants tenants,
      Lake lake,
      LakeTrial trialLake,
      Maintenance maintenance,
      InstantSource clock) {
    this.trial = trial;
    this.tenants = tenants;
    this.lake = lake;
    this.trialLake = trialLake;
    this.maintenance = maintenance;
    this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * @param rows up to how many an append is tried with, from a million on by tens
   * @param tenants with 90 days each, among which one is looked for
   * @param folder for logs, some hundred megabytes
   */
  public BenchReport run(long rows, int tenants, Path folder, Progress progress) throws Exception {
    List<BenchFigure> figures = new ArrayList<>();
    bytes(folder, figures);
    plans(tenants, figures);
    appends(rows, figures, progress);
    return new BenchReport("lake", figures);
  }

  /** A simulated company's log, read as any other and put in order. */
  private void bytes(Path folder, List<BenchFigure> figures) throws Exception {
    LocalDate last = today.minusDays(4);
    Simulation simulation =
        Simulation.of(new SimulationSettings(EMPLOYEES, DAYS, SEED, last).withTrouble(0, 0));
    List<Path> files = new ArrayList<>();
    for (LocalDate day = last.minusDays(DAYS - 1L); !day.isAfter(last); day = day.plusDays(1)) {
      Path file = folder.resolve(day + ".ndjson");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        simulation.writeDay(day, out);
      }
      files.add(file);
    }
    TenantId tenant = tenant("company");
    trial.stored(Caller.system(tenant, "bench"), Source.OKTA, files);
    figures.add(perEvent("stored, as it arrived", tenant));
    double seconds = CpuClock.seconds(() -> maintenance.maintain(List.of(tenant)));
    figures.add(perEvent("stored, put together by day", tenant));
    figures.add(
        BenchFigure.of(
            "housekeeping",
            "CPU microseconds an event",
            1e6 * seconds / maintenance.stock(LakeTable.SSO_EVENTS, tenant).rows()));
    maintenance.retain(tenant, new Retention(1, null, null));
    maintenance.maintain(List.of(tenant));
    figures.add(perEvent("stored, archived by month where a month is over", tenant));
  }

  private BenchFigure perEvent(String name, TenantId tenant) {
    TableSize stock = maintenance.stock(LakeTable.SSO_EVENTS, tenant);
    return BenchFigure.of(name, "bytes an event", (double) stock.bytes() / stock.rows());
  }

  /** The same appends when more and more is there. */
  private void appends(long rows, List<BenchFigure> figures, Progress progress) throws Exception {
    TenantId tenant = tenant("grower");
    List<EventBatch> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      batches.add(batch(today.minusDays(i + 4L), BATCH, new Random(SEED + i)));
    }
    for (EventBatch batch : batches) {
      lake.append(tenant, batch, Map.of());
    }
    double first = 0;
    for (long target = 1_000_000; target <= rows; target *= 10) {
      trialLake.fill(tenant, target);
      progress.at(target, rows);
      List<Double> seconds = new ArrayList<>();
      for (int i = 0; i < APPENDS; i++) {
        EventBatch batch = batches.get(i % BATCHES);
        seconds.add(CpuClock.seconds(() -> lake.append(tenant, batch, Map.of())));
      }
      double micros = 1e6 * CpuClock.median(seconds) / BATCH;
      first = first == 0 ? micros : first;
      figures.add(
          BenchFigure.low(
              "append with %,d rows stored".formatted(target),
              "CPU microseconds an event",
              micros,
              first,
              "the same with 1,000,000"));
    }
  }

  /** All tenants in one commit a day, as a live writer stores them. */
  private void plans(int tenants, List<BenchFigure> figures) throws Exception {
    int days = 90;
    List<TenantId> all = new ArrayList<>();
    for (int i = 0; i < tenants; i++) {
      all.add(tenant("tenant-" + i));
    }
    Random random = new Random(SEED);
    for (int d = 0; d < days; d++) {
      Map<TenantId, EventBatch> batches = new HashMap<>();
      for (TenantId tenant : all) {
        batches.put(tenant, batch(today.minusDays(d), 10, random));
      }
      lake.append(batches, List.of());
    }
    String of = "planning for 1 of %d tenants with %d days each, ".formatted(tenants, days);
    double before = milliseconds(all);
    maintenance.maintain(List.of());
    milliseconds(all);
    double[] median = {0};
    double cpu = CpuClock.seconds(() -> median[0] = milliseconds(all));
    figures.add(
        BenchFigure.low(
            of + "median",
            "milliseconds",
            median[0],
            before,
            "before lists of files are put in order"));
    figures.add(BenchFigure.of(of + "mean", "CPU milliseconds", 1e3 * cpu / PLANS));
  }

  private double milliseconds(List<TenantId> tenants) {
    List<Double> milliseconds = new ArrayList<>();
    for (int i = 0; i < PLANS; i++) {
      long begun = System.nanoTime();
      lake.months(tenants.get(i % tenants.size()), LakeTable.SSO_EVENTS);
      milliseconds.add(Duration.ofNanos(System.nanoTime() - begun).toNanos() / 1e6);
    }
    return CpuClock.median(milliseconds);
  }

  private TenantId tenant(String name) {
    TenantId tenant = new TenantId(name);
    tenants.create(new Tenant(tenant, name, "technology", Region.EU, ZoneOffset.UTC));
    return tenant;
  }

  /** One of those whose events a batch has. */
  static PersonKey person(long number) {
    return new PersonKey(new UUID(upper(number), lower(number)));
  }

  private static long upper(long person) {
    return (person * 0x9E37_79B9_7F4A_7C15L & 0x7fff_ffff_ffff_0fffL) | 0x8000L;
  }

  private static long lower(long person) {
    return 0x8000_0000_0000_0000L | person;
  }

  /** Events of one day: 10,000 people, 200 applications, a session for every ten events. */
  static EventBatch batch(LocalDate day, int rows, Random random) {
    Instant midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    EventBatch batch = new EventBatch();
    for (int i = 0; i < rows; i++) {
      long person = random.nextInt(10_000);
      batch.add(
          new Event(
              random.nextLong(),
              random.nextLong(),
              (midnight.toEpochMilli() + random.nextInt(86_400_000)) * 1000,
              Source.OKTA,
              EventKind.VISIT,
              upper(person),
              lower(person),
              "Application " + random.nextInt(200),
              new UUID(person, random.nextInt(3)).toString().substring(0, 18),
              Outcome.SUCCESS,
              "198.51.100.0/24",
              "Berlin",
              "DE"));
    }
    return batch;
  }
}

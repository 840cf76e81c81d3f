package com.orgscope.bench;

import com.orgscope.directory.Directory;
import com.orgscope.directory.Tenant;
import com.orgscope.ingest.IngestReport;
import com.orgscope.ingest.IngestTrial;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.usage.DailyUsage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Files to committed rows: pseudonymized, deduplicated, sorted.
 *
 * <p>A round is one working day of the same company: its events are new, its people are not, and
 * what was stored before stays. Ours and the peer take turns on the same file; the first rounds are
 * thrown away; a figure is the median of the others, per second of processor time of the whole
 * process. PostgreSQL's share of a commit is in its own process and not counted.
 */
@Component
public final class IngestBench {
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 16);
  private static final int WARM_UP = 6;
  private static final String UNIT = "events per CPU second";

  /** The peer makes the rows of Okta's events; for the other providers ours are told alone. */
  private static final long NO_PEER = -1;

  private final IngestTrial trial;
  private final Directory directory;
  private final DailyUsage usage;

  IngestBench(IngestTrial trial, Directory directory, DailyUsage usage) {
    this.trial = trial;
    this.directory = directory;
    this.usage = usage;
  }

  /**
   * @param employees of the simulated company; each leaves about 25 events
   * @param rounds that count
   * @param folder for the log and what the peer writes, some gigabytes
   */
  public BenchReport run(Source source, int employees, int rounds, Path folder, Progress progress)
      throws Exception {
    Caller caller = tenant();
    List<LocalDate> days = workingDays(WARM_UP + rounds);
    int threads = Runtime.getRuntime().availableProcessors();
    List<Round> done = new ArrayList<>();
    try (DuckDbPeer peer =
        source == Source.OKTA ? new DuckDbPeer("okta-peer.sql", threads) : null) {
      for (int n = 0; n < days.size(); n++) {
        progress.at(n, days.size());
        BenchLog log = BenchLog.write(source, employees, days.get(n), folder);
        Round round = round(log, peer, caller, folder);
        Files.delete(log.file());
        if (n >= WARM_UP) {
          done.add(round);
        }
      }
    }
    progress.at(days.size(), days.size());
    return new BenchReport("ingest", figures(source, done, threads));
  }

  private static List<LocalDate> workingDays(int count) {
    return Stream.iterate(FIRST_DAY, day -> day.plusDays(1))
        .filter(day -> day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue())
        .limit(count)
        .toList();
  }

  /** Seconds of processor time; what is stored was read to rows, and what was read was parsed. */
  private record Round(
      double peer,
      double elements,
      double rows,
      double stored,
      double rolledUp,
      IngestReport report,
      long bytes) {
    /** Microseconds an event. */
    double micros(double seconds) {
      return 1e6 * seconds / report.read();
    }
  }

  private Round round(BenchLog log, @Nullable DuckDbPeer peer, Caller caller, Path folder)
      throws Exception {
    long[] rowsOfPeer = {NO_PEER};
    double peerSeconds = 0;
    if (peer != null) {
      Path out = folder.resolve("peer.parquet");
      peerSeconds =
          CpuClock.seconds(() -> rowsOfPeer[0] = peer.write(log, caller.tenant().value(), out));
      Files.delete(out);
    }
    double elements = CpuClock.seconds(() -> read(log, in -> trial.elements(log.source(), in)));
    double rows =
        CpuClock.seconds(
            () -> read(log, in -> trial.rows(caller, log.source(), event -> {}).read(in)));
    IngestReport[] report = new IngestReport[1];
    double stored =
        CpuClock.seconds(() -> report[0] = trial.stored(caller, log.source(), List.of(log.file())));
    double rolledUp = CpuClock.seconds(() -> usage.refresh(caller.tenant(), Progress.NONE));
    check(report[0], rowsOfPeer[0]);
    return new Round(peerSeconds, elements, rows, stored, rolledUp, report[0], log.bytes());
  }

  private interface Reader {
    void read(InputStream in) throws IOException;
  }

  private static void read(BenchLog log, Reader reader) throws IOException {
    try (InputStream in = Files.newInputStream(log.file())) {
      reader.read(in);
    }
  }

  /** A ratio between different work would say nothing. */
  private static void check(IngestReport ours, long rowsOfPeer) {
    boolean same = rowsOfPeer == NO_PEER || rowsOfPeer == ours.accepted() + ours.duplicates();
    if (!same || ours.deadLettered() > 0) {
      throw Failure.bug("ours ended as " + ours + ", the peer wrote " + rowsOfPeer + " rows", null);
    }
  }

  private Caller tenant() {
    TenantId tenant = new TenantId("bench");
    directory.createTenant(new Tenant(tenant, "Bench", "technology", Region.EU, ZoneOffset.UTC));
    return Caller.system(tenant, "bench");
  }

  private static List<Figure> figures(Source source, List<Round> rounds, int threads) {
    double ours = median(rounds, r -> r.report().read() / r.stored());
    String name = source + " files to committed rows";
    return List.of(
        source == Source.OKTA
            ? Figure.high(
                name,
                UNIT,
                ours,
                median(rounds, r -> r.report().read() / r.peer()),
                DuckDbPeer.NAME)
            : Figure.of(name, UNIT, ours),
        micros("of it: parse", rounds, Round::elements),
        micros("of it: pseudonyms, hashes, duplicates", rounds, r -> r.rows() - r.elements()),
        micros("of it: sort, hand over, COPY, commit", rounds, r -> r.stored() - r.rows()),
        micros("beyond it: daily usage", rounds, Round::rolledUp),
        Figure.of(
            "size", "bytes an event", median(rounds, r -> 1.0 * r.bytes() / r.report().read())),
        Figure.of(
            "rows",
            "of 100 events",
            median(rounds, r -> 100.0 * r.report().accepted() / r.report().read())),
        Figure.of("measured", "events", rounds.stream().mapToLong(r -> r.report().read()).sum()),
        Figure.of("cores", "cores", threads));
  }

  private static Figure micros(String name, List<Round> rounds, ToDoubleFunction<Round> seconds) {
    return Figure.of(
        name, "CPU microseconds an event", median(rounds, r -> r.micros(seconds.applyAsDouble(r))));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return CpuClock.median(rounds.stream().map(figure::applyAsDouble).toList());
  }
}

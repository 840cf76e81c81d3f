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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Files to committed rows: pseudonymized, deduplicated, sorted.
 *
 * <p>One day of a company is read again and again, each time for a tenant of its own, so that every
 * key, hash and pseudonym is new and nothing is a duplicate but what the day itself repeats. Ours
 * and the peer take turns; the first rounds are thrown away; a figure is the median of the others,
 * per second of processor time of the whole process. PostgreSQL's share of a commit is in its own
 * process and not counted.
 */
@Component
public final class IngestBench {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 17);
  private static final int WARM_UP = 2;
  private static final String UNIT = "events per CPU second";

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
    BenchLog log = BenchLog.write(source, employees, DAY, folder);
    int threads = Runtime.getRuntime().availableProcessors();
    List<Round> done = new ArrayList<>();
    try (DuckDbPeer peer =
        new DuckDbPeer(source.name().toLowerCase(Locale.ROOT) + "-peer.sql", threads)) {
      for (int n = 0; n < WARM_UP + rounds; n++) {
        progress.at(n, WARM_UP + rounds);
        Round round = round(log, peer, "bench-" + n, folder);
        if (n >= WARM_UP) {
          done.add(round);
        }
      }
    }
    progress.at(WARM_UP + rounds, WARM_UP + rounds);
    return new BenchReport("ingest", figures(log, done, threads));
  }

  /** Seconds of processor time; each stage contains those before it. */
  private record Round(
      double peer, double elements, double rows, double stored, double rolledUp, long events) {}

  private Round round(BenchLog log, DuckDbPeer peer, String name, Path folder) throws Exception {
    Caller caller = tenant(name);
    Path out = folder.resolve(name + ".parquet");
    long[] rowsOfPeer = new long[1];
    double peerSeconds = CpuClock.seconds(() -> rowsOfPeer[0] = peer.write(log, name, out));
    Files.delete(out);
    double elements =
        CpuClock.seconds(() -> {
          try (InputStream in = Files.newInputStream(log.file())) {
            trial.elements(log.source(), in);
          }
        });
    Caller rowsOnly = tenant(name + "-rows");
    double rows =
        CpuClock.seconds(() -> {
          try (InputStream in = Files.newInputStream(log.file())) {
            trial.rows(rowsOnly, log.source(), in);
          }
        });
    IngestReport[] report = new IngestReport[1];
    double stored =
        CpuClock.seconds(() -> report[0] = trial.stored(caller, log.source(), List.of(log.file())));
    double rolledUp = CpuClock.seconds(() -> usage.refresh(caller.tenant(), Progress.NONE));
    check(report[0], rowsOfPeer[0]);
    return new Round(peerSeconds, elements, rows, stored, rolledUp, report[0].read());
  }

  /** A ratio between different work would say nothing. */
  private static void check(IngestReport ours, long rowsOfPeer) {
    if (ours.accepted() + ours.duplicates() != rowsOfPeer || ours.deadLettered() > 0) {
      throw Failure.bug("ours ended as " + ours + ", the peer wrote " + rowsOfPeer + " rows", null);
    }
  }

  private Caller tenant(String name) {
    TenantId tenant = new TenantId(name);
    directory.createTenant(new Tenant(tenant, name, "technology", Region.EU, ZoneOffset.UTC));
    return Caller.system(tenant, "bench");
  }

  private static List<Figure> figures(BenchLog log, List<Round> rounds, int threads) {
    long events = rounds.getFirst().events();
    double peer = CpuClock.median(rounds.stream().map(Round::peer).toList());
    double elements = CpuClock.median(rounds.stream().map(Round::elements).toList());
    double rows = CpuClock.median(rounds.stream().map(Round::rows).toList());
    double stored = CpuClock.median(rounds.stream().map(Round::stored).toList());
    double rolledUp = CpuClock.median(rounds.stream().map(Round::rolledUp).toList());
    String name = log.source() + " files to committed rows";
    return List.of(
        Figure.high(name, UNIT, events / stored, events / peer, DuckDbPeer.NAME),
        micros("of it parse", elements, events),
        micros("of it rows, pseudonyms, duplicates", rows - elements, events),
        micros("of it sort, hand over, COPY, commit", stored - rows, events),
        micros("beyond it: daily usage brought up to date", rolledUp, events),
        Figure.of("bytes an event", "bytes", (double) log.bytes() / events),
        Figure.of("events a round", "events", events),
        Figure.of("rounds", "rounds", rounds.size()),
        Figure.of("cores", "cores", threads));
  }

  private static Figure micros(String name, double seconds, long events) {
    return Figure.of(name, "CPU microseconds an event", 1e6 * seconds / events);
  }
}

package com.orgscope.bench;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
 *
 * <p>Beside it the same is done with parsers of libraries in the place of ours, each for a tenant
 * of its own, to tell what ours is worth from one end to the other.
 */
@Component
public final class IngestBench {
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 16);
  private static final int WARM_UP = 6;
  private static final String UNIT = "events per CPU second";

  /** The peer makes the rows of Okta's events; for the other providers ours are told alone. */
  private static final long NO_PEER = -1;

  private static final String OURS = "bench";

  private final IngestTrial trial;
  private final Tenants tenants;
  private final DailyUsage usage;

  /** Who reads and stores a round's events, and what they call it. */
  private record Contestant(String name, IngestTrial trial, Caller caller) {}

  IngestBench(IngestTrial trial, Tenants tenants, DailyUsage usage) {
    this.trial = trial;
    this.tenants = tenants;
    this.usage = usage;
  }

  /** What we do with Jackson alone to parse. */
  public Map<String, IngestTrial> jackson() {
    return Map.of("Jackson", trial.withLibraryAlone());
  }

  /**
   * @param employees of the simulated company; each leaves about 25 events
   * @param rounds that count
   * @param folder for the log and what the peer writes, some gigabytes
   * @param libraries the names of parsers, and trials that have nothing else to parse with
   */
  public BenchReport run(
      Source source,
      int employees,
      int rounds,
      Path folder,
      Map<String, IngestTrial> libraries,
      Progress progress)
      throws Exception {
    List<Contestant> contestants = contestants(libraries);
    List<LocalDate> days = workingDays(WARM_UP + rounds);
    int threads = Runtime.getRuntime().availableProcessors();
    List<Round> done = new ArrayList<>();
    try (DuckDbPeer peer =
        source == Source.OKTA ? new DuckDbPeer("okta-peer.sql", threads) : null) {
      for (int n = 0; n < days.size(); n++) {
        progress.at(n, days.size());
        BenchLog log = BenchLog.write(source, employees, days.get(n), folder);
        Round round = round(log, peer, contestants, folder);
        Files.delete(log.file());
        if (n >= WARM_UP) {
          done.add(round);
        }
      }
    }
    progress.at(days.size(), days.size());
    return new BenchReport("ingest", figures(source, done, contestants, threads));
  }

  private List<Contestant> contestants(Map<String, IngestTrial> libraries) {
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(new Contestant(OURS, trial, tenant(OURS)));
    new TreeMap<>(libraries)
        .forEach((name, other) ->
            contestants.add(
                new Contestant(name, other, tenant(OURS + "-" + name.toLowerCase(Locale.ROOT)))));
    return contestants;
  }

  private static List<LocalDate> workingDays(int count) {
    return Stream.iterate(FIRST_DAY, day -> day.plusDays(1))
        .filter(day -> day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue())
        .limit(count)
        .toList();
  }

  /** Seconds of processor time; what is stored was read to rows, and what was read was parsed. */
  private record Costs(double elements, double rows, double stored, IngestReport report) {}

  /**
   * @param costs of each contestant, in their order; ours come first
   */
  private record Round(double peer, List<Costs> costs, double rolledUp, long bytes) {
    Costs ours() {
      return costs.getFirst();
    }

    long events() {
      return ours().report().read();
    }

    /** Microseconds an event. */
    double micros(double seconds) {
      return 1e6 * seconds / events();
    }
  }

  private Round round(
      BenchLog log, @Nullable DuckDbPeer peer, List<Contestant> contestants, Path folder)
      throws Exception {
    Caller caller = contestants.getFirst().caller();
    long[] rowsOfPeer = {NO_PEER};
    double peerSeconds = 0;
    if (peer != null) {
      Path out = folder.resolve("peer.parquet");
      peerSeconds =
          CpuClock.seconds(() -> rowsOfPeer[0] = peer.write(log, caller.tenant().value(), out));
      Files.delete(out);
    }
    List<Costs> costs = new ArrayList<>();
    for (Contestant contestant : contestants) {
      Costs its = costs(contestant, log);
      check(contestant, its.report(), rowsOfPeer[0]);
      costs.add(its);
    }
    double rolledUp = CpuClock.seconds(() -> usage.refresh(caller.tenant(), Progress.NONE));
    return new Round(peerSeconds, costs, rolledUp, log.bytes());
  }

  private static Costs costs(Contestant contestant, BenchLog log) throws Exception {
    IngestTrial trial = contestant.trial();
    Caller caller = contestant.caller();
    Source source = log.source();
    double elements = CpuClock.seconds(() -> read(log, in -> trial.elements(source, in)));
    double rows =
        CpuClock.seconds(() -> read(log, in -> trial.rows(caller, source, event -> {}).read(in)));
    IngestReport[] report = new IngestReport[1];
    double stored =
        CpuClock.seconds(() -> report[0] = trial.stored(caller, source, List.of(log.file())));
    return new Costs(elements, rows, stored, report[0]);
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
  private static void check(Contestant contestant, IngestReport ended, long rowsOfPeer) {
    boolean same = rowsOfPeer == NO_PEER || rowsOfPeer == ended.accepted() + ended.duplicates();
    if (!same || ended.deadLettered() > 0) {
      throw Failure.bug(
          contestant.name() + " ended as " + ended + ", the peer wrote " + rowsOfPeer + " rows",
          null);
    }
  }

  private Caller tenant(String id) {
    TenantId tenant = new TenantId(id);
    tenants.create(new Tenant(tenant, "Bench", "technology", Region.EU, ZoneOffset.UTC));
    return Caller.system(tenant, "bench");
  }

  private static List<BenchFigure> figures(
      Source source, List<Round> rounds, List<Contestant> contestants, int threads) {
    double ours = median(rounds, r -> r.events() / r.ours().stored());
    String name = source + " files to committed rows";
    List<BenchFigure> figures = new ArrayList<>();
    figures.add(
        source == Source.OKTA
            ? BenchFigure.high(
                name, UNIT, ours, median(rounds, r -> r.events() / r.peer()), DuckDbPeer.NAME)
            : BenchFigure.of(name, UNIT, ours));
    figures.add(micros("of it: parse", rounds, r -> r.ours().elements()));
    figures.add(
        micros(
            "of it: pseudonyms, hashes, duplicates",
            rounds,
            r -> r.ours().rows() - r.ours().elements()));
    figures.add(
        micros(
            "of it: sort, hand over, COPY, commit",
            rounds,
            r -> r.ours().stored() - r.ours().rows()));
    figures.add(micros("beyond it: daily usage", rounds, Round::rolledUp));
    for (int i = 1; i < contestants.size(); i++) {
      figures.addAll(besideLibrary(i, contestants.get(i).name(), rounds, ours));
    }
    figures.add(
        BenchFigure.of(
            "size", "bytes an event", median(rounds, r -> 1.0 * r.bytes() / r.events())));
    figures.add(
        BenchFigure.of(
            "rows",
            "of 100 events",
            median(rounds, r -> 100.0 * r.ours().report().accepted() / r.events())));
    figures.add(
        BenchFigure.of("measured", "events", rounds.stream().mapToLong(Round::events).sum()));
    figures.add(BenchFigure.of("cores", "cores", threads));
    return figures;
  }

  private static List<BenchFigure> besideLibrary(
      int index, String library, List<Round> rounds, double ours) {
    return List.of(
        BenchFigure.high(
            "shapes, from one end to the other",
            UNIT,
            ours,
            median(rounds, r -> r.events() / r.costs().get(index).stored()),
            library + " alone"),
        micros(library + " alone: parse", rounds, r -> r.costs().get(index).elements()));
  }

  private static BenchFigure micros(
      String name, List<Round> rounds, ToDoubleFunction<Round> seconds) {
    return BenchFigure.of(
        name, "CPU microseconds an event", median(rounds, r -> r.micros(seconds.applyAsDouble(r))));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return CpuClock.median(rounds.stream().map(figure::applyAsDouble).toList());
  }
}

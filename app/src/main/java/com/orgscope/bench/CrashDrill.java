package com.orgscope.bench;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.Receipt;
import com.orgscope.ingest.CrashPoint;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.sources.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Kills processes while live events come, again and again, and compares the lake with a count that
 * was made outside, to the event, after each kill. Who is killed and when follows from a seed.
 *
 * <p>This process hands the events in, or shows them as a source that is polled, and never stores
 * any. Writers, which poll as well, are processes of their own, one or two at a time.
 */
@Component
final class CrashDrill {
  private static final int DAYS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POINT_PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /**
   * Between deliveries beyond those planned. Whoever is slow to start would find the more the
   * slower it is, and be slower for it.
   */
  private static final Duration TRICKLE = Duration.ofMillis(500);

  private static final int LATEST_PASS = 2;

  /** The writer's crash points, in the order of the drill. */
  public static final List<CrashPoint> POINTS =
      List.of(
          CrashPoint.LOG_READ,
          CrashPoint.BEFORE_DEAD_LETTERS,
          CrashPoint.AFTER_DEAD_LETTERS,
          CrashPoint.BEFORE_PSEUDONYMS,
          CrashPoint.BEFORE_COMMIT,
          CrashPoint.AFTER_COMMIT,
          CrashPoint.LOG_RELEASED,
          CrashPoint.BEFORE_ROLL_UP);

  /** The poller's. */
  static final List<CrashPoint> POLLER_POINTS =
      List.of(
          CrashPoint.CLAIMED,
          CrashPoint.PAGE_READ,
          CrashPoint.DELIVERED,
          CrashPoint.CURSOR_MOVED,
          CrashPoint.TURN_OVER);

  private static final String POLLED = "drill-polled";

  private static final Map<String, String> WRITER_SETTINGS =
      Map.ofEntries(
          Map.entry("orgscope.eventlog.poll-interval", "50ms"),
          Map.entry("orgscope.ingest.batch-rows", "1500"),
          Map.entry("orgscope.ingest.live.commit-interval", "250ms"),
          Map.entry("orgscope.ingest.live.rebalance-interval", "500ms"),
          Map.entry("orgscope.ingest.live.roll-up-interval", "1s"),
          Map.entry("orgscope.ingest.live.pause-after-failure", "200ms"),
          Map.entry("orgscope.sources.due-check-interval", "50ms"),
          Map.entry("orgscope.sources.poll-interval", "200ms"),
          Map.entry("orgscope.sources.max-rate-limit-wait", "1s"));

  private final Intake intake;
  private final EventLog log;
  private final DrillCheck check;
  private final Tenants tenants;
  private final Sources sources;
  private final Home home;
  private final InstantSource clock;

  CrashDrill(
      Intake intake,
      EventLog log,
      DrillCheck check,
      Tenants tenants,
      Sources sources,
      Home home,
      InstantSource clock) {
    this.intake = intake;
    this.log = log;
    this.check = check;
    this.tenants = tenants;
    this.sources = sources;
    this.home = home;
    this.clock = clock;
  }

  /** Who is killed. */
  public enum Victim {
    /** A writer, at any moment. */
    WRITER,
    /** One of two writers, at any moment. */
    ONE_OF_TWO,
    /** A writer and poller, where it says that it stands at a named point of both. */
    WRITER_AT_POINT,
    /** The database under all of them. */
    POSTGRES,
    /** The broker of the event log; only where there is one. */
    BROKER
  }

  /**
   * A broker that can be killed and started again.
   *
   * @param settings what this process and the writers need to know to find it
   */
  public record Broker(Map<String, String> settings, Runnable killAndStart) {}

  /**
   * What a drill consists of.
   *
   * @param victims one for each round; those at named points come to each point in turn
   * @param seed when they are killed follows from it
   * @param deliveries handed in around each kill, at least
   * @param latest moment of a kill after the first delivery of its round
   * @param broker null if the log is in PostgreSQL
   * @param launch how the writers are started
   * @param chained whether a writer that was killed at a named point is followed at once by the one
   *     that is killed at the next, and only the last kill of such a chain is followed by a look
   */
  public record Plan(
      List<Victim> victims,
      long seed,
      int deliveries,
      Duration latest,
      @Nullable Broker broker,
      DrillProcess.Launch launch,
      boolean chained) {

    /** Whether the lake is looked at after this round. */
    boolean looksAfter(int round) {
      return !chained
          || victims.get(round) != Victim.WRITER_AT_POINT
          || round + 1 == victims.size()
          || victims.get(round + 1) != Victim.WRITER_AT_POINT;
    }

    /** Every named point once, then anybody without a broker. */
    public static Plan usual(int kills, long seed) {
      Random random = new Random(seed);
      List<Victim> any =
          List.of(
              Victim.WRITER,
              Victim.WRITER,
              Victim.ONE_OF_TWO,
              Victim.WRITER_AT_POINT,
              Victim.POSTGRES);
      List<Victim> victims =
          IntStream.range(0, kills)
              .mapToObj(n ->
                  n < POINTS.size() ? Victim.WRITER_AT_POINT : any.get(random.nextInt(any.size())))
              .toList();
      return new Plan(
          victims, seed, 24, Duration.ofMillis(1500), null, DrillProcess.Launch.same(), false);
    }
  }

  /**
   * @throws Failure of kind BUG at the first difference
   */
  public BenchReport run(Plan plan, Progress progress) throws Exception {
    return new Drill(plan).run(progress);
  }

  /** One run. */
  private final class Drill {
    private final Random random;
    private final Plan plan;
    private final @Nullable Broker broker;
    private final Map<TenantId, DrillEvents> told = new LinkedHashMap<>();
    private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
    private @Nullable DrillProcess writer;
    private final List<DrillProcess> started = new ArrayList<>();
    private final DrillEvents polled;
    private final DrillOkta okta;
    private final Set<String> reached = new TreeSet<>();
    private int pointRounds;
    private DrillCheck.Found found = DrillCheck.Found.NOTHING;

    Drill(Plan plan) {
      this.plan = plan;
      this.random = new Random(plan.seed());
      this.broker = plan.broker();
      Instant first = clock.instant().minus(Duration.ofDays(DAYS - 1));
      for (String name : List.of("drill-one", "drill-two", "drill-three")) {
        told.put(tenant(name), new DrillEvents(first, new Random(random.nextLong())));
      }
      polled = new DrillEvents(first, new Random(random.nextLong()));
      okta = new DrillOkta(polled.first());
      sources.connect(
          Caller.commandLine(tenant(POLLED), "drill"), Source.OKTA, okta.settings(), first, true);
    }

    private TenantId tenant(String name) {
      TenantId tenant = new TenantId(name);
      tenants.create(new Tenant(tenant, name, "technology", Region.EU, ZoneOffset.UTC));
      return tenant;
    }

    BenchReport run(Progress progress) throws Exception {
      int kills = plan.victims().size();
      long begun = System.nanoTime();
      try {
        int points = 0;
        for (Victim victim : plan.victims()) {
          progress.at(rounds(), kills);
          round(victim, POINTS.get(points % POINTS.size()));
          if (plan.looksAfter(rounds())) {
            alive();
            compare(victim);
          }
          points += victim == Victim.WRITER_AT_POINT ? 1 : 0;
          killed.merge(victim, 1, Integer::sum);
        }
        progress.at(kills, kills);
      } finally {
        for (DrillProcess one : started) {
          one.kill();
        }
        okta.close();
      }
      return report((System.nanoTime() - begun) / 1e9);
    }

    private int rounds() {
      return killed.values().stream().mapToInt(n -> n).sum();
    }

    private void round(Victim victim, CrashPoint point) throws Exception {
      switch (victim) {
        case WRITER -> {
          if (random.nextBoolean()) {
            // Killed while it starts, then.
            end();
          }
          DrillProcess one = alive();
          sendAnd(one::kill);
        }
        case ONE_OF_TWO -> {
          DrillProcess one = alive();
          DrillProcess other = start(List.of());
          sendAnd(one::kill);
          writer = other;
        }
        case WRITER_AT_POINT -> {
          end();
          List<String> points =
              List.of(
                  point
                      + ":"
                      + (1 + random.nextInt(point == CrashPoint.BEFORE_ROLL_UP ? 1 : LATEST_PASS)),
                  POLLER_POINTS.get(pointRounds++ % POLLER_POINTS.size())
                      + ":"
                      + (1 + random.nextInt(LATEST_PASS)));
          DrillProcess one = start(points);
          sendAnd(() -> {
            Set<String> come = one.awaitPoints(POINT_PATIENCE);
            reached.addAll(come);
            if (come.size() < points.size()) {
              throw wrong(victim, "of " + points + " the writer came to " + come + " only");
            }
          });
          one.kill();
        }
        case POSTGRES -> {
          alive();
          sendAnd(this::killPostgres);
        }
        case BROKER -> {
          alive();
          Broker there = broker;
          sendAnd(there == null ? () -> {} : there.killAndStart()::run);
        }
      }
    }

    private DrillProcess alive() {
      DrillProcess now = writer;
      if (now == null || !now.isAlive()) {
        now = start(List.of());
        writer = now;
      }
      return now;
    }

    private DrillProcess start(List<String> points) {
      Map<String, String> settings = new HashMap<>(WRITER_SETTINGS);
      if (broker != null) {
        settings.putAll(broker.settings());
      }
      started.removeIf(one -> !one.isAlive());
      DrillProcess one =
          DrillProcess.start(plan.launch(), home.path(), settings, points, "ingest", "live");
      started.add(one);
      return one;
    }

    private void end() throws InterruptedException {
      if (writer != null) {
        writer.kill();
        writer = null;
      }
    }

    /** Something that is done in the middle of a round. */
    private interface Deed {
      void run() throws Exception;
    }

    /** Hands events in, and does something at a random moment meanwhile. */
    private void sendAnd(Deed deed) throws Exception {
      Duration until = Duration.ofMillis(random.nextInt((int) plan.latest().toMillis()));
      CompletableFuture<Void> done =
          CompletableFuture.runAsync(
              () -> {
                try {
                  MonotonicTime.SYSTEM.sleep(until);
                  deed.run();
                } catch (Exception e) {
                  throw Failure.bug("nobody could be killed", e);
                }
              },
              Thread::startVirtualThread);
      List<TenantId> all = List.copyOf(told.keySet());
      for (int i = 0; i < plan.deliveries() || !done.isDone(); i++) {
        TenantId tenant = all.get(random.nextInt(all.size()));
        DrillEvents events = told.get(tenant);
        if (events != null) {
          hand(tenant, events.next());
        }
        okta.publish(polled.some());
        MonotonicTime.SYSTEM.sleep(i < plan.deliveries() ? PAUSE : TRICKLE);
      }
      done.get();
    }

    private void killPostgres() throws IOException, InterruptedException {
      Path file = home.resolve("postgres").resolve("data").resolve("postmaster.pid");
      String pid = Files.readAllLines(file).getFirst().strip();
      new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
    }

    /** As a sender does that was not answered: again, until it is. */
    private void hand(TenantId tenant, byte[] delivery) throws InterruptedException {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        try {
          if (intake.take(tenant, Source.OKTA, List.of(delivery)) instanceof Receipt.Stored) {
            return;
          }
        } catch (Failure e) {
          if (e.kind() != Failure.Kind.RETRY || System.nanoTime() > until) {
            throw e;
          }
        }
        MonotonicTime.SYSTEM.sleep(PAUSE);
      }
    }

    /** Waits until the source is read and the log is empty, then looks. */
    private void compare(Victim victim) throws InterruptedException {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!okta.isRead() || !isEmpty()) {
        if (System.nanoTime() > until) {
          throw wrong(
              victim,
              (okta.isRead() ? "the event log was not empty" : "the source was not read")
                  + " after "
                  + PATIENCE.toSeconds()
                  + " s");
        }
        alive();
        MonotonicTime.SYSTEM.sleep(PAUSE);
      }
      Map<TenantId, DrillEvents> all = new LinkedHashMap<>(told);
      all.put(new TenantId(POLLED), polled);
      DrillCheck.Found now = DrillCheck.Found.NOTHING;
      for (var each : all.entrySet()) {
        now = now.plus(check.look(each.getKey(), each.getValue()));
      }
      found = now;
      if (!now.isRight()) {
        throw wrong(victim, now.toString());
      }
    }

    private boolean isEmpty() {
      try {
        return log.backlog().deliveries() == 0;
      } catch (Failure e) {
        return false;
      }
    }

    private Failure wrong(Victim victim, String what) {
      return Failure.bug(
          "after kill %d (%s), seed %d: %s".formatted(rounds() + 1, victim, plan.seed(), what),
          null);
    }

    private BenchReport report(double seconds) {
      long handed = told.values().stream().mapToLong(DrillEvents::events).sum();
      long broken = told.values().stream().mapToLong(DrillEvents::broken).sum();
      return new BenchReport(
          "crash",
          List.of(
              BenchFigure.of("kills", "kills", rounds()),
              BenchFigure.of("of a writer at any moment", "kills", count(Victim.WRITER)),
              BenchFigure.of("of one of two writers", "kills", count(Victim.ONE_OF_TWO)),
              BenchFigure.of(
                  "of a writer and poller at named points of both",
                  "kills",
                  count(Victim.WRITER_AT_POINT)),
              BenchFigure.of("named points of both that were reached", "points", reached.size()),
              BenchFigure.of("of PostgreSQL", "kills", count(Victim.POSTGRES)),
              BenchFigure.of("of the broker", "kills", count(Victim.BROKER)),
              BenchFigure.of("events lost", "events", found.lost()),
              BenchFigure.of("events stored twice", "events", found.twice()),
              BenchFigure.of("events handed in", "events", handed),
              BenchFigure.of("events polled", "events", polled.events()),
              BenchFigure.of(
                  "broken lines without one dead letter", "lines", Math.abs(found.letters())),
              BenchFigure.of("broken lines handed in", "lines", broken),
              BenchFigure.of("time", "seconds", seconds)));
    }

    private int count(Victim victim) {
      return killed.getOrDefault(victim, 0);
    }
  }
}

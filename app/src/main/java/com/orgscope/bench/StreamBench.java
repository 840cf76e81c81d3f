package com.orgscope.bench;

import com.orgscope.access.Secrets;
import com.orgscope.access.Secrets.Purpose;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.eventlog.EventLog;
import com.orgscope.ingest.IngestReport;
import com.orgscope.ingest.IngestTrial;
import com.orgscope.ingest.Lag;
import com.orgscope.ingest.Lags;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Source;
import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * A steady stream into the lake: senders in this process post compressed requests to the webhooks
 * over HTTP, the event log keeps them, and the writer carries them to the lake, all on the cores of
 * this machine. In the end the lake is counted.
 */
@Component
final class StreamBench {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 17);
  private static final int EMPLOYEES = 2000;
  private static final int SENDERS = 4;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double MEGABYTE = 1 << 20;

  private final EventLog log;
  private final Lags lags;
  private final Lake lake;
  private final Tenants tenants;
  private final Secrets secrets;
  private final IngestTrial trial;
  private final InstantSource clock;

  StreamBench(
      EventLog log,
      Lags lags,
      Lake lake,
      Tenants tenants,
      Secrets secrets,
      IngestTrial trial,
      InstantSource clock) {
    this.log = log;
    this.lags = lags;
    this.lake = lake;
    this.tenants = tenants;
    this.secrets = secrets;
    this.trial = trial;
    this.clock = clock;
  }

  /**
   * What is sent.
   *
   * @param rate events a second that the senders aim at
   * @param seconds that count, after a warm-up of 30
   * @param batch events of a request
   */
  public record Plan(int rate, int seconds, int batch, int tenants) {}

  /**
   * @param server that takes webhooks, of the process whose beans these are
   */
  public BenchReport run(Plan plan, URI server, Path folder, Progress progress) throws Exception {
    BenchLog day = BenchLog.write(Source.OKTA, EMPLOYEES, DAY, folder);
    Run run = new Run(plan, server);
    List<StreamLoad> loads = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      loads.add(new StreamLoad(day.file(), plan.batch(), i));
    }
    try {
      return run.measure(loads, progress);
    } finally {
      run.ended = true;
    }
  }

  /** One stream. */
  private final class Run {
    private final Plan plan;
    private final Instant begun = clock.instant();
    private final List<Caller> callers = new ArrayList<>();
    private final List<WebhookSender> doors = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong packed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean ended;
    private double worstLag;
    private double worstMedian;

    Run(Plan plan, URI server) {
      this.plan = plan;
      for (int i = 0; i < plan.tenants(); i++) {
        TenantId tenant = new TenantId("stream-" + i);
        tenants.create(new Tenant(tenant, tenant.value(), "technology", Region.EU, ZoneOffset.UTC));
        Caller caller = Caller.commandLine(tenant, "bench");
        String secret = secrets.make(caller, Purpose.OKTA_HOOK, false).secret();
        callers.add(caller);
        doors.add(new WebhookSender(server.resolve("/hooks/" + tenant + "/okta"), secret));
      }
    }

    BenchReport measure(List<StreamLoad> loads, Progress progress) throws Exception {
      List<CompletableFuture<Void>> senders = new ArrayList<>();
      for (StreamLoad load : loads) {
        senders.add(
            CompletableFuture.runAsync(
                () -> send(load), task -> Thread.ofPlatform().name("sender").start(task)));
      }
      MonotonicTime.SYSTEM.sleep(WARM_UP);
      double heapBefore = heap();
      long sentBefore = sent.get();
      long cpuBefore = cpu();
      long from = System.nanoTime();
      long until = from + Duration.ofSeconds(plan.seconds()).toNanos();
      while (System.nanoTime() < until && senders.stream().noneMatch(s -> s.isDone())) {
        MonotonicTime.SYSTEM.sleep(LOOK_EVERY);
        look();
        progress.at(
            Math.min(plan.seconds(), Duration.ofNanos(System.nanoTime() - from).toSeconds()),
            plan.seconds());
      }
      double seconds = (System.nanoTime() - from) / 1e9;
      long events = sent.get() - sentBefore;
      double cpu = (cpu() - cpuBefore) / 1e9;
      double heapAfter = heap();
      ended = true;
      for (CompletableFuture<Void> sender : senders) {
        sender.get();
      }
      double drain = drain();
      check();
      StreamLoad one = loads.getFirst();
      return new BenchReport(
          "stream",
          List.of(
              BenchFigure.of(
                  "events through the " + log.kind() + " log", "events/s", events / seconds),
              BenchFigure.of("aimed at", "events/s", plan.rate()),
              BenchFigure.of("for", "seconds", seconds),
              BenchFigure.of("lag, the worst commit's median", "seconds", worstMedian),
              BenchFigure.of("lag, the worst commit's 95 %", "seconds", worstLag),
              BenchFigure.of("rest stored after the senders ended", "seconds", drain),
              BenchFigure.of(
                  "processor time, senders included", "microseconds/event", 1e6 * cpu / events),
              BenchFigure.of("heap in use at the beginning", "MB", heapBefore),
              BenchFigure.of("heap in use at the end", "MB", heapAfter),
              BenchFigure.of("events of a request", "events", one.events()),
              BenchFigure.of("bytes of an event", "bytes", (double) one.bytes() / one.events()),
              BenchFigure.of(
                  "bytes of a request, packed",
                  "bytes",
                  (double) packed.get() * one.events() / sent.get()),
              BenchFigure.of("requests told to come later", "requests", refused.get()),
              BenchFigure.of("events in the lake in the end, each once", "events", kept.get())));
    }

    private void send(StreamLoad load) {
      // A few visits are the provider's own pages. Copies in the log get ids of their own here.
      IngestReport fate = fate(load);
      long keptOfEach = fate.accepted() + fate.duplicates();
      double each = 1e9 * load.events() * SENDERS / plan.rate();
      long from = System.nanoTime();
      for (long n = 0; !ended; n++) {
        long due = from + Math.round(n * each);
        if (!MonotonicTime.SYSTEM.passUntil(due)) {
          return;
        }
        byte[] request = load.next(clock.instant());
        WebhookSender door = doors.get((int) (n % doors.size()));
        long posted = System.nanoTime();
        for (Duration wait = door.post(request); !wait.isZero(); wait = door.post(request)) {
          if (System.nanoTime() - posted > PATIENCE.toNanos()) {
            throw Failure.operator(
                "the event log takes nothing: see whether its " + log.kind() + " is there", null);
          }
          refused.incrementAndGet();
          if (!MonotonicTime.SYSTEM.pass(wait)) {
            return;
          }
        }
        sent.addAndGet(load.events());
        kept.addAndGet(keptOfEach);
        packed.addAndGet(request.length);
      }
    }

    private IngestReport fate(StreamLoad load) {
      try {
        return trial
            .rows(callers.getFirst(), Source.OKTA, event -> {})
            .read(new ByteArrayInputStream(load.text()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void look() {
      for (Caller tenant : callers) {
        for (Lag lag : lags.of(tenant)) {
          if (lag.at().isAfter(begun.plus(WARM_UP))) {
            worstMedian = Math.max(worstMedian, lag.median());
            worstLag = Math.max(worstLag, lag.nearlyAll());
          }
        }
      }
    }

    private double drain() throws InterruptedException {
      long from = System.nanoTime();
      while (log.backlog().deliveries() > 0) {
        if (System.nanoTime() - from > PATIENCE.toNanos()) {
          throw Failure.bug("the event log was not empty in the end: " + log.backlog(), null);
        }
        MonotonicTime.SYSTEM.sleep(LOOK_EVERY);
      }
      return (System.nanoTime() - from) / 1e9;
    }

    private void check() {
      LocalDate today = LocalDate.ofInstant(begun, ZoneOffset.UTC);
      long rows = 0;
      for (Caller tenant : callers) {
        rows +=
            lake.ask(
                    new NamedQuery(StreamBench.class, "stream"),
                    Scope.everybody(tenant.tenant()),
                    new TimeWindow(today.minusDays(1), today.plusDays(2)),
                    Map.of(),
                    row -> {
                      if (row.getLong("stored") != row.getLong("keys")) {
                        throw Failure.bug(
                            "events of " + tenant.tenant() + " lie there twice", null);
                      }
                      return row.getLong("stored");
                    })
                .getFirst();
      }
      if (rows != kept.get()) {
        throw Failure.bug("of use were " + kept.get() + " events, stored are " + rows, null);
      }
    }
  }

  private static double heap() {
    // What is in use and not waiting for the collector.
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}

package com.orgscope.bench;

import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.demo.WireFormat;
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
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.springframework.stereotype.Component;

/**
 * Reads mutated payloads of every provider and looks that each ends: without a crash, in little
 * time, every event as one of four things. Half of them stand between two whole lines, which must
 * both come through; some are packed and damaged.
 */
@Component
final class FuzzBench {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 17);
  private static final int EMPLOYEES = 40;
  private static final int PACKED_ONE_IN = 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** More of the processor for one payload of some kilobytes is a hang, in nanoseconds. */
  private static final long HANG = 5_000_000_000L;

  private final IngestTrial trial;
  private final Tenants tenants;

  FuzzBench(IngestTrial trial, Tenants tenants) {
    this.trial = trial;
    this.tenants = tenants;
  }

  /** What has been found so far. */
  private static final class Found {
    private long read;
    private long accepted;
    private long deadLettered;
    private long slowest;
    private long neighbours;
  }

  /**
   * @throws Failure as a bug, naming the seed and the payload, if one is not accounted for
   */
  public BenchReport run(long payloads, long seed, Progress progress) throws IOException {
    Random random = new Random(seed);
    Mutations mutations = new Mutations(random);
    TenantId tenant = new TenantId("fuzz");
    tenants.create(new Tenant(tenant, "Fuzz", "technology", Region.EU, ZoneOffset.UTC));
    Caller caller = Caller.system(tenant, "bench");
    Found found = new Found();
    long number = 0;
    for (Source source : Source.values()) {
      List<byte[]> events = events(source);
      IngestTrial.Rows rows =
          trial.rows(
              caller,
              source,
              event -> found.neighbours += WholeLine.APP.equals(event.app()) ? 1 : 0);
      for (long until = payloads * (source.ordinal() + 1) / Source.values().length;
          number < until;
          number++) {
        byte[] event = mutations.of(events.get(random.nextInt(events.size())));
        try {
          one(rows, source, event, mutations, found, random);
        } catch (IOException | RuntimeException e) {
          throw Failure.bug("seed " + seed + ", payload " + number + " of " + source + ": " + e, e);
        }
        if (number % 1000 == 0) {
          progress.at(number, payloads);
        }
      }
    }
    progress.at(payloads, payloads);
    return new BenchReport(
        "fuzz",
        List.of(
            BenchFigure.of("payloads, each accounted for", "payloads", payloads),
            BenchFigure.of("read", "events", found.read),
            BenchFigure.of("accepted", "events", found.accepted),
            BenchFigure.of("dead letters", "events", found.deadLettered),
            BenchFigure.of("slowest payload", "CPU ms", found.slowest / 1e6)));
  }

  private void one(
      IngestTrial.Rows rows,
      Source source,
      byte[] event,
      Mutations mutations,
      Found found,
      Random random)
      throws IOException {
    boolean between = random.nextBoolean();
    byte[] payload = between ? between(source, event, random) : event;
    payload = !between && random.nextInt(PACKED_ONE_IN) == 0 ? mutations.packed(payload) : payload;
    long before = found.neighbours;
    long begun = THREADS.getCurrentThreadCpuTime();
    IngestReport report = rows.read(new ByteArrayInputStream(payload));
    long took = THREADS.getCurrentThreadCpuTime() - begun;
    found.slowest = Math.max(found.slowest, took);
    found.read += report.read();
    found.accepted += report.accepted();
    found.deadLettered += report.deadLettered();
    if (took > HANG) {
      throw new IllegalStateException("took " + took / 1_000_000 + " ms");
    }
    if (between && found.neighbours - before < 2) {
      throw new IllegalStateException("a whole line beside it was lost");
    }
  }

  /** The event in one line, between two whole ones. */
  private static byte[] between(Source source, byte[] event, Random random) {
    String line = new String(event, StandardCharsets.ISO_8859_1).replace('\n', ' ');
    String id = Long.toHexString(random.nextLong());
    String payload = WholeLine.of(source, id + "a") + line + "\n" + WholeLine.of(source, id + "b");
    return payload.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<byte[]> events(Source source) throws IOException {
    Simulation simulation =
        Simulation.of(
            new SimulationSettings(EMPLOYEES, 1, 1, DAY)
                .withFormat(WireFormat.named(source.name().toLowerCase(Locale.ROOT)))
                .withTrouble(0, 0));
    List<byte[]> events = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(simulation.open(List.of(DAY)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return events;
  }
}

package com.orgscope.bench;

import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.demo.WireFormat;
import com.orgscope.lake.Source;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * One day of a simulated company's log as NDJSON on the disk. Some of it comes twice; nothing is
 * broken, since the peer would stop there.
 *
 * <p>Okta's events get the debug data that real ones carry and the simulator leaves out: 2.8 kB in
 * all.
 */
public record BenchLog(Source source, Path file, long events, long bytes) {
  private static final double REPEATED = 0.004;

  public static BenchLog write(Source source, int employees, LocalDate day, Path folder)
      throws IOException {
    Simulation simulation =
        Simulation.of(
            new SimulationSettings(employees, 1, 1, day)
                .withFormat(WireFormat.named(source.name().toLowerCase(Locale.ROOT)))
                .withTrouble(0, REPEATED));
    Path file = folder.resolve(source + ".ndjson");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      long events =
          simulation.writeDay(day, source == Source.OKTA ? new Fuller(out) : out).records();
      out.flush();
      return new BenchLog(source, file, events, Files.size(file));
    }
  }

  /** Puts the debug data into each line; the simulator writes a line at a time. */
  private static final class Fuller extends FilterOutputStream {
    private static final byte[] PLACE = "\"debugData\":{".getBytes(StandardCharsets.UTF_8);

    private final byte[] more =
        Resource.text("okta-debug-data.json").strip().getBytes(StandardCharsets.UTF_8);

    Fuller(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int place = behindPlace(bytes, offset, offset + length);
      out.write(bytes, offset, place - offset);
      out.write(more);
      out.write(bytes, place, offset + length - place);
    }

    private static int behindPlace(byte[] bytes, int from, int to) {
      for (int i = from; i + PLACE.length <= to; i++) {
        if (Arrays.equals(bytes, i, i + PLACE.length, PLACE, 0, PLACE.length)) {
          return i + PLACE.length;
        }
      }
      throw new IllegalArgumentException("a line without debug data");
    }
  }
}

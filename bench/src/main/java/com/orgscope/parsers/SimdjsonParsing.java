package com.orgscope.parsers;

import com.orgscope.bench.BenchLog;
import com.orgscope.bench.CpuClock;
import com.orgscope.lake.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.simdjson.SimdJsonParser;

/**
 * simdjson's parsing of lines and no more. Its values do not say where in the text they stood,
 * which event keys and dead letters need, so it cannot take the grammar's place.
 */
final class SimdjsonParsing {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 16);

  /** The parser may read so far behind a document. */
  private static final int PADDING = 64;

  private static final int WARM_UP = 6;

  private final SimdJsonParser parser = new SimdJsonParser();
  private byte[] line = new byte[1 << 16];

  /**
   * @param employees of the simulated company
   * @param rounds that count
   * @return microseconds of processor time an event, the median of the rounds
   */
  double micros(int employees, int rounds, Path folder) throws Exception {
    BenchLog log = BenchLog.write(Source.OKTA, employees, DAY, folder);
    byte[] all = Files.readAllBytes(log.file());
    Files.delete(log.file());
    List<Double> micros = new ArrayList<>();
    for (int round = 0; round < WARM_UP + rounds; round++) {
      double seconds = CpuClock.seconds(() -> lines(all));
      if (round >= WARM_UP) {
        micros.add(1e6 * seconds / log.events());
      }
    }
    return CpuClock.median(micros);
  }

  private void lines(byte[] all) {
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == '\n') {
        parse(all, from, i - from);
        from = i + 1;
      }
    }
  }

  private void parse(byte[] all, int from, int length) {
    if (length + PADDING > line.length) {
      line = new byte[2 * length + PADDING];
    }
    System.arraycopy(all, from, line, 0, length);
    if (!parser.parse(line, length).isObject()) {
      throw new IllegalStateException("a line is no object");
    }
  }
}

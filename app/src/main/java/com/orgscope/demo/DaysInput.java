package com.orgscope.demo;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A simulation's days as one stream that knows how far it is. */
final class DaysInput extends InputStream {
  private static final int WEEK = 7;

  private final Simulation simulation;
  private final List<LocalDate> days;
  private int opened;
  private int whole;
  private long readOfWhole;
  private @Nullable InputStream day;

  DaysInput(Simulation simulation) {
    this.simulation = simulation;
    this.days = simulation.days();
  }

  /**
   * How many events there will be, judged by the days that were read whole; -1 during the first
   * week, since a Sunday says little of a Monday.
   */
  long expected(long read) {
    if (opened - 1 > whole) {
      whole = opened - 1;
      readOfWhole = read;
    }
    return whole < WEEK ? -1 : Math.max(read + 1, readOfWhole * days.size() / whole);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      InputStream current = day;
      if (current != null) {
        int n = current.read(bytes, offset, length);
        if (n >= 0) {
          return n;
        }
        current.close();
        day = null;
      }
      if (opened == days.size()) {
        return -1;
      }
      day = simulation.open(List.of(days.get(opened++)));
    }
  }

  @Override
  public void close() throws IOException {
    if (day != null) {
      day.close();
    }
  }
}

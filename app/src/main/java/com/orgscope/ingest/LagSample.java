package com.orgscope.ingest;

import java.util.Arrays;

/**
 * The times of the events of one commit, or of so many of them that were drawn evenly, so that what
 * is late does not hide how long the others took.
 */
final class LagSample {
  private static final int MOST = 2048;
  private static final double MICROS = 1e6;

  private final long[] micros = new long[MOST];
  private int size;
  private int step = 1;
  private long events;

  void add(long occurredAtMicros) {
    if (events % step == 0) {
      if (size == MOST) {
        halve();
      }
      micros[size++] = occurredAtMicros;
    }
    events++;
  }

  /** Keeps every second one, and takes half as many from here on. */
  private void halve() {
    for (int i = 0; i < MOST / 2; i++) {
      micros[i] = micros[i * 2];
    }
    size = MOST / 2;
    step *= 2;
  }

  long events() {
    return events;
  }

  /**
   * How long ago the events happened, in seconds.
   *
   * @param share of the events that are not older, from 0 to 1
   */
  double seconds(long nowMicros, double share) {
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(micros, size);
    Arrays.sort(sorted);
    int place = (int) Math.ceil((1 - share) * (size - 1));
    return Math.max(0, (nowMicros - sorted[place]) / MICROS);
  }

  void clear() {
    size = 0;
    step = 1;
    events = 0;
  }
}

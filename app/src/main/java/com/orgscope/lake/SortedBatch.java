package com.orgscope.lake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * The rows of a batch by day, actor and application, found by three counting sorts over their
 * codes, so that DuckDB gets them in the order it shall write and sorts nothing.
 */
final class SortedBatch {
  private static final long DAY_MICROS = 86_400_000_000L;

  /** A switch may cross midnight, so the end of a day counts for the next as well. */
  private static final long DAY_END_MICROS = DAY_MICROS - 30 * 60_000_000L;

  /** The rows {@code order[from]} to {@code order[until - 1]} are those of one UTC day. */
  record Slice(LocalDate day, int from, int until) {}

  private final EventBatch batch;
  private int[] order;

  private SortedBatch(EventBatch batch) {
    this.batch = batch;
    this.order = new int[batch.size()];
    for (int row = 0; row < order.length; row++) {
      order[row] = row;
    }
  }

  static SortedBatch of(EventBatch batch) {
    SortedBatch sorted = new SortedBatch(batch);
    int[] apps = batch.appRanks();
    sorted.sortBy(row -> apps[batch.appCode(row) + 1], apps.length);
    int[] actors = batch.actorRanks();
    sorted.sortBy(row -> actors[batch.actorCode(row)], actors.length);
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int row = 0; row < batch.size(); row++) {
      long day = Math.floorDiv(batch.occurredAt(row), DAY_MICROS);
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
    if (first < last) {
      long from = first;
      sorted.sortBy(
          row -> (int) (Math.floorDiv(batch.occurredAt(row), DAY_MICROS) - from),
          (int) (last - first + 1));
    }
    return sorted;
  }

  int row(int position) {
    return order[position];
  }

  List<Slice> days() {
    List<Slice> days = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || epochDay(order[i]) != epochDay(order[from])) {
        days.add(new Slice(LocalDate.ofEpochDay(epochDay(order[from])), from, i));
        from = i;
      }
    }
    return days;
  }

  /** The days whose daily figures these events may change. */
  SortedSet<LocalDate> touchedDays() {
    SortedSet<LocalDate> touched = new TreeSet<>();
    for (Slice slice : days()) {
      touched.add(slice.day());
      for (int i = slice.from(); i < slice.until(); i++) {
        if (Math.floorMod(batch.occurredAt(order[i]), DAY_MICROS) >= DAY_END_MICROS) {
          touched.add(slice.day().plusDays(1));
          break;
        }
      }
    }
    return touched;
  }

  private long epochDay(int row) {
    return Math.floorDiv(batch.occurredAt(row), DAY_MICROS);
  }

  /** Stable, so the least significant key goes first. */
  private void sortBy(IntUnaryOperator key, int keys) {
    int[] ends = new int[keys + 1];
    for (int row : order) {
      ends[key.applyAsInt(row) + 1]++;
    }
    for (int k = 0; k < keys; k++) {
      ends[k + 1] += ends[k];
    }
    int[] sorted = new int[order.length];
    for (int row : order) {
      sorted[ends[key.applyAsInt(row)]++] = row;
    }
    order = sorted;
  }
}

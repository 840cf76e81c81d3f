package com.orgscope.eventlog.postgres;

import com.orgscope.eventlog.LogEntry;
import com.orgscope.eventlog.LogReader;
import com.orgscope.kernel.MonotonicTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads some partitions by position. */
final class InboxReader implements LogReader {
  private final InboxStore store;
  private final Duration poll;
  private final TreeMap<Integer, Long> positions = new TreeMap<>();

  /** The partition that was last read from: the next read begins behind it. */
  private int last = -1;

  InboxReader(InboxStore store, Duration poll) {
    this.store = store;
    this.poll = poll;
  }

  @Override
  public void assign(int partition, @Nullable String after) {
    positions.put(partition, after == null ? 0 : Long.parseLong(after));
  }

  @Override
  public void revoke(int partition) {
    positions.remove(partition);
  }

  @Override
  public List<LogEntry> read(long mostBytes, Duration wait) {
    MonotonicTime time = MonotonicTime.SYSTEM;
    long until = time.nanos() + wait.toNanos();
    while (true) {
      List<LogEntry> found = read(mostBytes);
      long left = until - time.nanos();
      if (!found.isEmpty()
          || left <= 0
          || !time.pass(Duration.ofNanos(Math.min(left, poll.toNanos())))) {
        return found;
      }
    }
  }

  private List<LogEntry> read(long mostBytes) {
    List<LogEntry> entries = new ArrayList<>();
    if (positions.isEmpty()) {
      return entries;
    }
    Map<Integer, Long> ends = store.lastPositions();
    List<Integer> inTurn = new ArrayList<>(positions.tailMap(last, false).keySet());
    inTurn.addAll(positions.headMap(last, true).keySet());
    long room = mostBytes;
    for (int partition : inTurn) {
      long after = positions.getOrDefault(partition, 0L);
      if (room > 0 && ends.getOrDefault(partition, 0L) > after) {
        List<LogEntry> theirs = store.read(partition, after, room);
        if (!theirs.isEmpty()) {
          positions.put(partition, Long.parseLong(theirs.getLast().position()));
          last = partition;
        }
        entries.addAll(theirs);
        room -= theirs.stream().mapToLong(e -> e.delivery().payload().length).sum();
      }
    }
    return entries;
  }

  @Override
  public void release(Map<Integer, String> upTo) {
    upTo.forEach((partition, position) -> store.release(partition, Long.parseLong(position)));
  }

  @Override
  public void close() {
    positions.clear();
  }
}

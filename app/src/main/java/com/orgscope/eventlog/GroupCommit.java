package com.orgscope.eventlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads share one write. Whoever gets the turn writes what all have brought so far; the
 * others find theirs done when the turn comes to them. So there is one appender at a time, no
 * thread of its own, and a write that is slow makes the next one larger.
 */
public final class GroupCommit {
  private final long mostWaiting;
  private final long mostAtOnce;
  private final Consumer<List<Delivery>> write;
  private final ReentrantLock turn = new ReentrantLock();
  private final ArrayDeque<Brought> queue = new ArrayDeque<>();
  private long waiting;

  /** What one thread brought, and what became of it. */
  private static final class Brought {
    final List<Delivery> deliveries;
    final long bytes;
    boolean done;
    @Nullable RuntimeException failure;

    Brought(List<Delivery> deliveries) {
      this.deliveries = deliveries;
      this.bytes = deliveries.stream().mapToLong(d -> d.payload().length).sum();
    }
  }

  /**
   * @param mostWaiting bytes that may wait
   * @param mostAtOnce bytes of one write; what one thread brought is never divided
   * @param write makes all of them durable or throws
   */
  public GroupCommit(long mostWaiting, long mostAtOnce, Consumer<List<Delivery>> write) {
    this.mostWaiting = mostWaiting;
    this.mostAtOnce = mostAtOnce;
    this.write = write;
  }

  /**
   * Returns when the deliveries are durable.
   *
   * @return false if too many wait already; then they were not taken
   * @throws RuntimeException what the write of the group they were in threw
   */
  public boolean append(List<Delivery> deliveries) {
    Brought mine = new Brought(deliveries);
    synchronized (queue) {
      if (waiting > 0 && waiting + mine.bytes > mostWaiting) {
        return false;
      }
      waiting += mine.bytes;
      queue.add(mine);
    }
    turn.lock();
    try {
      while (!mine.done) {
        writeGroup();
      }
    } finally {
      turn.unlock();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return true;
  }

  /** Bytes that wait or are being written. */
  long waiting() {
    synchronized (queue) {
      return waiting;
    }
  }

  private void writeGroup() {
    List<Brought> group = new ArrayList<>();
    List<Delivery> all = new ArrayList<>();
    long bytes = 0;
    synchronized (queue) {
      while (!queue.isEmpty() && (group.isEmpty() || bytes + queue.peek().bytes <= mostAtOnce)) {
        Brought next = queue.remove();
        group.add(next);
        all.addAll(next.deliveries);
        bytes += next.bytes;
      }
    }
    RuntimeException failure = null;
    try {
      write.accept(all);
    } catch (RuntimeException e) {
      failure = e;
    }
    for (Brought brought : group) {
      brought.failure = failure;
      brought.done = true;
    }
    synchronized (queue) {
      waiting -= bytes;
    }
  }
}

package com.orgscope.llm;

import com.orgscope.kernel.TenantId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose call is next, where tenants share a provider. Each gets turns in inverse proportion to what
 * it still has to ask, so that a night of few questions ends beside one of many about as soon as
 * alone, and the one of many waits no longer than the few take. Tenants that have as much to ask
 * get as much; within a tenant, whoever came first is first.
 *
 * <p>One after the other decides when to call, since what a minute allows is taken at that moment:
 * nobody takes in advance what somebody with fewer questions will need.
 */
final class FairQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TenantId, Line> lines = new HashMap<>();
  private int free;
  private boolean deciding;

  /** How far the one is who was served last; who comes back begins there. */
  private double served;

  private long granted;

  FairQueue(int places) {
    this.free = places;
  }

  /** What waits of one tenant, what it has announced, and what its turns came to. */
  private static final class Line {
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private long toCome;
    private double had;

    /** Each turn costs as much as there is to ask: who asks much is served more seldom. */
    double cost() {
      return Math.max(1, Math.max(toCome, waiting.size()));
    }

    boolean idle() {
      return waiting.isEmpty() && toCome == 0;
    }
  }

  /** A place in a line, and later on the wire. */
  final class Ticket {
    private final TenantId tenant;
    private final Condition come = lock.newCondition();
    private boolean mine;
    private boolean givenUp;
    private boolean decided;

    private Ticket(TenantId tenant) {
      this.tenant = tenant;
    }

    /** Whether it may decide now when to call. */
    boolean come() {
      lock.lock();
      try {
        return mine;
      } finally {
        lock.unlock();
      }
    }

    /**
     * Waits for it as long as anybody's turn comes.
     *
     * @param patience how long nobody's may come
     * @return false if it was given up
     */
    boolean await(long patience, TimeUnit unit) {
      lock.lock();
      try {
        long left = unit.toNanos(patience);
        long before = granted;
        while (!mine && !givenUp && left > 0) {
          left = come.awaitNanos(left);
          if (granted != before) {
            before = granted;
            left = unit.toNanos(patience);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        if (!mine) {
          giveUp();
        }
        lock.unlock();
      }
      return mine;
    }

    /** Waits no longer; nothing, if it has come. */
    void giveUp() {
      lock.lock();
      try {
        Line line = lines.get(tenant);
        if (!mine && line != null) {
          line.waiting.remove(this);
          givenUp = true;
          forget(tenant, line);
          come.signal();
        }
      } finally {
        lock.unlock();
      }
    }

    /** It is decided when to call: the next may decide. */
    void decided() {
      lock.lock();
      try {
        decide();
        grant();
      } finally {
        lock.unlock();
      }
    }

    /** The call has ended, or was not made, and be it before it was decided when. */
    void leave() {
      lock.lock();
      try {
        decide();
        free++;
        grant();
      } finally {
        lock.unlock();
      }
    }

    /** Once: it may be another's turn by the second time. */
    private void decide() {
      if (!decided) {
        decided = true;
        deciding = false;
      }
    }
  }

  /** Stands in line. */
  Ticket enter(TenantId tenant) {
    lock.lock();
    try {
      Ticket turn = new Ticket(tenant);
      line(tenant).waiting.add(turn);
      grant();
      return turn;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param more questions that are to come of a tenant; less than zero for those that are not
   */
  void expect(TenantId tenant, long more) {
    lock.lock();
    try {
      Line line = line(tenant);
      line.toCome = Math.max(0, line.toCome + more);
      forget(tenant, line);
    } finally {
      lock.unlock();
    }
  }

  long expected(TenantId tenant) {
    lock.lock();
    try {
      Line line = lines.get(tenant);
      return line == null ? 0 : line.toCome;
    } finally {
      lock.unlock();
    }
  }

  private Line line(TenantId tenant) {
    Line line = lines.computeIfAbsent(tenant, any -> new Line());
    if (line.waiting.isEmpty()) {
      // Who asked nothing has saved nothing up.
      line.had = Math.max(line.had, served);
    }
    return line;
  }

  private void grant() {
    if (deciding || free == 0) {
      return;
    }
    Line next = next();
    if (next == null) {
      return;
    }
    Ticket turn = next.waiting.remove();
    served = next.had;
    next.had += next.cost();
    free--;
    deciding = true;
    granted++;
    turn.mine = true;
    turn.come.signal();
    lines.entrySet().removeIf(line -> isForgotten(line.getValue()));
  }

  private void forget(TenantId tenant, Line line) {
    if (isForgotten(line)) {
      lines.remove(tenant);
    }
  }

  /** Who had turns that nobody caught up with keeps them: else who comes back never pays. */
  private boolean isForgotten(Line line) {
    return line.idle() && line.had <= served;
  }

  private @Nullable Line next() {
    Line least = null;
    for (Line line : lines.values()) {
      if (!line.waiting.isEmpty() && (least == null || line.had < least.had)) {
        least = line;
      }
    }
    return least;
  }
}

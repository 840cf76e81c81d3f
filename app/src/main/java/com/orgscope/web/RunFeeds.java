package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What runs, for everybody who has the page of operations open: each company's is read once every
 * {@value #EVERY_SECONDS} seconds, however many look. A bounded number looks at once; of one's own
 * too many, the oldest goes, whose page may be closed without anybody having noticed. Whoever waits
 * is let go before the server waits for its requests to end.
 */
@Component
@ConditionalOnWebApplication
final class RunFeeds implements SmartLifecycle {
  static final int MOST = 200;
  static final int MOST_OF_ONE = 3;
  private static final int EVERY_SECONDS = 2;
  private static final long EVERY_NANOS = Duration.ofSeconds(EVERY_SECONDS).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Who, Feed> feeds = new HashMap<>();
  private final Map<Caller, Deque<Viewer>> viewers = new HashMap<>();
  private int looking;
  private volatile boolean open = true;

  /** Whose rows a feed has, which are the same for everybody of the role. */
  private record Who(TenantId tenant, Role role) {}

  /** What was told last; read by one of those who wait, for all of them. */
  private static final class Feed {
    private String text = "";
    private long version;
    private long due = MonotonicTime.SYSTEM.nanos();
    private boolean reading;
    private int viewers;
  }

  /**
   * What runs.
   *
   * @param version another one where the text is another one
   */
  record Told(long version, String text) {
    static final Told NOTHING = new Told(0, "");
  }

  /** One open page. */
  final class Viewer implements AutoCloseable {
    private final Caller caller;
    private final Feed feed;
    private final Function<Caller, String> read;
    private boolean gone;

    private Viewer(Caller caller, Feed feed, Function<Caller, String> read) {
      this.caller = caller;
      this.feed = feed;
      this.read = read;
    }

    /**
     * What is told after what was seen, as soon as it is; the same as was seen if nothing is for so
     * long, or it {@link #isOver}.
     */
    Told next(Told seen, Duration most) throws InterruptedException {
      long until = MonotonicTime.SYSTEM.nanos() + most.toNanos();
      lock.lock();
      try {
        while (open
            && !gone
            && feed.version == seen.version()
            && until - MonotonicTime.SYSTEM.nanos() > 0) {
          if (!feed.reading && feed.due - MonotonicTime.SYSTEM.nanos() <= 0) {
            readNow();
          } else {
            var unused = changed.awaitNanos(nanosToWait(until));
          }
        }
        return new Told(feed.version, feed.text);
      } finally {
        lock.unlock();
      }
    }

    /** Whether it made room for a newer one of the same caller, or the server stops. */
    boolean isOver() {
      lock.lock();
      try {
        return gone || !open;
      } finally {
        lock.unlock();
      }
    }

    private long nanosToWait(long until) {
      long now = MonotonicTime.SYSTEM.nanos();
      long left = feed.reading ? until - now : Math.min(until - now, feed.due - now);
      return Math.max(left, TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** Others go on waiting meanwhile; while the database is away what was told last stays. */
    private void readNow() {
      feed.reading = true;
      lock.unlock();
      Optional<String> found = Optional.empty();
      try {
        found = found();
      } finally {
        lock.lock();
        feed.reading = false;
        feed.due = MonotonicTime.SYSTEM.nanos() + EVERY_NANOS;
        found.filter(text -> feed.version == 0 || !text.equals(feed.text)).ifPresent(this::tell);
        changed.signalAll();
      }
    }

    private Optional<String> found() {
      try {
        return Optional.of(read.apply(caller));
      } catch (Failure e) {
        if (e.kind() != Failure.Kind.RETRY) {
          throw e;
        }
        return Optional.empty();
      }
    }

    private void tell(String text) {
      feed.text = text;
      feed.version++;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!gone) {
          leave();
        }
      } finally {
        lock.unlock();
      }
    }

    private void leave() {
      gone = true;
      looking--;
      viewers.computeIfPresent(
          caller, (who, theirs) -> theirs.remove(this) && theirs.isEmpty() ? null : theirs);
      feed.viewers--;
      if (feed.viewers == 0) {
        feeds.values().remove(feed);
      }
      // Whoever read for the others may be the one that leaves.
      changed.signalAll();
    }
  }

  /**
   * Begins to look, which is to be closed.
   *
   * @param read what runs now, as text; its rows are those of the caller's role
   * @return empty if too many others look, or the server stops
   */
  Optional<Viewer> look(Caller caller, Function<Caller, String> read) {
    lock.lock();
    try {
      Deque<Viewer> theirs = viewers.getOrDefault(caller, new ArrayDeque<>());
      if (open && (theirs.size() >= MOST_OF_ONE || (looking >= MOST && !theirs.isEmpty()))) {
        theirs.getFirst().leave();
      }
      if (!open || looking >= MOST) {
        return Optional.empty();
      }
      looking++;
      Feed feed = feeds.computeIfAbsent(new Who(caller.tenant(), caller.role()), who -> new Feed());
      feed.viewers++;
      Viewer viewer = new Viewer(caller, feed, read);
      viewers.computeIfAbsent(caller, who -> new ArrayDeque<>()).addLast(viewer);
      return Optional.of(viewer);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void start() {
    open = true;
  }

  @Override
  public void stop() {
    lock.lock();
    try {
      open = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isRunning() {
    return open;
  }
}

package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.sources.PresenceStore.Presence;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives due streams their turns as long as the process runs. A stream that is not due costs
 * nothing: no thread waits for it. Several processes share the streams by leases.
 */
@RunsIn(Part.INGEST)
@Component
final class Pollers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pollers.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final StreamPolls turns;
  private final StreamStore store;
  private final PresenceStore presences;
  private final SourcesSettings settings;
  private final java.time.InstantSource clock;
  private final CountDownLatch ending;
  private final Semaphore free;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private @Nullable Thread looking;

  /** Only for whoever looks, and when that has ended for whoever closes. */
  private @Nullable Presence presence;

  private boolean trouble;

  Pollers(
      StreamPolls turns,
      StreamStore store,
      PresenceStore presences,
      SourcesSettings settings,
      java.time.InstantSource clock) {
    this.turns = turns;
    this.store = store;
    this.presences = presences;
    this.settings = settings;
    this.clock = clock;
    this.ending = turns.ending();
    this.free = new Semaphore(settings.maxConcurrentPolls());
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    start();
  }

  synchronized void start() {
    if (looking == null) {
      looking = Thread.ofVirtual().name("sources").start(Database.under(Login.INGEST, this::look));
    }
  }

  private void look() {
    try {
      do {
        try {
          takeWhatIsDue();
          trouble = false;
        } catch (RuntimeException e) {
          if (!trouble) {
            LOG.warn("Sources cannot be looked at: {}", e.getMessage());
            trouble = true;
          }
        }
      } while (!ending.await(settings.dueCheckInterval().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeWhatIsDue() {
    int room = free.availablePermits();
    if (room == 0) {
      return;
    }
    long alive = alive();
    Instant now = clock.instant();
    for (StreamId id : store.due(room, now)) {
      if (ending.getCount() == 0 || !free.tryAcquire()) {
        return;
      }
      try {
        store
            .claim(id, alive, now, now.plus(settings.leaseDuration()))
            .ifPresentOrElse(this::begin, free::release);
      } catch (RuntimeException e) {
        free.release();
        throw e;
      }
    }
  }

  /**
   * By what others see that this process is alive. If it is lost with its connection, others take
   * what this process holds, and its next write there is refused.
   */
  private long alive() {
    Presence known = presence;
    if (known != null && !known.lasts()) {
      presence = null;
      known.close();
      known = null;
    }
    if (known == null) {
      known = presences.begin();
      presence = known;
    }
    return known.key();
  }

  private void begin(StreamStore.Held held) {
    Thread.ofVirtual()
        .name("source " + held.id())
        .start(
            Database.under(
                Login.INGEST,
                () -> {
                  running.add(Thread.currentThread());
                  try {
                    turns.run(held);
                  } catch (RuntimeException e) {
                    // its lease will end and somebody will take it again
                    LOG.warn("{} could not be given back: {}", held.id(), e.getMessage());
                  } finally {
                    running.remove(Thread.currentThread());
                    free.release();
                  }
                }));
  }

  /** Lets turns come to their next move of the cursor; what takes too long is cut off. */
  @Override
  public synchronized void close() {
    ending.countDown();
    try {
      if (!free.tryAcquire(
          settings.maxConcurrentPolls(), LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        running.forEach(Thread::interrupt);
      }
      if (looking != null) {
        looking.join(LONGEST_STOP);
      }
      if (presence != null) {
        presence.close();
        presence = null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("interrupted while sources were stopping", e);
    }
  }
}

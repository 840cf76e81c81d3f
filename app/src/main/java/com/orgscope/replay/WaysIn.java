package com.orgscope.replay;

import com.orgscope.kernel.AppId;
import com.orgscope.replay.WayIn.End;
import com.orgscope.usage.SignInEvent;
import com.orgscope.usage.SignInEvent.What;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts one person's events together to ways in, as {@code daily.sql} does for whole days: steps at
 * most ten minutes apart, ended by the success that follows, in the same session, to the same
 * application, or any.
 */
final class WaysIn {
  static final long APART = 600;
  static final long MOST_SECONDS = 600;
  private static final long PAUSE = 5400;
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final Consumer<WayIn> ways;
  private final Consumer<SignInEvent> visits;
  private final Map<Trail, OpenWay> open = new LinkedHashMap<>();
  private final Deque<SignInEvent> held = new ArrayDeque<>();
  private final Set<Long> sessions = Collections.newSetFromMap(new Latest());
  private long succeededAt = NEVER;

  /**
   * @param ways is told of each way in, in the order in which they end
   * @param visits is told of each application that was reached without anything in the way
   */
  WaysIn(Consumer<WayIn> ways, Consumer<SignInEvent> visits) {
    this.ways = ways;
    this.visits = visits;
  }

  /** Events come in the order of {@code ways-in.sql}. */
  void add(SignInEvent event) {
    if (held.isEmpty() && !event.entra()) {
      take(event, false);
      return;
    }
    // Of Entra what comes within ten minutes says whether a visit was a request.
    held.add(event);
    while (event.second() - held.element().second() > APART) {
      takeHeld();
    }
  }

  /** After the last event. */
  void close() {
    while (!held.isEmpty()) {
      takeHeld();
    }
    sweep(Long.MAX_VALUE);
  }

  private void takeHeld() {
    SignInEvent event = held.remove();
    take(event, event.entra() && event.what() == What.VISITED && isAsking(event));
  }

  private boolean isAsking(SignInEvent visit) {
    return visit.session() != 0
        && held.stream()
            .anyMatch(later ->
                later.what() == What.PASSED
                    && later.session() == visit.session()
                    && later.second() > visit.second()
                    && later.second() - visit.second() <= APART);
  }

  private void take(SignInEvent event, boolean asking) {
    sweep(event.second());
    switch (event.what()) {
      case FAILED, CHALLENGED, ASKED, ANSWERED -> step(event, Trail.of(event));
      case PASSED -> succeed(event);
      case SIGNED_IN -> succeed(event);
      case VISITED -> {
        if (asking) {
          step(event, new Trail(event.session(), null));
        } else {
          succeed(event);
        }
      }
    }
  }

  /**
   * What steps have in common.
   *
   * @param session 0 where it is an application, or anything
   */
  private record Trail(long session, @Nullable AppId app) {
    private static final Trail ANY = new Trail(0, null);

    static Trail of(SignInEvent event) {
      if (event.session() != 0 && (event.app() == null || event.entra())) {
        return new Trail(event.session(), null);
      }
      return event.app() == null ? ANY : new Trail(0, event.app());
    }
  }

  private void step(SignInEvent event, Trail thread) {
    open.computeIfAbsent(thread, t -> new OpenWay(event, event.second() - succeededAt > PAUSE))
        .add(event);
  }

  /** What nothing ended in ten minutes is over. */
  private void sweep(long now) {
    if (open.isEmpty()) {
      return;
    }
    for (Iterator<OpenWay> each = open.values().iterator(); each.hasNext(); ) {
      OpenWay way = each.next();
      if (now - way.last.second() > APART) {
        each.remove();
        ways.accept(way.unended());
      }
    }
  }

  private void succeed(SignInEvent event) {
    List<OpenWay> ended = open.isEmpty() ? List.of() : endedBy(event);
    boolean renewal = isRenewal(event);
    if (ended.isEmpty() && renewal) {
      return;
    }
    boolean resumed = event.second() - succeededAt > PAUSE;
    if (!ended.isEmpty()) {
      ways.accept(OpenWay.ended(ended, event));
    } else if (event.what() == What.SIGNED_IN) {
      ways.accept(OpenWay.free(event, resumed));
    } else {
      visits.accept(event);
    }
    succeededAt = event.second();
  }

  private List<OpenWay> endedBy(SignInEvent event) {
    List<OpenWay> ended = new ArrayList<>();
    take(Trail.ANY, ended);
    if (event.session() != 0) {
      take(new Trail(event.session(), null), ended);
    }
    if (event.app() != null) {
      take(new Trail(0, event.app()), ended);
    }
    return ended;
  }

  /** Of Entra one sign-in shows in several records, long after it too. */
  private boolean isRenewal(SignInEvent event) {
    return event.entra() && event.session() != 0 && !sessions.add(event.session());
  }

  private void take(Trail thread, List<OpenWay> into) {
    OpenWay way = open.remove(thread);
    if (way != null) {
      into.add(way);
    }
  }

  /** The sessions that were seen last. */
  private static final class Latest extends LinkedHashMap<Long, Boolean> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 256;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
      return size() > MOST;
    }
  }

  /** Steps that nothing has ended yet. */
  private static final class OpenWay {
    private final long startedAt;
    private final boolean resumed;
    private SignInEvent last;
    private long failedAt = Long.MAX_VALUE;
    private long askedAt = Long.MAX_VALUE;
    private long openAt = NEVER;
    private int challenges;
    private boolean answered;

    OpenWay(SignInEvent first, boolean resumed) {
      this.startedAt = first.second();
      this.resumed = resumed;
      this.last = first;
    }

    void add(SignInEvent event) {
      last = event;
      challenges += event.what().isChallenge() ? 1 : 0;
      switch (event.what()) {
        case FAILED -> failedAt = Math.min(failedAt, event.second());
        case CHALLENGED, ASKED, VISITED -> askedAt = Math.min(askedAt, event.second());
        case ANSWERED -> answered = true;
        case PASSED, SIGNED_IN -> {
          // Successes end a way and are no step of it.
        }
      }
      if (event.what() != What.ANSWERED) {
        openAt = event.second();
      }
    }

    WayIn unended() {
      boolean ended = openAt < last.second();
      return way(List.of(this), last, ended ? End.FACTOR : End.ABANDONED);
    }

    static WayIn ended(List<OpenWay> ways, SignInEvent by) {
      return way(ways, by, by.what() == What.SIGNED_IN ? End.SIGN_IN : End.VISIT);
    }

    static WayIn free(SignInEvent by, boolean resumed) {
      return new WayIn(
          End.SIGN_IN,
          by.second(),
          by.second(),
          0,
          0,
          0,
          false,
          false,
          false,
          resumed,
          by.entra(),
          null,
          by.network(),
          by.place());
    }

    private static WayIn way(List<OpenWay> ways, SignInEvent by, End end) {
      long failed = ways.stream().mapToLong(w -> w.failedAt).min().orElse(Long.MAX_VALUE);
      long asked = ways.stream().mapToLong(w -> w.askedAt).min().orElse(Long.MAX_VALUE);
      boolean answered = ways.stream().anyMatch(w -> w.answered);
      boolean factor = asked < Long.MAX_VALUE || answered;
      long seconds = end == End.ABANDONED ? 0 : lasted(Math.min(failed, asked), by.second());
      return new WayIn(
          end,
          ways.stream().mapToLong(w -> w.startedAt).min().orElse(by.second()),
          by.second(),
          ways.stream().mapToInt(w -> w.challenges).sum(),
          seconds,
          Math.min(seconds, lasted(asked, by.second())),
          factor,
          answered || (by.entra() && asked < Long.MAX_VALUE && end != End.ABANDONED),
          failed < Long.MAX_VALUE,
          ways.stream().anyMatch(w -> w.resumed),
          by.entra(),
          by.app(),
          by.network(),
          by.place());
    }

    /** Whole seconds to the end; 0 where nothing says when it began. */
    private static long lasted(long from, long until) {
      return from == Long.MAX_VALUE ? 0 : Math.min(MOST_SECONDS, until - from);
    }
  }
}

package com.orgscope.replay;

import com.orgscope.usage.SignInEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies the changed policy to one person's ways in, by one reading. */
final class Follower {
  /** For how long a provider that judges by risk is taken to know a network. */
  static final Duration NETWORK_KNOWN = Duration.ofDays(30);

  /** Seconds after which a sign-in of Entra is surely the common one, and no application's ask. */
  private static final long NIGHT = Duration.ofHours(6).toSeconds();

  private static final long NEVER = Long.MIN_VALUE / 2;
  private static final long ANYWHERE = 0;

  private final Rules rules;
  private final Reading reading;
  private final double stillSignedIn;
  private final Map<Long, Long> openedAt = new HashMap<>();
  private final Map<Long, Long> activeAt = new HashMap<>();
  private final Map<Long, Factors> factors = new HashMap<>();
  private final Map<Long, Long> seenAt = new HashMap<>();
  private Spared spared = Spared.NOTHING;
  private Spared keptAtSignIns = Spared.NOTHING;
  private int keptSignIns;
  private int added;
  private long signedInAt = NEVER;
  private long factorAt = NEVER;
  private long factorNetwork;
  private long thereAt = NEVER;

  /** When a factor was passed last, and the time before. */
  private record Factors(long last, long before) {}

  /**
   * @param signedOut share of sign-ins that somebody needs who has signed out
   */
  Follower(Rules rules, Reading reading, double signedOut) {
    this.rules = rules;
    this.reading = reading;
    this.stillSignedIn = 1 - signedOut;
  }

  void way(WayIn way) {
    boolean inSession = way.isCommon() && isOpen(way);
    if (inSession) {
      spared = spared.plus(Spared.all(way).times(stillSignedIn));
    } else {
      keep(way);
    }
    if (way.isEnded()) {
      see(way.network(), way.place(), way.endedAt());
      activeAt.put(session(way.network()), way.endedAt());
      thereAt = way.endedAt();
    }
  }

  /** Somebody reached an application; after the end of a session they would sign in there. */
  void visit(SignInEvent visit) {
    addIfOver(visit.network(), visit.second());
    see(visit.network(), visit.place(), visit.second());
    activeAt.put(session(visit.network()), visit.second());
    thereAt = visit.second();
  }

  private void keep(WayIn way) {
    boolean asks = way.factor() && !isFactorSpared(way);
    Spared without = way.factor() && !asks ? Spared.factor(way) : Spared.NOTHING;
    spared = spared.plus(without);
    if (way.isCommon()) {
      if (!way.entra() || way.startedAt() - thereAt >= NIGHT) {
        keptAtSignIns = keptAtSignIns.plus(Spared.all(way)).plus(without.times(-1));
        keptSignIns += way.isEnded() ? 1 : 0;
      }
      open(way);
    } else {
      addIfOver(way.network(), way.endedAt());
    }
    if (asks && way.passed()) {
      pass(way);
    }
  }

  private void open(WayIn way) {
    if (way.isEnded()) {
      openedAt.put(session(way.network()), way.endedAt());
      signedInAt = way.endedAt();
    }
  }

  private boolean isFactorSpared(WayIn way) {
    return (rules.factorOnRisk() && !isRisk(way))
        || (way.isCommon() && isRemembered(way))
        || (!way.isCommon() && isBundled(way));
  }

  private void pass(WayIn way) {
    if (way.isCommon()) {
      long device = device(way.network());
      Factors earlier = factors.getOrDefault(device, new Factors(NEVER, NEVER));
      factors.put(device, new Factors(way.endedAt(), earlier.last()));
    }
    factorAt = way.endedAt();
    factorNetwork = way.network();
  }

  /** On another network it may be another device, which has a session of its own. */
  private long session(long network) {
    return reading == Reading.LEAST ? network : ANYWHERE;
  }

  /** A session that one rule ended is over whatever the other says. */
  private boolean isOpen(WayIn way) {
    long session = session(way.network());
    return (rules.sessionLength() != null || rules.idle() != null)
        && openedAt.containsKey(session)
        && !isOver(session, way.startedAt(), way.endedAt());
  }

  /**
   * @param from second from which somebody was there again
   * @param at second at which they were in
   */
  private boolean isOver(long session, long from, long at) {
    return isPast(rules.sessionLength(), openedAt.getOrDefault(session, NEVER), at)
        || isPast(rules.idle(), activeAt.getOrDefault(session, NEVER), from);
  }

  private static boolean isPast(@Nullable Duration length, long since, long at) {
    return length != null && at - since >= length.toSeconds();
  }

  private void addIfOver(long network, long at) {
    long opened = openedAt.getOrDefault(session(network), NEVER);
    if (opened != NEVER && isOver(session(network), at, at)) {
      added++;
      openedAt.put(session(network), at);
    }
  }

  /**
   * What is taken for one device, or for two: usual are a computer and a phone, wherever they are;
   * least in favour two on each network, most in favour one in all.
   */
  private long device(long network) {
    return reading == Reading.LEAST ? network : ANYWHERE;
  }

  private boolean isRemembered(WayIn way) {
    Duration remember = rules.rememberDevices();
    Factors passed = factors.get(device(way.network()));
    if (remember == null || passed == null) {
      return false;
    }
    long since = reading == Reading.MOST ? passed.last() : passed.before();
    return way.endedAt() - since < remember.toSeconds();
  }

  private boolean isRisk(WayIn way) {
    if (reading == Reading.LEAST && way.failed()) {
      return true;
    }
    long where = where(way.network(), way.place());
    return where == 0
        || way.endedAt() - seenAt.getOrDefault(where, NEVER) >= NETWORK_KNOWN.toSeconds();
  }

  private void see(long network, long place, long at) {
    long where = where(network, place);
    if (where != 0) {
      seenAt.put(where, at);
    }
  }

  /** What has to be new for a risk; 0 where the log does not say. */
  private long where(long network, long place) {
    return switch (reading) {
      case LEAST -> network;
      case USUAL -> network == 0 ? place : network;
      case MOST -> place == 0 ? network : place;
    };
  }

  private boolean isBundled(WayIn way) {
    if (way.at() == null || !rules.bundle().contains(way.at())) {
      return false;
    }
    long since = reading == Reading.MOST ? Math.max(factorAt, signedInAt) : factorAt;
    boolean elsewhere =
        reading == Reading.LEAST && (factorNetwork == 0 || factorNetwork != way.network());
    return !elsewhere && way.endedAt() - since < rules.bundleLength().toSeconds();
  }

  /** What would not have been, before what would have been added. */
  Spared spared() {
    return spared;
  }

  /** Sign-ins that a shorter session would have added. */
  int added() {
    return added;
  }

  /** Sign-ins that would still have been, of which it is sure that they are sign-ins. */
  int keptSignIns() {
    return keptSignIns;
  }

  /** What these take. */
  Spared keptAtSignIns() {
    return keptAtSignIns;
  }
}

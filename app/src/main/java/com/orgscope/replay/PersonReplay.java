package com.orgscope.replay;

import com.orgscope.usage.Range;
import com.orgscope.usage.SignInEvent;
import java.util.EnumMap;
import java.util.Map;

/** One person's sign-ins as they were, and by each reading as they would have been. */
final class PersonReplay {
  private final WaysIn ways = new WaysIn(this::way, this::visit);
  private final Map<Reading, Follower> followers = new EnumMap<>(Reading.class);
  private Spared before = Spared.NOTHING;

  PersonReplay(Rules rules, Range signedOut) {
    for (Reading reading : Reading.values()) {
      followers.put(reading, new Follower(rules, reading, reading.signedOut(signedOut)));
    }
  }

  void add(SignInEvent event) {
    ways.add(event);
  }

  void close() {
    ways.close();
  }

  private void way(WayIn way) {
    before = before.plus(Spared.all(way));
    followers.values().forEach(follower -> follower.way(way));
  }

  private void visit(SignInEvent visit) {
    followers.values().forEach(follower -> follower.visit(visit));
  }

  Spared before() {
    return before;
  }

  Map<Reading, Follower> followers() {
    return followers;
  }
}

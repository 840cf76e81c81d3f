package com.orgscope.replay;

import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Range;
import com.orgscope.usage.SignInEvent;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Replays events that come in order of time for each person, in one walk. */
final class Replay {
  private final Rules rules;
  private final Range signedOut;
  private final Map<PersonKey, PersonReplay> people = new HashMap<>();

  /**
   * @param signedOut share of sign-ins that a longer session does not save since somebody signed
   *     out
   */
  Replay(Rules rules, Range signedOut) {
    this.rules = rules;
    this.signedOut = signedOut;
  }

  void add(SignInEvent event) {
    people.computeIfAbsent(event.person(), person -> new PersonReplay(rules, signedOut)).add(event);
  }

  void close() {
    people.values().forEach(PersonReplay::close);
  }

  Set<PersonKey> people() {
    return people.keySet();
  }

  Outcome all() {
    return of(people.keySet());
  }

  /**
   * What the change comes to for a group.
   *
   * @param before what was
   * @param spared what would not have been, by reading
   */
  record Outcome(int people, Spared before, Map<Reading, Spared> spared) {
    Spared spared(Reading reading) {
      return spared.getOrDefault(reading, Spared.NOTHING);
    }
  }

  Outcome of(Collection<PersonKey> group) {
    List<PersonReplay> those = group.stream().map(people::get).filter(Objects::nonNull).toList();
    Map<Reading, Spared> spared = new EnumMap<>(Reading.class);
    for (Reading reading : Reading.values()) {
      spared.put(reading, spared(those, reading));
    }
    Spared before = those.stream().map(PersonReplay::before).reduce(Spared.NOTHING, Spared::plus);
    return new Outcome(those.size(), before, spared);
  }

  /** An added sign-in takes what those take that would still have been, over everybody. */
  private Spared spared(List<PersonReplay> those, Reading reading) {
    List<Follower> all = people.values().stream().map(p -> p.followers().get(reading)).toList();
    Spared kept = all.stream().map(Follower::keptAtSignIns).reduce(Spared.NOTHING, Spared::plus);
    int signIns = all.stream().mapToInt(Follower::keptSignIns).sum();
    List<Follower> theirs = those.stream().map(p -> p.followers().get(reading)).toList();
    int added = theirs.stream().mapToInt(Follower::added).sum();
    Spared sum = theirs.stream().map(Follower::spared).reduce(Spared.NOTHING, Spared::plus);
    return signIns == 0 ? sum : sum.plus(kept.times(-(double) added / signIns));
  }
}

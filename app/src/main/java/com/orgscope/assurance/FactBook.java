package com.orgscope.assurance;

import com.orgscope.assurance.LiveFact.State;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Facts of one company as they are gathered, by key. */
final class FactBook {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private final ZoneId zone;
  private final SortedMap<String, LiveFact> facts = new TreeMap<>();

  FactBook(ZoneId zone) {
    this.zone = zone;
  }

  void told(String key, String title, String value) {
    put(key, State.TOLD, title, value);
  }

  void holds(String key, boolean holds, String title, String value) {
    put(key, holds ? State.HOLDS : State.WATCH, title, value);
  }

  void put(String key, State state, String title, String value) {
    facts.put(key, new LiveFact(key, state, title, value));
  }

  String moment(Instant at) {
    return MOMENT.format(at.atZone(zone));
  }

  String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  SortedMap<String, LiveFact> all() {
    return Collections.unmodifiableSortedMap(facts);
  }
}

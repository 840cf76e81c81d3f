package com.orgscope.ingest;

import com.orgscope.json.Json;
import com.orgscope.lake.Event;
import java.util.function.Consumer;

/**
 * Takes the pieces of an input to their ends, and counts them: every event is accepted, a
 * duplicate, ignored or a dead letter, once.
 */
final class EventPipe implements ElementReader.Pieces, EventReader.Ends {
  private final EventReader reader;
  private final SeenKeys seen;
  private final Consumer<Event> accepted;
  private final DeadEvents dead;
  private final Tally tally;

  /** Who takes what cannot be used. */
  interface DeadEvents {
    void add(Reason reason, Fragment fragment);
  }

  EventPipe(
      EventReader reader, SeenKeys seen, Consumer<Event> accepted, DeadEvents dead, Tally tally) {
    this.reader = reader;
    this.seen = seen;
    this.accepted = accepted;
    this.dead = dead;
    this.tally = tally;
  }

  @Override
  public void element(Json json, int node, long offset, ElementReader.Lines lines) {
    reader.read(json, node, offset, lines, this);
  }

  @Override
  public void retold() {
    tally.retold++;
  }

  @Override
  public void unreadable(String what) {
    tally.unreadable(what);
  }

  @Override
  public void usable(Event event) {
    if (seen.add(event.occurredAtMicros(), event.keyHigh(), event.keyLow())) {
      accepted.accept(event);
      tally.accepted++;
    } else {
      tally.duplicates++;
    }
  }

  @Override
  public void ignored() {
    tally.ignored++;
  }

  @Override
  public void broken(Reason reason, Fragment fragment) {
    dead.add(reason, fragment);
    tally.deadLettered++;
  }
}

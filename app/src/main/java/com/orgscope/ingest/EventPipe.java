package com.orgscope.ingest;

import com.orgscope.json.Json;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventKind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the pieces of an input to their ends, and counts them: every event is accepted, a
 * duplicate, ignored or a dead letter, once.
 */
final class EventPipe implements ElementReader.Pieces {
  private final Format format;
  private final EventDraft draft;
  private final Enrichment enrichment;
  private final SeenKeys seen;
  private final Consumer<Event> accepted;
  private final DeadEvents dead;
  private final Tally tally;

  /** Who takes what cannot be used. */
  interface DeadEvents {
    void add(Reason reason, Fragment fragment);
  }

  EventPipe(
      Format format,
      EventDraft draft,
      Enrichment enrichment,
      SeenKeys seen,
      Consumer<Event> accepted,
      DeadEvents dead,
      Tally tally) {
    this.format = format;
    this.draft = draft;
    this.enrichment = enrichment;
    this.seen = seen;
    this.accepted = accepted;
    this.dead = dead;
    this.tally = tally;
  }

  @Override
  public void element(Json json, int node, long offset, ElementReader.Lines lines) {
    int events = format.events(json, node);
    for (int i = 0; i < events; i++) {
      draft.clear();
      switch (format.read(json, node, i, draft)) {
        case Verdict.Usable() -> {
          Reason missing = missing(json);
          if (missing != null) {
            broken(missing, Fragment.of(format.raw(json, node, i), offset, lines.at(offset)));
          }
        }
        case Verdict.Ignored() -> tally.ignored++;
        case Verdict.Unusable(Reason reason) ->
            broken(reason, Fragment.of(format.raw(json, node, i), offset, lines.at(offset)));
      }
    }
  }

  @Override
  public void broken(Reason reason, Fragment fragment) {
    dead.add(reason, fragment);
    tally.deadLettered++;
  }

  /** Stores what can be stored; else says what is missing, though there are words in its place. */
  private @Nullable Reason missing(Json json) {
    byte[] key = draft.key().end();
    Event event = enrichment.row(json, draft, key);
    if (event == null) {
      return Reason.NO_ACTOR;
    }
    if (enrichment.isOfErased(event)) {
      tally.ignored++;
    } else if (event.kind() == EventKind.VISIT && event.app() == null) {
      return Reason.NO_APPLICATION;
    } else if (seen.add(event.occurredAtMicros(), event.keyHigh(), event.keyLow())) {
      accepted.accept(event);
      tally.accepted++;
    } else {
      tally.duplicates++;
    }
    return null;
  }
}

package com.orgscope.ingest;

import com.orgscope.json.Json;
import com.orgscope.lake.Event;
import com.orgscope.lake.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of an element and decides what each of them is. Ingestion and the count that
 * certifies an hour ask the same reader: two that differ would never agree.
 */
final class EventReader {
  private final Format format;
  private final EventDraft draft;
  private final Enrichment enrichment;

  /** Who takes events; each of them ends in one of these ways. */
  interface Ends {
    /** A row for the lake, unless it is there. */
    void usable(Event event);

    void ignored();

    void broken(Reason reason, Fragment fragment);
  }

  EventReader(Format format, EventDraft draft, Enrichment enrichment) {
    this.format = format;
    this.draft = draft;
    this.enrichment = enrichment;
  }

  Format format() {
    return format;
  }

  void read(Json json, int node, long offset, ElementReader.Lines lines, Ends ends) {
    int events = format.events(json, node);
    for (int i = 0; i < events; i++) {
      draft.clear();
      Reason dead =
          switch (format.read(json, node, i, draft)) {
            case Verdict.Usable() -> usable(json, ends);
            case Verdict.Ignored() -> {
              ends.ignored();
              yield null;
            }
            case Verdict.Unusable(Reason reason) -> reason;
          };
      if (dead != null) {
        ends.broken(dead, Fragment.of(format.raw(json, node, i), offset, lines.at(offset)));
      }
    }
  }

  /**
   * Gives on what can be stored; else says what is missing, though there are words in its place.
   */
  private @Nullable Reason usable(Json json, Ends ends) {
    byte[] key = draft.key().end();
    Event event = enrichment.row(json, draft, key);
    if (event == null) {
      return Reason.NO_ACTOR;
    }
    if (enrichment.isOfErased(event)) {
      ends.ignored();
    } else if (event.kind() == EventKind.VISIT && event.app() == null) {
      return Reason.NO_APPLICATION;
    } else {
      ends.usable(event);
    }
    return null;
  }
}

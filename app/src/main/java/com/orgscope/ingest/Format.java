package com.orgscope.ingest;

import com.orgscope.json.Json;
import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider's way of writing events: the plug-in that turns one parsed element into a draft. It
 * has no state and may be used by several runs at once.
 */
public interface Format {
  Source source();

  /** The one of these that reads a source's events. */
  static Format of(List<Format> formats, Source source) {
    return formats.stream()
        .filter(candidate -> candidate.source() == source)
        .findFirst()
        .orElseThrow(() -> Failure.bug("no reader for " + source, null));
  }

  /** The tables that the provider's portals give out. */
  PortalExports exports();

  /**
   * Whether this looks like an event of the provider, whole or not. After a broken element it tells
   * where the next one begins, so it must not take a part of an event for an event.
   */
  boolean recognizes(Json json, int element);

  /**
   * What the provider itself reports, of an element in which another of its own services tells the
   * same in other words; null if it is none.
   */
  default @Nullable Json reported(Json json, int element) {
    return null;
  }

  /** How many events an element holds, at least 1; an element that is no event counts as one. */
  default int events(Json json, int element) {
    return 1;
  }

  /**
   * Reads one event. A draft is only used if the verdict is usable.
   *
   * @param index which of the {@link #events} of the element
   */
  Verdict read(Json json, int element, int index, EventDraft draft);

  /** The element cut down to one of its events, as a dead letter keeps it. */
  default byte[] raw(Json json, int element, int index) {
    return json.copy(element);
  }
}

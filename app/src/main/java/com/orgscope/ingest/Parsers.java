package com.orgscope.ingest;

import com.orgscope.json.Grammar;
import com.orgscope.json.Json;
import com.orgscope.lake.Source;
import java.util.EnumMap;
import java.util.Map;

/**
 * What reading one input leaves to the next of its kind: parsers that know the shapes of documents.
 * For one thread.
 *
 * @param json for what is an event in all likelihood
 * @param probe for what may be one
 */
record Parsers(Json json, Json probe) {
  Parsers() {
    this(new Json(), new Json());
  }

  /** Some that learn nothing: whatever comes, the grammar parses it. */
  static Parsers alone(Grammar grammar) {
    return new Parsers(new Json(grammar), new Json(grammar));
  }

  /** Those of each source, made when they are needed. */
  static final class OfSources {
    private final Map<Source, Parsers> bySource = new EnumMap<>(Source.class);

    Parsers of(Source source) {
      return bySource.computeIfAbsent(source, _ -> new Parsers());
    }
  }
}

package com.orgscope.ingest;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the provider's events in what providers and collectors put around them.
 *
 * <p>A <b>page</b> is an object with a list under one of the names of the providers' own pages. A
 * <b>wrapper</b> is an object that is no event of the provider itself and holds one (or a page, or
 * a wrapper) under one of the names that collectors use; it may be an object, a list or a text of
 * JSON. The event inside is taken as if it stood alone, so that it is the same event however it
 * came. What is under other names is not looked at: a mention of an event is no event.
 */
final class Envelopes {
  private static final Json.Name DATA = Json.Name.of("data");
  private static final Json.Name EVENTS = Json.Name.of("events");
  private static final Json.Name KIND = Json.Name.of("kind");
  private static final Json.Name EMPTY_PAGE = Json.Name.of("admin#reports#activities");

  /** The lists of Google's, Graph's and Event Hubs' pages. */
  private static final Json.Name[] PAGES = names("items", "value", "records");

  /** Shippers, search engines, clouds' buses and log tables, the most usual first. */
  private static final Json.Name[] WRAPPERS =
      names(
          "event",
          "events",
          "message",
          "_source",
          "json",
          "original",
          "detail",
          "data",
          "body",
          "records",
          "value",
          "items",
          "Records",
          "hits",
          "result",
          "results",
          "_raw",
          "raw",
          "raw_event",
          "rawEvent",
          "log",
          "logs",
          "logEvents",
          "payload",
          "record",
          "input",
          "expected",
          "fields",
          "attributes",
          "okta",
          "google_workspace",
          "gsuite",
          "azure",
          "entra",
          "ms-graph");

  /** Wrappers inside each other. */
  private static final int DEEPEST = 5;

  private final Format format;

  Envelopes(Format format) {
    this.format = format;
  }

  /** What a wrapper holds, in the wrapper's own document or in the one its text was parsed to. */
  record Inside(Json json, int node) {}

  /** The list of a page; {@code NONE} if it is no page. */
  int page(Json json, int node) {
    for (Json.Name name : PAGES) {
      int list = json.member(node, name);
      if (json.isArray(list)) {
        return list;
      }
    }
    int data = json.member(node, DATA);
    int events = json.member(data, EVENTS);
    return json.isArray(events) && !format.recognizes(json, data) ? events : Json.NONE;
  }

  /** Google leaves {@code items} out when a page has none. */
  static boolean isEmptyPage(Json json, int node) {
    return json.is(json.member(node, KIND), EMPTY_PAGE);
  }

  /** What a wrapper holds; null if it is none. */
  @Nullable Inside inside(Json json, int node) {
    return format.recognizes(json, node) ? null : inside(json, node, 0);
  }

  /** Whether it is an event or has one inside. */
  boolean holds(Json json, int node) {
    return holds(json, node, 0);
  }

  private @Nullable Inside inside(Json json, int node, int depth) {
    if (json.isString(node)) {
      return opened(json, node, depth);
    }
    for (Json.Name name : WRAPPERS) {
      int inner = json.member(node, name);
      if (json.isString(inner)) {
        Inside opened = opened(json, inner, depth);
        if (opened != null) {
          return opened;
        }
      } else if (inner != Json.NONE && holds(json, inner, depth + 1)) {
        return new Inside(json, inner);
      }
    }
    return null;
  }

  private @Nullable Inside opened(Json json, int text, int depth) {
    String decoded = json.text(text);
    String document = decoded == null ? "" : decoded.strip();
    if (!document.startsWith("{") && !document.startsWith("[")) {
      return null;
    }
    byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
    Json opened = new Json();
    boolean whole = opened.parse(utf8, 0, utf8.length) == utf8.length;
    return whole && holds(opened, opened.root(), depth + 1)
        ? new Inside(opened, opened.root())
        : null;
  }

  private boolean holds(Json json, int node, int depth) {
    if (depth > DEEPEST) {
      return false;
    }
    if (json.isArray(node)) {
      int first = json.first(node);
      return first < json.end(node) && holds(json, first, depth + 1);
    }
    return (json.isObject(node) && format.recognizes(json, node))
        || inside(json, node, depth) != null;
  }

  private static Json.Name[] names(String... names) {
    return Stream.of(names).map(Json.Name::of).toArray(Json.Name[]::new);
  }
}

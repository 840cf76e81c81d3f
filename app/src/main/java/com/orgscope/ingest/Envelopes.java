package com.orgscope.ingest;

import com.orgscope.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
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
          "event.original",
          "messages",
          "content",
          "doc",
          "entries",
          "jsonPayload",
          "textPayload",
          "after",
          "kinesis",
          "raw",
          "raw_event",
          "rawEvent",
          "raw_log",
          "rawLog",
          "raw_message",
          "rawMessage",
          "raw_data",
          "event_data",
          "eventData",
          "logEvent",
          "log_event",
          "original_event",
          "originalEvent",
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
          "ms-graph",
          "properties");

  /** What stands before each document in a request of many to a search engine. */
  private static final Json.Name[] ACTIONS = names("index", "create", "update", "delete");

  private static final Set<String> ACTION_SETTINGS =
      Set.of(
          "routing",
          "pipeline",
          "require_alias",
          "retry_on_conflict",
          "dynamic_templates",
          "if_seq_no",
          "if_primary_term");

  private static final Json.Name FIELD = Json.Name.of("field");
  private static final Json.Name VALUE = Json.Name.of("value");

  /** Wrappers inside each other. */
  private static final int DEEPEST = 10;

  /** What a transport may write before an event in a text, in characters. */
  private static final int LONGEST_HEADER = 1 << 10;

  /** How an object or a list begins in base64. */
  private static final List<String> PACKED = List.of("ey", "ew", "W3", "Wy");

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

  /** Whether it is an event of the provider by itself. */
  boolean isEvent(Json json, int node) {
    return format.recognizes(json, node);
  }

  /**
   * Whether it is a page without anything on it, for Google leaves {@code items} out then, or says
   * a search engine what to do with the document in the next line.
   */
  static boolean saysNothing(Json json, int node) {
    return json.is(json.member(node, KIND), EMPTY_PAGE) || isAction(json, node);
  }

  private static boolean isAction(Json json, int node) {
    if (!json.isObject(node) || json.first(node) >= json.end(node)) {
      return false;
    }
    int key = json.first(node);
    int what = key + 1;
    boolean only = json.next(what) == json.end(node);
    if (!only || !json.isObject(what) || Stream.of(ACTIONS).noneMatch(name -> json.is(key, name))) {
      return false;
    }
    for (int inner = json.first(what); inner < json.end(what); inner = json.next(inner + 1)) {
      String name = json.text(inner);
      if (name == null || !(name.startsWith("_") || ACTION_SETTINGS.contains(name))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Of a row that is written as a list of fields and values the one that holds an event; {@code
   * NONE} if it is no such row, or holds none.
   */
  int ofRow(Json json, int list) {
    int holder = Json.NONE;
    for (int item = json.first(list); item < json.end(list); item = json.next(item)) {
      if (!json.isString(json.member(item, FIELD)) || json.member(item, VALUE) == Json.NONE) {
        return Json.NONE;
      }
      holder = holder == Json.NONE && holds(json, item, 0) ? item : holder;
    }
    return holder;
  }

  /**
   * What a wrapper holds; null if it is none. What is in no wrapper either may be an event whose
   * names begin with capitals, as PowerShell writes them.
   */
  @Nullable Inside inside(Json json, int node) {
    Inside inside = inside(json, node, 0);
    if (inside != null || !json.isObject(node)) {
      return inside;
    }
    Json respelled = Respelling.of(json, node);
    return respelled != null && holds(respelled, respelled.root(), 0)
        ? new Inside(respelled, respelled.root())
        : null;
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
    byte[] utf8 = decoded == null ? null : document(decoded.strip());
    if (utf8 == null) {
      return null;
    }
    Json opened = new Json();
    boolean whole = opened.parse(utf8, 0, utf8.length) == utf8.length;
    return whole && holds(opened, opened.root(), depth + 1)
        ? new Inside(opened, opened.root())
        : null;
  }

  /** The JSON that a text is, in base64 too or behind a transport's header; null if it is none. */
  private static byte @Nullable [] document(String text) {
    if (text.startsWith("{") || text.startsWith("[")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    int open = text.indexOf('{');
    if (open > 0 && open <= LONGEST_HEADER && text.endsWith("}")) {
      return text.substring(open).getBytes(StandardCharsets.UTF_8);
    }
    if (open < 0 && PACKED.stream().anyMatch(text::startsWith)) {
      try {
        return Base64.getMimeDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return null;
  }

  /** A list holds one if any of its elements does: what stands beside an event may be none. */
  private boolean holds(Json json, int node, int depth) {
    if (depth > DEEPEST) {
      return false;
    }
    if (json.isArray(node)) {
      for (int item = json.first(node); item < json.end(node); item = json.next(item)) {
        if (holds(json, item, depth + 1)) {
          return true;
        }
      }
      return false;
    }
    return (json.isObject(node) && format.recognizes(json, node))
        || inside(json, node, depth) != null;
  }

  private static Json.Name[] names(String... names) {
    return Stream.of(names).map(Json.Name::of).toArray(Json.Name[]::new);
  }
}

package com.orgscope.ingest;

import com.orgscope.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the provider's events in what providers and collectors put around them.
 *
 * <p>A <b>page</b> is an object with a list under one of the names of the providers' own pages. A
 * <b>wrapper</b> is an object that is no event of the provider itself and holds one (or a page, or
 * a wrapper) under one of the names that collectors use, in any spelling; it may be an object, a
 * list or a text of JSON. The event inside is taken as if it stood alone, so that it is the same
 * event however it came. What is under other names is not looked at: a mention of an event is no
 * event.
 */
final class Envelopes {
  private static final Json.Name DATA = Json.Name.of("data");
  private static final Json.Name EVENTS = Json.Name.of("events");
  private static final Json.Name KIND = Json.Name.of("kind");
  private static final Json.Name EMPTY_PAGE = Json.Name.of("admin#reports#activities");

  private static final Json.Name HITS = Json.Name.of("hits");
  private static final Json.Name RESPONSES = Json.Name.of("responses");
  private static final Json.Name STREAM = Json.Name.of("stream");
  private static final Json.Name VALUES = Json.Name.of("values");
  private static final Json.Name RESULT_TYPE = Json.Name.of("resultType");
  private static final Json.Name RESULT = Json.Name.of("result");

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
          "properties",
          "response",
          "responses",
          "rawResponse",
          "docs",
          "streams",
          "values",
          "line",
          "awslogs",
          "sns",
          "data_base64",
          "messageText",
          "map",
          "full_message",
          "short_message",
          "full_log",
          "log_text",
          "source_json",
          "resourceLogs",
          "scopeLogs",
          "logRecords",
          "stringValue",
          "text",
          "tables",
          "receivedMessages",
          "d");

  /** The same names as they are compared by {@link #loosely}. */
  private static final Set<String> LOOSE_WRAPPERS =
      Stream.of(WRAPPERS).map(name -> loosely(name.text())).collect(Collectors.toSet());

  private static final Set<String> EXACT_WRAPPERS =
      Stream.of(WRAPPERS).map(Json.Name::text).collect(Collectors.toSet());

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
  private static final int DEEPEST = 16;

  /** Digits of a time since 1970. */
  private static final int NANOSECONDS = 19;

  /** What a transport may write before an event in a text, in characters. */
  private static final int LONGEST_HEADER = 1 << 10;

  /** How an object or a list begins in base64. */
  private static final List<String> PACKED = List.of("ey", "ew", "W3", "Wy");

  /** How what gzip made begins in base64, as a cloud's log service hands out its lines. */
  private static final String GZIP = "H4sI";

  /** What one text may become when it is unpacked, in bytes. */
  private static final int MOST_UNPACKED = 32 << 20;

  /** What all texts of a document may, each time they are looked into. */
  private static final long MOST_UNPACKED_OF_ALL = 256L << 20;

  private final Format format;
  private long unpacked;
  private boolean tooMuch;

  Envelopes(Format format) {
    this.format = format;
  }

  /** Another document begins, which may unpack as much as the one before. */
  void begin() {
    unpacked = 0;
    tooMuch = false;
  }

  /** Whether something in the document was left packed, since it would have been too much. */
  boolean leftPacked() {
    return tooMuch;
  }

  /**
   * What a wrapper holds, in the wrapper's own document or in the one its text was parsed to.
   *
   * @param retold whether it is what another service of the provider tells of an event
   */
  record Inside(Json json, int node, boolean retold) {
    Inside(Json json, int node) {
      this(json, node, false);
    }
  }

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
   * Whether it is a page without anything on it, for Google leaves {@code items} out then, a search
   * that found nothing, or says a search engine what to do with the document in the next line.
   */
  static boolean saysNothing(Json json, int node) {
    int data = json.member(node, DATA);
    boolean stream = json.isObject(json.member(node, STREAM));
    boolean streams = json.isText(json.member(data, RESULT_TYPE));
    return json.is(json.member(node, KIND), EMPTY_PAGE)
        || isAction(json, node)
        || KustoFrames.isAside(json, node)
        || isEmpty(json, json.member(node, HITS, HITS))
        || (stream && isEmpty(json, json.member(node, VALUES)))
        || (streams && isEmpty(json, json.member(data, RESULT)))
        || areEmptyAnswers(json, json.member(node, RESPONSES));
  }

  private static boolean isEmpty(Json json, int list) {
    return json.isArray(list) && json.first(list) >= json.end(list);
  }

  private static boolean areEmptyAnswers(Json json, int list) {
    boolean all = json.isArray(list) && !isEmpty(json, list);
    for (int i = json.firstOf(list); all && i < json.endOf(list); i = json.next(i)) {
      all = isEmpty(json, json.member(i, HITS, HITS));
    }
    return all;
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
   * Of a row that is written as a list of fields and values the one that holds an event, of a time
   * and a line the line; {@code NONE} if it is no such row, or holds none.
   */
  int ofRow(Json json, int list) {
    if (isTimed(json, list)) {
      return json.next(json.first(list));
    }
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
   * A time in nanoseconds and a line, and perhaps its labels, as Loki answers; or a time as a
   * number and a record, as Fluentd and Fluent Bit write them.
   */
  static boolean isTimed(Json json, int list) {
    if (!json.isArray(list) || json.first(list) >= json.end(list)) {
      return false;
    }
    int first = json.first(list);
    if (json.isText(first) && !json.isString(first)) {
      int record = json.next(first);
      return record < json.end(list)
          && json.isObject(record)
          && json.next(record) == json.end(list);
    }
    int time = json.first(list);
    String digits = json.isString(time) ? json.text(time) : null;
    return digits != null
        && digits.length() == NANOSECONDS
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && json.next(time) < json.end(list)
        && json.isString(json.next(time));
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

  /** Whether one of the names is one under which collectors keep events. */
  static boolean hasWrapper(Json json, int object) {
    for (int key = json.first(object); key < json.end(object); key = json.next(key + 1)) {
      String name = json.text(key);
      if (name != null && LOOSE_WRAPPERS.contains(loosely(name))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Inside inside(Json json, int node, int depth) {
    if (json.isString(node)) {
      return opened(json, node, depth);
    }
    Json reported = json.isObject(node) ? format.reported(json, node) : null;
    if (reported != null) {
      return new Inside(reported, reported.root(), true);
    }
    for (Json.Name name : WRAPPERS) {
      Inside inside = under(json, json.member(node, name), depth);
      if (inside != null) {
        return inside;
      }
    }
    return json.isObject(node) ? underLooseName(json, node, depth) : null;
  }

  /** Under a wrapper's name in another spelling: {@code Message}, {@code RAW_LOG}. */
  private @Nullable Inside underLooseName(Json json, int node, int depth) {
    for (int key = json.first(node); key < json.end(node); key = json.next(key + 1)) {
      String name = json.text(key);
      if (name != null
          && !EXACT_WRAPPERS.contains(name)
          && LOOSE_WRAPPERS.contains(loosely(name))) {
        Inside inside = under(json, key + 1, depth);
        if (inside != null) {
          return inside;
        }
      }
    }
    return null;
  }

  private static String loosely(String name) {
    return name.replaceAll("[-_@ ]", "").toLowerCase(Locale.ROOT);
  }

  private @Nullable Inside under(Json json, int value, int depth) {
    if (json.isString(value)) {
      return opened(json, value, depth);
    }
    return value != Json.NONE && holds(json, value, depth + 1) ? new Inside(json, value) : null;
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
  private byte @Nullable [] document(String text) {
    if (text.startsWith("{") || text.startsWith("[")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    int open = text.indexOf('{');
    if (open > 0 && open <= LONGEST_HEADER && text.endsWith("}")) {
      return text.substring(open).getBytes(StandardCharsets.UTF_8);
    }
    boolean zipped = text.startsWith(GZIP);
    if (open < 0 && (zipped || PACKED.stream().anyMatch(text::startsWith))) {
      try {
        byte[] decoded = Base64.getMimeDecoder().decode(text);
        return zipped ? unzipped(decoded) : decoded;
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return null;
  }

  private byte @Nullable [] unzipped(byte[] gzip) {
    int most = (int) Math.min(MOST_UNPACKED, MOST_UNPACKED_OF_ALL - unpacked);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      byte[] bytes = in.readNBytes(most);
      unpacked += bytes.length;
      boolean whole = bytes.length < most || in.read() < 0;
      tooMuch |= !whole;
      return whole ? bytes : null;
    } catch (IOException e) {
      return null;
    }
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
        || TableAnswer.of(json, node) != null
        || inside(json, node, depth) != null;
  }

  private static Json.Name[] names(String... names) {
    return Stream.of(names).map(Json.Name::of).toArray(Json.Name[]::new);
  }
}

package com.orgscope.ingest;

import com.orgscope.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frames of an answer of Kusto that says a table's columns in one of them and its rows in
 * others (its progressive mode). What it tells beside the result is passed.
 */
final class KustoFrames {
  private static final Json.Name FRAME_TYPE = Json.Name.of("FrameType");
  private static final Json.Name DATA_SET_HEADER = Json.Name.of("DataSetHeader");
  private static final Json.Name TABLE_HEADER = Json.Name.of("TableHeader");
  private static final Json.Name TABLE_FRAGMENT = Json.Name.of("TableFragment");
  private static final Json.Name TABLE_ID = Json.Name.of("TableId");
  private static final Json.Name TABLE_KIND = Json.Name.of("TableKind");
  private static final Json.Name PRIMARY_RESULT = Json.Name.of("PrimaryResult");

  /** Tables of one answer whose columns are remembered. */
  private static final int MOST_TABLES = 1000;

  /** By their ids; of a table beside the result there are no columns. */
  private final Map<String, Optional<TableAnswer>> tables = new HashMap<>();

  /** Of an answer what is not the result: how it began, ran and ended. */
  static boolean isAside(Json json, int frame) {
    return json.isText(json.member(frame, FRAME_TYPE))
        && !isFragment(json, frame)
        && !(isOfResult(json, frame) && TableAnswer.rows(json, frame) != Json.NONE);
  }

  private static boolean isOfResult(Json json, int frame) {
    return json.is(json.member(frame, TABLE_KIND), PRIMARY_RESULT);
  }

  /** Rows whose columns were in another frame. */
  static boolean isFragment(Json json, int frame) {
    return json.is(json.member(frame, FRAME_TYPE), TABLE_FRAGMENT);
  }

  /** Remembers what a frame says of those that follow. */
  void see(Json json, int frame) {
    int type = json.member(frame, FRAME_TYPE);
    String id = json.text(json.member(frame, TABLE_ID));
    if (json.is(type, DATA_SET_HEADER) || tables.size() > MOST_TABLES) {
      tables.clear();
    }
    if (json.is(type, TABLE_HEADER) && id != null) {
      tables.put(
          id,
          isOfResult(json, frame)
              ? Optional.ofNullable(TableAnswer.ofHeader(json, frame))
              : Optional.empty());
    }
  }

  /** Whether a fragment's header was here, be it of the result or beside it. */
  boolean knows(Json json, int fragment) {
    return tables.containsKey(json.text(json.member(fragment, TABLE_ID)));
  }

  /** The columns of a fragment of the result. */
  @Nullable TableAnswer columns(Json json, int fragment) {
    return tables
        .getOrDefault(json.text(json.member(fragment, TABLE_ID)), Optional.empty())
        .orElse(null);
  }
}

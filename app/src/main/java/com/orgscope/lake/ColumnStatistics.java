package com.orgscope.lake;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB says about the columns of a file it wrote, in Iceberg's terms.
 *
 * <p>Bounds are kept for few columns. Never for UUIDs: Iceberg compares them signed and DuckDB
 * gives unsigned bounds, so a file could be left out of a plan in silence; and never for what
 * describes a person (session, address, city), which would outlive an erased row in the table's
 * metadata.
 */
final class ColumnStatistics {
  private static final Set<String> BOUNDED =
      Set.of("tenant", "day", "month", "occurred_at", "first_at", "last_at", "app");

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]X");

  private final Map<Integer, Long> sizes = new HashMap<>();
  private final Map<Integer, Long> values = new HashMap<>();
  private final Map<Integer, Long> nulls = new HashMap<>();
  private final Map<Integer, Long> nans = new HashMap<>();
  private final Map<Integer, ByteBuffer> lower = new HashMap<>();
  private final Map<Integer, ByteBuffer> upper = new HashMap<>();

  private ColumnStatistics() {}

  /**
   * @param statistics by quoted column name, as {@code COPY … RETURN_STATS} gives them
   */
  static Metrics metrics(TableShape shape, long rows, Map<?, ?> statistics) {
    ColumnStatistics all = new ColumnStatistics();
    for (Types.NestedField column : shape.schema().columns()) {
      if (statistics.get("\"" + column.name() + "\"") instanceof Map<?, ?> of) {
        all.add(column, of);
      }
    }
    return new Metrics(rows, all.sizes, all.values, all.nulls, all.nans, all.lower, all.upper);
  }

  private void add(Types.NestedField column, Map<?, ?> of) {
    int id = column.fieldId();
    count(sizes, id, of.get("column_size_bytes"));
    count(values, id, of.get("num_values"));
    count(nulls, id, of.get("null_count"));
    count(nans, id, of.get("nan_count"));
    if (BOUNDED.contains(column.name())) {
      bound(lower, column, of.get("min"), of.get("min_is_exact"));
      bound(upper, column, of.get("max"), of.get("max_is_exact"));
    }
  }

  private static void count(Map<Integer, Long> counts, int id, @Nullable Object text) {
    if (text != null) {
      counts.put(id, Long.valueOf(text.toString()));
    }
  }

  /** A bound that is cut or cannot be read is left out: a file too many is opened, none too few. */
  private static void bound(
      Map<Integer, ByteBuffer> bounds,
      Types.NestedField column,
      @Nullable Object text,
      @Nullable Object exact) {
    if (text == null || exact == null || !Boolean.parseBoolean(exact.toString())) {
      return;
    }
    try {
      Object value =
          switch (column.type().typeId()) {
            case DATE -> (int) LocalDate.parse(text.toString()).toEpochDay();
            case TIMESTAMP -> micros(text.toString());
            default -> text.toString();
          };
      bounds.put(column.fieldId(), Conversions.toByteBuffer(column.type(), value));
    } catch (DateTimeParseException e) {
      bounds.remove(column.fieldId());
    }
  }

  private static long micros(String text) {
    Instant instant = TIMESTAMP.parse(text, Instant::from);
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }
}

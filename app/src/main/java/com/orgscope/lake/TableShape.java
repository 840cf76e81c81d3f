package com.orgscope.lake;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import com.orgscope.kernel.Failure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Columns, partitions and order of a table. Field ids are for ever: a column may be added with a
 * new id, and no id is used twice.
 */
record TableShape(String name, Schema schema) {
  private static final TableShape SSO_EVENTS =
      new TableShape(
          "sso_events",
          new Schema(
              required(1, "tenant", Types.StringType.get()),
              required(2, "day", Types.DateType.get()),
              required(3, "event_key", Types.UUIDType.get()),
              required(4, "occurred_at", Types.TimestampType.withZone()),
              required(5, "ingested_at", Types.TimestampType.withZone()),
              required(6, "source", Types.StringType.get()),
              required(7, "kind", Types.StringType.get()),
              required(8, "actor", Types.UUIDType.get()),
              optional(9, "app", Types.StringType.get()),
              optional(10, "session", Types.StringType.get()),
              required(11, "outcome", Types.StringType.get()),
              optional(12, "ip_prefix", Types.StringType.get()),
              optional(13, "city", Types.StringType.get()),
              optional(14, "country", Types.StringType.get())));

  /**
   * {@code app} is null where friction was met before any application was named. What signing in
   * took is null in days that were derived before it was measured.
   */
  private static final TableShape APP_USAGE_DAILY =
      new TableShape(
          "app_usage_daily",
          new Schema(
              required(1, "tenant", Types.StringType.get()),
              required(2, "day", Types.DateType.get()),
              required(3, "actor", Types.UUIDType.get()),
              optional(4, "app", Types.StringType.get()),
              required(5, "accesses", Types.LongType.get()),
              required(6, "active_slots", Types.DoubleType.get()),
              required(7, "sessions", Types.LongType.get()),
              required(8, "switches", Types.LongType.get()),
              required(9, "failures", Types.LongType.get()),
              required(10, "challenges", Types.LongType.get()),
              optional(11, "first_at", Types.TimestampType.withZone()),
              optional(12, "last_at", Types.TimestampType.withZone()),
              optional(13, "failure_episodes", Types.LongType.get()),
              optional(14, "failure_seconds", Types.LongType.get()),
              optional(15, "failure_abandoned", Types.LongType.get()),
              optional(16, "challenge_episodes", Types.LongType.get()),
              optional(17, "challenge_seconds", Types.LongType.get()),
              optional(18, "challenge_abandoned", Types.LongType.get()),
              optional(19, "challenge_unmeasured", Types.LongType.get())));

  /** {@code app} is null where it stands for all that too few people used. */
  private static final TableShape METRICS_MONTHLY =
      new TableShape(
          "metrics_monthly",
          new Schema(
              required(1, "tenant", Types.StringType.get()),
              required(2, "month", Types.DateType.get()),
              optional(3, "app", Types.StringType.get()),
              required(4, "people", Types.LongType.get()),
              required(5, "accesses", Types.LongType.get()),
              required(6, "active_slots", Types.DoubleType.get()),
              required(7, "sessions", Types.LongType.get()),
              required(8, "switches", Types.LongType.get()),
              required(9, "failures", Types.LongType.get()),
              required(10, "challenges", Types.LongType.get())));

  static TableShape of(LakeTable table) {
    return switch (table) {
      case SSO_EVENTS -> SSO_EVENTS;
      case APP_USAGE_DAILY -> APP_USAGE_DAILY;
      case METRICS_MONTHLY -> METRICS_MONTHLY;
    };
  }

  /** What a table that was made earlier lacks; its own columns are the first of ours. */
  List<Types.NestedField> columnsAfter(Schema earlier) {
    return schema.columns().stream().filter(f -> earlier.findField(f.fieldId()) == null).toList();
  }

  /** The column that says when: {@code day}, or the first day of a {@code month}. */
  String time() {
    return schema.findField("day") == null ? "month" : "day";
  }

  boolean namesPeople() {
    return schema.findField("actor") != null;
  }

  /** In which rows arrive; {@link Tables#byMonth} is the other. */
  PartitionSpec partitions() {
    PartitionSpec.Builder tenant = PartitionSpec.builderFor(schema).identity("tenant");
    return time().equals("day")
        ? tenant.identity("day").build()
        : tenant.month("month", "at_month").build();
  }

  SortOrder order() {
    SortOrder.Builder order = SortOrder.builderFor(schema);
    return namesPeople() ? order.asc("actor").asc("app").build() : order.asc("app").build();
  }

  /** All columns in order, for a SELECT. */
  String columns() {
    return schema.columns().stream().map(Types.NestedField::name).collect(Collectors.joining(", "));
  }

  /** All columns but the tenant in order, each cast to its type. */
  String typedColumns() {
    return schema.columns().stream()
        .filter(f -> !f.name().equals("tenant"))
        .map(f -> "answer." + f.name() + "::" + sqlType(f.type()) + " AS " + f.name())
        .collect(Collectors.joining(", "));
  }

  /** A condition that is true of a row without a value that the table requires. */
  String anyMissing() {
    return schema.columns().stream()
        .filter(Types.NestedField::isRequired)
        .map(f -> f.name() + " IS NULL")
        .collect(Collectors.joining(" OR "));
  }

  /** The table without a row, so that a question over no file still finds its columns. */
  String empty() {
    return schema.columns().stream()
        .map(f -> "NULL::" + sqlType(f.type()) + " AS " + f.name())
        .collect(Collectors.joining(", ", "(SELECT ", " WHERE false)"));
  }

  /**
   * By which ids a file's columns are read; one that the file was written without is null in all of
   * its rows.
   */
  String readAs() {
    return schema.columns().stream()
        .map(f ->
            "%d: {name: '%s', type: '%s', default_value: NULL}"
                .formatted(f.fieldId(), f.name(), sqlType(f.type())))
        .collect(Collectors.joining(", ", "schema = MAP {", "}"));
  }

  /** What ties the columns of a file to the schema, whatever they are called one day. */
  String fieldIds() {
    return schema.columns().stream()
        .map(f -> f.name() + ": " + f.fieldId())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String sqlType(Type type) {
    return switch (type.typeId()) {
      case STRING -> "VARCHAR";
      case DATE -> "DATE";
      case UUID -> "UUID";
      case TIMESTAMP -> "TIMESTAMPTZ";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      default ->
          throw Failure.bug("no SQL type for " + type.toString().toLowerCase(Locale.ROOT), null);
    };
  }
}

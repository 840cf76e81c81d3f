package com.orgscope.lake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.duckdb.DuckDBConnection;

/**
 * Tells which events of an hour are stored. Whoever reads a log asks for one hour after the other,
 * so a month is planned once per snapshot, and the keys of a day that is not too big are read once
 * for its 24 hours and kept as long as its files are the same.
 */
final class EventKeys {
  private static final int PLANS = 64;

  /** 16 bytes each; a bigger day is read hour by hour. */
  private static final int KEYS_KEPT = 2_000_000;

  private static final int LARGEST_DAY_KEPT = KEYS_KEPT / 2;

  private final Tables tables;
  private final Engine engine;
  private final LakeListener listener;
  private final Planner planner;
  private final Cache<Month, List<Planner.Planned>> plans =
      Caffeine.newBuilder().maximumSize(PLANS).build();
  private final Cache<Day, long[][]> days =
      Caffeine.newBuilder()
          .maximumWeight(KEYS_KEPT)
          .weigher((Day day, long[][] keys) -> Stream.of(keys).mapToInt(k -> k.length / 2).sum())
          .build();

  private record Month(long snapshot, TenantId tenant, YearMonth month) {}

  /**
   * @param state of the files that may hold rows of the day
   */
  private record Day(TenantId tenant, LocalDate day, List<String> state) {}

  EventKeys(Tables tables, Engine engine, LakeListener listener) {
    this.tables = tables;
    this.engine = engine;
    this.listener = listener;
    this.planner = new Planner(tables.files());
  }

  /** See {@link Lake#eventKeys}. */
  long[] of(TenantId tenant, Instant hour) {
    if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
      throw new IllegalArgumentException(hour + " does not begin an hour");
    }
    OffsetDateTime at = hour.atOffset(ZoneOffset.UTC);
    BaseTable table = tables.view(LakeTable.SSO_EVENTS);
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null) {
      return new long[0];
    }
    LocalDate date = at.toLocalDate();
    List<Planner.Planned> files =
        plans
            .get(new Month(snapshot.snapshotId(), tenant, YearMonth.from(at)), m -> plan(table, m))
            .stream()
            .filter(f -> f.partition().holds(date))
            .toList();
    if (files.isEmpty()) {
      return new long[0];
    }
    Day day = new Day(tenant, date, files.stream().map(Planner.Planned::state).toList());
    return rows(files) <= LARGEST_DAY_KEPT
        ? days.get(day, d -> read(d, files, 0, 24))[at.getHour()].clone()
        : read(day, files, at.getHour(), at.getHour() + 1)[at.getHour()];
  }

  private List<Planner.Planned> plan(BaseTable table, Month month) {
    LocalDate first = month.month().atDay(1);
    return planner.plan(table, month.tenant(), first, first.plusMonths(1));
  }

  /** About how many a day has; a month's file holds many days. */
  private static long rows(List<Planner.Planned> files) {
    return files.stream()
        .mapToLong(
            f -> f.rows() / ChronoUnit.DAYS.between(f.partition().first(), f.partition().until()))
        .sum();
  }

  /** Keys by hour of the day; hours outside {@code [from, until)} stay empty. */
  private long[][] read(Day day, List<Planner.Planned> files, int from, int until) {
    listener.opening(Planner.paths(files));
    Instant midnight = day.day().atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC);
    long[][] keys = new long[24][0];
    int[] sizes = new int[24];
    try (DuckDBConnection connection = engine.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT hour(occurred_at) AS hour, event_key FROM "
                    + new Relation(
                            tables.files(),
                            connection,
                            TableShape.of(LakeTable.SSO_EVENTS),
                            day.tenant(),
                            files)
                        .where("day = " + Literals.of(day.day()))
                        .where(
                            "occurred_at >= " + Literals.of(midnight.plus(from, ChronoUnit.HOURS)))
                        .where(
                            "occurred_at < " + Literals.of(midnight.plus(until, ChronoUnit.HOURS)))
                        .sql()
                    + " ORDER BY event_key");
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        int hour = result.getInt(1);
        UUID key = result.getObject(2, UUID.class);
        if (sizes[hour] == keys[hour].length) {
          keys[hour] = Arrays.copyOf(keys[hour], Math.max(64, sizes[hour] * 2));
        }
        keys[hour][sizes[hour]++] = key.getMostSignificantBits();
        keys[hour][sizes[hour]++] = key.getLeastSignificantBits();
      }
    } catch (SQLException e) {
      throw Failure.bug("the lake cannot read the event keys of " + day.tenant(), e);
    }
    for (int hour = 0; hour < keys.length; hour++) {
      keys[hour] = Arrays.copyOf(keys[hour], sizes[hour]);
    }
    return keys;
  }
}

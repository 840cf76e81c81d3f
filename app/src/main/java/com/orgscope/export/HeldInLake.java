package com.orgscope.export;

import com.orgscope.directory.KeyPeriod;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Row;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sign-in events and daily figures of somebody, month by month. The lake gives nothing out about
 * applications that are withheld; how many events it left out is counted.
 */
@Component
final class HeldInLake implements HeldSource {
  static final List<String> EVENT_COLUMNS =
      List.of(
          "occurred_at",
          "ingested_at",
          "source",
          "kind",
          "actor",
          "app",
          "session",
          "outcome",
          "ip_prefix",
          "city",
          "country",
          "event_key");

  static final List<String> DAY_COLUMNS =
      List.of(
          "day",
          "actor",
          "app",
          "accesses",
          "active_slots",
          "sessions",
          "switches",
          "failures",
          "challenges",
          "first_at",
          "last_at",
          "failure_episodes",
          "failure_seconds",
          "failure_abandoned",
          "challenge_episodes",
          "challenge_seconds",
          "challenge_abandoned",
          "challenge_unmeasured");

  private static final NamedQuery EVENTS = new NamedQuery(HeldInLake.class, "events");
  private static final NamedQuery DAYS = new NamedQuery(HeldInLake.class, "days");
  private static final NamedQuery LEFT_OUT = new NamedQuery(HeldInLake.class, "withheld");

  private final Lake lake;

  HeldInLake(Lake lake) {
    this.lake = lake;
  }

  @Override
  public List<HeldFile> files(Whose whose) {
    return List.of(
        new HeldFile(
            "events",
            "each event of your company's sign-in logs that is yours, under which pseudonym",
            "{events}",
            EVENT_COLUMNS,
            true,
            row -> rows(whose, LakeTable.SSO_EVENTS, EVENTS, EVENT_COLUMNS, row)),
        new HeldFile(
            "daily-use",
            "what these events add up to, by day and application",
            "{days}",
            DAY_COLUMNS,
            true,
            row -> rows(whose, LakeTable.APP_USAGE_DAILY, DAYS, DAY_COLUMNS, row)),
        new HeldFile(
            "withheld",
            "how many events, by month, are of applications that count as sensitive (works council,"
                + " union, counselling, occupational health, whistleblowing): they enter nothing, and"
                + " their names are given out nowhere",
            "{events}",
            List.of("month", "events"),
            true,
            row -> withheld(whose, row)));
  }

  private void rows(
      Whose whose,
      LakeTable table,
      NamedQuery question,
      List<String> columns,
      Consumer<ObjectNode> row) {
    each(
        whose,
        table,
        (keys, window) ->
            lake.askHeld(
                    question,
                    new Scope(whose.tenant(), keys),
                    window,
                    Map.of(),
                    false,
                    found -> read(found, columns))
                .forEach(row));
  }

  private void withheld(Whose whose, Consumer<ObjectNode> row) {
    each(
        whose,
        LakeTable.SSO_EVENTS,
        (keys, window) -> {
          long events =
              lake.askHeld(
                      LEFT_OUT,
                      Scope.everybody(whose.tenant()),
                      window,
                      Map.of("keys", keys),
                      true,
                      found -> found.getLong("events"))
                  .getFirst();
          if (events > 0) {
            row.accept(
                JsonMapper.shared()
                    .createObjectNode()
                    .put("month", YearMonth.from(window.from()).toString())
                    .put("events", events));
          }
        });
  }

  /** By month, so that no more than that of one person is at hand at once. */
  private void each(Whose whose, LakeTable table, BiConsumer<Set<PersonKey>, TimeWindow> ask) {
    for (YearMonth month : lake.months(whose.tenant(), table).keySet()) {
      TimeWindow whole = new TimeWindow(month.atDay(1), month.plusMonths(1).atDay(1));
      ask.accept(new TreeSet<>(whose.keys()), whole);
      for (KeyPeriod shared : whose.shared()) {
        within(whole, shared).ifPresent(days -> ask.accept(Set.of(shared.key()), days));
      }
    }
  }

  private static Optional<TimeWindow> within(TimeWindow month, KeyPeriod period) {
    LocalDate from = month.from().isAfter(period.from()) ? month.from() : period.from();
    LocalDate until = month.until().isBefore(period.until()) ? month.until() : period.until();
    return from.isBefore(until) ? Optional.of(new TimeWindow(from, until)) : Optional.empty();
  }

  private static ObjectNode read(Row row, List<String> columns) {
    ObjectNode read = JsonMapper.shared().createObjectNode();
    for (String column : columns) {
      if (row.isNull(column)) {
        read.putNull(column);
        continue;
      }
      switch (column) {
        case "occurred_at", "ingested_at", "first_at", "last_at" ->
            read.put(column, row.getInstant(column).toString());
        case "day" -> read.put(column, row.getDate(column).toString());
        case "active_slots" -> read.put(column, row.getDouble(column));
        case "source",
            "kind",
            "actor",
            "app",
            "session",
            "outcome",
            "ip_prefix",
            "city",
            "country",
            "event_key" ->
            read.put(column, row.getString(column));
        default -> read.put(column, row.getLong(column));
      }
    }
    return read;
  }
}

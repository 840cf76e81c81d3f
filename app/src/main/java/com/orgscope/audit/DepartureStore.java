package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far each receiver has what leaves the house. */
@Component
final class DepartureStore {
  private final Database database;

  DepartureStore(Database database) {
    this.database = database;
  }

  /** What leaves to whom, each in an order of its own. */
  record Way(String destination, Letter.What what) {}

  /**
   * How one way stands.
   *
   * @param waitingSince of the oldest that did not leave; null if all did, and of seals
   */
  record Standing(
      Way way,
      Instant now,
      @Nullable Instant takenAt,
      @Nullable Instant failingSince,
      @Nullable String trouble,
      @Nullable Instant waitingSince) {
    /** How late it is; nothing where nothing waits. */
    Duration lag() {
      Instant since = waitingSince;
      if (failingSince != null && (since == null || failingSince.isBefore(since))) {
        since = failingSince;
      }
      return since == null ? Duration.ZERO : Duration.between(since, now);
    }
  }

  /** How many entries each tenant's chain has. */
  Map<TenantId, Long> ends() {
    return database.inTransactionAsSystem(
        "audit",
        sql -> {
          Map<TenantId, Long> ends = new LinkedHashMap<>();
          sql.sql("SELECT tenant, entries FROM audit.ends()")
              .query(row -> {
                ends.put(new TenantId(row.getString("tenant")), row.getLong("entries"));
              });
          return ends;
        });
  }

  /**
   * Takes a way for the caller alone, for a time.
   *
   * @return up to where everything was taken; empty while another has it, or it is not yet time
   */
  OptionalLong hold(TenantId tenant, Way way, Duration longest) {
    return database.inTransactionAs(
        Caller.system(tenant, "audit"),
        sql -> {
          sql.sql(
                  """
                  INSERT INTO audit.departure (tenant, destination, what)
                  VALUES ((SELECT state.claimed_tenant()), ?, ?) ON CONFLICT DO NOTHING
                  """)
              .params(way.destination(), way.what().name())
              .update();
          return sql.sql(
                  """
                  UPDATE audit.departure
                  SET held_until = clock_timestamp() + make_interval(secs => :seconds)
                  WHERE destination = :destination AND what = :what
                    AND next_at <= clock_timestamp()
                    AND (held_until IS NULL OR held_until < clock_timestamp())
                  RETURNING place
                  """)
              .param("seconds", longest.toSeconds())
              .param("destination", way.destination())
              .param("what", way.what().name())
              .query(Long.class)
              .optional()
              .map(OptionalLong::of)
              .orElse(OptionalLong.empty());
        });
  }

  /** Up to where everything was taken; 0 where nothing was. */
  long place(TenantId tenant, Way way) {
    return database.inTransactionAs(
        Caller.system(tenant, "audit"),
        sql ->
            sql.sql("SELECT place FROM audit.departure WHERE destination = ? AND what = ?")
                .params(way.destination(), way.what().name())
                .query(Long.class)
                .optional()
                .orElse(0L));
  }

  /** Everything up to there was taken; the way is still the caller's, for a time from now. */
  void taken(TenantId tenant, Way way, long place, Duration longest) {
    database.runAs(
        Caller.system(tenant, "audit"),
        sql ->
            sql.sql(
                    """
                    UPDATE audit.departure SET place = :place, taken_at = clock_timestamp(), tries = 0,
                      failing_since = NULL, trouble = NULL,
                      held_until = clock_timestamp() + make_interval(secs => :seconds)
                    WHERE destination = :destination AND what = :what AND place <= :place
                    """)
                .param("place", place)
                .param("seconds", longest.toSeconds())
                .param("destination", way.destination())
                .param("what", way.what().name())
                .update());
  }

  /** The way is anybody's. */
  void release(TenantId tenant, Way way) {
    database.runAs(
        Caller.system(tenant, "audit"),
        sql ->
            sql.sql(
                    """
                    UPDATE audit.departure SET held_until = NULL
                    WHERE destination = :destination AND what = :what
                    """)
                .param("destination", way.destination())
                .param("what", way.what().name())
                .update());
  }

  /**
   * It was not taken: it is tried again after a wait, twice as long each time.
   *
   * @param asked so long at least
   */
  void failed(TenantId tenant, Way way, String trouble, Duration asked, Duration longest) {
    database.runAs(
        Caller.system(tenant, "audit"),
        sql ->
            sql.sql(
                    """
                    UPDATE audit.departure SET tries = tries + 1, trouble = :trouble,
                      failing_since = coalesce(failing_since, clock_timestamp()), held_until = NULL,
                      next_at = clock_timestamp() + make_interval(secs => greatest(:asked,
                        least(:longest, power(2, least(tries, 20))) * (1 + random() / 4)))
                    WHERE destination = :destination AND what = :what
                    """)
                .param("trouble", trouble)
                .param("asked", asked.toSeconds())
                .param("longest", longest.toSeconds())
                .param("destination", way.destination())
                .param("what", way.what().name())
                .update());
  }

  /** How these ways stand for the caller's tenant. */
  List<Standing> standings(Caller caller, Collection<Way> ways) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT w.destination, w.what, clock_timestamp() AS now, d.taken_at,
                      d.failing_since, d.trouble,
                      CASE WHEN w.what = 'ENTRIES' THEN coalesce(
                        (SELECT e.at FROM audit.entry e, audit.chain c
                          WHERE coalesce(d.place, 0) < c.chained AND e.number <= c.chained
                          ORDER BY e.number LIMIT 1),
                        (SELECT b.at FROM audit.block b WHERE b.total > coalesce(d.place, 0)
                          ORDER BY b.total LIMIT 1),
                        (SELECT min(e.at) FROM audit.unsealed u JOIN audit.entry e USING (tenant, number)))
                      END AS waiting_since
                    FROM unnest(:destinations::text[], :whats::text[]) AS w (destination, what)
                    LEFT JOIN audit.departure d USING (destination, what)
                    ORDER BY 1, 2
                    """)
                .param("destinations", ways.stream().map(Way::destination).toArray(String[]::new))
                .param("whats", ways.stream().map(way -> way.what().name()).toArray(String[]::new))
                .query((row, number) -> standing(row))
                .list());
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        new Way(row.getString("destination"), Letter.What.valueOf(row.getString("what"))),
        row.getObject("now", OffsetDateTime.class).toInstant(),
        AuditStore.instant(row, "taken_at"),
        AuditStore.instant(row, "failing_since"),
        row.getString("trouble"),
        AuditStore.instant(row, "waiting_since"));
  }
}

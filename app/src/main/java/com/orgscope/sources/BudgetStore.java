package com.orgscope.sources;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a provider lets a tenant ask, shared by every stream and process: whoever asks takes the
 * next free moment, and a provider that says stop closes it for all.
 */
@Component
final class BudgetStore {
  private final Database database;

  BudgetStore(Database database) {
    this.database = database;
  }

  /** Takes the next free moment, now or later; it is then the caller's to wait for. */
  Instant take(TenantId tenant, Source source, RequestRate pace, Instant now) {
    return database
        .inTransactionAs(
            Caller.system(tenant, "sources"),
            jdbc ->
                jdbc.sql(
                        """
                        INSERT INTO sources.budget AS b (tenant, source, spent_until, closed_until)
                        VALUES (:tenant, :source, :now::timestamptz + :each * interval '1 microsecond', :now)
                        ON CONFLICT (tenant, source) DO UPDATE
                          SET spent_until = greatest(b.spent_until, b.closed_until, :now)
                              + :each * interval '1 microsecond'
                        RETURNING spent_until - :each * interval '1 microsecond'
                        """)
                    .param("tenant", tenant.value())
                    .param("source", source.name())
                    .param("now", ConnectionStore.utc(now))
                    .param("each", micros(pace))
                    .query(OffsetDateTime.class)
                    .single())
        .toInstant();
  }

  /**
   * Takes this moment if nobody has taken it or the one before it. So whoever takes only what is
   * left over has half of what is allowed at most, and nothing while others have much to ask.
   *
   * @return when to try again; empty if the moment is the caller's
   */
  Optional<Instant> takeLeftOver(TenantId tenant, Source source, RequestRate pace, Instant now) {
    return database.inTransactionAs(
        Caller.system(tenant, "sources"),
        jdbc -> {
          int taken =
              jdbc.sql(
                      """
                      INSERT INTO sources.budget AS b (tenant, source, spent_until, closed_until)
                      VALUES (:tenant, :source, :now::timestamptz + :each * interval '1 microsecond', :now)
                      ON CONFLICT (tenant, source) DO UPDATE SET spent_until = excluded.spent_until
                        WHERE greatest(b.spent_until + :each * interval '1 microsecond',
                            b.closed_until) <= :now
                      """)
                  .param("tenant", tenant.value())
                  .param("source", source.name())
                  .param("now", ConnectionStore.utc(now))
                  .param("each", micros(pace))
                  .update();
          return taken > 0
              ? Optional.empty()
              : Optional.of(
                  jdbc.sql(
                          """
                          SELECT greatest(spent_until + :each * interval '1 microsecond', closed_until)
                          FROM sources.budget WHERE tenant = :tenant AND source = :source
                          """)
                      .param("tenant", tenant.value())
                      .param("source", source.name())
                      .param("each", micros(pace))
                      .query(OffsetDateTime.class)
                      .single()
                      .toInstant());
        });
  }

  /**
   * A moment that was taken, or when to try again.
   *
   * @param at the caller's to wait for, if it was taken
   */
  record Moment(boolean taken, Instant at) {}

  /** What one question costs where a provider counts a tenant's and everybody's. */
  record Cost(RequestRate pace, RequestRate.Everybodys everybodys, boolean leftOver) {}

  /**
   * Takes a moment of what all tenants together may ask who come by one application, if by then the
   * tenant may ask as well: of both, or of neither. A tenant whose moments were taken first and
   * which then waited for everybody's would ask several times at once.
   */
  Moment take(TenantId tenant, Source source, Cost cost, Instant now) {
    return database.inTransactionAs(
        Caller.system(tenant, "sources"),
        jdbc -> {
          Spent own = held(jdbc, tenant.value(), source.name(), now);
          Spent all = held(jdbc, "*", cost.everybodys().who(), now);
          Duration each = cost.pace().between();
          Instant free = cost.leftOver() ? own.until().plus(each) : own.until();
          free = free.isAfter(own.closed()) ? free : own.closed();
          Instant at = all.until().isAfter(now) ? all.until() : now;
          if (free.isAfter(at)) {
            return new Moment(false, free);
          }
          spend(jdbc, tenant.value(), source.name(), at.plus(each));
          spend(jdbc, "*", cost.everybodys().who(), at.plus(cost.everybodys().pace().between()));
          return new Moment(true, at);
        });
  }

  private record Spent(Instant until, Instant closed) {}

  /** A row for this transaction alone; always the tenant's before everybody's. */
  private static Spent held(JdbcClient jdbc, String tenant, String source, Instant now) {
    return jdbc.sql(
            """
            INSERT INTO sources.budget AS b (tenant, source, spent_until, closed_until)
            VALUES (:tenant, :source, :now, :now)
            ON CONFLICT (tenant, source) DO UPDATE SET spent_until = b.spent_until
            RETURNING spent_until, closed_until
            """)
        .param("tenant", tenant)
        .param("source", source)
        .param("now", ConnectionStore.utc(now))
        .query((row, n) ->
            new Spent(
                row.getObject("spent_until", OffsetDateTime.class).toInstant(),
                row.getObject("closed_until", OffsetDateTime.class).toInstant()))
        .single();
  }

  private static void spend(JdbcClient jdbc, String tenant, String source, Instant until) {
    jdbc.sql(
            """
            UPDATE sources.budget SET spent_until = :until
            WHERE tenant = :tenant AND source = :source
            """)
        .param("until", ConnectionStore.utc(until))
        .param("tenant", tenant)
        .param("source", source)
        .update();
  }

  private static long micros(RequestRate pace) {
    return pace.between().toNanos() / 1000;
  }

  /** Nobody of the tenant asks the provider before then. */
  void close(TenantId tenant, Source source, Instant until) {
    database.runAs(
        Caller.system(tenant, "sources"),
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO sources.budget AS b (tenant, source, spent_until, closed_until)
                    VALUES (:tenant, :source, :until, :until)
                    ON CONFLICT (tenant, source) DO UPDATE
                      SET closed_until = greatest(b.closed_until, :until)
                    """)
                .param("tenant", tenant.value())
                .param("source", source.name())
                .param("until", ConnectionStore.utc(until))
                .update());
  }
}

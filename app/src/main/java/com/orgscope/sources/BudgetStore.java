package com.orgscope.sources;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
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
  Instant take(TenantId tenant, Source source, Pace pace, Instant now) {
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
  Optional<Instant> takeLeftOver(TenantId tenant, Source source, Pace pace, Instant now) {
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
   * Takes the next free moment of what all tenants together may ask who come by one application.
   */
  Instant takeOfAll(Pace.Everybodys everybodys, Instant now) {
    return database
        .inTransactionAsSystem(
            "sources",
            jdbc ->
                jdbc.sql(
                        """
                        INSERT INTO sources.budget AS b (tenant, source, spent_until, closed_until)
                        VALUES ('*', :who, :now::timestamptz + :each * interval '1 microsecond', :now)
                        ON CONFLICT (tenant, source) DO UPDATE
                          SET spent_until = greatest(b.spent_until, :now)
                              + :each * interval '1 microsecond'
                        RETURNING spent_until - :each * interval '1 microsecond'
                        """)
                    .param("who", everybodys.who())
                    .param("now", ConnectionStore.utc(now))
                    .param("each", micros(everybodys.pace()))
                    .query(OffsetDateTime.class)
                    .single())
        .toInstant();
  }

  private static long micros(Pace pace) {
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

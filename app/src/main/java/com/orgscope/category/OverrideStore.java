package com.orgscope.category;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Overrides, append-only; the last row of a person counts. */
@Component
class OverrideStore {
  private static final String REFUSED_BY_POLICY = "42501";

  private final Database database;
  private final InstantSource clock;

  OverrideStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  void add(
      Caller caller,
      PersonKey person,
      @Nullable String category,
      @Nullable String insteadOf,
      String reason) {
    if (added(caller, person, category, insteadOf, reason) == 0) {
      throw caller.role() == Role.MANAGER
          ? Overrides.nothingShown()
          : Failure.operator("this person was erased on request: nothing more is kept about them");
    }
  }

  /**
   * @return 0 of somebody erased; also of somebody whom a manager was shown until just now
   */
  private int added(
      Caller caller,
      PersonKey person,
      @Nullable String category,
      @Nullable String insteadOf,
      String reason) {
    try {
      return insert(caller, person, category, insteadOf, reason);
    } catch (DataAccessException e) {
      if (caller.role() == Role.MANAGER
          && e.getMostSpecificCause() instanceof SQLException cause
          && REFUSED_BY_POLICY.equals(cause.getSQLState())) {
        return 0;
      }
      throw e;
    }
  }

  private int insert(
      Caller caller,
      PersonKey person,
      @Nullable String category,
      @Nullable String insteadOf,
      String reason) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    WITH said AS (
                      INSERT INTO category.override
                          (tenant, person, category, instead_of, by_whom, at)
                      VALUES (:tenant, :person, :category, :instead, :by, :at)
                      RETURNING number)
                    INSERT INTO category.override_reason (tenant, person, number, reason)
                    SELECT :tenant, :person, number, :reason FROM said
                    """)
                .param("tenant", caller.tenant().value())
                .param("person", person.value())
                .param("category", category)
                .param("instead", insteadOf)
                .param("reason", reason)
                .param("by", caller.principal())
                .param("at", Timestamp.from(clock.instant()))
                .update());
  }

  /** What a review gave, without words of its own: the decision has them. */
  Effect adding(
      Caller caller, PersonKey person, String category, @Nullable String insteadOf, Instant at) {
    return jdbc ->
        jdbc.sql(
                """
                INSERT INTO category.override (tenant, person, category, instead_of, by_whom, at)
                VALUES (:tenant, :person, :category, :instead, :by, :at)
                """)
            .param("tenant", caller.tenant().value())
            .param("person", person.value())
            .param("category", category)
            .param("instead", insteadOf)
            .param("by", caller.principal())
            .param("at", Timestamp.from(at))
            .update();
  }

  /**
   * The last word about a person.
   *
   * @param before what held before it; null for the model's word
   */
  record Last(String by, @Nullable String before) {}

  Optional<Last> last(Caller caller, PersonKey person) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT by_whom, lead(category) OVER (ORDER BY number DESC) AS before
                    FROM category.override WHERE tenant = :tenant AND person = :person
                    ORDER BY number DESC LIMIT 1
                    """)
                .param("tenant", caller.tenant().value())
                .param("person", person.value())
                .query((row, n) -> new Last(row.getString("by_whom"), row.getString("before")))
                .optional());
  }

  Set<PersonKey> afterLastAnswer(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            new HashSet<>(
                jdbc.sql(
                        """
                        SELECT DISTINCT o.person FROM category.override o
                        JOIN LATERAL (
                          SELECT r.opened_at FROM category.assignment a
                          JOIN category.publication p ON p.tenant = a.tenant AND p.run = a.run
                          JOIN category.run r ON r.tenant = a.tenant AND r.run = a.run
                          WHERE a.tenant = o.tenant AND a.person = o.person AND %s
                          ORDER BY p.number DESC LIMIT 1) answer ON true
                        WHERE o.tenant = :tenant AND o.at > answer.opened_at
                        """
                            .formatted(RollbackStore.STANDS))
                    .param("tenant", caller.tenant().value())
                    .query((row, n) -> new PersonKey(row.getObject("person", UUID.class)))
                    .list()));
  }

  List<Overrides.Correction> corrections(Caller caller, String run) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT * FROM (
                      SELECT DISTINCT ON (person) * FROM category.override
                      WHERE tenant = :tenant AND at <= coalesce(
                        (SELECT opened_at FROM category.run r
                         WHERE r.tenant = :tenant AND r.run = :run), 'infinity')
                      ORDER BY person, number DESC) last
                    WHERE category <> instead_of
                      AND NOT EXISTS (SELECT FROM category.under_review u
                        WHERE u.tenant = :tenant AND u.person = last.person
                          AND u.until = 'infinity')
                    ORDER BY number DESC
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query((row, n) ->
                    new Overrides.Correction(
                        new PersonKey(row.getObject("person", UUID.class)),
                        row.getString("instead_of"),
                        row.getString("category"),
                        row.getTimestamp("at").toInstant()))
                .list());
  }
}

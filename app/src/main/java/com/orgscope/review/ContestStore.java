package com.orgscope.review;

import com.orgscope.category.LabelReviews;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.review.Contest.Decision;
import com.orgscope.review.Contest.Outcome;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Contests; each begins and ends its review in the transaction it is opened and decided in. */
@Component
class ContestStore implements ErasureHandler {
  private final Database database;
  private final LabelReviews reviews;
  private final ReviewSettings settings;
  private final InstantSource clock;

  ContestStore(
      Database database, LabelReviews reviews, ReviewSettings settings, InstantSource clock) {
    this.database = database;
    this.reviews = reviews;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String place() {
    return "contests";
  }

  /** Theirs go; where they decided on somebody else's or had set it, nobody's name stands. */
  @Override
  public long erase(Erased erased) {
    String[] keys = erased.keys().stream().map(PersonKey::toString).toArray(String[]::new);
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "review"),
        sql -> {
          long gone =
              sql.sql("DELETE FROM review.contest WHERE person = ANY (:people::uuid[])")
                  .param("people", keys)
                  .update();
          for (String column : List.of("set_by", "decided_by")) {
            gone +=
                sql.sql(
                        """
                        UPDATE review.contest SET %1$s = 'erased'
                        WHERE %1$s = ANY (SELECT 'oidc:' || k FROM unnest(:people::text[]) AS t(k))
                        """
                            .formatted(column))
                    .param("people", keys)
                    .update();
          }
          return gone;
        });
  }

  /** As exact as the database keeps it, since a row of another table names the same moment. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** What a contest begins with. */
  record Opened(String category, @Nullable String setBy, String wanted, String statement) {}

  Contest open(Caller caller, PersonKey person, Opened opened) {
    Instant now = now();
    try {
      return database
          .inTransactionAs(
              caller,
              jdbc -> {
                reviews.beginning(caller, person, now).in(jdbc);
                insert(jdbc, caller, person, opened, now);
                return newest(jdbc, person);
              })
          .orElseThrow(
              () -> Failure.operator("this person was erased on request: nothing more is kept"));
    } catch (DuplicateKeyException e) {
      throw Failure.operator("you contest your category already: it is under review");
    }
  }

  private void insert(
      JdbcClient jdbc, Caller caller, PersonKey person, Opened opened, Instant now) {
    jdbc.sql(
            """
            INSERT INTO review.contest
                (tenant, person, category, set_by, wanted, statement, opened_at, due_at)
            VALUES (:tenant, :person, :category, :setBy, :wanted, :statement, :now, :due)
            """)
        .param("tenant", caller.tenant().value())
        .param("person", person.value())
        .param("category", opened.category())
        .param("setBy", opened.setBy())
        .param("wanted", opened.wanted())
        .param("statement", opened.statement())
        .param("now", Timestamp.from(now))
        .param("due", Timestamp.from(now.plus(settings.decisionTime())))
        .update();
  }

  /** The person's last one. */
  Optional<Contest> of(Caller caller, PersonKey person) {
    return database.inTransactionAs(caller, jdbc -> newest(jdbc, person));
  }

  private static Optional<Contest> newest(JdbcClient jdbc, PersonKey person) {
    return jdbc.sql(
            """
            SELECT * FROM review.contest
            WHERE tenant = (SELECT state.claimed_tenant()) AND person = :person
            ORDER BY number DESC LIMIT 1
            """)
        .param("person", person.value())
        .query((row, n) -> contest(row))
        .optional();
  }

  Optional<Contest> get(Caller caller, long number) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT * FROM review.contest
                    WHERE tenant = (SELECT state.claimed_tenant()) AND number = :number
                    """)
                .param("number", number)
                .query((row, n) -> contest(row))
                .optional());
  }

  /** Due first first. */
  List<Contest> open(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT * FROM review.contest
                    WHERE tenant = (SELECT state.claimed_tenant()) AND outcome IS NULL
                    ORDER BY due_at, number
                    """)
                .query((row, n) -> contest(row))
                .list());
  }

  /**
   * @param category what else the decision changes, once the review is over
   */
  void decide(Caller caller, Contest contest, Decision decision, Effect category) {
    database.runAs(
        caller,
        jdbc -> {
          int decided =
              jdbc.sql(
                      """
                      UPDATE review.contest SET outcome = :outcome, given = :given,
                          reason = :reason, decided_by = :by, decided_at = :at
                      WHERE tenant = (SELECT state.claimed_tenant()) AND number = :number
                        AND outcome IS NULL
                      """)
                  .param("outcome", decision.outcome().name())
                  .param("given", decision.category())
                  .param("reason", decision.reason())
                  .param("by", decision.by())
                  .param("at", Timestamp.from(decision.at()))
                  .param("number", contest.number())
                  .update();
          if (decided == 0) {
            throw Failure.operator("contest %d is decided already".formatted(contest.number()));
          }
          reviews.ending(caller, contest.person(), decision.at()).in(jdbc);
          category.in(jdbc);
        });
  }

  private static Contest contest(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new Contest(
        row.getLong("number"),
        new PersonKey(row.getObject("person", UUID.class)),
        row.getString("category"),
        row.getString("set_by"),
        row.getString("wanted"),
        row.getString("statement"),
        row.getTimestamp("opened_at").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        outcome == null
            ? null
            : new Decision(
                Outcome.valueOf(outcome),
                row.getString("given"),
                row.getString("reason"),
                row.getString("decided_by"),
                row.getTimestamp("decided_at").toInstant()));
  }
}

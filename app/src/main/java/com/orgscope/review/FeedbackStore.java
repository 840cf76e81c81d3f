package com.orgscope.review;

import com.orgscope.category.Assignment;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** What people and their managers say of categories. */
@Component
class FeedbackStore implements ErasureHandler {
  private final Database database;
  private final InstantSource clock;

  FeedbackStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String place() {
    return "ratings and answers";
  }

  /** Theirs, and what they said of others. */
  @Override
  public long erase(Erased erased) {
    String[] keys = erased.keys().stream().map(PersonKey::toString).toArray(String[]::new);
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "review"),
        sql ->
            (long)
                    sql.sql("DELETE FROM review.rating WHERE person = ANY (:people::uuid[])")
                        .param("people", keys)
                        .update()
                + sql.sql(
                        """
                        DELETE FROM review.survey
                        WHERE person = ANY (:people::uuid[]) OR asked = ANY (:people::uuid[])
                        """)
                    .param("people", keys)
                    .update());
  }

  /**
   * A number of stars, with what it is of.
   *
   * @param matches of a manager's answer; null of a person's own rating
   */
  record Said(String category, @Nullable Boolean matches, int stars, Instant at) {}

  /** The same again changes nothing, its time neither. */
  void rate(Caller caller, Assignment answer, String category, int stars) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO review.rating AS r (tenant, person, run, category, stars, at)
                    VALUES (:tenant, :person, :run, :category, :stars, :at)
                    ON CONFLICT (tenant, person, run) DO UPDATE
                    SET category = excluded.category, stars = excluded.stars, at = excluded.at,
                      first_category = coalesce(r.first_category, r.category),
                      first_stars = coalesce(r.first_stars, r.stars),
                      first_at = coalesce(r.first_at, r.at)
                    WHERE (r.category, r.stars) IS DISTINCT FROM (excluded.category, excluded.stars)
                    """)
                .param("tenant", caller.tenant().value())
                .param("person", answer.person().value())
                .param("run", answer.run())
                .param("category", category)
                .param("stars", stars)
                .param("at", Timestamp.from(clock.instant()))
                .update());
  }

  Optional<Said> rating(Caller caller, Assignment answer) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT category, stars, at FROM review.rating
                    WHERE tenant = (SELECT state.claimed_tenant()) AND person = :person AND run = :run
                    """)
                .param("person", answer.person().value())
                .param("run", answer.run())
                .query((row, n) ->
                    new Said(
                        row.getString("category"),
                        null,
                        row.getInt("stars"),
                        row.getTimestamp("at").toInstant()))
                .optional());
  }

  /**
   * @param asked the manager who answers
   */
  void answer(Caller caller, PersonKey asked, Assignment about, Said said) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO review.survey AS s
                        (tenant, person, run, asked, category, matches, stars, at)
                    VALUES (:tenant, :person, :run, :asked, :category, :matches, :stars, :at)
                    ON CONFLICT (tenant, person, run, asked) DO UPDATE SET
                      category = excluded.category, matches = excluded.matches,
                      stars = excluded.stars, at = excluded.at,
                      first_category = coalesce(s.first_category, s.category),
                      first_matches = coalesce(s.first_matches, s.matches),
                      first_stars = coalesce(s.first_stars, s.stars),
                      first_at = coalesce(s.first_at, s.at)
                    WHERE (s.category, s.matches, s.stars)
                      IS DISTINCT FROM (excluded.category, excluded.matches, excluded.stars)
                    """)
                .param("tenant", caller.tenant().value())
                .param("person", about.person().value())
                .param("run", about.run())
                .param("asked", asked.value())
                .param("category", said.category())
                .param("matches", said.matches())
                .param("stars", said.stars())
                .param("at", Timestamp.from(said.at()))
                .update());
  }

  /** The runs of which the caller answered, by whom it was about. */
  Map<PersonKey, List<String>> answered(Caller caller) {
    Map<PersonKey, List<String>> answered = new HashMap<>();
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT person, array_agg(run ORDER BY run) AS runs FROM review.survey
                    WHERE tenant = (SELECT state.claimed_tenant()) AND asked = (SELECT state.person())
                    GROUP BY person
                    """)
                .query(
                    (RowCallbackHandler)
                        row ->
                            answered.put(
                                new PersonKey(row.getObject("person", UUID.class)),
                                List.of((String[]) row.getArray("runs").getArray()))));
    return answered;
  }

  /** What was said first of or about somebody in a category. */
  record FirstWord(PersonKey person, Said said) {}

  /** Each person's first rating of each category, in the order given; for the product alone. */
  List<FirstWord> ratings(Caller system) {
    return first(
        system,
        """
        SELECT person, coalesce(first_category, category) AS category, NULL::boolean AS matches,
          coalesce(first_stars, stars) AS stars, coalesce(first_at, at) AS at
        FROM review.rating WHERE tenant = :tenant
        """);
  }

  /** The first answer about each person in each category, likewise. */
  List<FirstWord> answers(Caller system) {
    return first(
        system,
        """
        SELECT person, coalesce(first_category, category) AS category,
          coalesce(first_matches, matches) AS matches, coalesce(first_stars, stars) AS stars,
          coalesce(first_at, at) AS at
        FROM review.survey WHERE tenant = :tenant
        """);
  }

  private List<FirstWord> first(Caller system, String words) {
    return database.inTransactionAs(
        system,
        jdbc ->
            jdbc.sql(
                    "SELECT * FROM (SELECT DISTINCT ON (person, category) * FROM ("
                        + words
                        + ") AS word ORDER BY person, category, at) AS first ORDER BY at, person")
                .param("tenant", system.tenant().value())
                .query((row, n) ->
                    new FirstWord(
                        new PersonKey(row.getObject("person", UUID.class)),
                        new Said(
                            row.getString("category"),
                            row.getObject("matches", Boolean.class),
                            row.getInt("stars"),
                            row.getTimestamp("at").toInstant())))
                .list());
  }
}

package com.orgscope.review;

import com.orgscope.category.Assignment;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
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
                    SELECT category, NULL::boolean AS matches, stars, at FROM review.rating
                    WHERE tenant = (SELECT state.claimed_tenant()) AND person = :person AND run = :run
                    """)
                .param("person", answer.person().value())
                .param("run", answer.run())
                .query((row, n) -> said(row))
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

  /** What the caller answered, by whom it was about and the run. */
  Map<PersonKey, Map<String, Said>> answered(Caller caller) {
    Map<PersonKey, Map<String, Said>> answered = new HashMap<>();
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT person, run, category, matches, stars, at FROM review.survey
                    WHERE tenant = (SELECT state.claimed_tenant()) AND asked = (SELECT state.person())
                    """)
                .query(
                    (RowCallbackHandler)
                        row ->
                            answered
                                .computeIfAbsent(
                                    new PersonKey(row.getObject("person", UUID.class)),
                                    person -> new HashMap<>())
                                .put(row.getString("run"), said(row))));
    return answered;
  }

  /**
   * What was said first of or about somebody in a category.
   *
   * @param part in which it is told; null while it is in none
   */
  record FirstWord(PersonKey person, Said said, @Nullable Part part) {}

  /**
   * A part of a category's words.
   *
   * @param of how many people were put into it
   */
  record Part(int number, int of) {}

  /** A word as its row is found. */
  private record Kept(FirstWord word, String run, @Nullable UUID asked) {}

  /**
   * Each person's first rating of each category, in the order given; for the product alone. As many
   * of those that are in no part as fill whole parts are put into one each, for good.
   *
   * @param k people of a part
   * @param leftOut who is put into none now
   */
  List<FirstWord> ratings(Caller system, int k, Set<PersonKey> leftOut) {
    return first(
        system,
        """
        SELECT person, run, NULL::uuid AS asked, coalesce(first_category, category) AS category,
          NULL::boolean AS matches, coalesce(first_stars, stars) AS stars,
          coalesce(first_at, at) AS at, part, part_of
        FROM review.rating WHERE tenant = :tenant
        """,
        "UPDATE review.rating SET part = :part, part_of = :of WHERE tenant = :tenant"
            + " AND (person, run) IN (SELECT * FROM unnest(:people::uuid[], :runs::text[]))",
        new Parts(k, leftOut));
  }

  /** The first answer about each person in each category, likewise. */
  List<FirstWord> answers(Caller system, int k, Set<PersonKey> leftOut) {
    return first(
        system,
        """
        SELECT person, run, asked, coalesce(first_category, category) AS category,
          coalesce(first_matches, matches) AS matches, coalesce(first_stars, stars) AS stars,
          coalesce(first_at, at) AS at, part, part_of
        FROM review.survey WHERE tenant = :tenant
        """,
        "UPDATE review.survey SET part = :part, part_of = :of WHERE tenant = :tenant"
            + " AND (person, run, asked) IN"
            + " (SELECT * FROM unnest(:people::uuid[], :runs::text[], :asked::uuid[]))",
        new Parts(k, leftOut));
  }

  private List<FirstWord> first(Caller system, String words, String put, Parts parts) {
    return database.inTransactionAs(
        system,
        jdbc -> {
          jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('parts of ratings'), hashtext(:tenant))")
              .param("tenant", system.tenant().value())
              .query(row -> {});
          List<Kept> kept =
              jdbc.sql(
                      "SELECT * FROM (SELECT DISTINCT ON (person, category) * FROM ("
                          + words
                          + ") AS word ORDER BY person, category, at) AS first ORDER BY at, person")
                  .param("tenant", system.tenant().value())
                  .query((row, n) -> kept(row))
                  .list();
          return put(jdbc, system, kept, put, parts);
        });
  }

  private static List<FirstWord> put(
      JdbcClient jdbc, Caller system, List<Kept> kept, String put, Parts parts) {
    List<FirstWord> words = parts.of(kept.stream().map(Kept::word).toList());
    Map<String, Map<Part, List<Kept>>> filled = new TreeMap<>();
    for (int i = 0; i < words.size(); i++) {
      FirstWord word = words.get(i);
      Part part = word.part();
      if (part != null && kept.get(i).word().part() == null) {
        filled
            .computeIfAbsent(word.said().category(), category -> new HashMap<>())
            .computeIfAbsent(part, one -> new ArrayList<>())
            .add(kept.get(i));
      }
    }
    filled
        .values()
        .forEach(ofCategory ->
            ofCategory.forEach((part, rows) ->
                jdbc.sql(put)
                    .param("tenant", system.tenant().value())
                    .param("part", part.number())
                    .param("of", part.of())
                    .param("people", array(rows, row -> row.word().person().toString()))
                    .param("runs", array(rows, Kept::run))
                    .param("asked", rows.stream().map(Kept::asked).toArray(UUID[]::new))
                    .update()));
    return words;
  }

  private static String[] array(List<Kept> rows, Function<Kept, String> of) {
    return rows.stream().map(of).toArray(String[]::new);
  }

  private static Said said(ResultSet row) throws SQLException {
    return new Said(
        row.getString("category"),
        row.getObject("matches", Boolean.class),
        row.getInt("stars"),
        row.getTimestamp("at").toInstant());
  }

  private static Kept kept(ResultSet row) throws SQLException {
    Integer part = row.getObject("part", Integer.class);
    return new Kept(
        new FirstWord(
            new PersonKey(row.getObject("person", UUID.class)),
            said(row),
            part == null ? null : new Part(part, row.getInt("part_of"))),
        row.getString("run"),
        row.getObject("asked", UUID.class));
  }
}

package com.orgscope.recommendation;

import com.orgscope.category.Judgment.Origin;
import com.orgscope.insight.Assumption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.recommendation.Recommendation.Decision;
import com.orgscope.recommendation.Recommendation.Of;
import com.orgscope.state.Database;
import com.orgscope.usage.Range;
import com.orgscope.usage.SensitiveApplications;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Savings with the figures of the newest night, and what people decided on them. */
@Component
final class RecommendationStore implements ErasureHandler {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String UPSERT =
      """
      INSERT INTO recommendation.recommendation AS old (tenant, id, category, person, team, change,
          run, as_of, standing, first_at, document)
      SELECT (SELECT state.claimed_tenant()), n.id, n.category, n.person, n.team, n.change, :run, :asOf, true, :at,
             n.document::jsonb
      FROM unnest(:ids::text[], :categories::text[], :people::uuid[], :teams::boolean[],
                  :changes::text[], :documents::text[])
             AS n (id, category, person, team, change, document)
      ON CONFLICT (tenant, id) DO UPDATE
      SET run = excluded.run, as_of = excluded.as_of, standing = true, document = excluded.document
      """;

  private static final String READ =
      """
      SELECT r.*, d.decided, d.by_whom, d.at, n.note
      FROM recommendation.recommendation r
      LEFT JOIN LATERAL (
        SELECT decided, by_whom, at, number FROM recommendation.decision d
        WHERE d.tenant = r.tenant AND d.id = r.id ORDER BY number DESC LIMIT 1) d ON true
      LEFT JOIN recommendation.note n
        ON n.tenant = r.tenant AND n.id = r.id AND n.number = d.number
      WHERE r.tenant = (SELECT state.claimed_tenant()) AND (r.standing OR d.decided IS NOT NULL)
        AND (:id::text IS NULL OR r.id = :id)
        AND (:category::text IS NULL OR r.category = :category)
      """;

  private static final String LAST =
      """
      SELECT d.decided, d.by_whom, d.at, n.note, d.number
      FROM recommendation.decision d
      LEFT JOIN recommendation.note n
        ON n.tenant = d.tenant AND n.id = d.id AND n.number = d.number
      WHERE d.tenant = (SELECT state.claimed_tenant()) AND d.id = :id ORDER BY d.number DESC LIMIT 1
      """;

  private final Database database;
  private final SensitiveApplications sensitive;

  RecommendationStore(Database database, SensitiveApplications sensitive) {
    this.sensitive = sensitive;
    this.database = database;
  }

  @Override
  public String place() {
    return "recommendations";
  }

  /**
   * What was recommended to somebody, and what was decided about it: the one thing that is ever
   * taken away.
   */
  @Override
  public long erase(Erased erased) {
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "insight"),
        sql ->
            sql.sql("SELECT recommendation.forget(?::uuid[])")
                .param(erased.keys().stream().map(PersonKey::toString).toArray(String[]::new))
                .query(Long.class)
                .single());
  }

  /**
   * What is wanted; null stands for all.
   *
   * @param from how many that save more are left out
   */
  record Wanted(@Nullable String id, @Nullable String category, @Nullable Integer most, int from) {
    boolean isWanted(Recommendation one) {
      return (id == null || id.equals(one.id()))
          && (category == null || category.equals(one.category()));
    }
  }

  /** What of a recommendation is kept as one document. */
  private record Document(
      String what,
      String because,
      Range hours,
      Range usd,
      List<String> assumptions,
      String setup,
      Origin origin) {}

  /** What was promised when somebody decided. */
  private record Promised(Range hoursPerWeek, Range usdPerYear) {}

  /** Puts a night's recommendations in the place of the last one's, unless those are newer. */
  void replace(
      Caller caller,
      String run,
      LocalDate asOf,
      List<Recommendation> now,
      List<Assumption> assumptions,
      Instant at) {
    database.runAs(
        caller,
        sql -> {
          boolean newer =
              sql.sql(
                      """
                      SELECT EXISTS (SELECT FROM recommendation.recommendation
                                     WHERE tenant = (SELECT state.claimed_tenant()) AND as_of > :asOf)
                      """)
                  .param("asOf", asOf)
                  .query(Boolean.class)
                  .single();
          if (newer) {
            return;
          }
          basis(sql, run, assumptions);
          upsert(sql, run, asOf, now, at);
          sql.sql(
                  """
                  UPDATE recommendation.recommendation SET standing = false
                  WHERE tenant = (SELECT state.claimed_tenant()) AND standing AND id <> ALL (:ids::text[])
                  """)
              .param("ids", column(now, Recommendation::id).toArray(String[]::new))
              .update();
        });
  }

  /** What is of a later day counts as of that day, so that it is replaced. */
  void forgetAfter(Caller caller, LocalDate asOf) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    UPDATE recommendation.recommendation SET as_of = :asOf
                    WHERE tenant = (SELECT state.claimed_tenant()) AND as_of > :asOf
                    """)
                .param("asOf", asOf)
                .update());
  }

  private static void basis(JdbcClient sql, String run, List<Assumption> assumptions) {
    sql.sql(
            """
            INSERT INTO recommendation.basis (tenant, run, assumptions)
            VALUES ((SELECT state.claimed_tenant()), :run, :assumptions::jsonb)
            ON CONFLICT (tenant, run) DO UPDATE SET assumptions = excluded.assumptions
            """)
        .param("run", run)
        .param("assumptions", JSON.writeValueAsString(assumptions))
        .update();
  }

  private static void upsert(
      JdbcClient sql, String run, LocalDate asOf, List<Recommendation> now, Instant at) {
    sql.sql(UPSERT)
        .param("run", run)
        .param("asOf", asOf)
        .param("at", Timestamp.from(at))
        .param("ids", column(now, Recommendation::id).toArray(String[]::new))
        .param("categories", column(now, Recommendation::category).toArray(String[]::new))
        .param(
            "people",
            now.stream()
                .map(Recommendation::person)
                .map(person -> person == null ? null : person.value())
                .toArray(UUID[]::new))
        .param("teams", now.stream().map(r -> r.of() == Of.TEAM).toArray(Boolean[]::new))
        .param("changes", column(now, Recommendation::change).toArray(String[]::new))
        .param("documents", column(now, RecommendationStore::document).toArray(String[]::new))
        .update();
  }

  private static List<String> column(
      List<Recommendation> all, Function<Recommendation, String> value) {
    return all.stream().map(value).toList();
  }

  private static String document(Recommendation r) {
    return JSON.writeValueAsString(
        new Document(
            r.what(),
            r.because(),
            r.hoursPerWeek(),
            r.usdPerYear(),
            column(r.assumptions()),
            r.setup(),
            r.origin()));
  }

  private static List<String> column(List<Assumption> assumptions) {
    return assumptions.stream().map(Assumption::id).toList();
  }

  /** The caller's rows that name nothing withheld; largest typical saving first. */
  List<Recommendation> read(Caller caller, Wanted wanted) {
    Predicate<String> named = sensitive.named(caller.tenant());
    return database.inTransactionAs(
        caller,
        sql -> {
          Map<String, Map<String, Assumption>> bases = new HashMap<>();
          return sql
              .sql(
                  READ
                      + " ORDER BY (r.document->'usd'->>'typical')::float8 DESC, r.id"
                      + " OFFSET :from LIMIT :most")
              .param("from", wanted.from())
              .param("most", wanted.most())
              .param("id", wanted.id())
              .param("category", wanted.category())
              .query((row, n) ->
                  named.test(row.getString("document"))
                      ? Optional.<Recommendation>empty()
                      : Optional.of(recommendation(sql, row, bases)))
              .list()
              .stream()
              .flatMap(Optional::stream)
              .toList();
        });
  }

  private static Recommendation recommendation(
      JdbcClient sql, ResultSet row, Map<String, Map<String, Assumption>> bases)
      throws SQLException {
    Document document = JSON.readValue(row.getString("document"), Document.class);
    UUID person = row.getObject("person", UUID.class);
    Map<String, Assumption> basis =
        bases.computeIfAbsent(row.getString("run"), run -> basis(sql, run));
    return new Recommendation(
        row.getString("id"),
        of(row),
        row.getString("category"),
        person == null ? null : new PersonKey(person),
        row.getString("change"),
        document.what(),
        document.because(),
        document.hours(),
        document.usd(),
        document.assumptions().stream().map(basis::get).toList(),
        document.setup(),
        document.origin(),
        decision(row));
  }

  private static Of of(ResultSet row) throws SQLException {
    if (row.getBoolean("team")) {
      return Of.TEAM;
    }
    return row.getObject("person") == null ? Of.CATEGORY : Of.PERSON;
  }

  private static Map<String, Assumption> basis(JdbcClient sql, String run) {
    String stored =
        sql.sql(
                """
                SELECT assumptions FROM recommendation.basis
                WHERE tenant = (SELECT state.claimed_tenant()) AND run = :run
                """)
            .param("run", run)
            .query(String.class)
            .single();
    Map<String, Assumption> basis = new HashMap<>();
    for (Assumption assumption : JSON.readValue(stored, Assumption[].class)) {
      basis.put(assumption.id(), assumption);
    }
    return basis;
  }

  private static @Nullable Decision decision(ResultSet row) throws SQLException {
    String state = row.getString("decided");
    return state == null
        ? null
        : new Decision(
            RecommendationState.of(state),
            row.getString("by_whom"),
            row.getTimestamp("at").toInstant(),
            row.getString("note"));
  }

  /** The last decision on a recommendation, as far as the caller has its row. */
  Optional<Decision> last(Caller caller, String id) {
    return database.inTransactionAs(caller, sql -> last(sql, id).map(Numbered::decision));
  }

  private record Numbered(int number, Decision decision) {}

  private static Optional<Numbered> last(JdbcClient sql, String id) {
    return sql.sql(LAST)
        .param("id", id)
        .query((row, n) ->
            new Numbered(row.getInt("number"), Objects.requireNonNull(decision(row), "decided")))
        .optional();
  }

  /**
   * Writes down a decision behind the last one.
   *
   * @throws Failure for the operator, if it cannot follow the state the recommendation is in
   */
  Decision decide(Caller caller, Recommendation about, Decision decision) {
    return database.inTransactionAs(
        caller,
        sql -> {
          sql.sql("SELECT pg_advisory_xact_lock(hashtextextended('recommendation:' || :id, 0))")
              .param("id", about.id())
              .query()
              .singleRow();
          Optional<Numbered> last = last(sql, about.id());
          RecommendationState from =
              last.map(n -> n.decision().state()).orElse(RecommendationState.PROPOSED);
          if (!from.next().contains(decision.state())) {
            throw impossible(about.id(), from, decision.state());
          }
          int number = last.map(Numbered::number).orElse(0) + 1;
          insert(sql, caller, about, number, decision);
          return decision;
        });
  }

  private static Failure impossible(String id, RecommendationState from, RecommendationState to) {
    return Failure.operator(
        "recommendation %s is %s and cannot be %s: %s"
            .formatted(
                id,
                from.word(),
                to.word(),
                from.next().isEmpty()
                    ? "it is done"
                    : "it can be "
                        + String.join(
                            " or ", from.next().stream().map(RecommendationState::word).toList())));
  }

  private static void insert(
      JdbcClient sql, Caller caller, Recommendation about, int number, Decision decision) {
    PersonKey key = about.person();
    UUID person = key == null ? null : key.value();
    int added =
        sql.sql(
                """
                INSERT INTO recommendation.decision
                  (tenant, id, number, person, team, published, decided, promised, by_whom, at)
                VALUES (:tenant, :id, :number, :person, :team, :published, :decided,
                        :promised::jsonb, :by, :at)
                """)
            .param("tenant", caller.tenant().value())
            .param("id", about.id())
            .param("number", number)
            .param("person", person)
            .param("team", about.of() == Of.TEAM)
            .param("published", about.of() == Of.RELEASE)
            .param("decided", decision.state().word())
            .param(
                "promised",
                JSON.writeValueAsString(new Promised(about.hoursPerWeek(), about.usdPerYear())))
            .param("by", decision.by())
            .param("at", Timestamp.from(decision.at()))
            .update();
    if (added == 0) {
      throw Failure.operator("this person was erased on request: nothing more is decided for them");
    }
    sql.sql(
            """
            INSERT INTO recommendation.note (tenant, id, number, person, team, note)
            VALUES (:tenant, :id, :number, :person, :team, :note)
            """)
        .param("tenant", caller.tenant().value())
        .param("id", about.id())
        .param("number", number)
        .param("person", person)
        .param("team", about.of() == Of.TEAM)
        .param("note", decision.note())
        .update();
  }
}

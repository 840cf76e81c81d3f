package com.orgscope.category;

import com.orgscope.category.AssignmentVersion.Standing;
import com.orgscope.category.Judgment.Fact;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import com.orgscope.usage.SensitiveApplications;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Runs and what they said. */
@Component
class AssignmentStore implements ErasureHandler {
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * Rows of one statement: each is an array, so that a statement is the same for any number. Of
   * whoever opted out since they were chosen nothing is kept.
   */
  private static final String INSERT =
      """
      INSERT INTO category.assignment (tenant, run, person, as_of, status, category, sub_category,
          confidence, said, model, prompt, fallback_because, asked)
      SELECT :tenant, :run, a.person, r.as_of, a.status, a.category, a.sub_category, a.confidence,
             a.said::jsonb, a.model, a.prompt, a.fallback_because, a.asked
      FROM category.run r,
           unnest(:people::uuid[], :statuses::text[], :categories::text[], :subs::text[],
                  :confidences::float8[], :said::text[], :models::text[], :prompts::text[],
                  :fallbacks::text[], :asked::text[])
             AS a (person, status, category, sub_category, confidence, said, model, prompt,
                   fallback_because, asked)
      WHERE r.tenant = :tenant AND r.run = :run AND a.person IN (SELECT access.counted(:people::uuid[]))
      ON CONFLICT (tenant, run, person) DO NOTHING
      """;

  /** What a night said of somebody during a review does not count, also when it is over. */
  private static final String CURRENT =
      """
      SELECT DISTINCT ON (a.person) a.*, o.category AS their_category, o.by_whom, o.at,
             why.reason, review.number IS NOT NULL AS under_review,
             (SELECT state.role()) IS DISTINCT FROM 'MANAGER' OR a.person = (SELECT state.person())
               OR a.person IN (SELECT r.person FROM access.reports_agreed() r
                 WHERE r.managers = 'NAMED') AS with_evidence
      FROM category.assignment a
      JOIN category.publication p ON p.tenant = a.tenant AND p.run = a.run
      LEFT JOIN category.under_review review ON review.tenant = a.tenant
        AND review.person = a.person AND review.until = 'infinity'
      LEFT JOIN category.override o ON o.tenant = a.tenant AND o.person = a.person
      LEFT JOIN category.override_reason why
        ON why.tenant = a.tenant AND why.person = a.person AND why.number = o.number
      WHERE a.tenant = :tenant AND (:person::uuid IS NULL OR a.person = :person::uuid)
        AND NOT EXISTS (SELECT FROM category.under_review kept
          WHERE kept.tenant = a.tenant AND kept.person = a.person
            AND p.number > kept.publication AND p.published_at <= kept.until)
        AND %s
      ORDER BY a.person, p.number DESC, o.number DESC
      """
          .formatted(RollbackStore.STANDS);

  /** Of {@link #CURRENT} what a night chooses by, without a word of what was said. */
  private static final String LAST_ANSWERS =
      """
      SELECT DISTINCT ON (a.person) a.person, a.as_of, a.status
      FROM category.assignment a
      JOIN category.publication p ON p.tenant = a.tenant AND p.run = a.run
      WHERE a.tenant = :tenant
        AND NOT EXISTS (SELECT FROM category.under_review kept
          WHERE kept.tenant = a.tenant AND kept.person = a.person
            AND p.number > kept.publication AND p.published_at <= kept.until)
        AND %s
      ORDER BY a.person, p.number DESC
      """
          .formatted(RollbackStore.STANDS);

  private static final String HELD_AT =
      """
      SELECT DISTINCT ON (a.person) a.*, o.category AS their_category, o.by_whom, o.at,
             NULL AS reason, review.number IS NOT NULL AS under_review,
             (SELECT state.role()) IS DISTINCT FROM 'MANAGER' AS with_evidence
      FROM category.publication p
      JOIN category.assignment a ON a.tenant = p.tenant AND a.run = p.run
      LEFT JOIN category.under_review review ON review.tenant = a.tenant
        AND review.person = a.person AND review.since <= :at AND review.until > :at
      LEFT JOIN category.override o ON o.tenant = a.tenant AND o.person = a.person
        AND o.at <= :at
      WHERE p.tenant = :tenant AND p.published_at <= :at
        AND NOT EXISTS (SELECT FROM category.under_review kept
          WHERE kept.tenant = a.tenant AND kept.person = a.person
            AND p.number > kept.publication AND p.published_at <= kept.until)
        AND %s
      ORDER BY a.person, p.number DESC, o.number DESC NULLS LAST
      """
          .formatted(RollbackStore.STOOD);

  /** What each published run said of somebody, whether it stands or not. */
  private static final String VERSIONS =
      """
      SELECT a.run, a.as_of, p.published_at, a.model, a.prompt, a.status, a.category, a.confidence,
             %s AS stands,
             EXISTS (SELECT FROM category.under_review kept
               WHERE kept.tenant = a.tenant AND kept.person = a.person
                 AND p.number > kept.publication AND p.published_at <= kept.until) AS contested
      FROM category.assignment a
      JOIN category.publication p ON p.tenant = a.tenant AND p.run = a.run
      WHERE a.tenant = :tenant AND a.person = :person
      ORDER BY p.number DESC
      """
          .formatted(RollbackStore.STANDS);

  /** The first day of the last unbroken row of nights that said the same kind of work. */
  private static final String SINCE =
      """
      WITH counted AS (
        SELECT a.person, a.category, a.as_of, p.number FROM category.assignment a
        JOIN category.publication p ON p.tenant = a.tenant AND p.run = a.run
        WHERE a.tenant = :tenant
          AND NOT EXISTS (SELECT FROM category.under_review kept
            WHERE kept.tenant = a.tenant AND kept.person = a.person
              AND p.number > kept.publication AND p.published_at <= kept.until)
          AND %s
      ), newest AS (
        SELECT DISTINCT ON (person) person, category FROM counted ORDER BY person, number DESC)
      SELECT c.person, min(c.as_of) AS since FROM counted c JOIN newest n ON n.person = c.person
      WHERE NOT EXISTS (SELECT FROM counted other WHERE other.person = c.person
        AND other.number > c.number AND other.category IS DISTINCT FROM n.category)
        AND c.category IS NOT DISTINCT FROM n.category
      GROUP BY c.person
      """
          .formatted(RollbackStore.STANDS);

  private final Database database;
  private final InstantSource clock;
  private final SensitiveApplications sensitive;

  AssignmentStore(Database database, InstantSource clock, SensitiveApplications sensitive) {
    this.sensitive = sensitive;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String place() {
    return "categories";
  }

  /**
   * What was said of somebody's work, by us and by people: the one thing that is ever taken away.
   */
  @Override
  public long erase(Erased erased) {
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "category"),
        sql ->
            sql.sql("SELECT category.forget(?::uuid[])")
                .param(erased.keys().stream().map(PersonKey::toString).toArray(String[]::new))
                .query(Long.class)
                .single());
  }

  /** What of a judgment is kept as one document. */
  private record Said(
      List<RoleShare> roles, String prose, List<Fact> facts, List<String> evidence) {}

  void open(Caller caller, String run, LocalDate asOf, int words) {
    database.runAs(
        caller,
        jdbc ->
            // A canary's answers are a run of their own, so that they are taken back by themselves.
            jdbc.sql(
                    """
                    INSERT INTO category.run (tenant, run, as_of, opened_at, words)
                    SELECT :tenant, n.run, :asOf, :now, :words FROM (
                      SELECT :run AS run UNION ALL
                      SELECT :run || 'c' || t.number FROM category.trial t
                      WHERE t.tenant = :tenant AND t.kind = 'canary' AND t.state = 'running'
                        AND NOT EXISTS (SELECT FROM category.run r
                          WHERE r.tenant = :tenant AND r.run = :run)) n
                    ON CONFLICT DO NOTHING
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .param("asOf", asOf)
                .param("now", Timestamp.from(clock.instant()))
                .param("words", words)
                .update());
  }

  Map<String, Integer> words(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql("SELECT run, words FROM category.run WHERE tenant = :tenant")
                .param("tenant", caller.tenant().value())
                .query((ResultSet rows) -> {
                  Map<String, Integer> words = new HashMap<>();
                  while (rows.next()) {
                    words.put(rows.getString("run"), rows.getInt("words"));
                  }
                  return words;
                }));
  }

  Effect appending(TenantId tenant, String run, Map<PersonKey, Judgment> answers) {
    Columns columns = new Columns();
    answers.forEach(columns::add);
    return jdbc ->
        jdbc.sql(INSERT)
            .param("tenant", tenant.value())
            .param("run", run)
            .param("people", columns.people.toArray(UUID[]::new))
            .param("statuses", columns.statuses.toArray(String[]::new))
            .param("categories", columns.categories.toArray(String[]::new))
            .param("subs", columns.subs.toArray(String[]::new))
            .param("confidences", columns.confidences.toArray(Double[]::new))
            .param("said", columns.said.toArray(String[]::new))
            .param("models", columns.models.toArray(String[]::new))
            .param("prompts", columns.prompts.toArray(String[]::new))
            .param("fallbacks", columns.fallbacks.toArray(String[]::new))
            .param("asked", columns.asked.toArray(String[]::new))
            .update();
  }

  /** What a canary said first, so that the run is the newest; nothing of one that was withdrawn. */
  void activate(Caller caller, String run) {
    database.runAs(
        caller,
        jdbc -> {
          for (String sql :
              List.of(
                  """
                  INSERT INTO category.publication (tenant, run, published_at)
                  SELECT :tenant, r.run, :now FROM category.run r
                  JOIN (SELECT number FROM category.trial
                    WHERE tenant = :tenant AND state <> 'withdrawn' FOR SHARE) t
                    ON r.run = :run || 'c' || t.number
                  WHERE r.tenant = :tenant ON CONFLICT DO NOTHING
                  """,
                  """
                  INSERT INTO category.publication (tenant, run, published_at)
                  VALUES (:tenant, :run, :now) ON CONFLICT DO NOTHING
                  """)) {
            jdbc.sql(sql)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .param("now", Timestamp.from(clock.instant()))
                .update();
          }
        });
  }

  Optional<Assignments.Published> newest(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT r.run, r.as_of
                    FROM category.publication p
                    JOIN category.run r ON r.tenant = p.tenant AND r.run = p.run
                    WHERE p.tenant = :tenant AND NOT EXISTS (SELECT FROM category.withdrawn w
                      WHERE w.tenant = p.tenant AND w.run = p.run AND w.until = 'infinity')
                    ORDER BY r.as_of DESC, p.number DESC LIMIT 1
                    """)
                .param("tenant", caller.tenant().value())
                .query((row, n) ->
                    new Assignments.Published(
                        row.getString("run"), row.getObject("as_of", LocalDate.class)))
                .optional());
  }

  List<Assignment> current(Caller caller) {
    return current(caller, (UUID) null);
  }

  Optional<Assignment> current(Caller caller, PersonKey person) {
    return current(caller, person.value()).stream().findFirst();
  }

  private List<Assignment> current(Caller caller, @Nullable UUID person) {
    Predicate<String> named = sensitive.named(caller.tenant());
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(CURRENT)
                .param("tenant", caller.tenant().value())
                .param("person", person)
                .query((row, n) ->
                    assignment(row, override(row), row.getBoolean("under_review"), named))
                .list());
  }

  /** What a manager has of a category without evidence. */
  private static Assignment agreed(ResultSet row, Assignment whole) throws SQLException {
    return row.getBoolean("with_evidence") ? whole : whole.withoutEvidence();
  }

  Optional<Instant> publishedAt(Caller caller, String run) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    "SELECT published_at FROM category.publication WHERE tenant = :tenant AND run = :run")
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query((row, n) -> row.getTimestamp("published_at").toInstant())
                .optional());
  }

  List<Assignment> heldAt(Caller caller, Instant at) {
    Predicate<String> named = sensitive.named(caller.tenant());
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(HELD_AT)
                .param("tenant", caller.tenant().value())
                .param("at", Timestamp.from(at))
                .query((row, n) ->
                    assignment(row, override(row), row.getBoolean("under_review"), named))
                .list());
  }

  Map<PersonKey, LocalDate> since(Caller caller) {
    return byPerson(caller, SINCE, (row, n) -> row.getObject("since", LocalDate.class));
  }

  Map<PersonKey, LastAnswer> lastAnswers(Caller caller) {
    return byPerson(
        caller,
        LAST_ANSWERS,
        (row, n) ->
            new LastAnswer(
                row.getObject("as_of", LocalDate.class), Status.valueOf(row.getString("status"))));
  }

  private <T> Map<PersonKey, T> byPerson(Caller caller, String question, RowMapper<T> read) {
    Map<PersonKey, T> answers = new HashMap<>();
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(question)
                .param("tenant", caller.tenant().value())
                .query(row -> {
                  answers.put(
                      new PersonKey(row.getObject("person", UUID.class)), read.mapRow(row, 0));
                }));
    return answers;
  }

  /** The newest first. */
  List<AssignmentVersion> versions(Caller caller, PersonKey person) {
    return database.inTransactionAs(
        caller,
        jdbc -> {
          List<AssignmentVersion> versions = new ArrayList<>();
          jdbc.sql(VERSIONS)
              .param("tenant", caller.tenant().value())
              .param("person", person.value())
              .query((RowCallbackHandler) row -> versions.add(version(row, versions)));
          return versions;
        });
  }

  /**
   * @param newer which nothing older replaces
   */
  private static AssignmentVersion version(ResultSet row, List<AssignmentVersion> newer)
      throws SQLException {
    return new AssignmentVersion(
        row.getString("run"),
        row.getObject("as_of", LocalDate.class),
        row.getTimestamp("published_at").toInstant(),
        row.getString("model"),
        row.getString("prompt"),
        Status.valueOf(row.getString("status")),
        row.getString("category"),
        row.getDouble("confidence"),
        standing(row, newer));
  }

  private static Standing standing(ResultSet row, List<AssignmentVersion> newer)
      throws SQLException {
    if (row.getBoolean("contested")) {
      return Standing.CONTESTED;
    }
    if (!row.getBoolean("stands")) {
      return Standing.ROLLED_BACK;
    }
    return newer.stream().anyMatch(one -> one.standing() == Standing.HOLDS)
        ? Standing.REPLACED
        : Standing.HOLDS;
  }

  long rowsOf(Caller caller, LocalDate asOf) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql("SELECT count(*) FROM category.assignment WHERE tenant = ? AND as_of = ?")
                .params(caller.tenant().value(), asOf)
                .query(Long.class)
                .single());
  }

  Map<PersonKey, Judgment> ofRun(Caller caller, String run) {
    Predicate<String> named = sensitive.named(caller.tenant());
    Map<PersonKey, Judgment> answers = new HashMap<>();
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT a.*, (SELECT state.role()) IS DISTINCT FROM 'MANAGER' AS with_evidence
                    FROM category.assignment a WHERE a.tenant = :tenant
                      AND (a.run = :run OR a.run LIKE :run || 'c%')
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query((row, n) -> assignment(row, null, false, named))
                .list()
                .forEach(a -> answers.put(a.person(), a.judgment())));
    return answers;
  }

  /**
   * @param named tells texts that name what is withheld by now
   */
  private static Assignment assignment(
      ResultSet row,
      Assignment.@Nullable Override override,
      boolean underReview,
      Predicate<String> named)
      throws SQLException {
    Said said = JSON.readValue(row.getString("said"), Said.class);
    Assignment whole =
        new Assignment(
            new PersonKey(row.getObject("person", UUID.class)),
            row.getString("run"),
            row.getObject("as_of", LocalDate.class),
            new Judgment(
                    Status.valueOf(row.getString("status")),
                    row.getString("category"),
                    row.getString("sub_category"),
                    row.getDouble("confidence"),
                    said.roles(),
                    said.prose(),
                    said.facts(),
                    said.evidence(),
                    new Origin(
                        row.getString("model"),
                        row.getString("prompt"),
                        row.getString("fallback_because"),
                        row.getString("asked")))
                .without(named),
            override,
            underReview);
    return agreed(row, whole);
  }

  private static Assignment.@Nullable Override override(ResultSet row) throws SQLException {
    String category = row.getString("their_category");
    return category == null
        ? null
        : new Assignment.Override(
            category,
            row.getString("by_whom"),
            row.getString("reason"),
            row.getTimestamp("at").toInstant());
  }

  /** Answers as columns, for a statement that takes arrays. */
  private static final class Columns {
    final List<UUID> people = new ArrayList<>();
    final List<String> statuses = new ArrayList<>();
    final List<@Nullable String> categories = new ArrayList<>();
    final List<@Nullable String> subs = new ArrayList<>();
    final List<Double> confidences = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    final List<String> models = new ArrayList<>();
    final List<@Nullable String> prompts = new ArrayList<>();
    final List<@Nullable String> fallbacks = new ArrayList<>();
    final List<@Nullable String> asked = new ArrayList<>();

    void add(PersonKey person, Judgment judgment) {
      people.add(person.value());
      statuses.add(judgment.status().name());
      categories.add(judgment.category());
      subs.add(judgment.subCategory());
      confidences.add(judgment.confidence());
      said.add(
          JSON.writeValueAsString(
              new Said(judgment.roles(), judgment.prose(), judgment.facts(), judgment.evidence())));
      models.add(judgment.origin().model());
      prompts.add(judgment.origin().prompt());
      fallbacks.add(judgment.origin().fallbackBecause());
      asked.add(judgment.origin().asked());
    }
  }
}

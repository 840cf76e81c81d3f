package com.orgscope.nightly;

import com.orgscope.category.ApplicationQuestions.Asked;
import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.ModelUsage;
import com.orgscope.category.Rollbacks.Moved;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.Deferrals.Choice;
import com.orgscope.nightly.NightReport.Change;
import com.orgscope.nightly.NightReport.Deferred;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Nights and whom they chose. */
@Component
class NightStore implements ErasureHandler {
  private final Database database;
  private final InstantSource clock;

  NightStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public String place() {
    return "nights";
  }

  /** In which nights somebody was chosen. */
  @Override
  public long erase(Erased erased) {
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "nightly"),
        sql ->
            sql.sql("DELETE FROM nightly.chosen WHERE person = ANY (?::uuid[])")
                .param(erased.keys().stream().map(PersonKey::toString).toArray(String[]::new))
                .update());
  }

  /**
   * One night as stored.
   *
   * @param quotedNano what asking was to cost, in nano-dollars; null before it is known
   * @param paidNano what it came to; null before the end
   * @param changed people whom it decides otherwise than before; null before they are counted
   * @param decidedBefore among how many
   * @param byHand of the changed, whom somebody's word was about
   * @param heard what models said of applications by then
   * @param described what asking about applications took before it
   * @param deferred whom it left to later ones
   * @param whom it works on
   */
  record Night(
      TenantId tenant,
      String run,
      LocalDate asOf,
      State state,
      @Nullable String because,
      Instant begunAt,
      @Nullable Instant endedAt,
      @Nullable Integer people,
      @Nullable Integer decided,
      @Nullable Long quotedNano,
      @Nullable Long paidNano,
      @Nullable Integer changed,
      @Nullable Integer decidedBefore,
      @Nullable Integer byHand,
      Heard heard,
      Asked described,
      Deferred deferred,
      Whom whom) {
    /** Whether it is its day's night, and not one of a few whose judging failed before. */
    boolean isOfItsDay() {
      return whom != Whom.PUT_ASIDE;
    }
  }

  /** Somebody chosen, and where they are worked on. */
  record Chosen(PersonKey person, int shard, Reason reason) {}

  /**
   * The night with everybody it works on and everybody it leaves to later ones, in one transaction:
   * there is no night half chosen. Again changes nothing.
   */
  void begin(Caller caller, String run, List<Chosen> chosen, Asked described, Choice choice) {
    database.runAs(
        caller,
        jdbc -> {
          if (!insert(jdbc, caller.tenant(), run, described, choice)) {
            return;
          }
          choice.rows().in(jdbc);
          jdbc.sql(
                  """
                  INSERT INTO nightly.chosen (tenant, run, person, shard, reason)
                  SELECT :tenant, :run, c.person, c.shard, c.reason
                  FROM unnest(:people::uuid[], :shards::int[], :reasons::text[])
                      AS c (person, shard, reason)
                  """)
              .param("tenant", caller.tenant().value())
              .param("run", run)
              .param("people", chosen.stream().map(c -> c.person().value()).toArray(UUID[]::new))
              .param("shards", chosen.stream().map(Chosen::shard).toArray(Integer[]::new))
              .param("reasons", chosen.stream().map(c -> c.reason().word()).toArray(String[]::new))
              .update();
        });
  }

  private boolean insert(
      JdbcClient jdbc, TenantId tenant, String run, Asked described, Choice choice) {
    Deferral deferral = choice.deferral();
    return jdbc.sql(
                """
                INSERT INTO nightly.run (tenant, run, as_of, state, begun_at, described,
                  describing_calls, describing_remembered, describing_nano, deferred,
                  longest_deferred, whom)
                VALUES (:tenant, :run, :asOf, 'running', :now, :described, :calls, :remembered, :nano,
                  :deferred, :longest, :whom)
                ON CONFLICT (tenant, run) DO NOTHING
                """)
            .param("tenant", tenant.value())
            .param("run", run)
            .param("asOf", Nightly.asOf(run))
            .param("now", Timestamp.from(clock.instant()))
            .param("described", described.applications())
            .param("calls", described.spent().calls())
            .param("remembered", described.spent().remembered())
            .param("nano", described.spent().costNano())
            .param("deferred", deferral.later().size())
            .param("longest", deferral.longest())
            .param("whom", choice.whom().name())
            .update()
        > 0;
  }

  /** Every night of that day, the first first. */
  List<Night> ofDay(Caller caller, LocalDate asOf) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT * FROM nightly.run WHERE tenant = :tenant AND as_of = :asOf
                    ORDER BY begun_at
                    """)
                .param("tenant", caller.tenant().value())
                .param("asOf", asOf)
                .query(NightStore::night)
                .list());
  }

  /** Why each of a night's people was chosen. */
  Map<PersonKey, Reason> why(Caller caller, String run) {
    Map<PersonKey, Reason> why = new HashMap<>();
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    "SELECT person, reason FROM nightly.chosen WHERE tenant = :tenant AND run = :run")
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query(
                    (RowCallbackHandler)
                        row ->
                            why.put(
                                new PersonKey(row.getObject("person", UUID.class)),
                                Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)))));
    return why;
  }

  Map<Reason, Integer> reasons(Caller caller, String run) {
    Map<Reason, Integer> reasons = new TreeMap<>();
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT reason, count(*) AS people FROM nightly.chosen
                    WHERE tenant = :tenant AND run = :run GROUP BY reason
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query(
                    (RowCallbackHandler)
                        row ->
                            reasons.put(
                                Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
                                row.getInt("people"))));
    return reasons;
  }

  /** Everybody chosen, in the order of their keys. */
  List<PersonKey> chosen(Caller caller, String run) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT person FROM nightly.chosen
                    WHERE tenant = :tenant AND run = :run ORDER BY person
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query((row, n) -> new PersonKey(row.getObject("person", UUID.class)))
                .list());
  }

  /** The chosen of one shard after {@code after}, in the order of their keys. */
  List<PersonKey> chosen(
      Caller caller, String run, int shard, @Nullable PersonKey after, int limit) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT person FROM nightly.chosen
                    WHERE tenant = :tenant AND run = :run AND shard = :shard
                      AND (:after::uuid IS NULL OR person > :after::uuid)
                    ORDER BY person LIMIT :limit
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .param("shard", shard)
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query((row, n) -> new PersonKey(row.getObject("person", UUID.class)))
                .list());
  }

  /** How many were chosen. */
  long people(Caller caller, String run) {
    return shards(caller, run).values().stream().mapToLong(Long::longValue).sum();
  }

  /** People in each shard, by its number. */
  Map<Integer, Long> shards(Caller caller, String run) {
    Map<Integer, Long> shards = new TreeMap<>();
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT shard, count(*) AS people FROM nightly.chosen
                    WHERE tenant = :tenant AND run = :run GROUP BY shard
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query(
                    (RowCallbackHandler)
                        row -> shards.put(row.getInt("shard"), row.getLong("people"))));
    return shards;
  }

  /**
   * Keeps what the night is expected to cost beside asking about applications; one that goes on
   * keeps its first quote.
   */
  void quoted(Caller caller, String run, long nano) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE nightly.run SET quoted_nano = :nano + describing_quoted_nano
                    WHERE tenant = :tenant AND run = :run AND quoted_nano IS NULL
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .param("nano", nano)
                .update());
  }

  /** Keeps what asking about applications was to cost. */
  Effect describingQuoted(Caller caller, String run, long nano) {
    return jdbc ->
        jdbc.sql(
                """
                UPDATE nightly.run SET describing_quoted_nano = :nano
                WHERE tenant = :tenant AND run = :run
                """)
            .param("tenant", caller.tenant().value())
            .param("run", run)
            .param("nano", nano)
            .update();
  }

  /** Keeps how what models said of applications fits the company. */
  void heard(Caller caller, String run, Heard heard) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE nightly.run SET application_answers = :answers,
                      answers_contradicted = :contradicted
                    WHERE tenant = :tenant AND run = :run
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .param("answers", heard.answers())
                .param("contradicted", heard.contradicted())
                .update());
  }

  /**
   * Keeps whom the night changed; one that goes on after its answers hold finds no change any more.
   */
  void changed(Caller caller, String run, Change change) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE nightly.run SET changed = :changed, decided_before = :before,
                      by_hand = :byHand
                    WHERE tenant = :tenant AND run = :run AND changed IS NULL
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .param("changed", change.changed())
                .param("before", change.decidedBefore())
                .param("byHand", change.byHand())
                .update());
  }

  /** Keeps what the night came to. */
  void paid(Caller caller, String run, long nano) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE nightly.run SET paid_nano = :nano
                    WHERE tenant = :tenant AND run = :run
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .param("nano", nano)
                .update());
  }

  Optional<Night> find(Caller caller, String run) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql("SELECT * FROM nightly.run WHERE tenant = :tenant AND run = :run")
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query(NightStore::night)
                .optional());
  }

  /**
   * How a night ended.
   *
   * @param because null when it is published
   */
  record End(State state, @Nullable String because, int people, int decided) {}

  void end(Caller caller, String run, End end) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE nightly.run SET state = :state, because = :because, ended_at = :now,
                      people = :people, decided = :decided
                    WHERE tenant = :tenant AND run = :run AND state = 'running'
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .param("state", end.state().word())
                .param("because", end.because())
                .param("people", end.people())
                .param("decided", end.decided())
                .param("now", Timestamp.from(clock.instant()))
                .update());
  }

  /** A night that failed before anybody was chosen, or before anything was asked. */
  void failed(Caller caller, String run, Whom whom, String because) {
    database.runAs(
        caller,
        jdbc -> {
          var unused =
              insert(
                  jdbc,
                  caller.tenant(),
                  run,
                  Asked.NOTHING,
                  new Choice(whom, new Deferral(Map.of(), Map.of()), Effect.NONE));
        });
    end(caller, run, new End(State.FAILED, because, 0, 0));
  }

  /**
   * A person settles a night that was held.
   *
   * @return false if it is not held any more
   */
  boolean settle(Caller caller, String run, State state) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                        """
                        UPDATE nightly.run SET state = :state
                        WHERE tenant = :tenant AND run = :run AND state = 'held'
                        """)
                    .param("tenant", caller.tenant().value())
                    .param("run", run)
                    .param("state", state.word())
                    .update()
                > 0);
  }

  /** Nights whose answers stand no more, or again; how each had ended stays known. */
  Effect rolledBack(Caller caller, Moved moved) {
    return jdbc ->
        jdbc.sql(
                """
                UPDATE nightly.run SET rolled_back = run = ANY (:withdrawn::text[])
                WHERE tenant = :tenant
                  AND run = ANY (:withdrawn::text[] || :restored::text[])
                """)
            .param("tenant", caller.tenant().value())
            .param("withdrawn", moved.withdrawn().toArray(String[]::new))
            .param("restored", moved.restored().toArray(String[]::new))
            .update();
  }

  /** The newest night of that day whose judgments stand; none of people who were put aside. */
  Optional<Night> published(Caller caller, LocalDate asOf) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT * FROM nightly.run
                    WHERE tenant = :tenant AND as_of = :asOf AND state IN ('published', 'partial')
                      AND NOT rolled_back AND whom <> 'PUT_ASIDE'
                    ORDER BY begun_at DESC LIMIT 1
                    """)
                .param("tenant", caller.tenant().value())
                .param("asOf", asOf)
                .query(NightStore::night)
                .optional());
  }

  /** A night that began after that time and whose judgments stand. */
  Optional<Night> holdingSince(Caller caller, Instant begun) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT * FROM nightly.run
                    WHERE tenant = :tenant AND begun_at > :begun AND whom <> 'PUT_ASIDE'
                      AND state IN ('published', 'partial') AND NOT rolled_back
                    ORDER BY begun_at DESC LIMIT 1
                    """)
                .param("tenant", caller.tenant().value())
                .param("begun", Timestamp.from(begun))
                .query(NightStore::night)
                .optional());
  }

  /** The newest night that is its day's. */
  Optional<Night> newestOfItsDay(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT * FROM nightly.run WHERE tenant = :tenant AND whom <> 'PUT_ASIDE'
                    ORDER BY begun_at DESC LIMIT 1
                    """)
                .param("tenant", caller.tenant().value())
                .query(NightStore::night)
                .optional());
  }

  /** How many people a night put aside, and nobody has judged since. */
  int putAside(Caller caller, String run) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql("SELECT count(*) FROM nightly.unjudged WHERE tenant = :tenant AND run = :run")
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query(Integer.class)
                .single());
  }

  List<Night> recent(Caller caller, int limit) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT * FROM nightly.run WHERE tenant = :tenant
                    ORDER BY begun_at DESC LIMIT :limit
                    """)
                .param("tenant", caller.tenant().value())
                .param("limit", limit)
                .query(NightStore::night)
                .list());
  }

  /** Those that were their days', and not of a few who were put aside; the newest first. */
  List<Night> recentOfTheirDays(Caller caller, int limit) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT * FROM nightly.run WHERE tenant = :tenant AND whom <> 'PUT_ASIDE'
                    ORDER BY begun_at DESC LIMIT :limit
                    """)
                .param("tenant", caller.tenant().value())
                .param("limit", limit)
                .query(NightStore::night)
                .list());
  }

  private static Night night(ResultSet row, int number) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    return new Night(
        new TenantId(row.getString("tenant")),
        row.getString("run"),
        row.getObject("as_of", LocalDate.class),
        row.getBoolean("rolled_back")
            ? State.ROLLED_BACK
            : State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("because"),
        row.getTimestamp("begun_at").toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getObject("people", Integer.class),
        row.getObject("decided", Integer.class),
        row.getObject("quoted_nano", Long.class),
        row.getObject("paid_nano", Long.class),
        row.getObject("changed", Integer.class),
        row.getObject("decided_before", Integer.class),
        row.getObject("by_hand", Integer.class),
        new Heard(row.getInt("application_answers"), row.getInt("answers_contradicted")),
        new Asked(
            row.getInt("described"),
            0,
            new ModelUsage(
                List.of(),
                row.getInt("describing_calls"),
                row.getInt("describing_remembered"),
                row.getLong("describing_nano"))),
        new Deferred(row.getInt("deferred"), row.getInt("longest_deferred")),
        Whom.valueOf(row.getString("whom")));
  }
}

package com.orgscope.category.trial;

import com.orgscope.category.trial.Trial.Invariance;
import com.orgscope.category.trial.Trial.Kind;
import com.orgscope.category.trial.Trial.State;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Trials and their pairs. */
@Component
class TrialStore {
  private final Database database;
  private final InstantSource clock;

  TrialStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Numbers a trial and keeps it, unless one of its kind runs: then it is empty. */
  Optional<Trial> begin(Caller caller, Trial trial) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO category.trial (tenant, number, kind, before_prompt, before_model,
                        prompt, model, share, key, judge, state, reason, begun_at, looks, probed,
                        flipped)
                    SELECT :tenant, coalesce(max(number), 0) + 1, :kind, :beforePrompt,
                        :beforeModel, :prompt, :model, :share, :key, :judge, 'running', :reason,
                        :at, 0, :probed::int, :flipped::int
                    FROM category.trial WHERE tenant = :tenant
                    ON CONFLICT DO NOTHING RETURNING *
                    """)
                .param("tenant", caller.tenant().value())
                .param("kind", trial.kind().word())
                .param("beforePrompt", trial.before().prompt())
                .param("beforeModel", trial.before().model())
                .param("prompt", trial.candidate().prompt())
                .param("model", trial.candidate().model())
                .param("share", trial.share())
                .param("key", trial.key())
                .param("judge", trial.judge().word())
                .param("reason", trial.reason())
                .param("at", Timestamp.from(trial.begunAt()))
                .param("probed", trial.invariance() == null ? null : trial.invariance().asked())
                .param("flipped", trial.invariance() == null ? null : trial.invariance().flipped())
                .query(TrialStore::trial)
                .optional());
  }

  /** The newest first. */
  List<Trial> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql("SELECT * FROM category.trial WHERE tenant = ? ORDER BY number DESC")
                .param(caller.tenant().value())
                .query(TrialStore::trial)
                .list());
  }

  /** As {@link #all}, without the keys by which people and groups are drawn: pages have none. */
  List<Trial> told(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT tenant, number, kind, before_prompt, before_model, prompt, model, share,
                        '' AS key, judge, state, reason, begun_at, ended_at, because, looks, probed,
                        flipped
                    FROM category.trial WHERE tenant = ? ORDER BY number DESC
                    """)
                .param(caller.tenant().value())
                .query(TrialStore::trial)
                .list());
  }

  /** When a run was opened, and whether a trial's answers have a place in it. */
  Optional<Opened> opened(Caller caller, String run) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT opened_at,
                      (SELECT array_agg(t.run) FROM category.run t
                       WHERE t.tenant = r.tenant AND t.run LIKE r.run || 'c%') AS trials
                    FROM category.run r WHERE tenant = :tenant AND run = :run
                    """)
                .param("tenant", caller.tenant().value())
                .param("run", run)
                .query((row, n) ->
                    new Opened(
                        row.getTimestamp("opened_at").toInstant(),
                        row.getArray("trials") == null
                            ? List.of()
                            : List.of((String[]) row.getArray("trials").getArray())))
                .optional());
  }

  /**
   * A run that has a name.
   *
   * @param trials runs of trials beside it
   */
  record Opened(Instant at, List<String> trials) {}

  /** From the state in which it was read; whoever comes second is told so, and writes nothing. */
  Effect moving(Caller caller, Trial trial, State to, String because) {
    return jdbc -> {
      int moved =
          jdbc.sql(
                  """
                  UPDATE category.trial
                  SET state = :state, ended_at = :at, because = :because, owed = true
                  WHERE tenant = :tenant AND number = :number AND state = :was
                  """)
              .param("state", to.word())
              .param("was", trial.state().word())
              .param("at", Timestamp.from(clock.instant()))
              .param("because", because)
              .param("tenant", caller.tenant().value())
              .param("number", trial.number())
              .update();
      if (moved == 0) {
        throw Failure.operator(
            "trial " + trial.number() + " was promoted or withdrawn by somebody else meanwhile");
      }
    };
  }

  List<Integer> owed(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql("SELECT number FROM category.trial WHERE tenant = ? AND owed ORDER BY number")
                .param(caller.tenant().value())
                .query(Integer.class)
                .list());
  }

  void settled(Caller caller, int number) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql("UPDATE category.trial SET owed = false WHERE tenant = ? AND number = ?")
                .params(caller.tenant().value(), number)
                .update());
  }

  void looked(Caller caller, int number, int looks) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql("UPDATE category.trial SET looks = ? WHERE tenant = ? AND number = ?")
                .params(looks, caller.tenant().value(), number)
                .update());
  }

  void keep(Caller caller, int trial, List<Pair> pairs) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO category.trial_pair (tenant, trial, unit, people, before_said,
                        candidate_said, titles, pattern, words, at)
                    SELECT :tenant, :trial, p.unit, p.people, p.before_said, p.candidate_said,
                        p.titles, p.pattern, p.words, :at
                    FROM unnest(:units::text[], :people::int[], :before::text[],
                        :candidate::text[], :titles::text[], :pattern::text[], :words::text[])
                        AS p (unit, people, before_said, candidate_said, titles, pattern, words)
                    ON CONFLICT DO NOTHING
                    """)
                .param("tenant", caller.tenant().value())
                .param("trial", trial)
                .param("units", pairs.stream().map(Pair::unit).toArray(String[]::new))
                .param("people", pairs.stream().map(Pair::people).toArray(Integer[]::new))
                .param("before", pairs.stream().map(Pair::before).toArray(String[]::new))
                .param("candidate", pairs.stream().map(Pair::candidate).toArray(String[]::new))
                .param("titles", known(pairs, Known.TITLES))
                .param("pattern", known(pairs, Known.PATTERN))
                .param("words", known(pairs, Known.WORDS))
                .param("at", Timestamp.from(clock.instant()))
                .update());
  }

  private static @Nullable String[] known(List<Pair> pairs, Known judge) {
    return pairs.stream().map(pair -> pair.known().get(judge)).toArray(String[]::new);
  }

  List<Pair> pairs(Caller caller, int trial) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql("SELECT * FROM category.trial_pair WHERE tenant = ? AND trial = ?")
                .params(caller.tenant().value(), trial)
                .query(TrialStore::pair)
                .list());
  }

  private static Pair pair(ResultSet row, int number) throws SQLException {
    Map<Known, String> known = new EnumMap<>(Known.class);
    for (Known judge : Known.values()) {
      String said = row.getString(judge.word());
      if (said != null) {
        known.put(judge, said);
      }
    }
    return new Pair(
        row.getString("unit"),
        row.getInt("people"),
        row.getString("before_said"),
        row.getString("candidate_said"),
        known);
  }

  private static Trial trial(ResultSet row, int number) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    Integer probed = row.getObject("probed", Integer.class);
    return new Trial(
        row.getInt("number"),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        new Version(row.getString("before_prompt"), row.getString("before_model")),
        new Version(row.getString("prompt"), row.getString("model")),
        row.getDouble("share"),
        row.getString("key"),
        Known.valueOf(row.getString("judge").toUpperCase(Locale.ROOT)),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        row.getTimestamp("begun_at").toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getString("because"),
        row.getInt("looks"),
        probed == null ? null : new Invariance(probed, row.getInt("flipped")));
  }
}

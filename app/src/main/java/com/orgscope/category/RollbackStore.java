package com.orgscope.category;

import com.orgscope.category.Rollbacks.Moved;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which publications stand, and who took which back. */
@Component
class RollbackStore {
  /**
   * Of the assignment {@code a} in the publication {@code p}: that nobody took it back. What was
   * taken back, or given back, while its person contested it does not count for that person.
   */
  static final String STANDS =
      """
      NOT EXISTS (SELECT FROM category.withdrawn w
          WHERE w.tenant = p.tenant AND w.run = p.run
            AND NOT EXISTS (SELECT FROM category.under_review kept
              WHERE kept.tenant = a.tenant AND kept.person = a.person
                AND w.since >= kept.since AND w.since < kept.until)
            AND (w.until = 'infinity' OR EXISTS (SELECT FROM category.under_review kept
              WHERE kept.tenant = a.tenant AND kept.person = a.person
                AND w.until >= kept.since AND w.until < kept.until)))
      """;

  /** The same, as it was at the moment {@code :at}. */
  static final String STOOD =
      """
      NOT EXISTS (SELECT FROM category.withdrawn w
          WHERE w.tenant = p.tenant AND w.run = p.run AND w.since <= :at
            AND NOT EXISTS (SELECT FROM category.under_review kept
              WHERE kept.tenant = a.tenant AND kept.person = a.person
                AND w.since >= kept.since AND w.since < kept.until)
            AND (w.until > :at OR EXISTS (SELECT FROM category.under_review kept
              WHERE kept.tenant = a.tenant AND kept.person = a.person
                AND w.until >= kept.since AND w.until < kept.until)))
      """;

  /** Publications that do not stand as they did when one was published: both ways. */
  private static final String MOVES =
      """
      SELECT p.run, w.run IS NOT NULL AS withdrawn
      FROM category.publication goal
      JOIN category.publication p ON p.tenant = goal.tenant
      LEFT JOIN category.withdrawn w
        ON w.tenant = p.tenant AND w.run = p.run AND w.until = 'infinity'
      WHERE goal.tenant = :tenant AND goal.run = :run
        AND (w.run IS NULL) <> (p.number <= goal.number AND NOT EXISTS (
          SELECT FROM category.withdrawn then_
          WHERE then_.tenant = p.tenant AND then_.run = p.run
            AND then_.since <= goal.published_at AND then_.until > goal.published_at))
      ORDER BY p.number
      """;

  /** What the last act did, the other way round. */
  private static final String BACK =
      """
      SELECT w.run, w.by_act = :act AS withdrawn
      FROM category.withdrawn w
      WHERE w.tenant = :tenant
        AND (w.by_act = :act AND w.until = 'infinity'
          OR w.ended_by = :act AND NOT EXISTS (SELECT FROM category.withdrawn later
            WHERE later.tenant = w.tenant AND later.run = w.run AND later.until = 'infinity'))
      ORDER BY w.run
      """;

  /** What a trial said to people and nobody took back. */
  private static final String OF_TRIAL =
      """
      SELECT p.run, false AS withdrawn FROM category.publication p
      WHERE p.tenant = :tenant AND p.run LIKE '%c' || :trial
        AND NOT EXISTS (SELECT FROM category.withdrawn w
          WHERE w.tenant = p.tenant AND w.run = p.run AND w.until = 'infinity')
      ORDER BY p.number
      """;

  /** What was taken back with a trial. */
  private static final String WITH_TRIAL =
      """
      SELECT w.run, true AS withdrawn FROM category.withdrawn w
      JOIN category.rollback r ON r.tenant = w.tenant AND r.number = w.by_act
      WHERE w.tenant = :tenant AND w.until = 'infinity' AND r.trial = :trial
      ORDER BY w.run
      """;

  private final Database database;
  private final InstantSource clock;

  RollbackStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Move(String run, boolean withdrawn) {}

  Moved to(Caller caller, String run, Function<Moved, Effect> also) {
    return act(
        caller,
        jdbc -> {
          requirePublished(jdbc, caller, run);
          return new Act(run, null, null);
        },
        also);
  }

  Moved undo(Caller caller, Function<Moved, Effect> also) {
    return act(
        caller,
        jdbc ->
            new Act(
                null,
                jdbc.sql(
                        """
                        SELECT number FROM category.rollback WHERE tenant = :tenant AND NOT by_rule
                        ORDER BY number DESC LIMIT 1
                        """)
                    .param("tenant", caller.tenant().value())
                    .query(Long.class)
                    .optional()
                    .orElseThrow(() ->
                        Failure.operator("nothing was rolled back, so there is nothing to undo")),
                null),
        also);
  }

  Moved ofTrial(
      Caller caller, Rollbacks.OfTrial ended, Effect first, Function<Moved, Effect> also) {
    return act(
        caller,
        jdbc -> {
          // Before its answers are looked for: none that is published meanwhile is overlooked.
          first.in(jdbc);
          return new Act(null, null, ended);
        },
        also);
  }

  /** Two of the three are null. */
  private record Act(
      @Nullable String run, @Nullable Long undoes, Rollbacks.@Nullable OfTrial ended) {
    String moves() {
      if (ended != null) {
        return ended.withdraws() ? OF_TRIAL : WITH_TRIAL;
      }
      return run == null ? BACK : MOVES;
    }

    @Nullable Integer trial() {
      return ended == null ? null : ended.trial();
    }

    boolean byRule() {
      return ended != null && ended.byRule();
    }
  }

  private Moved act(Caller caller, Function<JdbcClient, Act> wanted, Function<Moved, Effect> also) {
    return database.inTransactionAs(
        caller,
        jdbc -> {
          jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('rollback'), hashtext(:tenant))")
              .param("tenant", caller.tenant().value())
              .query((row, n) -> true)
              .single();
          Act act = wanted.apply(jdbc);
          List<Move> moves = moves(jdbc, caller, act);
          Moved moved =
              new Moved(
                  moves.stream().filter(m -> !m.withdrawn).map(Move::run).toList(),
                  moves.stream().filter(Move::withdrawn).map(Move::run).toList());
          if (!moves.isEmpty()) {
            write(jdbc, caller, act, moved);
          }
          also.apply(moved).in(jdbc);
          return moved;
        });
  }

  private static List<Move> moves(JdbcClient jdbc, Caller caller, Act act) {
    return jdbc.sql(act.moves())
        .param("act", act.undoes)
        .param("run", act.run)
        .param("trial", act.trial())
        .param("tenant", caller.tenant().value())
        .query((row, n) -> new Move(row.getString("run"), row.getBoolean("withdrawn")))
        .list();
  }

  private void write(JdbcClient jdbc, Caller caller, Act act, Moved moved) {
    // As exact as the database keeps it, since it is compared with when labels were contested.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long number =
        jdbc.sql(
                """
                INSERT INTO category.rollback (tenant, run, undoes, trial, at, by_rule)
                VALUES (:tenant, :run, :undoes, :trial, :at, :byRule) RETURNING number
                """)
            .param("tenant", caller.tenant().value())
            .param("run", act.run)
            .param("undoes", act.undoes)
            .param("trial", act.trial())
            .param("at", Timestamp.from(now))
            .param("byRule", act.byRule())
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            UPDATE category.withdrawn SET ended_by = :act, until = :at
            WHERE tenant = :tenant AND run = ANY (:runs::text[]) AND until = 'infinity'
            """)
        .param("act", number)
        .param("at", Timestamp.from(now))
        .param("tenant", caller.tenant().value())
        .param("runs", moved.restored().toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            INSERT INTO category.withdrawn (tenant, run, by_act, since, until)
            SELECT :tenant, run, :act, :at, 'infinity' FROM unnest(:runs::text[]) AS r (run)
            """)
        .param("act", number)
        .param("at", Timestamp.from(now))
        .param("tenant", caller.tenant().value())
        .param("runs", moved.withdrawn().toArray(String[]::new))
        .update();
  }

  private static void requirePublished(JdbcClient jdbc, Caller caller, String run) {
    boolean published =
        jdbc.sql("SELECT EXISTS (SELECT FROM category.publication WHERE tenant = ? AND run = ?)")
            .params(caller.tenant().value(), run)
            .query(Boolean.class)
            .single();
    if (!published) {
      throw Failure.operator("no answers of a run '" + run + "' ever held");
    }
  }
}

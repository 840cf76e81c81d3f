package com.orgscope.work;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import com.orgscope.work.JobRequest.ShardRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Jobs, shards and dead letters. */
@Component
class WorkStore {
  static final String SHARD_TASK = "shard";

  /** Of shards that wait for somebody else. */
  static final String WAITING_TASK = "waiting";

  /** Of shards that wait, in places of their own. */
  static final String APART_TASK = "apart";

  /** Before all others: those have none, or less than none. */
  private static final int FIRST = 1;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  /** How long who waited for so long is before all others. */
  static final Duration FIRST_FOR = LONGEST_WAIT.dividedBy(40);

  private static final int LONGEST_REASON = 2_000;

  private final Database database;
  private final InstantSource clock;

  WorkStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A shard as its new holder finds it. */
  record Claim(
      Job job,
      int number,
      String payload,
      long lease,
      int attempts,
      @Nullable String checkpoint,
      long unitsDone) {}

  /** Which shard; also how db-scheduler names its execution. */
  record ShardId(TenantId tenant, UUID job, int number) {
    static ShardId parse(String text) {
      String[] parts = text.split("/");
      return new ShardId(
          new TenantId(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
      return tenant + "/" + job + "/" + number;
    }
  }

  /** Makes the job, or wakes the one there is: shards that were given up get another chance. */
  Job submit(JobRequest request, String task) {
    return submit(request, task, true);
  }

  /** Makes the job, or leaves the one there is as it is. */
  Job join(JobRequest request, String task) {
    return submit(request, task, false);
  }

  /**
   * As {@link #submit(JobRequest, String)}, of several of a tenant: all or none.
   *
   * @param task of a kind
   */
  List<Job> submit(TenantId tenant, List<JobRequest> requests, UnaryOperator<String> task) {
    return database.inTransactionAs(
        own(tenant),
        jdbc ->
            requests.stream()
                .map(request -> submit(jdbc, request, task.apply(request.kind()), true))
                .toList());
  }

  private Job submit(JobRequest request, String task, boolean again) {
    return database.inTransactionAs(
        own(request.tenant()), jdbc -> submit(jdbc, request, task, again));
  }

  private Job submit(JdbcClient jdbc, JobRequest request, String task, boolean again) {
    UUID id = UUID.randomUUID();
    boolean isNew =
        jdbc.sql(
                    """
                    INSERT INTO work.job (id, tenant, kind, name, created_at)
                    VALUES (:id, :tenant, :kind, :name, :now)
                    ON CONFLICT (tenant, kind, name) DO NOTHING
                    """)
                .param("id", id)
                .param("tenant", request.tenant().value())
                .param("kind", request.kind())
                .param("name", request.name())
                .param("now", now())
                .update()
            == 1;
    Job job =
        isNew ? new Job(id, request.tenant(), request.kind(), request.name()) : job(jdbc, request);
    if (isNew) {
      insertShards(jdbc, job, request.shards());
    } else if (again) {
      jdbc.sql(
              """
              UPDATE work.shard SET state = 'OPEN', attempts = 0, changed_at = :now
              WHERE job = :job AND state = 'DEAD'
              """)
          .param("job", job.id())
          .param("now", now())
          .update();
    }
    scheduleOpenShards(jdbc, job, task);
    return job;
  }

  private static Job job(JdbcClient jdbc, JobRequest request) {
    UUID id =
        jdbc.sql(
                """
                SELECT id FROM work.job
                WHERE tenant = :tenant AND kind = :kind AND name = :name FOR UPDATE
                """)
            .param("tenant", request.tenant().value())
            .param("kind", request.kind())
            .param("name", request.name())
            .query(UUID.class)
            .single();
    return new Job(id, request.tenant(), request.kind(), request.name());
  }

  private void insertShards(JdbcClient jdbc, Job job, List<ShardRequest> shards) {
    for (int number = 0; number < shards.size(); number++) {
      jdbc.sql(
              """
              INSERT INTO work.shard (job, number, tenant, payload, units, changed_at)
              VALUES (:job, :number, :tenant, :payload, :units, :now)
              """)
          .param("job", job.id())
          .param("number", number)
          .param("tenant", job.tenant().value())
          .param("payload", shards.get(number).payload())
          .param("units", shards.get(number).units())
          .param("now", now())
          .update();
    }
  }

  /**
   * In the same transaction as the shards, so that none is ever without its execution. Of two jobs
   * the one with less left to do is first: twice as much is one step lower.
   */
  private void scheduleOpenShards(JdbcClient jdbc, Job job, String task) {
    jdbc.sql(
            """
            INSERT INTO work.shard_execution AS e
                (task_name, task_instance, execution_time, picked, version, priority)
            SELECT :task, tenant || '/' || job || '/' || number, :now, false, 1,
                   -ceil(log(2, greatest(1, sum(units - units_done) OVER ())))
            FROM work.shard WHERE job = :job AND state = 'OPEN'
            ON CONFLICT (task_name, task_instance) DO UPDATE
            SET execution_time = excluded.execution_time, version = e.version + 1
            WHERE NOT e.picked
            """)
        .param("task", task)
        .param("job", job.id())
        .param("now", now())
        .update();
  }

  /** Sees to it that every open shard of the job has its execution. */
  void schedule(Job job, String task) {
    database.runAs(own(job.tenant()), jdbc -> scheduleOpenShards(jdbc, job, task));
  }

  /**
   * Puts whoever waited for long first, one at a time: where little work comes steadily, large work
   * goes on, and takes one place.
   */
  void raiseWhoWaited() {
    var unused =
        database.inTransactionAsSystem(
            "work",
            jdbc ->
                jdbc.sql(
                        """
                        UPDATE work.shard_execution SET priority = :first
                        WHERE task_name = :task AND NOT picked AND task_instance = (
                            SELECT task_instance FROM work.shard_execution
                            WHERE task_name = :task AND NOT picked AND execution_time <= :before
                            ORDER BY execution_time LIMIT 1)
                          AND NOT EXISTS (SELECT FROM work.shard_execution
                            WHERE task_name = :task AND priority >= :first)
                        """)
                    .param("first", FIRST)
                    .param("task", SHARD_TASK)
                    .param("before", Timestamp.from(clock.instant().minus(LONGEST_WAIT)))
                    .update());
  }

  static boolean isRaised(int priority) {
    return priority >= FIRST;
  }

  /** What a shard's place in the line would be by what its job has left to do. */
  int bySize(ShardId shard) {
    return database.inTransactionAs(
        own(shard.tenant()),
        jdbc ->
            jdbc.sql(
                    """
                    SELECT -ceil(log(2, greatest(1, sum(units - units_done)))) FROM work.shard
                    WHERE job = :job AND state = 'OPEN'
                    """)
                .param("job", shard.job())
                .query(Integer.class)
                .single());
  }

  /** Puts a shard that was raised, and has had its time, back where its size puts it. */
  void lower(ShardId shard) {
    int bySize = bySize(shard);
    var unused =
        database.inTransactionAsSystem(
            "work",
            jdbc ->
                jdbc.sql(
                        """
                        UPDATE work.shard_execution SET priority = :priority
                        WHERE task_name = :task AND task_instance = :shard
                        """)
                    .param("priority", bySize)
                    .param("task", SHARD_TASK)
                    .param("shard", shard.toString())
                    .update());
  }

  /** Whether a shard of a job with less to do is due and waits for a place. */
  boolean isSmallerDue(int priority) {
    return database.inTransactionAsSystem(
        "work",
        jdbc ->
            jdbc.sql(
                    """
                    SELECT EXISTS (
                        SELECT FROM work.shard_execution
                        WHERE task_name = :task AND NOT picked AND execution_time <= :now
                          AND priority > :priority)
                    """)
                .param("task", SHARD_TASK)
                .param("now", now())
                .param("priority", priority)
                .query(Boolean.class)
                .single());
  }

  /** Takes the shard from whoever had it; empty when it has ended. */
  Optional<Claim> claim(ShardId shard) {
    return database.inTransactionAs(
        own(shard.tenant()),
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE work.shard s
                    SET lease = lease + 1, attempts = attempts + 1, changed_at = :now
                    FROM work.job j
                    WHERE s.job = :job AND s.number = :number AND s.state = 'OPEN' AND j.id = s.job
                    RETURNING j.kind, j.name, s.payload, s.lease, s.attempts, s.checkpoint,
                              s.units_done
                    """)
                .param("job", shard.job())
                .param("number", shard.number())
                .param("now", now())
                .query((row, n) -> claim(shard, row))
                .optional());
  }

  private static Claim claim(ShardId shard, ResultSet row) throws SQLException {
    return new Claim(
        new Job(shard.job(), shard.tenant(), row.getString("kind"), row.getString("name")),
        shard.number(),
        row.getString("payload"),
        row.getLong("lease"),
        row.getInt("attempts"),
        row.getString("checkpoint"),
        row.getLong("units_done"));
  }

  void checkpoint(Shard shard, String state, long unitsDone, Effect effect) {
    database.runAs(
        own(shard.tenant()),
        jdbc -> {
          // First, so that a holder that lost the shard waits for no lock and writes nothing.
          fenced(
              shard,
              jdbc.sql(
                      """
                      UPDATE work.shard
                      SET checkpoint = :checkpoint, units_done = :done, attempts = 0,
                          changed_at = :now
                      WHERE job = :job AND number = :number AND lease = :lease AND state = 'OPEN'
                      """)
                  .param("checkpoint", state)
                  .param("done", unitsDone));
          effect.in(jdbc);
        });
  }

  /** Where it got to is of no use any more, and may be a person's key. */
  void end(Shard shard) {
    database.runAs(
        own(shard.tenant()),
        jdbc ->
            fenced(
                shard,
                jdbc.sql(
                    """
                    UPDATE work.shard
                    SET state = 'DONE', units_done = units, checkpoint = NULL,
                        changed_at = :now
                    WHERE job = :job AND number = :number AND lease = :lease AND state = 'OPEN'
                    """)));
  }

  void giveUp(Shard shard, String reason) {
    database.runAs(
        own(shard.tenant()),
        jdbc -> {
          fenced(
              shard,
              jdbc.sql(
                  """
                  UPDATE work.shard SET state = 'DEAD', changed_at = :now
                  WHERE job = :job AND number = :number AND lease = :lease AND state = 'OPEN'
                  """));
          insertDeadLetter(jdbc, shard, reason);
        });
  }

  /** Was not the shard's fault, so it is not held against it. */
  void handBack(Shard shard) {
    database.runAs(
        own(shard.tenant()),
        jdbc ->
            fenced(
                shard,
                jdbc.sql(
                    """
                    UPDATE work.shard SET attempts = greatest(attempts - 1, 0), changed_at = :now
                    WHERE job = :job AND number = :number AND lease = :lease AND state = 'OPEN'
                    """)));
  }

  /** A failure after a checkpoint, which had begun a new count. */
  void countAttempt(Shard shard) {
    database.runAs(
        own(shard.tenant()),
        jdbc ->
            fenced(
                shard,
                jdbc.sql(
                    """
                    UPDATE work.shard SET attempts = attempts + 1, changed_at = :now
                    WHERE job = :job AND number = :number AND lease = :lease AND state = 'OPEN'
                    """)));
  }

  private void insertDeadLetter(JdbcClient jdbc, Shard shard, String reason) {
    jdbc.sql(
            """
            INSERT INTO work.dead_letter (job, shard, tenant, reason, at)
            VALUES (:job, :shard, :tenant, :reason, :now)
            """)
        .param("job", shard.job().id())
        .param("shard", shard.number())
        .param("tenant", shard.tenant().value())
        .param("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
        .param("now", now())
        .update();
  }

  private void fenced(Shard shard, JdbcClient.StatementSpec update) {
    int rows =
        update
            .param("job", shard.job().id())
            .param("number", shard.number())
            .param("lease", shard.lease())
            .param("now", now())
            .update();
    if (rows == 0) {
      throw new LeaseLost(shard);
    }
  }

  JobReport report(Job job) {
    return database.inTransactionAs(
        own(job.tenant()), jdbc -> reports(jdbc, "j.id = :job", job.id(), 1).getFirst());
  }

  Optional<JobReport> find(TenantId tenant, String kind, String name) {
    return database.inTransactionAs(
        own(tenant),
        jdbc ->
            jdbc.sql(
                    """
                    SELECT id FROM work.job
                    WHERE tenant = :tenant AND kind = :kind AND name = :name
                    """)
                .param("tenant", tenant.value())
                .param("kind", kind)
                .param("name", name)
                .query(UUID.class)
                .optional()
                .map(id -> reports(jdbc, "j.id = :job", id, 1).getFirst()));
  }

  /** The newest first. */
  List<JobReport> reports(Caller caller, int limit) {
    return database.inTransactionAs(
        caller, jdbc -> reports(jdbc, "true OR j.id = :job", null, limit));
  }

  private static List<JobReport> reports(
      JdbcClient jdbc, String which, @Nullable UUID job, int limit) {
    return jdbc.sql(
            """
            SELECT j.id, j.tenant, j.kind, j.name, j.created_at, count(*) AS shards,
                   count(*) FILTER (WHERE s.state = 'DONE') AS done,
                   count(*) FILTER (WHERE s.state = 'DEAD') AS dead,
                   sum(s.units) AS units, sum(s.units_done) AS units_done
            FROM (SELECT * FROM work.job j
                  WHERE (%s) AND EXISTS (SELECT FROM work.shard s WHERE s.job = j.id)
                  ORDER BY j.created_at DESC LIMIT :limit) j
            JOIN work.shard s ON s.job = j.id
            GROUP BY j.id, j.tenant, j.kind, j.name, j.created_at ORDER BY j.created_at DESC
            """
                .formatted(which))
        .param("job", job)
        .param("limit", limit)
        .query((row, n) -> report(jdbc, row))
        .list();
  }

  private static JobReport report(JdbcClient jdbc, ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new JobReport(
        new Job(
            id,
            new TenantId(row.getString("tenant")),
            row.getString("kind"),
            row.getString("name")),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("shards"),
        row.getInt("done"),
        row.getInt("dead"),
        row.getLong("units"),
        row.getLong("units_done"),
        deadLetters(jdbc, id));
  }

  private static List<DeadLetter> deadLetters(JdbcClient jdbc, UUID job) {
    return jdbc.sql(
            """
            SELECT shard, reason, at FROM work.dead_letter WHERE job = :job
            ORDER BY id DESC LIMIT :limit
            """)
        .param("job", job)
        .param("limit", JobReport.MOST_LETTERS)
        .query((row, n) ->
            new DeadLetter(
                row.getInt("shard"), row.getString("reason"), row.getTimestamp("at").toInstant()))
        .list();
  }

  private static Caller own(TenantId tenant) {
    return Caller.system(tenant, "work");
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}

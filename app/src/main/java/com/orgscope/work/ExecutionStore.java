package com.orgscope.work;

import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is asked of db-scheduler's tables past the library. */
@Component
class ExecutionStore {
  private final Database database;
  private final InstantSource clock;

  ExecutionStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Heartbeats would tell in some seconds; a process of this machine can be seen to be dead, so
   * that a command that was killed goes on at once when it is typed again.
   */
  void freeWhatTheDeadHeld(String table, Holder witness) {
    database.inTransactionAsSystem(
        "work",
        jdbc -> {
          List<String> dead =
              jdbc
                  .sql("SELECT DISTINCT picked_by FROM %s WHERE picked".formatted(table))
                  .query(String.class)
                  .list()
                  .stream()
                  .filter(name -> Holder.parse(name).isKnownDead(witness))
                  .toList();
          for (String name : dead) {
            jdbc.sql(
                    """
                    UPDATE %s SET picked = false, picked_by = NULL, last_heartbeat = NULL,
                        execution_time = :now, version = version + 1
                    WHERE picked AND picked_by = :name
                    """
                        .formatted(table))
                .param("now", Timestamp.from(clock.instant()))
                .param("name", name)
                .update();
          }
          return dead.size();
        });
  }

  /** What is going on already is not asked for again. */
  void once(String task, String kind, TenantId tenant, String timetable) {
    database.inTransactionAsSystem(
        "work",
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO work.recurring_execution AS e
                        (task_name, task_instance, task_data, execution_time, picked, version)
                    VALUES (:task, :instance, :data, :now, false, 1)
                    ON CONFLICT (task_name, task_instance) DO NOTHING
                    """)
                .param("task", task)
                .param("instance", kind + "/" + tenant)
                .param("data", timetable.getBytes(StandardCharsets.UTF_8))
                .param("now", Timestamp.from(clock.instant()))
                .update());
  }

  /** A run that is going on keeps its time; the new one counts after it. */
  void repeat(
      String task, String kind, @Nullable TenantId tenant, Timetable timetable, Instant next) {
    database.inTransactionAsSystem(
        "work",
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO work.recurring_execution AS e
                        (task_name, task_instance, task_data, execution_time, picked, version)
                    VALUES (:task, :instance, :data, :next, false, 1)
                    ON CONFLICT (task_name, task_instance) DO UPDATE
                    SET task_data = excluded.task_data,
                        execution_time = CASE
                            WHEN e.picked OR e.task_data = excluded.task_data THEN e.execution_time
                            ELSE excluded.execution_time END
                    """)
                .param("task", task)
                .param("instance", tenant == null ? kind : kind + "/" + tenant)
                .param("data", timetable.toString().getBytes(StandardCharsets.UTF_8))
                .param("next", Timestamp.from(next))
                .update());
  }
}

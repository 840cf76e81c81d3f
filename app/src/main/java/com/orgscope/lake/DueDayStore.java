package com.orgscope.lake;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * The days whose events {@code app_usage_daily} may not know yet.
 *
 * <p>A mark is made before its events are committed, so that a crash leaves a mark too many and
 * never one too few. That alone would let a derivation that began in between clear the mark without
 * having seen the events. Therefore a writer holds a shared lock from its mark to its commit, and a
 * derivation reads marks and snapshot under the exclusive one: every mark it reads belongs to
 * events that it sees or that never came. It clears only the very marks it read.
 */
@Component
final class DueDayStore {
  private final Database database;

  /**
   * Within the process steps take turns: each needs a second connection while it holds the lock's,
   * and several at once could wait for each other's in a small pool.
   */
  private final ReentrantLock turn = new ReentrantLock();

  DueDayStore(Database database) {
    this.database = database;
  }

  void mark(TenantId tenant, Collection<LocalDate> days) {
    database.runAs(
        caller(tenant),
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO lake.due_day (tenant, day)
                    SELECT :tenant, d FROM unnest(:days::date[]) AS d ORDER BY d
                    ON CONFLICT (tenant, day) DO UPDATE SET mark = gen_random_uuid()
                    """)
                .param("tenant", tenant.value())
                .param(
                    "days", days.stream().sorted().map(LocalDate::toString).toArray(String[]::new))
                .update());
  }

  /** Due days, each with the mark that stood when it was read. */
  TreeMap<LocalDate, UUID> marks(TenantId tenant) {
    TreeMap<LocalDate, UUID> marks = new TreeMap<>();
    database.runAs(
        caller(tenant),
        jdbc ->
            jdbc.sql("SELECT day, mark FROM lake.due_day WHERE tenant = :tenant")
                .param("tenant", tenant.value())
                .query(row -> {
                  marks.put(
                      row.getObject("day", LocalDate.class), row.getObject("mark", UUID.class));
                }));
    return marks;
  }

  void clear(TenantId tenant, Map<LocalDate, UUID> marks) {
    database.runAs(
        caller(tenant),
        jdbc ->
            jdbc.sql(
                    "DELETE FROM lake.due_day WHERE tenant = :tenant AND mark = ANY (:marks::uuid[])")
                .param("tenant", tenant.value())
                .param("marks", marks.values().stream().map(UUID::toString).toArray(String[]::new))
                .update());
  }

  /** Marks the days and commits their events; other writers may be doing the same. */
  void markAndCommit(SortedMap<TenantId, Collection<LocalDate>> days, Runnable commit) {
    boolean held =
        locked(
            "pg_advisory_xact_lock_shared",
            days.keySet(),
            () -> {
              days.forEach(this::mark);
              commit.run();
            });
    if (!held) {
      days.forEach(this::mark);
    }
  }

  /** Runs a derivation's look at the erasures and its commit; an erasure waits for it. */
  void whileNobodyErases(TenantId tenant, Runnable step) {
    if (!locked("pg_advisory_xact_lock_shared", Set.of(tenant), step)) {
      throw Failure.retry("the lake's lock in the database was lost", null);
    }
  }

  /** Runs a step while no writer of the tenant is between its mark and its commit. */
  void betweenCommits(TenantId tenant, Runnable step) {
    if (!locked("pg_advisory_xact_lock", Set.of(tenant), step)) {
      throw Failure.retry("the lake's lock in the database was lost", null);
    }
  }

  /**
   * On a connection of its own: the step's transactions come and go while the locks are held.
   *
   * @param tenants in their order, so that two who lock several do not wait for each other
   * @return whether the lock was still held at the end
   */
  private boolean locked(String lock, Set<TenantId> tenants, Runnable step) {
    turn.lock();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT " + lock + "(hashtextextended(?, 0))")) {
        for (TenantId tenant : tenants) {
          statement.setString(1, "lake.due_day:" + tenant.value());
          statement.execute();
        }
        step.run();
      }
      return released(connection);
    } catch (SQLException e) {
      throw Failure.retry("the database did not lend its lock", e);
    } finally {
      turn.unlock();
    }
  }

  private static boolean released(Connection connection) {
    try {
      connection.rollback();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static Caller caller(TenantId tenant) {
    return Caller.system(tenant, "lake");
  }
}

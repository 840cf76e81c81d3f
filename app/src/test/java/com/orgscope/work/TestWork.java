package com.orgscope.work;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Real {@link Work} for tests, on a real database, without Spring. */
public final class TestWork {
  private TestWork() {}

  public static Work on(Database database, List<ShardHandler> handlers) {
    return on(database, InstantSource.system(), handlers, List.of(), 3);
  }

  /** What is done again and again by the clock, and when. */
  public static List<String> repeated(Database database) {
    return database.inTransactionAsSystem(
        "test",
        sql ->
            sql.sql(
                    "SELECT task_instance || ' ' || convert_from(task_data, 'UTF8') FROM work.recurring_execution")
                .query(String.class)
                .list());
  }

  /** The kinds of work of which a shard has this text. */
  public static Set<String> shards(Database database, String text) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        PreparedStatement statement =
            owner.prepareStatement(
                """
                SELECT DISTINCT j.kind FROM work.shard s JOIN work.job j ON j.id = s.job
                WHERE s::text LIKE '%' || ? || '%'
                """)) {
      statement.setString(1, text);
      Set<String> kinds = new TreeSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          kinds.add(rows.getString(1));
        }
      }
      return kinds;
    }
  }

  /** How often each shard of a tenant was taken, of the kinds that are like that. */
  public static List<Long> leases(Database database, TenantId tenant, String kinds) {
    return database.inTransactionAs(
        Caller.system(tenant, "test"),
        sql ->
            sql.sql(
                    """
                    SELECT s.lease FROM work.shard s JOIN work.job j ON j.id = s.job
                    WHERE j.kind LIKE ?
                    """)
                .param(kinds)
                .query(Long.class)
                .list());
  }

  static Work on(
      Database database,
      InstantSource clock,
      List<ShardHandler> handlers,
      List<Recurring> recurring,
      int attempts) {
    WorkSettings settings =
        new WorkSettings(
            4, attempts, Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(200));
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    handlers.forEach(handler -> beans.addBean(handler.kind(), handler));
    recurring.forEach(handler -> beans.addBean("recurring " + handler.kind(), handler));
    ExecutionStore executions = new ExecutionStore(database, clock);
    WorkStore store = new WorkStore(database, clock);
    return new Work(
        store,
        new Runners(
            store,
            executions,
            settings,
            clock,
            new Schedulers(database, executions, settings, clock),
            new Runners.Handlers(
                beans.getBeanProvider(ShardHandler.class),
                beans.getBeanProvider(Recurring.class))));
  }
}

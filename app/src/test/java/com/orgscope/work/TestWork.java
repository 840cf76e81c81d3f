package com.orgscope.work;

import com.orgscope.state.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Real {@link Work} for tests, on a real database, without Spring. */
public final class TestWork {
  private TestWork() {}

  public static Work on(Database database, List<ShardHandler> handlers) {
    return on(database, InstantSource.system(), handlers, List.of(), 3);
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

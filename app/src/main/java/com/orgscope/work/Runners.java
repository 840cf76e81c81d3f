package com.orgscope.work;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The two that run work in this process. Handlers are looked up when the first work comes, since
 * they in turn may need {@link Work}.
 */
@Component
class Runners {
  private final ShardRunner shards;
  private final RecurringRunner recurring;

  Runners(
      WorkStore store,
      ExecutionStore executions,
      WorkSettings settings,
      InstantSource clock,
      Schedulers schedulers,
      Handlers handlers) {
    this.shards =
        new ShardRunner(
            store, settings, clock, byKind(handlers.shards, ShardHandler::kind), schedulers);
    this.recurring =
        new RecurringRunner(
            executions, clock, byKind(handlers.recurring, Recurring::kind), schedulers);
  }

  /** Every room's handlers. */
  @Component
  record Handlers(ObjectProvider<ShardHandler> shards, ObjectProvider<Recurring> recurring) {}

  ShardRunner shards() {
    return shards;
  }

  RecurringRunner recurring() {
    return recurring;
  }

  void close() {
    shards.close();
    recurring.close();
  }

  private static <H> Supplier<Map<String, H>> byKind(
      ObjectProvider<H> beans, Function<H, String> kind) {
    return () -> beans.stream().collect(Collectors.toMap(kind, Function.identity()));
  }
}

package com.orgscope.privacy;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Goes from room to room; where it was, it says in each checkpoint. */
@Component
final class ErasureShard implements ShardHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureShard.class);

  private final List<ErasureHandler> handlers;
  private final ErasedPeople people;
  private final ErasureStore store;
  private final InstantSource clock;

  ErasureShard(
      List<ErasureHandler> handlers, ErasedPeople people, ErasureStore store, InstantSource clock) {
    this.handlers = inOrder(handlers);
    this.people = people;
    this.store = store;
    this.clock = clock;
  }

  static List<ErasureHandler> inOrder(List<ErasureHandler> handlers) {
    return handlers.stream()
        .sorted(Comparator.comparing(ErasureHandler::stage).thenComparing(ErasureHandler::place))
        .toList();
  }

  @Override
  public String kind() {
    return Erasures.KIND;
  }

  @Override
  public void run(Shard shard) {
    UUID erasure = UUID.fromString(shard.job().name());
    PersonKey person = store.person(shard.tenant(), erasure).orElse(null);
    if (person == null) {
      // It was killed after the last of it.
      return;
    }
    Set<PersonKey> keys = people.keys(shard.tenant(), person);
    Erased erased =
        new Erased(
            shard.tenant(),
            keys,
            people.sharedKeys(shard.tenant(), keys),
            people.words(shard.tenant(), person));
    List<String> done = store.places(shard.tenant(), erasure);
    for (ErasureHandler handler : handlers) {
      if (!done.contains(handler.place())) {
        long rows = handler.erase(erased);
        shard.checkpoint(
            handler.place(), store.gone(erasure, handler.place(), rows, clock.instant()));
      }
    }
    people.gone(shard.tenant(), erased.periods());
    var unused = people.hide(shard.tenant());
    shard.checkpoint("end", shard.unitsDone(), store.ended(erasure, clock.instant()));
    if (store.waiting(Caller.system(shard.tenant(), "erasure"), clock.instant()).open() == 0) {
      // Of many who are erased together the last one does it for all.
      forgetLog();
    }
  }

  /** What went lies in the database's log of changes for a while; nobody is held up by that. */
  private void forgetLog() {
    try {
      var unused = store.forgetLog();
    } catch (Failure e) {
      LOG.warn("{}; what went stays in it until it is recycled.", e.getMessage());
    }
  }
}

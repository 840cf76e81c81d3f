package com.orgscope.privacy;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Goes from room to room; where it was, it says in each checkpoint. */
@Component
final class ErasureShard implements ShardHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureShard.class);

  /** Whose rows go in one pass. */
  private static final int MOST_TOGETHER = 1_000;

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

  /** All but one of them, for that one. */
  @Override
  public boolean waits() {
    return true;
  }

  /** Questions to models take minutes each, and there may be many. */
  @Override
  public boolean waitsApart() {
    return true;
  }

  /**
   * Of a tenant one pass at a time: who comes second finds that somebody else's pass was theirs.
   */
  @Override
  public void run(Shard shard) {
    if (store.person(shard.tenant(), UUID.fromString(shard.job().name())).isEmpty()) {
      return;
    }
    store.alone(shard.tenant(), () -> pass(shard));
  }

  /**
   * Whoever waits, and is as far as this one, goes with it. Where a room is in trouble with them,
   * the others wait for passes of their own, so that nobody holds anybody up.
   */
  private void pass(Shard shard) {
    TenantId tenant = shard.tenant();
    UUID own = UUID.fromString(shard.job().name());
    if (store.person(tenant, own).isEmpty()) {
      // It went with others, or was killed after the last of it.
      return;
    }
    List<String> done = store.places(tenant, own);
    Set<UUID> pass = new TreeSet<>(store.asFar(tenant, own, MOST_TOGETHER));
    Map<UUID, PersonKey> each = store.people(tenant, pass);
    pass.retainAll(each.keySet());
    Erased all = together(tenant, pass, each);
    for (ErasureHandler handler : handlers) {
      if (!done.contains(handler.place())) {
        long rows;
        try {
          rows = handler.erase(all);
        } catch (RuntimeException e) {
          if (pass.size() == 1) {
            throw e;
          }
          LOG.warn("{} people could not be erased together; each goes alone.", pass.size(), e);
          pass.retainAll(Set.of(own));
          all = together(tenant, pass, each);
          rows = handler.erase(all);
        }
        shard.checkpoint(handler.place(), store.gone(pass, handler.place(), rows, clock.instant()));
      }
    }
    people.gone(tenant, all.periods());
    var unused = people.hide(tenant);
    shard.checkpoint("end", shard.unitsDone(), store.ended(pass, clock.instant()));
    if (store.waiting(Caller.system(shard.tenant(), "erasure"), clock.instant()).open() == 0) {
      // Of many who are erased together the last one does it for all.
      forgetLog();
    }
  }

  private Erased together(TenantId tenant, Set<UUID> pass, Map<UUID, PersonKey> each) {
    Set<PersonKey> them =
        pass.stream().map(id -> Objects.requireNonNull(each.get(id))).collect(Collectors.toSet());
    Set<PersonKey> keys = people.keys(tenant, them);
    return new Erased(tenant, keys, people.sharedKeys(tenant, keys), people.words(tenant, them));
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

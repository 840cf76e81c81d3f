package com.orgscope.privacy;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.KeyPeriod;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.work.Job;
import com.orgscope.work.JobReport;
import com.orgscope.work.JobRequest;
import com.orgscope.work.JobRequest.ShardRequest;
import com.orgscope.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Forgets people on request. From the moment it is asked nothing more about them is kept; their
 * rows go by durable work that survives whatever is killed on the way, room after room.
 */
@Component
public final class Erasures {
  static final String KIND = "erasure";

  /** By when somebody is forgotten who asked, as GDPR (Article 12) has it. */
  public static final Duration DEADLINE = Duration.ofDays(30);

  private static final Duration REWRITTEN_AGAIN = Duration.ofDays(2);

  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

  private final Access access;
  private final ErasedPeople people;
  private final ErasureStore store;
  private final Work work;
  private final List<ErasureHandler> handlers;
  private final InstantSource clock;

  Erasures(
      Access access,
      ErasedPeople people,
      ErasureStore store,
      Work work,
      List<ErasureHandler> handlers,
      InstantSource clock) {
    this.access = access;
    this.people = people;
    this.store = store;
    this.work = work;
    this.handlers = ErasureShard.inOrder(handlers);
    this.clock = clock;
  }

  /**
   * Begins to forget somebody, or goes on. Asked again it is the same erasure.
   *
   * @throws Failure for the operator, if the caller may not
   */
  public Job request(Caller caller, PersonKey person) {
    access.require(caller, Action.CHANGE_DIRECTORY, person.toString());
    return begin(caller, person);
  }

  /** As {@link #request}, of whoever asks; from then on they are nobody's caller. */
  Job requestOwn(Caller caller, PersonKey person) {
    access.require(caller, Action.ERASE_ONESELF, person.toString());
    return begin(Caller.system(caller.tenant(), "erasure"), person);
  }

  /**
   * The same of several at once: nothing is begun before all are asked for, so that they go in one
   * pass.
   *
   * @return a job of each, in their order
   * @throws Failure for the operator, if the caller may not
   */
  public List<Job> request(Caller caller, List<PersonKey> them) {
    if (them.size() == 1) {
      return List.of(request(caller, them.getFirst()));
    }
    // One entry that names each: an entry of each would be as many transactions.
    var unused =
        access.read(
            caller, Action.CHANGE_DIRECTORY, them.size() + " people", () -> them, person -> person);
    return begin(caller, them);
  }

  private Job begin(Caller caller, PersonKey person) {
    return begin(caller, List.of(person)).getFirst();
  }

  private List<Job> begin(Caller caller, List<PersonKey> them) {
    if (them.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    List<UUID> ids =
        store.asking(
            caller.tenant(),
            () -> {
              // First, so that after a crash nothing more is kept of people who are asked again.
              people.mark(caller, Set.copyOf(them));
              return store.add(
                  caller,
                  them.stream().map(p -> new ErasureStore.Asked(UUID.randomUUID(), p)).toList(),
                  new ErasureStore.Term(now, now.plus(DEADLINE)));
            });
    return work.submit(
        caller.tenant(), ids.stream().map(id -> job(caller.tenant(), id.toString())).toList());
  }

  private JobRequest job(TenantId tenant, String id) {
    return new JobRequest(tenant, KIND, id, List.of(new ShardRequest(id, handlers.size())));
  }

  /**
   * Waits for the end of some.
   *
   * @return what went where, in their order
   * @throws Failure for the operator, if a room could not do its part
   */
  public List<Erasure> awaitEnd(Caller caller, List<Job> jobs, Progress progress)
      throws InterruptedException {
    for (Job job : jobs) {
      JobReport report = work.awaitEnd(job, progress);
      if (!report.succeeded()) {
        throw Failure.operator(
            "not everything is erased yet ("
                + report.deadLetters().getFirst().reason()
                + "): ask again to go on");
      }
    }
    forgetLate(caller.tenant());
    return jobs.stream().map(job -> store.find(caller, UUID.fromString(job.name()))).toList();
  }

  /**
   * How many are not done.
   *
   * @param overdue of which the deadline is over
   * @param nextDue null if none is open
   */
  public record Waiting(int open, int overdue, @Nullable Instant nextDue) {}

  /** For operations: nothing of whom they are. */
  public Waiting waiting(Caller caller) {
    access.require(caller, Action.OPERATIONS, "erasures");
    return store.waiting(caller, clock.instant());
  }

  /**
   * How many were asked for, and whether they were done in time.
   *
   * @param done before their deadline
   * @param late after it
   */
  public record Kept(int open, int overdue, int done, int late) {}

  /** For whoever watches that it is kept: nothing of whom they are. */
  public Kept kept(Caller caller) {
    access.admit(caller, Action.PROMISES);
    return store.kept(caller.tenant(), clock.instant());
  }

  /**
   * Erases what turned out to be about somebody erased after their rows had gone. Killed on the way
   * it is done again.
   *
   * @return how many rows went
   */
  public long forgetLate(TenantId tenant) {
    hide(tenant);
    List<KeyPeriod> late = store.asking(tenant, () -> late(tenant));
    if (late.isEmpty()) {
      return 0;
    }
    Set<PersonKey> whose = late.stream().map(KeyPeriod::person).collect(Collectors.toSet());
    people.markLate(tenant, whose);
    Set<PersonKey> keys = new HashSet<>(whose);
    late.stream().filter(KeyPeriod::isAlways).map(KeyPeriod::key).forEach(keys::add);
    List<KeyPeriod> shared = late.stream().filter(period -> !period.isAlways()).toList();
    long rows = sum(erase(new Erased(tenant, keys, shared, Set.of())));
    if (rows > 0) {
      LOG.info("{} rows of tenant {} turned out to be of somebody erased and went.", rows, tenant);
    }
    return rows;
  }

  /** Not of people whose erasure is open: theirs go with it. */
  private List<KeyPeriod> late(TenantId tenant) {
    Set<PersonKey> open = store.open(tenant);
    List<KeyPeriod> late = people.lateKeys(tenant);
    if (open.isEmpty() || late.isEmpty()) {
      return late;
    }
    Set<PersonKey> theirs = people.keys(tenant, open);
    return late.stream()
        .filter(p -> !theirs.contains(p.key()) && !theirs.contains(p.person()))
        .toList();
  }

  /**
   * Lets no page of the database hold what went, if anybody of these was erased in the last two
   * days: what could not be rewritten in one night is tried in the next.
   *
   * @return how many tables were left alone; empty if there was nothing to do, or it cannot be done
   */
  public OptionalInt forgetBytes(Collection<TenantId> companies) {
    Instant since = clock.instant().minus(REWRITTEN_AGAIN);
    return companies.stream().anyMatch(tenant -> store.endedSince(tenant, since))
        ? store.forgetBytes()
        : OptionalInt.empty();
  }

  /**
   * Erases whoever was erased by what the home says and not by what the database does: it was
   * restored from a time before. Of each nothing is kept from the first moment on.
   *
   * @return how many rows went
   */
  public long eraseAgain(TenantId tenant) {
    if (people.unknown(tenant).isEmpty()) {
      return 0;
    }
    long rows = Database.<Long, RuntimeException>as(Login.WORKER, () -> again(tenant));
    LOG.warn(
        "The database was restored from before people of tenant {} were erased; {} rows of them"
            + " went again.",
        tenant,
        rows);
    return rows;
  }

  private long again(TenantId tenant) {
    Set<PersonKey> marked = people.unknown(tenant);
    Set<PersonKey> keys = new HashSet<>(marked);
    Set<String> words = new HashSet<>();
    for (PersonKey key : marked) {
      keys.addAll(people.keys(tenant, Set.of(key)));
      words.addAll(people.words(tenant, Set.of(key)));
    }
    // Rows and receipts go first: killed on the way, they are still unknown at the next start.
    SortedMap<String, Long> rows =
        erase(new Erased(tenant, keys, people.sharedKeys(tenant, keys), words));
    receipts(tenant, marked, rows);
    people.markLate(tenant, keys);
    return sum(rows) + sum(erase(new Erased(tenant, keys, List.of(), words)));
  }

  /** The database that was restored has no erasure of theirs: each gets another, with a receipt. */
  private void receipts(TenantId tenant, Set<PersonKey> whose, Map<String, Long> rows) {
    Caller system = Caller.system(tenant, "erasure");
    Instant now = clock.instant();
    ErasureStore.Term term = new ErasureStore.Term(now, now.plus(DEADLINE));
    Set<UUID> pass = new TreeSet<>();
    whose.forEach(person -> pass.add(store.add(system, UUID.randomUUID(), person, term)));
    store.gone(tenant, pass, rows, now);
  }

  private static long sum(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  private SortedMap<String, Long> erase(Erased erased) {
    SortedMap<String, Long> rows = new TreeMap<>();
    for (ErasureHandler handler : handlers) {
      rows.put(
          handler.place(),
          Database.<Long, RuntimeException>as(Login.WORKER, () -> handler.erase(erased)));
    }
    people.gone(erased.tenant(), erased.periods());
    hide(erased.tenant());
    return rows;
  }

  /** What earlier versions left under pseudonyms of people who were erased, and what came since. */
  private void hide(TenantId tenant) {
    long hidden = people.hide(tenant);
    if (hidden > 0) {
      LOG.info(
          "{} rows of tenant {} that keep erased people from coming back are hidden.",
          hidden,
          tenant);
    }
  }
}

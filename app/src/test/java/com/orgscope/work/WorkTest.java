package com.orgscope.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import com.orgscope.testing.TestDatabase;
import com.orgscope.work.JobRequest.ShardRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class WorkTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");

  private final Database database = TestDatabase.fresh();
  private final List<Work> works = new ArrayList<>();

  @AfterEach
  void close() {
    works.forEach(Work::close);
    database.close();
  }

  @Test
  void a_job_ends_when_its_shards_have_and_says_so_without_delay() throws Exception {
    Map<Integer, String> seen = new ConcurrentHashMap<>();
    Work work = work(shard -> seen.put(shard.number(), shard.payload()));
    work.awaitEnd(work.submit(request("warm", 1)), Progress.NONE);

    long start = System.nanoTime();
    Job job = work.submit(request("one", 10));
    JobReport report = work.awaitEnd(job, Progress.NONE);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    assertThat(report.succeeded()).isTrue();
    assertThat(report.unitsDone()).isEqualTo(report.units()).isEqualTo(10);
    assertThat(seen).containsEntry(9, "part 9").hasSize(10);
    assertThat(millis).as("milliseconds for ten empty shards").isLessThan(2_000);
  }

  @Test
  void a_shard_that_fails_goes_on_from_its_checkpoint() throws Exception {
    List<String> steps = new ArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    Work work =
        work(shard -> {
          steps.add("from " + shard.checkpoint());
          shard.checkpoint("run " + runs.incrementAndGet(), Effect.NONE);
          if (runs.get() < 6) {
            throw Failure.retry("not yet", null);
          }
        });
    JobReport report = work.awaitEnd(work.submit(request("steps", 1)), Progress.NONE);
    assertThat(report.succeeded()).as("it got further each time, so nothing wore out").isTrue();
    assertThat(steps)
        .containsExactly(
            "from null", "from run 1", "from run 2", "from run 3", "from run 4", "from run 5");
  }

  /** An effect that a report tells of. */
  private static Effect row(Shard shard) {
    return jdbc ->
        jdbc.sql(
                """
                INSERT INTO work.dead_letter (job, shard, tenant, reason, at)
                VALUES (?, ?, ?, 'must vanish', now())
                """)
            .params(shard.job().id(), shard.number(), shard.tenant().value())
            .update();
  }

  @Test
  void an_effect_and_its_checkpoint_are_kept_together_or_not_at_all() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Work work =
        work(shard -> {
          if (runs.getAndIncrement() == 0) {
            shard.checkpoint(
                "broken",
                jdbc -> {
                  row(shard).in(jdbc);
                  throw Failure.retry("in the middle", null);
                });
          }
        });
    JobReport report = work.awaitEnd(work.submit(request("both", 1)), Progress.NONE);
    assertThat(runs).hasValue(2);
    assertThat(report.deadLetters()).isEmpty();
  }

  @Test
  void a_shard_that_keeps_failing_is_set_aside_alone_and_another_asking_tries_it_again()
      throws Exception {
    AtomicInteger broken = new AtomicInteger();
    boolean[] mended = {false};
    Work work =
        work(shard -> {
          if (shard.number() == 1 && !mended[0]) {
            broken.incrementAndGet();
            throw Failure.retry("the model is away", null);
          }
        });
    Job job = work.submit(request("some", 3));
    JobReport report = work.awaitEnd(job, Progress.NONE);
    assertThat(report.ended()).isTrue();
    assertThat(report.succeeded()).isFalse();
    assertThat(List.of(report.done(), report.dead())).containsExactly(2, 1);
    assertThat(broken).as("attempts").hasValue(3);
    assertThat(report.deadLetters())
        .singleElement()
        .extracting(DeadLetter::reason)
        .isEqualTo("the model is away");

    mended[0] = true;
    Job shared = work.join(request("some", 3));
    assertThat(work.awaitEnd(shared, Progress.NONE).dead()).as("whoever joins").isEqualTo(1);
    assertThat(work.find(ACME, "test", "some").orElseThrow().dead()).isEqualTo(1);
    assertThat(work.find(ACME, "test", "none")).isEmpty();
    assertThat(work.find(OTHER, "test", "some")).isEmpty();
    Job again = work.submit(request("some", 3));
    assertThat(again).isEqualTo(job);
    assertThat(work.awaitEnd(again, Progress.NONE).succeeded()).isTrue();
  }

  @Test
  void poison_is_not_tried_twice() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Work work =
        work(shard -> {
          runs.incrementAndGet();
          throw Failure.poison("never works");
        });
    assertThat(work.awaitEnd(work.submit(request("bad", 1)), Progress.NONE).dead()).isEqualTo(1);
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_holder_that_stood_still_for_too_long_writes_nothing_more() throws Exception {
    WorkStore store = new WorkStore(database, InstantSource.system());
    Job job = store.submit(request("fenced", 1), WorkStore.SHARD_TASK);
    var id = new WorkStore.ShardId(ACME, job.id(), 0);
    Shard stale = new Shard(store.claim(id).orElseThrow(), store, () -> false);
    Shard fresh = new Shard(store.claim(id).orElseThrow(), store, () -> false);
    fresh.checkpoint("mine", Effect.NONE);

    assertThatThrownBy(() -> stale.checkpoint("late", row(stale))).isInstanceOf(LeaseLost.class);
    JobReport report = store.report(job);
    assertThat(report.deadLetters()).isEmpty();
    assertThat(report.unitsDone()).isEqualTo(1);
    assertThat(store.claim(id).orElseThrow().checkpoint()).isEqualTo("mine");
  }

  @Test
  void two_processes_share_the_shards_of_one_job() throws Exception {
    CountDownLatch both = new CountDownLatch(8);
    Consumer<Shard> meet =
        shard -> {
          both.countDown();
          try {
            // Eight at a time is more than either may run alone.
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Work one = work(meet);
    Work two = work(meet);
    two.takePart();
    JobReport report = one.awaitEnd(one.submit(request("shared", 8)), Progress.NONE);
    assertThat(report.succeeded()).isTrue();
  }

  @Test
  void a_job_is_seen_by_its_own_tenants_it_and_by_nobody_else() {
    Work work = work(shard -> {});
    Job job = work.submit(request("mine", 1));
    assertThat(work.reports(Caller.commandLine(ACME, "ann"), 10))
        .extracting(JobReport::job)
        .containsExactly(job);
    assertThat(work.reports(Caller.commandLine(OTHER, "ann"), 10)).isEmpty();
    assertThat(work.reports(new Caller(ACME, Role.CEO, "chief", null), 10)).isEmpty();
  }

  @Test
  void what_recurs_runs_at_its_time_and_makes_a_missed_one_good_once() throws Exception {
    Instant[] now = {Instant.parse("2026-03-01T01:00:00Z")};
    BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    Work work =
        TestWork.on(
            database,
            () -> now[0],
            List.of(),
            List.of(
                new Recurring() {
                  @Override
                  public String kind() {
                    return "night";
                  }

                  @Override
                  public void run(@Nullable TenantId tenant) {
                    ran.add(tenant + " at " + now[0]);
                  }
                }),
            3);
    works.add(work);
    work.repeat("night", ACME, "0 0 2 * * *", ZoneOffset.UTC);
    work.takePart();
    assertThat(ran.poll(500, TimeUnit.MILLISECONDS)).as("before its time").isNull();

    now[0] = Instant.parse("2026-03-04T08:00:00Z");
    assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("acme at 2026-03-04T08:00:00Z");
    assertThat(ran.poll(500, TimeUnit.MILLISECONDS)).as("once for three nights").isNull();

    now[0] = Instant.parse("2026-03-05T02:00:00Z");
    assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("acme at 2026-03-05T02:00:00Z");
  }

  private static final int BATCH = 500;
  private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(75);

  /** Four places; a batch of 500 people takes as long whosever it is. */
  @Test
  void a_night_of_500_people_waits_for_one_batch_of_a_night_of_50_000_and_no_more()
      throws Exception {
    AtomicInteger large = new AtomicInteger();
    CountDownLatch busy = new CountDownLatch(4);
    Work work =
        work(shard -> {
          long units = Long.parseLong(shard.payload());
          while (shard.unitsDone() < units) {
            busy.countDown();
            LockSupport.parkNanos(BATCH_NANOS);
            if (shard.tenant().equals(ACME)) {
              large.incrementAndGet();
            }
            shard.checkpoint("on", Math.min(units, shard.unitsDone() + BATCH), Effect.NONE);
          }
        });
    Job night = work.submit(night(ACME, 50_000));
    assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
    int before = large.get();
    JobReport small = work.awaitEnd(work.submit(night(OTHER, 500)), Progress.NONE);
    int between = large.get() - before;
    assertThat(small.succeeded()).isTrue();
    assertThat(between)
        .as("batches of the large one until the small one had ended; ninety if it were not let by")
        .isBetween(0, 40);
    assertThat(work.awaitEnd(night, Progress.NONE).succeeded()).isTrue();
    assertThat(large.get()).as("none was done twice").isEqualTo(100);
    System.out.printf(
        "10 shards of 50 people ended while a night of 50,000 did %d of its 100 batches%n",
        between);
  }

  private static JobRequest night(TenantId tenant, int people) {
    int each = people / 10;
    return new JobRequest(
        tenant,
        "test",
        "night",
        IntStream.range(0, 10)
            .mapToObj(n -> new ShardRequest(String.valueOf(each), each))
            .toList());
  }

  /** As many as there are places for work, and one more. */
  @Test
  void those_who_wait_for_a_model_take_no_place_of_those_who_work() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(5);
    Work work =
        TestWork.on(
            database,
            List.of(
                handler("test", shard -> {}, false),
                handler(
                    "asks",
                    shard -> {
                      asked.countDown();
                      awaits(answered);
                    },
                    true)));
    works.add(work);
    List<Job> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waiting.add(
          work.submit(
              new JobRequest(ACME, "asks", "n" + i, List.of(new ShardRequest("model", 1)))));
    }
    assertThat(asked.await(20, TimeUnit.SECONDS)).as("all five wait beside each other").isTrue();
    assertThat(work.awaitEnd(work.submit(request("works", 10)), Progress.NONE).succeeded())
        .isTrue();
    answered.countDown();
    for (Job job : waiting) {
      assertThat(work.awaitEnd(job, Progress.NONE).succeeded()).isTrue();
    }
  }

  @Test
  void large_work_that_waited_for_long_goes_before_less_work_that_came_later() throws Exception {
    Instant[] now = {Instant.now()};
    WorkStore store = new WorkStore(database, () -> now[0]);
    Job large = store.submit(night(ACME, 50_000), WorkStore.SHARD_TASK);
    now[0] = now[0].plusSeconds(660);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Work work =
        TestWork.on(
            database,
            () -> now[0],
            List.of(
                handler(
                    "test",
                    shard -> {
                      order.add(shard.job().name());
                      LockSupport.parkNanos(BATCH_NANOS);
                    },
                    false)),
            List.of(),
            3);
    works.add(work);
    Job small = work.submit(request("small", 40));
    assertThat(work.awaitEnd(small, Progress.NONE).succeeded()).isTrue();
    assertThat(work.awaitEnd(large, Progress.NONE).succeeded()).isTrue();
    assertThat(order.subList(0, 25)).contains("night");
  }

  @Test
  void large_work_that_was_let_first_steps_back_after_a_while() throws Exception {
    AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    InstantSource clock = () -> Instant.now().plus(later.get());
    WorkStore store = new WorkStore(database, clock);
    // As many as there are places: one of them is let first.
    Job large =
        store.submit(
            new JobRequest(
                ACME, "test", "large", Collections.nCopies(4, new ShardRequest("5000", 5_000))),
            WorkStore.SHARD_TASK);
    later.set(Duration.ofMinutes(11));
    store.raiseWhoWaited();
    CountDownLatch busy = new CountDownLatch(4);
    CountDownLatch free = new CountDownLatch(1);
    Map<Integer, Integer> begun = new ConcurrentHashMap<>();
    Consumer<Shard> inBatches =
        shard -> {
          if (shard.tenant().equals(ACME)) {
            begun.merge(shard.number(), 1, Integer::sum);
          }
          long units = Long.parseLong(shard.payload());
          while (shard.unitsDone() < units) {
            busy.countDown();
            awaits(free);
            shard.checkpoint("on", Math.min(units, shard.unitsDone() + BATCH), Effect.NONE);
          }
        };
    Work work =
        TestWork.on(
            database,
            clock,
            List.of(handler("test", inBatches, false), handler("looks", shard -> {}, true)),
            List.of(),
            3);
    works.add(work);
    var unused =
        work.submit(new JobRequest(ACME, "looks", "once", List.of(new ShardRequest("now", 1))));
    assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
    Job small = work.submit(night(OTHER, 500));
    later.set(Objects.requireNonNull(later.get()).plus(WorkStore.FIRST_FOR));
    free.countDown();
    assertThat(work.awaitEnd(small, Progress.NONE).succeeded()).isTrue();
    assertThat(work.awaitEnd(large, Progress.NONE).succeeded()).isTrue();
    assertThat(begun.values()).as("each stepped back").hasSize(4).allMatch(times -> times > 1);
  }

  @Test
  void who_waits_for_a_model_begins_while_less_work_is_due_and_finds_no_place() throws Exception {
    CountDownLatch busy = new CountDownLatch(4);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Work work =
        TestWork.on(
            database,
            List.of(
                handler(
                    "test",
                    shard -> {
                      busy.countDown();
                      awaits(free);
                    },
                    false),
                handler("asks", shard -> asked.countDown(), true)));
    works.add(work);
    Job working = work.submit(request("works", 5));
    assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
    Job waiting =
        work.submit(
            new JobRequest(ACME, "asks", "large", List.of(new ShardRequest("model", 1_000))));
    boolean began = asked.await(5, TimeUnit.SECONDS);
    free.countDown();
    assertThat(began).isTrue();
    assertThat(work.awaitEnd(working, Progress.NONE).succeeded()).isTrue();
    assertThat(work.awaitEnd(waiting, Progress.NONE).succeeded()).isTrue();
  }

  private static void awaits(CountDownLatch latch) {
    assertThat(answers(latch)).isTrue();
  }

  private static boolean answers(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** As many as there are places for those who wait, and some more. */
  @Test
  void who_waits_apart_is_behind_nobody_who_waits_for_a_model() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicBoolean gaveUp = new AtomicBoolean();
    Work work =
        TestWork.on(
            database,
            List.of(
                handler("asks", shard -> gaveUp.compareAndSet(false, !answers(answered)), true),
                handler("apart", shard -> {}, true)));
    works.add(work);
    List<ShardRequest> many = new ArrayList<>();
    for (int i = 0; i < 3 * database.connections(); i++) {
      many.add(new ShardRequest("model" + i, 1));
    }
    Job waiting = work.submit(new JobRequest(ACME, "asks", "many", many));
    try {
      JobRequest apart = new JobRequest(ACME, "apart", "a", List.of(new ShardRequest("a", 1)));
      assertThat(work.awaitEnd(work.submit(apart), Progress.NONE).succeeded()).isTrue();
      assertThat(gaveUp).as("no place was left by who waits for a model").isFalse();
    } finally {
      answered.countDown();
    }
    assertThat(work.awaitEnd(waiting, Progress.NONE).succeeded()).isTrue();
  }

  private static ShardHandler handler(String kind, Consumer<Shard> does, boolean waits) {
    return new ShardHandler() {
      @Override
      public boolean waitsApart() {
        return kind.equals("apart");
      }

      @Override
      public String kind() {
        return kind;
      }

      @Override
      public boolean waits() {
        return waits;
      }

      @Override
      public void run(Shard shard) {
        does.accept(shard);
      }
    };
  }

  private Work work(Consumer<Shard> handler) {
    Work work = TestWork.on(database, List.of(handler("test", handler, false)));
    works.add(work);
    return work;
  }

  private static JobRequest request(String name, int shards) {
    return new JobRequest(
        ACME,
        "test",
        name,
        IntStream.range(0, shards).mapToObj(n -> new ShardRequest("part " + n, 1)).toList());
  }
}

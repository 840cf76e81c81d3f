package com.orgscope.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who asks to be forgotten is in no answer from then on. */
@Tag("slow")
class ErasureTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");
  private static final NamedQuery DAILY = new NamedQuery(ErasureTest.class, "daily");
  private static final TimeWindow MARCH =
      new TimeWindow(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-04-01"));

  @TempDir Path home;
  @AutoClose private final Database database = TestDatabase.fresh();
  private Lake lake;

  /** What happens between the finding of an erased person's rows and the commit, once each. */
  private final Queue<Runnable> whileErasing = new ArrayDeque<>();

  /** The same between a write's files and its commit. */
  private final Queue<Runnable> whileWriting = new ArrayDeque<>();

  @BeforeEach
  void open() {
    lake =
        TestLake.open(
            database,
            home,
            new LakeListener() {
              @Override
              public void erasing() {
                runOnce(whileErasing);
              }

              @Override
              public void written() {
                runOnce(whileWriting);
              }
            });
  }

  private static void runOnce(Queue<Runnable> steps) {
    Runnable step = steps.poll();
    if (step != null) {
      step.run();
    }
  }

  @Test
  void an_erased_persons_rows_are_in_no_answer_and_everybody_elses_still_are() {
    append(ACME, 1, "2026-03-01", 1, 2, 3);
    append(ACME, 11, "2026-03-02", 2, 3);
    append(OTHER, 21, "2026-03-01", 2);
    lake.derive(ACME, LakeTable.APP_USAGE_DAILY, lake.dueDays(ACME), DAILY, Map.of());
    assertThat(lake.erase(ACME, Set.of(Events.person(2)))).as("two events, two days").isEqualTo(4);
    assertThat(events(ACME, Events.person(2))).isZero();
    assertThat(accesses(ACME, Events.person(2))).isZero();
    assertThat(events(ACME)).isEqualTo(3);
    assertThat(accesses(ACME)).isEqualTo(3);
    assertThat(events(OTHER)).isEqualTo(1);
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-03-01T10:00:00Z"))).hasSize(4);
    assertThat(lake.erase(ACME, Set.of(Events.person(2)))).as("again").isZero();
  }

  @Test
  void a_second_erasure_in_the_same_file_keeps_the_first() {
    append(ACME, 1, "2026-03-01", 1, 2, 3, 4, 5);
    lake.erase(ACME, Set.of(Events.person(1), Events.person(4)));
    lake.erase(ACME, Set.of(Events.person(4), Events.person(5)));
    assertThat(events(ACME)).isEqualTo(2);
    assertThat(events(ACME, Events.person(2))).isEqualTo(1);
    assertThat(events(ACME, Events.person(3))).isEqualTo(1);
  }

  @Test
  void hundreds_of_people_are_erased_at_once() {
    append(ACME, 1, "2026-03-01", LongStream.range(0, 400).toArray());
    Set<PersonKey> people = new HashSet<>();
    LongStream.range(0, 300).forEach(i -> people.add(Events.person(i)));
    assertThat(lake.erase(ACME, people)).isEqualTo(300);
    assertThat(events(ACME)).isEqualTo(100);
  }

  @Test
  void keys_that_were_somebodys_on_some_days_go_with_the_others_in_one_pass_over_the_files() {
    append(ACME, 1, "2026-03-01", 1, 2, 3);
    append(ACME, 11, "2026-03-02", 1, 2, 3);
    AtomicInteger passes = new AtomicInteger();
    LongStream.range(0, 3).forEach(_ -> whileErasing.add(passes::incrementAndGet));
    LocalDate second = LocalDate.parse("2026-03-02");
    assertThat(
            lake.erase(
                ACME,
                Set.of(Events.person(1)),
                List.of(
                    new PeopleLeftOut.Days(Events.person(2), second, second.plusDays(1)),
                    new PeopleLeftOut.Days(Events.person(1), second, second.plusDays(1)))))
        .isEqualTo(3);
    assertThat(passes).hasValue(1);
    assertThat(events(ACME, Events.person(1))).isZero();
    assertThat(events(ACME, Events.person(2))).as("on the other day").isOne();
    assertThat(events(ACME, Events.person(3))).isEqualTo(2);
  }

  @Test
  void events_that_come_in_while_an_erasure_is_under_way_go_as_well() {
    append(ACME, 1, "2026-03-01", 1, 2);
    whileErasing.add(() -> append(ACME, 11, "2026-03-02", 1, 2));
    assertThat(lake.erase(ACME, Set.of(Events.person(1)))).isEqualTo(2);
    assertThat(events(ACME)).isEqualTo(2);
    assertThat(events(ACME, Events.person(1))).isZero();
  }

  @Test
  void two_erasures_in_the_same_file_at_the_same_time_both_hold() {
    append(ACME, 1, "2026-03-01", 1, 2, 3);
    Lake another = TestLake.open(database, home);
    whileErasing.add(() -> another.erase(ACME, Set.of(Events.person(2))));
    lake.erase(ACME, Set.of(Events.person(1)));
    assertThat(events(ACME)).isEqualTo(1);
    assertThat(events(ACME, Events.person(3))).isEqualTo(1);
  }

  @Test
  void a_derivation_that_read_the_events_before_an_erasure_does_not_bring_anybody_back() {
    append(ACME, 1, "2026-03-01", 1, 2);
    Lake another = TestLake.open(database, home);
    whileWriting.add(() -> another.erase(ACME, Set.of(Events.person(1))));
    lake.derive(ACME, LakeTable.APP_USAGE_DAILY, lake.dueDays(ACME), DAILY, Map.of());
    assertThat(accesses(ACME, Events.person(1))).isZero();
    assertThat(accesses(ACME, Events.person(2))).isEqualTo(1);
    assertThat(lake.dueDays(ACME)).isEmpty();
  }

  @Test
  void a_day_derived_anew_after_an_erasure_is_without_the_erased() {
    append(ACME, 1, "2026-03-01", 1, 2);
    lake.derive(ACME, LakeTable.APP_USAGE_DAILY, lake.dueDays(ACME), DAILY, Map.of());
    lake.erase(ACME, Set.of(Events.person(1)));
    append(ACME, 11, "2026-03-01", 2);
    lake.derive(
        ACME, LakeTable.APP_USAGE_DAILY, new TreeSet<>(lake.dueDays(ACME)), DAILY, Map.of());
    assertThat(accesses(ACME, Events.person(1))).isZero();
    assertThat(accesses(ACME, Events.person(2))).isEqualTo(2);
  }

  @Test
  void nobody_is_no_work() {
    assertThat(lake.erase(ACME, Set.of())).isZero();
    assertThat(lake.erase(ACME, Set.of(Events.person(1)))).isZero();
  }

  private void append(TenantId tenant, long key, String day, long... actors) {
    EventBatch batch = new EventBatch();
    for (int i = 0; i < actors.length; i++) {
      batch.add(Events.visit(key + i, day + "T10:00:00Z", actors[i], "Mail"));
    }
    lake.append(tenant, batch, Map.of());
  }

  private long events(TenantId tenant, PersonKey... people) {
    return ask("count", tenant, people, "events");
  }

  private long accesses(TenantId tenant, PersonKey... people) {
    return ask("accesses", tenant, people, "accesses");
  }

  private long ask(String question, TenantId tenant, PersonKey[] people, String column) {
    Scope scope = people.length == 0 ? Scope.everybody(tenant) : new Scope(tenant, Set.of(people));
    return lake.ask(
            new NamedQuery(ErasureTest.class, question),
            scope,
            MARCH,
            Map.of(),
            row -> row.getLong(column))
        .getFirst();
  }
}

package com.orgscope.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DerivationTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");
  private static final NamedQuery DAILY = new NamedQuery(DerivationTest.class, "daily");
  private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

  @TempDir Path home;
  @AutoClose private final Database database = TestDatabase.fresh();
  private Lake lake;

  @BeforeEach
  void open() {
    lake = TestLake.open(database, home);
  }

  @Test
  void the_days_of_new_events_are_due_until_they_are_derived() {
    lake.append(
        ACME,
        Events.batch(
            Events.visit(1, "2026-03-01T10:00:00Z", 1, "Mail"),
            Events.visit(2, "2026-03-01T10:20:00Z", 1, "Code"),
            Events.visit(3, "2026-03-03T09:00:00Z", 2, null)),
        Map.of());
    lake.append(OTHER, one(1), Map.of());
    assertThat(lake.dueDays(ACME)).containsExactly(day(1), day(3));
    lake.derive(ACME, LakeTable.APP_USAGE_DAILY, lake.dueDays(ACME), DAILY, Map.of());
    assertThat(lake.dueDays(ACME)).isEmpty();
    assertThat(lake.dueDays(OTHER)).containsExactly(day(1));
    assertThat(usage(ACME))
        .containsExactly(
            "2026-03-01 1 Code 1 accesses 1 switches",
            "2026-03-01 1 Mail 1 accesses 0 switches",
            "2026-03-03 2 null 1 accesses 0 switches");
    assertThat(usage(OTHER)).isEmpty();
  }

  @Test
  void deriving_again_replaces_the_days_asked_for_and_no_other() {
    lake.append(ACME, one(1), Map.of());
    lake.append(ACME, Events.batch(Events.visit(2, "2026-03-02T10:00:00Z", 1, "Mail")), Map.of());
    derive(day(1), day(2));
    lake.append(ACME, one(3), Map.of());
    lake.append(ACME, Events.batch(Events.visit(4, "2026-03-02T10:00:00Z", 1, "Mail")), Map.of());
    derive(day(1));
    derive(day(1));
    assertThat(usage(ACME))
        .containsExactly(
            "2026-03-01 1 Mail 2 accesses 1 switches", "2026-03-02 1 Mail 1 accesses 0 switches");
    assertThat(lake.dueDays(ACME)).containsExactly(day(2));
  }

  @Test
  void a_day_whose_answer_is_empty_loses_its_old_rows() {
    lake.append(ACME, one(1), Map.of());
    derive(day(1));
    assertThat(usage(ACME)).hasSize(1);
    lake.derive(
        ACME,
        LakeTable.APP_USAGE_DAILY,
        new TreeSet<>(List.of(day(1))),
        new NamedQuery(DerivationTest.class, "daily_nothing"),
        Map.of());
    assertThat(usage(ACME)).isEmpty();
    derive(day(1), day(9));
    assertThat(usage(ACME)).hasSize(1);
  }

  @Test
  void the_last_half_hour_before_midnight_counts_for_the_next_day_too() {
    lake.append(
        ACME,
        Events.batch(
            Events.visit(1, "2026-03-01T23:29:00Z", 2, "Mail"),
            Events.visit(2, "2026-03-01T23:50:00Z", 1, "Mail"),
            Events.visit(3, "2026-03-02T00:10:00Z", 1, "Code"),
            Events.visit(4, "2026-03-02T00:10:00Z", 2, "Code")),
        Map.of());
    assertThat(lake.dueDays(ACME)).containsExactly(day(1), day(2));
    derive(day(2));
    assertThat(usage(ACME))
        .containsExactly(
            "2026-03-02 1 Code 1 accesses 1 switches", "2026-03-02 2 Code 1 accesses 0 switches");
    derive(day(1));
    lake.append(ACME, Events.batch(Events.visit(5, "2026-03-01T23:29:59Z", 3, "Mail")), Map.of());
    assertThat(lake.dueDays(ACME)).containsExactly(day(1));
    lake.append(ACME, Events.batch(Events.visit(6, "2026-03-01T23:30:00Z", 3, "Mail")), Map.of());
    assertThat(lake.dueDays(ACME)).containsExactly(day(1), day(2));
  }

  @Test
  void a_long_row_of_days_gives_what_each_day_alone_gives() {
    EventBatch batch = new EventBatch();
    long start = Events.micros("2026-03-01T00:00:00Z");
    for (int i = 0; i < 20 * 96; i++) {
      batch.add(Events.visit(i, start + i * 900_000_000L, i % 3, "app " + i % 5));
    }
    lake.append(ACME, batch, Map.of());
    SortedSet<LocalDate> due = lake.dueDays(ACME);
    assertThat(due).hasSize(21);
    lake.derive(ACME, LakeTable.APP_USAGE_DAILY, due, DAILY, Map.of());
    List<String> together = usage(ACME);
    due.forEach(this::derive);
    assertThat(usage(ACME)).isEqualTo(together).hasSizeGreaterThan(20 * 3);
  }

  @Test
  void events_that_come_while_a_day_is_derived_leave_it_due() {
    lake.append(ACME, one(1), Map.of());
    Lake deriving =
        TestLake.open(
            database,
            home,
            new LakeListener() {
              @Override
              public void written() {
                lake.append(ACME, one(2), Map.of());
              }
            });
    deriving.derive(ACME, LakeTable.APP_USAGE_DAILY, lake.dueDays(ACME), DAILY, Map.of());
    assertThat(usage(ACME)).containsExactly("2026-03-01 1 Mail 1 accesses 0 switches");
    assertThat(lake.dueDays(ACME)).containsExactly(day(1));
    derive(day(1));
    assertThat(usage(ACME)).containsExactly("2026-03-01 1 Mail 2 accesses 1 switches");
    assertThat(lake.dueDays(ACME)).isEmpty();
  }

  @Test
  void a_derivation_waits_for_events_that_are_marked_and_not_yet_there() throws Exception {
    Lake deriving = TestLake.open(database, home);
    List<Future<?>> derived = new ArrayList<>();
    try (var pool = Executors.newSingleThreadExecutor()) {
      Lake appending =
          TestLake.open(
              database,
              home,
              new LakeListener() {
                @Override
                public void marked() {
                  Future<?> running =
                      pool.submit(() ->
                          deriving.derive(
                              ACME,
                              LakeTable.APP_USAGE_DAILY,
                              new TreeSet<>(List.of(day(1))),
                              DAILY,
                              Map.of()));
                  derived.add(running);
                  assertThatThrownBy(() -> running.get(2, TimeUnit.SECONDS))
                      .isInstanceOf(TimeoutException.class);
                }
              });
      appending.append(ACME, one(1), Map.of());
      derived.getFirst().get(60, TimeUnit.SECONDS);
    }
    assertThat(usage(ACME)).containsExactly("2026-03-01 1 Mail 1 accesses 0 switches");
    assertThat(lake.dueDays(ACME)).isEmpty();
  }

  @Test
  void the_slower_of_two_derivations_does_not_undo_the_newer() {
    lake.append(ACME, one(1), Map.of());
    AtomicInteger attempts = new AtomicInteger();
    Lake slow =
        TestLake.open(
            database,
            home,
            new LakeListener() {
              @Override
              public void written() {
                if (attempts.incrementAndGet() == 1) {
                  lake.append(ACME, one(2), Map.of());
                  derive(day(1));
                }
              }
            });
    slow.derive(ACME, LakeTable.APP_USAGE_DAILY, new TreeSet<>(List.of(day(1))), DAILY, Map.of());
    assertThat(attempts).hasValue(2);
    assertThat(usage(ACME)).containsExactly("2026-03-01 1 Mail 2 accesses 1 switches");
    assertThat(lake.dueDays(ACME)).isEmpty();
  }

  @Test
  void an_answer_without_its_required_columns_replaces_nothing() {
    lake.append(ACME, one(1), Map.of());
    derive(day(1));
    assertThatThrownBy(() ->
            lake.derive(
                ACME,
                LakeTable.APP_USAGE_DAILY,
                new TreeSet<>(List.of(day(1))),
                new NamedQuery(DerivationTest.class, "daily_broken"),
                Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("empty");
    assertThat(usage(ACME)).hasSize(1);
  }

  private void derive(LocalDate... days) {
    lake.derive(ACME, LakeTable.APP_USAGE_DAILY, new TreeSet<>(List.of(days)), DAILY, Map.of());
  }

  private List<String> usage(TenantId tenant) {
    List<String> rows = new ArrayList<>();
    lake.ask(
            new NamedQuery(DerivationTest.class, "usage"),
            Scope.everybody(tenant),
            new TimeWindow(FIRST, FIRST.plusYears(1)),
            Map.of(),
            row ->
                "%s %d %s %d accesses %d switches"
                    .formatted(
                        row.getDate("day"),
                        row.getPerson("actor").value().getLeastSignificantBits() & 0xff,
                        row.getStringOrNull("app"),
                        row.getLong("accesses"),
                        row.getLong("switches")))
        .forEach(rows::add);
    return rows;
  }

  private static EventBatch one(long key) {
    return Events.batch(Events.visit(key, "2026-03-01T10:0" + key + ":00Z", 1, "Mail"));
  }

  private static LocalDate day(int ofMarch) {
    return FIRST.withDayOfMonth(ofMarch);
  }
}

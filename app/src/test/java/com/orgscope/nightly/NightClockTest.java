package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Release;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly.NightSummary;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import com.orgscope.work.Requests;
import com.orgscope.work.TestRequests;
import com.orgscope.work.TestWork;
import com.orgscope.work.Work;
import com.orgscope.work.WorkRequest;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Nobody types anything, and the nights and the release of a company come. */
@Tag("slow")
class NightClockTest {
  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 16);

  /** An hour before the night of that day. */
  private static final Instant EVENING = Instant.parse("2026-11-17T01:00:00Z");

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final AtomicReference<Instant> NOW = new AtomicReference<>(EVENING);

  @TempDir private static Path home = Path.of("");

  /** No configuration by its annotation: the scan of other tests' contexts would find it. */
  static class Parts {
    @Bean
    @Primary
    InstantSource testClock() {
      return () -> Objects.requireNonNull(NOW.get());
    }
  }

  @Test
  void the_night_comes_at_two_in_the_companys_zone_once_and_the_release_after_it() {
    TenantId acme = new TenantId("acme");
    Caller it = Caller.commandLine(acme, "tess");
    try (var context = Product.on(TestDatabase.fresh(), home, Parts.class).run()) {
      company(context, acme, "Acme");
      Nightly nightly = context.getBean(Nightly.class);
      Work work = context.getBean(Work.class);
      context.getBean(NightSchedule.class).run(null);
      assertThat(TestWork.repeated(context.getBean(Database.class)))
          .anyMatch(
              one -> one.startsWith("night/acme ") && one.contains("0 0 2 * * * Europe/Lisbon"));
      work.takePart();
      assertThat(nightly.recent(it, 9)).as("it is one at night").isEmpty();

      NOW.set(EVENING.plus(Duration.ofMinutes(61)));
      await(() -> released(context, it).isPresent());
      NightSummary night = nightly.recent(it, 9).getFirst();
      assertThat(night.asOf()).isEqualTo(DAY);
      assertThat(night.state()).isEqualTo(State.PUBLISHED);
      assertThat(released(context, it).orElseThrow().window().lastDay()).isEqualTo(DAY);

      NightClock clock = context.getBean(NightClock.class);
      clock.run(acme);
      assertThat(nightly.recent(it, 9)).as("once a day").hasSize(1);

      // Nobody ran for three nights: one night makes good for them, and the period has its release.
      NOW.set(EVENING.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(62)));
      await(() -> nightly.recent(it, 9).size() == 2 && isOver(nightly.recent(it, 1).getFirst()));
      assertThat(nightly.recent(it, 9).getFirst().asOf()).isEqualTo(DAY.plusDays(3));
      assertThat(released(context, it).orElseThrow().window().lastDay()).isEqualTo(DAY);

      // Somebody typed it before the clock came.
      NOW.set(EVENING.plus(Duration.ofDays(4)));
      var unused = nightly.run(it, DAY.plusDays(4), Whom.DUE, Progress.NONE);
      clock.run(acme);
      assertThat(nightly.recent(it, 9)).hasSize(3);
    }
  }

  @Test
  void somebody_elses_clock_has_it_done_once_a_day_however_often_it_asks() throws Exception {
    TenantId acme = new TenantId("acme");
    Caller it = Caller.commandLine(acme, "tess");
    NOW.set(EVENING);
    try (var context =
        Product.on(TestDatabase.fresh(), home.resolve("asked"), Parts.class)
            .properties("orgscope.nightly.clock=false")
            .run()) {
      company(context, acme, "Acme");
      Nightly nightly = context.getBean(Nightly.class);
      NightRequests requests = context.getBean(NightRequests.class);
      Caller ceo = new Caller(acme, Role.CEO, "ceo", null);
      assertThatThrownBy(() -> requests.ask(ceo)).isInstanceOf(Failure.class);
      assertThat(ask(requests, it).day()).isEqualTo(DAY);
      var unused = ask(requests, it);
      assertThat(nightly.recent(it, 9)).as("whoever asks does nothing").isEmpty();

      context.getBean(Work.class).takePart();
      TestRequests.doAll(context);
      await(() -> nightly.recent(it, 9).stream().anyMatch(NightClockTest::isOver));
      await(() -> TestWork.repeated(context.getBean(Database.class)).isEmpty());
      WorkRequest late = ask(requests, it).request();
      TestRequests.doAll(context);
      assertThat(context.getBean(Requests.class).find(it, late.id()).orElseThrow().outcome())
          .isEqualTo("Night 2026-11-16.1 is published; nothing new was begun.");
      assertThat(nightly.recent(it, 9)).hasSize(1);
      NightProgress done = context.getBean(NightProgresses.class).of(it, DAY);
      assertThat(done.stage()).isEqualTo("published");
      assertThat(done.done()).isEqualTo(ThreeTrades.PEOPLE);
      assertThat(done.left()).isZero();
      assertThat(context.getBean(NightProgresses.class).of(it, DAY.plusDays(1)).stage())
          .isEqualTo("waiting");
    }
  }

  /** As pages do. */
  private static NightRequests.Asked ask(NightRequests requests, Caller it) {
    return Database.<NightRequests.Asked, RuntimeException>as(Login.PAGES, () -> requests.ask(it));
  }

  @Test
  void a_night_that_failed_is_tried_three_times_and_one_that_ended_is_not_done_again() {
    assertThat(NightClock.mayBegin(List.of())).isTrue();
    assertThat(NightClock.mayBegin(List.of(State.RUNNING))).as("it was killed").isTrue();
    assertThat(NightClock.mayBegin(List.of(State.FAILED, State.FAILED))).isTrue();
    assertThat(NightClock.mayBegin(List.of(State.FAILED, State.FAILED, State.FAILED))).isFalse();
    for (State ended : List.of(State.PUBLISHED, State.PARTIAL, State.HELD, State.DISCARDED)) {
      assertThat(NightClock.mayBegin(List.of(State.FAILED, ended))).as("%s", ended).isFalse();
    }
  }

  private static void company(ConfigurableApplicationContext context, TenantId id, String name) {
    context.getBean(Tenants.class).create(new Tenant(id, name, "technology", Region.EU, LISBON));
    context.getBean(Ingest.class).stream(
        Caller.commandLine(id, "tess"),
        Source.OKTA,
        new ByteArrayInputStream(ThreeTrades.log(DAY)),
        Progress.NONE);
  }

  private static Optional<Release> released(ConfigurableApplicationContext context, Caller it) {
    return context.getBean(Releases.class).latest(it);
  }

  private static boolean isOver(NightSummary night) {
    return night.state() != State.RUNNING;
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long until = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - until).as("the clock came").isNegative();
      // A clock that stands has nobody look for work again.
      var unused = NOW.updateAndGet(now -> now.plusMillis(20));
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void the_demo_company_has_no_night_by_the_clock_and_without_the_clock_nobody_has() {
    TenantId demo = new TenantId("demo");
    TenantId acme = new TenantId("acme");
    try (var context =
        Product.on(TestDatabase.fresh(), home.resolve("quiet"), Parts.class)
            .properties("orgscope.nightly.clock=false")
            .run()) {
      Tenants tenants = context.getBean(Tenants.class);
      tenants.create(new Tenant(demo, "Demo", "technology", Region.EU, LISBON, true));
      tenants.create(new Tenant(acme, "Acme", "technology", Region.EU, LISBON));
      context.getBean(NightSchedule.class).run(null);
      context.getBean(NightClock.class).run(acme);
      assertThat(TestWork.repeated(context.getBean(Database.class))).isEmpty();
      NightSettings on = new NightSettings(true, java.time.LocalTime.of(2, 0), true, false, 0);
      new NightSchedule(tenants, context.getBean(Work.class), on).run(null);
      assertThat(TestWork.repeated(context.getBean(Database.class)))
          .singleElement()
          .asString()
          .contains("night/acme");
      assertThat(context.getBean(Nightly.class).recent(Caller.commandLine(acme, "tess"), 9))
          .isEmpty();
    }
  }
}

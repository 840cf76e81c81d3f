package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.orgscope.category.ApplicationQuestions.Asked;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.PersonUsage;
import com.orgscope.work.Work;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Somebody whom a night cannot judge, however often it tries. */
class UnjudgedPeopleTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller SYSTEM = Caller.system(ACME, "test");
  private static final AtomicReference<Predicate<PersonKey>> FAILS =
      new AtomicReference<>(key -> false);
  private static final Map<PersonKey, Integer> TRIED = new ConcurrentHashMap<>();

  @TempDir private static Path home = Path.of("");

  /** No configuration by its annotation: the scan of other tests' contexts would find it. */
  static class Parts {
    @Bean
    static BeanPostProcessor failing() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof Categorizer real ? failing(real) : bean;
        }
      };
    }

    private static Categorizer failing(Categorizer real) {
      return new Categorizer() {
        @Override
        public Judge prepare(Company company, Collection<PersonUsage> everybody) {
          return failing(real.prepare(company, everybody));
        }
      };
    }

    private static Judge failing(Judge real) {
      return (Judge)
          Proxy.newProxyInstance(
              Judge.class.getClassLoader(),
              new Class<?>[] {Judge.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("judge")) {
                  PersonKey person = ((Subject) arguments[0]).usage().person();
                  TRIED.merge(person, 1, Integer::sum);
                  if (Objects.requireNonNull(FAILS.get()).test(person)) {
                    throw new IllegalStateException("no way with " + person);
                  }
                }
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @Test
  void whoever_cannot_be_judged_is_put_aside_with_a_reason_and_the_night_goes_on_without_them() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    try (var context = Product.on(TestDatabase.fresh(), home, Parts.class).run()) {
      ((Logger) LoggerFactory.getLogger("com.orgscope.nightly")).addAppender(log);
      LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(4);
      context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
      context.getBean(Ingest.class).stream(
          IT, Source.OKTA, new ByteArrayInputStream(ThreeTrades.log(day)), Progress.NONE);
      Nightly nightly = context.getBean(Nightly.class);
      UnjudgedPeople unjudged = context.getBean(UnjudgedPeople.class);
      assertThatThrownBy(() -> nightly.run(IT, day, Whom.PUT_ASIDE, Progress.NONE))
          .hasMessageContaining("nobody is put aside");

      FAILS.set(key -> true);
      NightReport nobody = nightly.run(IT, day, Whom.DUE, Progress.NONE);
      assertThat(nobody.state()).as("that is no matter of one person").isEqualTo(State.FAILED);
      assertThat(nobody.because()).isEqualTo("nobody of 60 people could be judged");
      assertThat(unjudged.all(IT)).hasSize(ThreeTrades.PEOPLE);
      TRIED.clear();

      // A later night tries them by itself.
      List<PersonKey> everybody =
          List.copyOf(context.getBean(Selection.class).everybody(SYSTEM, day).keySet());
      Set<PersonKey> broken = Set.of(everybody.get(7), everybody.get(30));
      FAILS.set(broken::contains);
      NightReport night = nightly.run(IT, day, Whom.DUE, Progress.NONE);
      assertThat(night.state()).isEqualTo(State.PUBLISHED);
      assertThat(night.judged())
          .isEqualTo(new NightReport.Judged(ThreeTrades.PEOPLE - 2, 0, 0, 0, 2));
      broken.forEach(person -> assertThat(TRIED).containsEntry(person, UnjudgedPeople.TRIES));
      assertThat(unjudged.all(IT))
          .hasSize(2)
          .allSatisfy(letter -> {
            assertThat(broken).contains(letter.person());
            assertThat(letter.run()).isEqualTo(night.run());
            assertThat(letter.tries()).isEqualTo(2 * UnjudgedPeople.TRIES);
            assertThat(letter.reason())
                .startsWith("IllegalStateException at nightly.UnjudgedPeopleTest")
                .doesNotContain(letter.person().toString());
          });
      assertThat(unjudged.reasons(IT).values()).containsExactly(2L);
      assertThatThrownBy(() -> unjudged.all(new Caller(ACME, Role.CEO, "ceo", null)))
          .isInstanceOf(Failure.class);
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .anySatisfy(line -> assertThat(line).contains("people of acme could not be judged"))
          .allSatisfy(line -> broken.forEach(p -> assertThat(line).doesNotContain(p.toString())));

      // Mended for one of them: that night is about these two and nobody else.
      FAILS.set(everybody.get(7)::equals);
      NightReport again = nightly.run(IT, day, Whom.PUT_ASIDE, Progress.NONE);
      assertThat(again.selected().people()).isEqualTo(2);
      assertThat(again.state()).isEqualTo(State.PUBLISHED);
      assertThat(unjudged.all(IT))
          .singleElement()
          .satisfies(letter -> {
            assertThat(letter.person()).isEqualTo(everybody.get(7));
            assertThat(letter.tries()).isEqualTo(3 * UnjudgedPeople.TRIES);
          });
      assertThat(judged(context)).hasSize(ThreeTrades.PEOPLE - 1);
    } finally {
      ((Logger) LoggerFactory.getLogger("com.orgscope.nightly")).detachAppender(log);
    }
  }

  @Test
  void a_night_of_people_put_aside_is_not_its_days_night() {
    try (var context = Product.on(TestDatabase.fresh(), home.resolve("aside"), Parts.class).run()) {
      LocalDate day = LocalDate.now(ZoneId.of("Europe/Berlin")).minusDays(1);
      company(context, day);
      FAILS.set(key -> false);
      Nightly nightly = context.getBean(Nightly.class);
      NightStore nights = context.getBean(NightStore.class);
      NightClock clock = context.getBean(NightClock.class);
      putAside(context, someone(context, day));

      // Three that failed use up no try of the clock, and one that was good is not the day's.
      for (int number = 1; number <= NightClock.TRIES; number++) {
        nights.failed(SYSTEM, day + "." + number, Whom.PUT_ASIDE, "broken");
      }
      assertThat(NightClock.pause(NightClock.states(nights.ofDay(SYSTEM, day))))
          .isEqualTo(NightClock.pause(List.of()));
      NightReport few = nightly.run(IT, day, Whom.PUT_ASIDE, Progress.NONE);
      assertThat(few.run()).as("numbers go on").isEqualTo(day + ".4");
      assertThat(few.state()).isEqualTo(State.PUBLISHED);
      assertThat(few.selected().people()).isEqualTo(1);
      clock.night(ACME);
      assertThat(nights.find(SYSTEM, day + ".5").orElseThrow())
          .satisfies(own -> {
            assertThat(own.whom()).isEqualTo(Whom.DUE);
            assertThat(own.state()).isEqualTo(State.PUBLISHED);
            assertThat(own.people()).isEqualTo(ThreeTrades.PEOPLE - 1);
          });
      clock.night(ACME);
      assertThat(nights.ofDay(SYSTEM, day)).hasSize(5);

      // A later day's was partial, and then a few were done again.
      LocalDate next = day.plusDays(1);
      ended(nights, next + ".1", Whom.DUE, State.PARTIAL);
      ended(nights, next + ".2", Whom.PUT_ASIDE, State.PUBLISHED);
      assertThat(context.getBean(PartialNights.class).holds(ACME, next + ".2", next))
          .as("its release waits")
          .isPresent();
      clock.again(ACME);
      assertThat(nights.ofDay(SYSTEM, next)).hasSize(3).last().matches(n -> n.isOfItsDay());

      // One that was killed is ended by whoever shares the day, and then the day has its own.
      LocalDate last = next.plusDays(1);
      begun(nights, last + ".1", Whom.PUT_ASIDE);
      NightTasks tasks = context.getBean(NightTasks.class);
      assertThat(tasks.share(IT, last, 2, Progress.NONE).run()).isEqualTo(last + ".2");
      ended(nights, last + ".3", Whom.PUT_ASIDE, State.FAILED);
      assertThat(tasks.share(IT, last, 2, Progress.NONE).run()).isEqualTo(last + ".2");
      assertThat(nights.ofDay(SYSTEM, last).getFirst().state()).isEqualTo(State.PUBLISHED);
    }
  }

  @Test
  void later_nights_try_those_again_who_may_be_judged_and_a_broken_judge_waits_for_a_word() {
    try (var context =
        Product.on(TestDatabase.fresh(), home.resolve("broken"), Parts.class).run()) {
      LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(9);
      company(context, day);
      Nightly nightly = context.getBean(Nightly.class);
      UnjudgedPeople unjudged = context.getBean(UnjudgedPeople.class);
      List<PersonKey> everybody =
          List.copyOf(context.getBean(Selection.class).everybody(SYSTEM, day).keySet());

      Set<PersonKey> most = Set.copyOf(everybody.subList(0, UnjudgedPeople.WHOLE));
      FAILS.set(most::contains);
      NightReport held = nightly.run(IT, day, Whom.DUE, Progress.NONE);
      assertThat(held.state()).isEqualTo(State.HELD);
      assertThat(held.because())
          .isEqualTo("50 of 60 people could not be judged, more than one in 10");
      assertThat(judged(context)).as("nothing holds").isEmpty();
      assertThat(UnjudgedPeople.held(50, 499)).isNotNull();
      assertThat(UnjudgedPeople.held(50, 500)).as("a tenth").isNull();
      assertThat(UnjudgedPeople.held(49, 60)).as("a few").isNull();

      FAILS.set(key -> false);
      assertThat(nightly.run(IT, day, Whom.DUE, Progress.NONE).state()).isEqualTo(State.PUBLISHED);
      assertThat(unjudged.all(IT)).isEmpty();

      // Nobody else needs this night; whoever is gone is not tried for ever.
      PersonKey broken = everybody.get(3);
      PersonKey gone = new PersonKey(new UUID(0, 1));
      putAside(context, broken);
      putAside(context, gone);
      FAILS.set(broken::equals);
      NightReport quiet = nightly.run(IT, day.plusDays(1), Whom.DUE, Progress.NONE);
      assertThat(quiet.selected().byReason()).isEqualTo(Map.of("undecided", 1));
      assertThat(quiet.state()).as("one person makes no night fail").isEqualTo(State.PUBLISHED);
      assertThat(unjudged.all(IT))
          .extracting(UnjudgedPeople.Letter::person)
          .containsExactly(broken);
      FAILS.set(key -> false);
      assertThat(nightly.run(IT, day.plusDays(2), Whom.DUE, Progress.NONE).selected().people())
          .isEqualTo(1);
      assertThat(unjudged.all(IT)).isEmpty();
    }
  }

  @Test
  void a_part_of_which_nobody_can_be_judged_says_of_nobody_why() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    try (var context =
        Product.on(TestDatabase.fresh(), home.resolve("part"), Parts.class)
            .properties("orgscope.work.initial-retry-backoff=10ms")
            .run()) {
      ((Logger) LoggerFactory.getLogger("com.orgscope")).addAppender(log);
      LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(4);
      company(context, day);
      List<NightStore.Chosen> chosen =
          context.getBean(Selection.class).everybody(SYSTEM, day).keySet().stream()
              .map(key -> new NightStore.Chosen(key, 0, Reason.FIRST))
              .toList();
      context
          .getBean(NightStore.class)
          .begin(SYSTEM, day + ".1", chosen, Asked.NOTHING, choice(Whom.DUE));
      FAILS.set(key -> true);
      NightReport night = context.getBean(Nightly.class).run(IT, day, Whom.DUE, Progress.NONE);
      assertThat(night.state()).isEqualTo(State.FAILED);
      assertThat(context.getBean(UnjudgedPeople.class).all(IT)).isEmpty();
      String told = night.because() + deadLetters(context, night.run());
      assertThat(told).contains("none of 60 people could be judged: IllegalStateException at ");
      List<String> said = new ArrayList<>(List.of(told));
      for (ILoggingEvent event : log.list) {
        said.add(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
          said.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
      }
      assertThat(said)
          .anyMatch(line -> line.contains("is given up"))
          .allSatisfy(
              line -> chosen.forEach(c -> assertThat(line).doesNotContain(c.person().toString())));
    } finally {
      ((Logger) LoggerFactory.getLogger("com.orgscope")).detachAppender(log);
    }
  }

  private static String deadLetters(ConfigurableApplicationContext context, String run) {
    return context
        .getBean(Work.class)
        .find(ACME, CategorizeShard.KIND, run)
        .orElseThrow()
        .deadLetters()
        .toString();
  }

  private static void company(ConfigurableApplicationContext context, LocalDate day) {
    context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
    context.getBean(Ingest.class).stream(
        IT, Source.OKTA, new ByteArrayInputStream(ThreeTrades.log(day)), Progress.NONE);
    context.getBean(NightInputs.class).bringUpToDate(SYSTEM);
  }

  private static PersonKey someone(ConfigurableApplicationContext context, LocalDate day) {
    return context.getBean(Selection.class).everybody(SYSTEM, day).keySet().iterator().next();
  }

  private static void putAside(ConfigurableApplicationContext context, PersonKey person) {
    Effect row =
        context
            .getBean(UnjudgedStore.class)
            .after(SYSTEM, "2026-01-01.1", 3, List.of(), Map.of(person, "broken"));
    context.getBean(Database.class).runAs(SYSTEM, row::in);
  }

  private static Deferrals.Choice choice(Whom whom) {
    return new Deferrals.Choice(whom, new Deferral(Map.of(), Map.of()), Effect.NONE);
  }

  private static void begun(NightStore nights, String run, Whom whom) {
    nights.begin(SYSTEM, run, List.of(), Asked.NOTHING, choice(whom));
  }

  private static void ended(NightStore nights, String run, Whom whom, State state) {
    begun(nights, run, whom);
    nights.end(SYSTEM, run, new NightStore.End(state, null, 0, 0));
  }

  private static Set<PersonKey> judged(ConfigurableApplicationContext context) {
    return context.getBean(Assignments.class).current(SYSTEM).stream()
        .map(Assignment::person)
        .collect(Collectors.toSet());
  }
}

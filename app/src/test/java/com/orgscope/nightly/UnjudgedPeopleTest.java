package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.PersonUsage;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  private static Set<PersonKey> judged(ConfigurableApplicationContext context) {
    return context.getBean(Assignments.class).current(SYSTEM).stream()
        .map(Assignment::person)
        .collect(Collectors.toSet());
  }
}

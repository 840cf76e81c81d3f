package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Overrides;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.state.Database;
import com.orgscope.testing.Product;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Whom a night leaves to later ones when more people need it than it has room for. */
class DeferralTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller SYSTEM = Caller.system(ACME, "test");
  private static final int PLACES = 20;

  /** From the last step to the first. */
  private static final int STEPS = 4;

  @TempDir private static Path home = Path.of("");

  @Test
  void words_of_people_are_never_left_to_later_and_the_others_go_by_why_they_need_it() {
    Map<PersonKey, Reason> chosen = new TreeMap<>();
    List<Reason> inOrder =
        List.of(Reason.FIRST, Reason.NEW_HIRE, Reason.CHANGED, Reason.DUE, Reason.UNDECIDED);
    int number = 9;
    for (Reason reason : inOrder) {
      chosen.put(person(number--), reason);
    }
    for (int i = 20; i < 25; i++) {
      chosen.put(person(i), Reason.OVERRIDE);
    }
    for (int places = 1; places <= inOrder.size(); places++) {
      Deferral deferral = Deferral.of(chosen, Map.of(), Set.of(), places);
      assertThat(deferral.tonight()).hasSize(5 + places);
      assertThat(deferral.tonight().values())
          .contains(Reason.OVERRIDE)
          .containsAll(inOrder.subList(0, places));
      assertThat(deferral.later()).hasSize(inOrder.size() - places);
    }
    assertThat(Deferral.of(chosen, Map.of(), Set.of(), 0).later()).as("no bound").isEmpty();
  }

  @Test
  void each_night_lifts_whoever_waits_a_step_and_among_equals_whoever_waited_longest_is_first() {
    PersonKey first = person(1);
    PersonKey changed = person(2);
    PersonKey due = person(3);
    Map<PersonKey, Reason> chosen =
        Map.of(first, Reason.FIRST, changed, Reason.CHANGED, due, Reason.DUE);
    assertThat(tonight(chosen, Map.of())).containsExactly(first);
    assertThat(tonight(chosen, Map.of(due, 2))).as("a step short").containsExactly(first);
    assertThat(tonight(chosen, Map.of(due, 3))).as("it is among the new").containsExactly(due);
    assertThat(tonight(chosen, Map.of(due, 3, changed, 4))).containsExactly(changed);
    assertThat(tonight(chosen, Map.of(due, 9, changed, 4))).containsExactly(due);
    assertThat(tonight(chosen, Map.of(first, 1, changed, 2)))
        .as("equal but for the wait")
        .containsExactly(changed);
  }

  private static Set<PersonKey> tonight(
      Map<PersonKey, Reason> chosen, Map<PersonKey, Integer> waited) {
    return Deferral.of(chosen, waited, Set.of(), 1).tonight().keySet();
  }

  /** Whatever comes: also as many new people each night as it has room for, for ever. */
  @Test
  void nobody_waits_more_nights_than_there_are_steps_and_people_to_a_place() {
    int longest = 0;
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      int places = 1 + random.nextInt(4);
      Map<PersonKey, Reason> need = new TreeMap<>();
      Map<PersonKey, Integer> waited = new HashMap<>();
      int most = 0;
      for (int night = 0; night < 80; night++) {
        // The worst company: everybody who is judged is replaced by somebody more urgent.
        int room = need.isEmpty() ? 30 : places;
        for (int i = 0; i < room; i++) {
          need.put(
              person(random.nextInt(1_000_000)),
              night == 0 ? Reason.values()[2 + random.nextInt(5)] : Reason.FIRST);
        }
        need.put(person(-1 - night), Reason.OVERRIDE);
        most = Math.max(most, need.size());
        Deferral deferral = Deferral.of(need, waited, Set.of(), places);
        assertThat(deferral)
            .as("the same again")
            .isEqualTo(Deferral.of(new HashMap<>(need), waited, Set.of(), places));
        deferral
            .tonight()
            .keySet()
            .forEach(person -> {
              need.remove(person);
              waited.remove(person);
            });
        deferral.later().forEach((person, waits) -> waited.put(person, waits.nights()));
        assertThat(deferral.longest())
            .as("seed %d, night %d", seed, night)
            .isLessThanOrEqualTo(STEPS + (most + places - 1) / places);
        longest = Math.max(longest, deferral.longest());
      }
    }
    assertThat(longest).as("somebody waited at all").isGreaterThan(STEPS);
  }

  @Test
  void a_night_that_is_full_tells_whom_it_leaves_to_later_and_they_come_in_turn() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Metrics.addRegistry(meters);
    try (var context =
        Product.in(home).properties("orgscope.nightly.people-a-night=" + PLACES).run()) {
      LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(9);
      context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
      context.getBean(Ingest.class).stream(
          IT, Source.OKTA, new ByteArrayInputStream(ThreeTrades.log(day)), Progress.NONE);
      Nightly nightly = context.getBean(Nightly.class);
      NightQuote quote = nightly.quote(IT, day, Whom.DUE);
      assertThat(quote.people()).isEqualTo(PLACES);
      assertThat(quote.deferred()).isEqualTo(new NightReport.Deferred(40, 1));

      NightReport first = nightly.run(IT, day, Whom.DUE, Progress.NONE);
      assertThat(first.selected().people()).isEqualTo(PLACES);
      assertThat(first.selected().deferred()).isEqualTo(new NightReport.Deferred(40, 1));
      assertThat(nightly.recent(IT, 1).getFirst().deferred()).isEqualTo(40);
      assertThat(context.getBean(NightProgresses.class).of(IT, day).deferred()).isEqualTo(40);
      assertThat(meters.counter(Deferrals.METRIC, "tenant", ACME.value()).count()).isEqualTo(40);
      Set<PersonKey> judged = judged(context);
      assertThat(judged).hasSize(PLACES);

      // A night of one who was put aside shortens nobody's wait.
      Map<PersonKey, DeferralStore.Row> before = rows(context);
      Deferrals deferrals = context.getBean(Deferrals.class);
      Database database = context.getBean(Database.class);
      UnjudgedStore aside = context.getBean(UnjudgedStore.class);
      PersonKey one = before.keySet().iterator().next();
      database.runAs(
          SYSTEM, aside.after(SYSTEM, first.run(), 3, List.of(), Map.of(one, "broken"))::in);
      Deferrals.Choice alone = deferrals.choose(SYSTEM, day + ".2", Whom.PUT_ASIDE);
      assertThat(alone.deferral().tonight().keySet()).containsExactly(one);
      database.runAs(SYSTEM, alone.rows()::in);
      assertThat(rows(context)).hasSize(40).isEqualTo(before);
      database.runAs(SYSTEM, aside.after(SYSTEM, first.run(), 3, List.of(one), Map.of())::in);

      // Twice on one day is one night waited, and whoever has an answer needs none.
      NightReport again = nightly.run(IT, day, Whom.DUE, Progress.NONE);
      assertThat(again.selected().deferred()).isEqualTo(new NightReport.Deferred(20, 1));
      Set<PersonKey> both = judged(context);
      assertThat(both).hasSize(2 * PLACES).containsAll(judged);

      Set<PersonKey> waiting =
          deferrals.choose(SYSTEM, day.plusDays(1) + ".1", Whom.DUE).deferral().tonight().keySet();
      assertThat(waiting).doesNotContainAnyElementsOf(both).hasSize(PLACES);
      context.getBean(Overrides.class).set(IT, both.iterator().next(), "Sales", "as they say");
      NightReport third = nightly.run(IT, day.plusDays(1), Whom.DUE, Progress.NONE);
      assertThat(third.selected().byReason()).isEqualTo(Map.of("first", PLACES, "override", 1));
      assertThat(third.selected().deferred()).isEqualTo(NightReport.Deferred.NOBODY);
      assertThat(rows(context).keySet()).as("until the next night").containsAll(waiting);

      // Who waited, has an answer and needs another waits anew.
      context.getBean(Overrides.class).set(IT, waiting.iterator().next(), "Sales", "as they say");
      context
          .getBean(Database.class)
          .runAs(SYSTEM, deferrals.choose(SYSTEM, day.plusDays(2) + ".1", Whom.DUE).rows()::in);
      assertThat(rows(context)).isEmpty();
      assertThat(
              deferrals.choose(SYSTEM, day.plusDays(2) + ".1", Whom.EVERYBODY).deferral().tonight())
          .as("whoever asks for everybody gets everybody")
          .hasSize(ThreeTrades.PEOPLE);
    } finally {
      Metrics.removeRegistry(meters);
    }
  }

  private static Set<PersonKey> judged(ConfigurableApplicationContext context) {
    Set<PersonKey> judged = new HashSet<>();
    for (Assignment one : context.getBean(Assignments.class).current(SYSTEM)) {
      judged.add(one.person());
    }
    return judged;
  }

  private static Map<PersonKey, DeferralStore.Row> rows(ConfigurableApplicationContext context) {
    return context.getBean(DeferralStore.class).all(SYSTEM);
  }

  private static PersonKey person(int number) {
    return new PersonKey(new UUID(0, number));
  }
}

package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.TestRuns;
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
import com.orgscope.state.Effect;
import com.orgscope.testing.Product;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole night that says too much that is new at once. */
class HeldNightTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller SYSTEM = Caller.system(ACME, "test");

  @TempDir private static Path home = Path.of("");

  @Test
  void a_night_that_changes_too_much_is_held_and_what_held_before_still_does() {
    try (var context = Product.in(home).run()) {
      LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(2);
      context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
      context.getBean(Ingest.class).stream(
          IT, Source.OKTA, new ByteArrayInputStream(ThreeTrades.log(day)), Progress.NONE);
      Nightly nightly = context.getBean(Nightly.class);
      NightReport first = nightly.run(IT, day, Whom.DUE, Progress.NONE);
      assertThat(first.state()).isEqualTo(State.PUBLISHED);
      assertThat(first.judged()).isEqualTo(new NightReport.Judged(ThreeTrades.PEOPLE, 0, 0, 0, 0));

      Map<PersonKey, Judgment> otherwise = new TreeMap<>();
      current(context).keySet().forEach(person -> otherwise.put(person, otherwise()));
      TestRuns.active(context, ACME, day.minusDays(1) + ".9", day.minusDays(1), otherwise);
      Map<PersonKey, String> before = current(context);
      assertThat(before.values()).containsOnly("Sales");

      NightReport second = nightly.run(IT, day, Whom.EVERYBODY, Progress.NONE);
      assertThat(second.state()).isEqualTo(State.HELD);
      assertThat(second.because())
          .isEqualTo(
              "60 of 60 people would change category in one night; more than 20 % is held back");
      assertThat(nightly.recent(IT, 1).getFirst().state()).isEqualTo(State.HELD);
      assertThat(current(context)).isEqualTo(before);
      settled(context, nightly, day, second.run(), before);
    }
  }

  private static void settled(
      ConfigurableApplicationContext context,
      Nightly nightly,
      LocalDate day,
      String run,
      Map<PersonKey, String> before) {
    HeldNights held = context.getBean(HeldNights.class);
    Caller ceo = new Caller(ACME, Role.CEO, "ceo", null);
    assertThatThrownBy(() -> held.release(ceo, run, "I like it")).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> held.release(IT, run, " ")).hasMessageContaining("reason");
    assertThatThrownBy(() -> held.release(IT, day + ".9", "x")).hasMessageContaining("no night");
    held.discard(IT, run, "the model was wrong");
    assertThat(nightly.recent(IT, 1).getFirst().state()).isEqualTo(State.DISCARDED);
    assertThat(current(context)).isEqualTo(before);
    assertThatThrownBy(() -> held.release(IT, run, "after all")).hasMessageContaining("discarded");

    String next = nightly.run(IT, day, Whom.EVERYBODY, Progress.NONE).run();
    String last = nightly.run(IT, day, Whom.EVERYBODY, Progress.NONE).run();
    NightStore nights = context.getBean(NightStore.class);
    nights.begin(
        SYSTEM,
        day.minusDays(1) + ".99",
        List.of(),
        com.orgscope.category.ApplicationQuestions.Asked.NOTHING,
        new Deferrals.Choice(Whom.PUT_ASIDE, new Deferral(Map.of(), Map.of()), Effect.NONE));
    nights.end(SYSTEM, day.minusDays(1) + ".99", new NightStore.End(State.PUBLISHED, null, 0, 0));
    // Of people who were put aside, it is in the way of nobody's answers.
    held.release(IT, last, "they were reorganized");
    assertThatThrownBy(() -> held.release(IT, next, "this one too"))
        .hasMessageContaining("night " + last + " came after it and holds");
    assertThat(nights.find(SYSTEM, last).orElseThrow().state()).isEqualTo(State.PUBLISHED);
    assertThat(current(context)).doesNotContainValue("Sales");
    assertThat(context.getBean(Audit.class).entries(IT, 9))
        .extracting(AuditEntry::action)
        .contains("release a held night", "discard a held night");
    rolledBack(context, new Nights(day, last, next), before);
  }

  /** One that holds, and an earlier one that is held. */
  private record Nights(LocalDate day, String holds, String held) {}

  private static void rolledBack(
      ConfigurableApplicationContext context, Nights runs, Map<PersonKey, String> before) {
    RolledBackNights nights = context.getBean(RolledBackNights.class);
    Map<PersonKey, String> after = current(context);
    String earlier = runs.day().minusDays(1) + ".9";
    Caller ceo = new Caller(ACME, Role.CEO, "ceo", null);
    assertThatThrownBy(() -> nights.to(ceo, earlier, "I like it")).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> nights.to(IT, earlier, " ")).hasMessageContaining("reason");
    assertThatThrownBy(() -> nights.to(IT, runs.held(), "so")).hasMessageContaining("ever held");
    assertThat(deeds(context)).doesNotContain("roll nights back");

    RolledBackNights.Outcome outcome = nights.to(IT, earlier, "the new prompt is worse");
    assertThat(outcome.withdrawn()).containsExactly(runs.holds());
    assertThat(current(context)).isEqualTo(before);
    NightStore store = context.getBean(NightStore.class);
    assertThat(store.find(SYSTEM, runs.holds()).orElseThrow().state()).isEqualTo(State.ROLLED_BACK);
    assertThat(deeds(context)).contains("roll nights back");
    assertThat(store.published(SYSTEM, runs.day()).map(NightStore.Night::run))
        .as("the newest that stands")
        .contains(runs.day() + ".1");

    outcome = nights.undo(IT, "it was right after all");
    assertThat(outcome.restored()).containsExactly(runs.holds());
    assertThat(current(context)).isEqualTo(after);
    assertThat(store.find(SYSTEM, runs.holds()).orElseThrow().state()).isEqualTo(State.PUBLISHED);
    assertThat(deeds(context)).contains("undo a roll-back of nights");

    var unused = nights.undo(IT, "no");
    context.getBean(HeldNights.class).release(IT, runs.held(), "nothing that holds came after it");
    assertThat(current(context)).isEqualTo(after);
  }

  private static List<String> deeds(ConfigurableApplicationContext context) {
    return context.getBean(Audit.class).entries(IT, 9).stream().map(AuditEntry::action).toList();
  }

  private static Map<PersonKey, String> current(ConfigurableApplicationContext context) {
    return context.getBean(Assignments.class).current(SYSTEM).stream()
        .collect(Collectors.toMap(Assignment::person, a -> String.valueOf(a.category())));
  }

  private static Judgment otherwise() {
    return DriftGuardTest.judgment(Status.DECIDED, "Sales");
  }
}

package com.orgscope.category;

import static com.orgscope.category.TestCompany.ACME;
import static com.orgscope.category.TestCompany.IT;
import static com.orgscope.category.TestCompany.SYSTEM;
import static com.orgscope.category.TestCompany.decided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Rollbacks.Moved;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** What a roll-back changes, and what it leaves. */
@Tag("slow")
class RollbacksTest {
  @TempDir Path home;
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private TestCompany company;
  private Assignments assignments;
  private Rollbacks rollbacks;
  private PersonKey ann;
  private PersonKey bo;

  @BeforeEach
  void threeNights() {
    InstantSource clock = () -> now;
    company = new TestCompany(home, Map.of(InstantSource.class, clock));
    assignments = company.bean(Assignments.class);
    rollbacks = company.bean(Rollbacks.class);
    ann = company.key("ann");
    bo = company.key("bo");
    night("run-1", Map.of(ann, "Engineering", bo, "Engineering"));
    night("run-2", Map.of(ann, "Product"));
    night("run-3", Map.of(ann, "Legal", bo, "Legal"));
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void people_see_again_what_they_saw_when_that_run_was_published_and_later_nights_count() {
    assertThat(back("run-2")).isEqualTo(new Moved(List.of("run-3"), List.of()));
    assertThat(said()).isEqualTo(Map.of(ann, "Product", bo, "Engineering"));
    assertThat(assignments.current(as("ann"), ann).map(Assignment::category)).contains("Product");
    assertThat(newest()).isEqualTo("run-2");
    assertThat(back("run-2")).as("again").isEqualTo(new Moved(List.of(), List.of()));

    night("run-4", Map.of(bo, "Design"));
    assertThat(said()).isEqualTo(Map.of(ann, "Product", bo, "Design"));
    assertThat(said("run-3")).as("of then").isEqualTo(Map.of(ann, "Legal", bo, "Legal"));
    assertThat(said("run-4")).isEqualTo(said());
    assertThat(back("run-1")).isEqualTo(new Moved(List.of("run-2", "run-4"), List.of()));
    assertThat(said()).isEqualTo(Map.of(ann, "Engineering", bo, "Engineering"));
  }

  @Test
  void a_manager_sees_whom_the_answers_show_that_stand() {
    Caller boss = company.as(Role.MANAGER, "boss");
    tick();
    company.run("run-4", Map.of(ann, TestCompany.judgment(Status.NOT_ENOUGH_DATA, null, 0)));
    tick();
    assertThat(assignments.current(boss)).extracting(Assignment::person).containsExactly(bo);
    var unused = back("run-3");
    assertThat(assignments.current(boss))
        .extracting(Assignment::person)
        .containsExactlyInAnyOrder(ann, bo);
  }

  @Test
  void it_goes_forward_as_well_to_what_held_then() {
    var unused = back("run-1");
    assertThat(back("run-3")).isEqualTo(new Moved(List.of(), List.of("run-2", "run-3")));
    assertThat(said()).isEqualTo(Map.of(ann, "Legal", bo, "Legal"));
    unused = back("run-1");
    night("run-4", Map.of(bo, "Design"));
    unused = back("run-3");
    assertThat(said()).isEqualTo(Map.of(ann, "Legal", bo, "Legal"));
    assertThat(back("run-4").withdrawn()).as("as it was then").containsExactly("run-2", "run-3");
    assertThat(said()).isEqualTo(Map.of(ann, "Engineering", bo, "Design"));
  }

  @Test
  void the_last_one_is_undone_and_the_undoing_too_and_nights_since_stay() {
    var unused = back("run-1");
    night("run-4", Map.of(bo, "Design"));
    assertThat(undo()).isEqualTo(new Moved(List.of(), List.of("run-2", "run-3")));
    assertThat(said()).isEqualTo(Map.of(ann, "Legal", bo, "Design"));
    assertThat(undo()).isEqualTo(new Moved(List.of("run-2", "run-3"), List.of()));
    assertThat(said()).isEqualTo(Map.of(ann, "Engineering", bo, "Design"));
    assertThat(undo().restored()).containsExactly("run-2", "run-3");
  }

  /** Of a trial, overnight: nobody did it, and nobody means it who undoes what they did. */
  @Test
  void what_a_night_did_by_rule_is_not_the_last_act() {
    var unused = back("run-1");
    night("run-4c9", Map.of(bo, "Design"));
    assertThat(ofTrial(true, true)).isEqualTo(new Moved(List.of("run-4c9"), List.of()));
    assertThat(undo()).isEqualTo(new Moved(List.of(), List.of("run-2", "run-3")));
    assertThat(said()).isEqualTo(Map.of(ann, "Legal", bo, "Legal"));
    assertThat(ofTrial(false, false)).isEqualTo(new Moved(List.of(), List.of("run-4c9")));
    assertThat(undo().withdrawn()).as("which a person did").containsExactly("run-4c9");
  }

  private Moved ofTrial(boolean withdraws, boolean byRule) {
    tick();
    return rollbacks.ofTrial(
        SYSTEM, new Rollbacks.OfTrial(9, withdraws, byRule), Effect.NONE, moved -> Effect.NONE);
  }

  /** As a release is drawn of it. */
  @Test
  void what_held_at_a_moment_is_known_also_where_that_was_after_an_undoing() {
    var unused = back("run-1");
    Instant rolledBack = now;
    night("run-4", Map.of(bo, "Design"));
    unused = undo();
    Instant drawn = now;
    night("run-5", Map.of(ann, "Sales", bo, "Sales"));
    assertThat(said(assignments.heldAt(SYSTEM, "run-4", drawn)))
        .isEqualTo(Map.of(ann, "Legal", bo, "Design"));
    assertThat(said(assignments.heldAt(SYSTEM, "run-1", rolledBack)))
        .isEqualTo(Map.of(ann, "Engineering", bo, "Engineering"));
    assertThat(said("run-4"))
        .as("when the newest run of then was published, the undoing was to come")
        .isEqualTo(Map.of(ann, "Engineering", bo, "Design"));
    assertThat(said(assignments.heldAt(SYSTEM, "run-5", now))).isEqualTo(said());
  }

  @Test
  void all_of_it_is_one_transaction() {
    assertThatThrownBy(() ->
            rollbacks.to(
                SYSTEM,
                "run-1",
                moved -> {
                  throw new IllegalStateException("the last moment");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(said()).isEqualTo(Map.of(ann, "Legal", bo, "Legal"));
    assertThatThrownBy(this::undo).hasMessageContaining("nothing to undo");
  }

  @Test
  void only_to_a_run_whose_answers_held() {
    assertThatThrownBy(() -> back("run-9"))
        .isInstanceOf(Failure.class)
        .hasMessage("no answers of a run 'run-9' ever held");
    TestRuns.stored(
        company.beans(), ACME, "run-8", TestCompany.AS_OF, Map.of(ann, decided("Sales", 0.9)));
    assertThatThrownBy(() -> back("run-8")).hasMessageContaining("ever held");
  }

  @Test
  void what_a_person_set_stays_set() {
    company.bean(Overrides.class).set(IT, ann, "Design", "she draws");
    var unused = back("run-1");
    assertThat(said().get(ann)).isEqualTo("Design");
    assertThat(assignments.current(IT, ann).orElseThrow().run()).isEqualTo("run-1");
    unused = undo();
    assertThat(said().get(ann)).isEqualTo("Design");
  }

  @Test
  void a_word_since_the_answer_that_holds_again_is_news_to_the_next_night() {
    night("run-4", Map.of(ann, "Sales"));
    company.bean(Overrides.class).set(IT, ann, "Design", "she draws");
    night("run-5", Map.of(ann, "Sales"));
    assertThat(company.bean(Overrides.class).afterLastAnswer(IT)).isEmpty();
    var unused = back("run-4");
    assertThat(company.bean(Overrides.class).afterLastAnswer(IT)).containsExactly(ann);
  }

  @Test
  void what_somebody_contests_stays_as_it_was_also_when_that_is_over() {
    review(true);
    var unused = back("run-1");
    assertThat(said()).isEqualTo(Map.of(ann, "Legal", bo, "Engineering"));
    review(false);
    assertThat(said().get(ann)).isEqualTo("Legal");
    unused = undo();
    assertThat(said()).isEqualTo(Map.of(ann, "Legal", bo, "Legal"));
    unused = back("run-1");
    assertThat(said().get(ann)).as("afterwards it is as with everybody").isEqualTo("Engineering");
  }

  @Test
  void nor_does_an_undoing_give_back_what_was_taken_before_it_was_contested() {
    var unused = back("run-1");
    review(true);
    unused = undo();
    assertThat(said()).isEqualTo(Map.of(ann, "Engineering", bo, "Legal"));
    night("run-4", Map.of(bo, "Design"));
    assertThat(said("run-4").get(ann)).isEqualTo("Engineering");
    review(false);
    assertThat(said().get(ann)).isEqualTo("Engineering");
  }

  @Test
  void the_history_has_the_last_three_and_what_said_each_down_to_the_one_that_holds() {
    night("run-4", Map.of(ann, "Sales"));
    assertThat(versions()).containsExactly("run-4 HOLDS", "run-3 REPLACED", "run-2 REPLACED");
    AssignmentVersion newest = assignments.versions(as("ann"), ann).getFirst();
    assertThat(newest.model()).isEqualTo("scripted");
    assertThat(newest.prompt()).isEqualTo("p1");
    assertThat(newest.category()).isEqualTo("Sales");
    assertThat(newest.publishedAt()).isBefore(now);

    var unused = back("run-1");
    assertThat(versions())
        .containsExactly(
            "run-4 ROLLED_BACK", "run-3 ROLLED_BACK", "run-2 ROLLED_BACK", "run-1 HOLDS");
    review(true);
    night("run-5", Map.of(ann, "Finance"));
    assertThat(versions())
        .startsWith("run-5 CONTESTED", "run-4 ROLLED_BACK")
        .endsWith("run-1 HOLDS");
    assertThat(assignments.versions(as("bo"), ann)).as("of others").isEmpty();
  }

  @Test
  void nobody_but_the_product_itself_takes_answers_back() {
    for (Caller caller : List.of(IT, as("boss"), as("ann"))) {
      assertThatThrownBy(() -> rollbacks.to(caller, "run-1", moved -> Effect.NONE))
          .as("%s", caller.role())
          .isInstanceOf(DataAccessException.class);
    }
  }

  private Moved back(String run) {
    tick();
    return rollbacks.to(SYSTEM, run, moved -> Effect.NONE);
  }

  private Moved undo() {
    tick();
    return rollbacks.undo(SYSTEM, moved -> Effect.NONE);
  }

  private void night(String run, Map<PersonKey, String> answers) {
    tick();
    company.run(
        run,
        answers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> decided(e.getValue(), 0.9))));
    tick();
  }

  /** Begins Ann's review, or ends it. */
  private void review(boolean begins) {
    tick();
    LabelReviews reviews = company.bean(LabelReviews.class);
    Caller caller = begins ? as("ann") : IT;
    Effect effect = begins ? reviews.beginning(caller, ann, now) : reviews.ending(caller, ann, now);
    company.bean(Database.class).runAs(caller, effect::in);
    tick();
  }

  private void tick() {
    now = now.plus(Duration.ofMinutes(1));
  }

  private Caller as(String name) {
    return company.as(name.equals("boss") ? Role.MANAGER : Role.EMPLOYEE, name);
  }

  private Map<PersonKey, @Nullable String> said() {
    return said(assignments.current(SYSTEM));
  }

  private Map<PersonKey, @Nullable String> said(String run) {
    return said(assignments.heldAt(SYSTEM, run, Instant.EPOCH));
  }

  private static Map<PersonKey, @Nullable String> said(List<Assignment> all) {
    return all.stream()
        .collect(
            Collectors.toMap(Assignment::person, one -> Objects.requireNonNull(one.category())));
  }

  private String newest() {
    return assignments.newest(SYSTEM).orElseThrow().run();
  }

  private List<String> versions() {
    return assignments.versions(IT, ann).stream()
        .map(one -> one.run() + " " + one.standing())
        .toList();
  }
}

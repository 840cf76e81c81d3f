package com.orgscope.review;

import static com.orgscope.category.TestCompany.IT;
import static com.orgscope.category.TestCompany.decided;
import static com.orgscope.category.TestCompany.judgment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.Looks;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Overrides;
import com.orgscope.category.TestCompany;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.review.ReviewQueue.Waiting;
import com.orgscope.review.ReviewQueue.Why;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ReviewQueueTest {
  @TempDir Path home;
  private TestCompany company;
  private ReviewQueue queue;
  private Overrides overrides;
  private PersonKey ann;
  private PersonKey bo;
  private PersonKey cy;
  private PersonKey boss;

  @BeforeEach
  void aNight() {
    company = new TestCompany(home, Map.of(ReviewSettings.class, new ReviewSettings(30)));
    queue = company.bean(ReviewQueue.class);
    overrides = company.bean(Overrides.class);
    ann = company.key("ann");
    bo = company.key("bo");
    cy = company.key("cy");
    boss = company.key("boss");
    company.run(
        "run-1",
        Map.of(
            ann, judgment(Status.UNCERTAIN, "Engineering", 0.5),
            bo, judgment(Status.UNCERTAIN, "Product", 0.4),
            cy, judgment(Status.UNCERTAIN, "Sales", 0.3),
            boss, judgment(Status.UNCERTAIN, "Engineering", 0.2)));
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void a_manager_has_their_unsure_reports_the_least_sure_first_and_never_themselves() {
    Caller manager = company.as(Role.MANAGER, "boss");
    assertThat(queue.of(manager)).extracting(Waiting::person).containsExactly(bo, ann);
    assertThat(queue.of(IT)).extracting(Waiting::person).containsExactly(boss, cy, bo, ann);
    assertThatThrownBy(() -> queue.of(company.as(Role.EMPLOYEE, "ann")))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> queue.of(new Caller(TestCompany.ACME, Role.CEO, "chief", null)))
        .isInstanceOf(Failure.class);
  }

  @Test
  void whoever_contests_comes_first_and_a_manager_reads_nothing_more_of_it() {
    company.run("run-2", Map.of(ann, decided("Engineering", 0.9)));
    Caller manager = company.as(Role.MANAGER, "boss");
    assertThat(queue.of(manager)).extracting(Waiting::person).containsExactly(bo);
    var unused =
        company.bean(Contests.class).open(company.as(Role.EMPLOYEE, "ann"), "Product", "I plan");
    assertThat(queue.of(manager))
        .first()
        .isEqualTo(new Waiting(ann, Why.CONTESTED, null, 0, null, null));
    assertThat(queue.of(IT))
        .first()
        .isEqualTo(new Waiting(ann, Why.CONTESTED, "Engineering", 0.9, TestCompany.AS_OF, null));
  }

  @Test
  void whose_use_changed_at_once_waits_until_a_decision_and_no_manager_is_told() {
    company.run("run-2", Map.of(ann, decided("Engineering", 0.9), cy, decided("Sales", 0.8)));
    company
        .bean(Notices.class)
        .add(TestCompany.SYSTEM, TestCompany.AS_OF.plusDays(1), Map.of(ann, 6, cy, 5, bo, 7));
    Caller manager = company.as(Role.MANAGER, "boss");
    assertThat(queue.of(manager))
        .as("a manager reads of nobody what they began to use, or when")
        .extracting(Waiting::person, Waiting::why)
        .containsExactly(tuple(bo, Why.UNCERTAIN));
    assertThat(company.bean(NoticeStore.class).all(manager)).as("and has no row of it").isEmpty();
    assertThat(queue.of(IT)).extracting(Waiting::person).containsExactly(boss, bo, cy, ann);
    assertThat(queue.of(IT))
        .as("of whom the model is unsure, the reason is that")
        .extracting(Waiting::why)
        .containsExactly(Why.UNCERTAIN, Why.UNCERTAIN, Why.NEW_APPLICATIONS, Why.NEW_APPLICATIONS);
    Contests contests = company.bean(Contests.class);
    Contest contest = contests.open(company.as(Role.EMPLOYEE, "ann"), "Product", "I plan");
    assertThat(queue.of(IT).getFirst().why()).isEqualTo(Why.CONTESTED);
    var unused = contests.decide(IT, contest.number(), null, "it was looked at");
    assertThat(queue.of(IT)).extracting(Waiting::person).containsExactly(boss, bo, cy);
  }

  @Test
  void where_the_policy_shows_categories_alone_a_manager_is_not_told_of_whom_a_model_is_unsure() {
    TestCouncilPolicies.managersSee(
        company.bean(Database.class), TestCompany.ACME, CouncilPolicy.Managers.CATEGORIES);
    assertThat(queue.of(company.as(Role.MANAGER, "boss"))).isEmpty();
    assertThat(queue.of(IT)).extracting(Waiting::person).containsExactly(boss, cy, bo, ann);
  }

  @Test
  void each_of_whom_a_manager_reads_in_the_queue_is_told_that_they_looked() {
    var unused = queue.of(company.as(Role.MANAGER, "boss"));
    assertThat(looks("ann")).isOne();
    assertThat(looks("bo")).isOne();
    assertThat(looks("cy")).isZero();
  }

  private long looks(String name) {
    return company.bean(Looks.class).atMe(company.as(Role.EMPLOYEE, name)).stream()
        .filter(look -> look.role() == Role.MANAGER)
        .count();
  }

  @Test
  void a_word_takes_somebody_out_at_once_and_its_undoing_puts_them_back() {
    Caller manager = company.as(Role.MANAGER, "boss");
    overrides.set(manager, bo, "Design", "draws");
    assertThat(queue.of(manager)).extracting(Waiting::person).containsExactly(ann);
    assertThat(category(bo)).isEqualTo("Design");
    assertThat(overrides.undo(manager, bo)).isEmpty();
    assertThat(queue.of(manager)).extracting(Waiting::person).containsExactly(bo, ann);
    assertThat(category(bo)).isEqualTo("Product");
    assertThat(overrides.undo(manager, bo)).as("undone twice").contains("Design");
  }

  @Test
  void undoing_brings_back_the_word_before_and_takes_back_nobody_else_s() {
    Caller manager = company.as(Role.MANAGER, "boss");
    overrides.set(IT, bo, "Legal", "asked for");
    assertThatThrownBy(() -> overrides.undo(manager, bo)).hasMessageContaining("not yours");
    overrides.set(manager, bo, "Design", "draws");
    assertThat(overrides.undo(manager, bo)).contains("Legal");
    assertThat(category(bo)).isEqualTo("Legal");
    assertThatThrownBy(() -> overrides.undo(company.as(Role.MANAGER, "chief"), bo))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> overrides.undo(manager, ann)).hasMessageContaining("not yours");
  }

  private @Nullable String category(PersonKey person) {
    return company
        .bean(Assignments.class)
        .current(IT, person)
        .map(Assignment::category)
        .orElseThrow();
  }
}

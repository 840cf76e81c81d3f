package com.orgscope.review;

import static com.orgscope.category.TestCompany.ACME;
import static com.orgscope.category.TestCompany.IT;
import static com.orgscope.category.TestCompany.SYSTEM;
import static com.orgscope.category.TestCompany.decided;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.LabelReviews;
import com.orgscope.category.Overrides;
import com.orgscope.category.TestCompany;
import com.orgscope.directory.People;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.privacy.Erased;
import com.orgscope.review.Contest.Decision;
import com.orgscope.review.Contest.Outcome;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** What a contest does, and who decides on it. */
@Tag("slow")
class ContestsTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path home;
  private Instant now = NOON.minus(Duration.ofHours(1));
  private TestCompany company;
  private Contests contests;
  private Assignments assignments;
  private Overrides overrides;
  private PersonKey ann;
  private PersonKey boss;

  @BeforeEach
  void annIsSaidToBeAnEngineer() {
    InstantSource clock = () -> now;
    company =
        new TestCompany(
            home, Map.of(ReviewSettings.class, new ReviewSettings(30), InstantSource.class, clock));
    contests = company.bean(Contests.class);
    assignments = company.bean(Assignments.class);
    overrides = company.bean(Overrides.class);
    ann = company.key("ann");
    boss = company.key("boss");
    night("run-1", "Engineering");
    now = NOON;
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void a_contested_category_stays_whatever_a_night_says_also_when_it_is_upheld() {
    Contest contest = open();
    assertThat(said().status()).isEqualTo(Status.UNDER_REVIEW);
    night("run-2", "Product");
    assertThat(said().category()).isEqualTo("Engineering");
    assertThat(assignments.heldAt(IT, "run-2", Instant.EPOCH))
        .as("what a release of then is compared with")
        .allSatisfy(one -> {
          assertThat(one.category()).isEqualTo("Engineering");
          assertThat(one.underReview()).isTrue();
        });
    later(Duration.ofHours(1));
    decide(contest, null);
    assertThat(said().category()).isEqualTo("Engineering");
    assertThat(said().status()).isEqualTo(Status.DECIDED);
    night("run-3", "Product");
    assertThat(said().category()).as("what a night says afterwards").isEqualTo("Product");
    assertThat(assignments.heldAt(IT, "run-1", Instant.EPOCH))
        .as("before it")
        .noneMatch(Assignment::underReview);
  }

  @Test
  void nobody_sets_another_category_while_it_is_under_review() {
    open();
    for (Caller caller : List.of(IT, as(Role.MANAGER, "boss"))) {
      assertThatThrownBy(() -> overrides.set(caller, ann, "Legal", "because"))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("under review");
    }
    assertThat(said().category()).isEqualTo("Engineering");
  }

  @Test
  void a_manager_reads_that_it_is_under_review_and_nothing_else() {
    Caller manager = as(Role.MANAGER, "boss");
    overrides.set(manager, ann, "Design", "as I see it");
    assertThat(assignments.current(manager, ann)).isPresent();
    Contest contest = open();
    assertThat(assignments.current(manager, ann)).isEmpty();
    assertThat(company.bean(LabelReviews.class).open(manager)).containsExactly(ann);
    assertThatThrownBy(() -> contests.queue(manager)).isInstanceOf(Failure.class);
    assertThat(contests.mine(manager)).as("their own, of which there is none").isEmpty();
    assertThatThrownBy(() -> decideAs(manager, contest)).isInstanceOf(Failure.class);
    later(Duration.ofHours(1));
    decide(contest, "Product");
    assertThat(assignments.current(manager, ann).map(Assignment::category)).contains("Product");
    assertThat(company.bean(LabelReviews.class).all(manager))
        .singleElement()
        .satisfies(review -> assertThat(review.until()).isEqualTo(now));
    assertThat(company.bean(LabelReviews.class).all(as(Role.EMPLOYEE, "bo"))).isEmpty();
  }

  @Test
  void it_is_decided_by_nobody_whom_it_concerns() {
    overrides.set(new Caller(ACME, Role.IT_SECURITY, "oidc:setter", null), ann, "Design", "so");
    Contest contest = open();
    refused(contest, new Caller(ACME, Role.IT_SECURITY, "oidc:setter", null), "set the category");
    refused(contest, new Caller(ACME, Role.IT_SECURITY, "oidc:ann", ann), "their own");
    refused(contest, new Caller(ACME, Role.IT_SECURITY, "oidc:boss", boss), "a manager");
    for (Role role : List.of(Role.CEO, Role.AUDITOR)) {
      assertThatThrownBy(() -> decideAs(new Caller(ACME, role, "oidc:else", null), contest))
          .isInstanceOf(Failure.class);
    }
    later(Duration.ofDays(2));
    TestDirectory.employ(
        company.bean(People.class),
        SYSTEM,
        "employee_id,login,display_name,title,department,hire_date,manager_id",
        "3,ann@x.example,Ann,Engineer,Platform,2020-01-01,1");
    refused(contest, new Caller(ACME, Role.IT_SECURITY, "oidc:boss", boss), "a manager");
    assertThat(contests.queue(IT)).hasSize(1);
    decide(contest, null);
    assertThatThrownBy(() -> decide(contest, "Legal"))
        .as("once")
        .hasMessageContaining("is decided");
  }

  private void refused(Contest contest, Caller caller, String why) {
    assertThatThrownBy(() -> decideAs(caller, contest))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("decided by somebody else")
        .hasMessageContaining(why);
    AuditEntry newest = company.bean(Audit.class).entries(IT, 1).getFirst();
    assertThat(newest.action()).isEqualTo("refused: decide on a contest");
    assertThat(newest.principal()).isEqualTo(caller.principal());
  }

  /** The database holds it too, whoever is asked in front of it. */
  @Test
  void no_statement_decides_in_the_place_of_somebody_else() {
    overrides.set(new Caller(ACME, Role.IT_SECURITY, "oidc:setter", null), ann, "Design", "so");
    Contest contest = open();
    Map<Caller, String> attempts =
        Map.of(
            new Caller(ACME, Role.IT_SECURITY, "oidc:setter", null), "oidc:setter",
            new Caller(ACME, Role.IT_SECURITY, "oidc:ann", ann), "oidc:ann",
            new Caller(ACME, Role.IT_SECURITY, "oidc:boss", boss), "oidc:boss",
            new Caller(ACME, Role.IT_SECURITY, "oidc:else", null), "oidc:another");
    attempts.forEach((caller, by) ->
        assertThatThrownBy(() -> update(caller, contest, by))
            .as(by)
            .isInstanceOf(DataAccessException.class)
            .rootCause()
            .hasMessageContaining("row-level security"));
    assertThat(update(as(Role.MANAGER, "boss"), contest, "boss@x.example")).isZero();
    assertThat(update(as(Role.EMPLOYEE, "ann"), contest, "ann@x.example")).isZero();
    assertThat(update(new Caller(ACME, Role.IT_SECURITY, "oidc:else", null), contest, "oidc:else"))
        .isEqualTo(1);
  }

  private int update(Caller caller, Contest contest, String by) {
    return company
        .bean(Database.class)
        .inTransactionAs(
            caller,
            sql ->
                sql.sql(
                        """
                        UPDATE review.contest SET outcome = 'UPHELD', given = category,
                          reason = 'r', decided_by = :by, decided_at = now()
                        WHERE number = :number
                        """)
                    .param("by", by)
                    .param("number", contest.number())
                    .update());
  }

  @Test
  void the_person_reads_the_decision_and_its_reason_and_the_log_has_both() {
    Contest contest = open();
    assertThat(contest.state()).isEqualTo("open");
    later(Duration.ofDays(3));
    decide(contest, "product");
    Contest told = contests.mine(as(Role.EMPLOYEE, "ann")).orElseThrow();
    Decision decision = Objects.requireNonNull(told.decision());
    assertThat(decision)
        .isEqualTo(new Decision(Outcome.CHANGED, "Product", "they showed it", "os:tess", now));
    assertThat(said().category()).isEqualTo("Product");
    assertThat(said().model()).isEqualTo("override");
    night("run-2", "Sales");
    assertThat(said().category()).as("until somebody withdraws it").isEqualTo("Product");
    assertThat(company.bean(Audit.class).entries(IT, 20))
        .anySatisfy(entry -> {
          assertThat(entry.action()).isEqualTo("contest changed");
          assertThat(entry.subject()).isEqualTo(ann.toString());
        })
        .anyMatch(entry -> entry.action().equals("contest their category"));
    assertThat(contests.mine(as(Role.EMPLOYEE, "bo"))).as("nobody else's").isEmpty();
  }

  @Test
  void it_is_due_in_thirty_days_and_overdue_afterwards() {
    Contest contest = open();
    assertThat(contest.dueAt()).isEqualTo(NOON.plus(Duration.ofDays(30)));
    later(Duration.ofDays(30));
    assertThat(contests.waiting(IT)).isEqualTo(new Contests.Waiting(1, 0, contest.dueAt()));
    later(Duration.ofSeconds(1));
    assertThat(contests.waiting(IT)).isEqualTo(new Contests.Waiting(1, 1, contest.dueAt()));
    decide(contest, null);
    assertThat(contests.waiting(IT)).isEqualTo(new Contests.Waiting(0, 0, null));
  }

  @Test
  void a_contest_is_of_ones_own_category_once_at_a_time_and_says_another_and_why() {
    Caller own = as(Role.EMPLOYEE, "ann");
    assertThatThrownBy(() -> contests.open(own, "Engineering", "why"))
        .hasMessageContaining("the category you have");
    assertThatThrownBy(() -> contests.open(own, "Wizardry", "why"))
        .hasMessageContaining("Wizardry");
    assertThatThrownBy(() -> contests.open(own, "Product", " ")).hasMessageContaining("reason");
    assertThatThrownBy(() -> contests.open(as(Role.EMPLOYEE, "bo"), "Product", "why"))
        .hasMessageContaining("nothing was said");
    assertThatThrownBy(() -> contests.open(IT, "Product", "why")).isInstanceOf(Failure.class);
    open();
    assertThatThrownBy(this::open).hasMessageContaining("already");
  }

  @Test
  void whoever_is_erased_leaves_no_contest_and_no_name_on_those_of_others() {
    PersonKey setter = company.key("cy");
    Caller theirs = new Caller(ACME, Role.IT_SECURITY, "oidc:" + setter, setter);
    overrides.set(theirs, ann, "Design", "so");
    Contest contest = open();
    ContestStore store = company.bean(ContestStore.class);
    assertThat(store.erase(erased(setter))).isEqualTo(1);
    assertThat(contests.queue(IT))
        .singleElement()
        .satisfies(left -> {
          assertThat(left.number()).isEqualTo(contest.number());
          assertThat(left.setBy()).isEqualTo("erased");
        });
    assertThat(store.erase(erased(ann))).isEqualTo(1);
    assertThat(store.erase(erased(ann))).isZero();
    assertThat(contests.queue(IT)).isEmpty();
  }

  private static Erased erased(PersonKey person) {
    return new Erased(ACME, Set.of(person), List.of(), Set.of());
  }

  private Contest open() {
    return contests.open(as(Role.EMPLOYEE, "ann"), "Product", "I write requirements");
  }

  private void decide(Contest contest, @Nullable String category) {
    contests.decide(IT, contest.number(), category, "they showed it");
  }

  private Contest decideAs(Caller caller, Contest contest) {
    return contests.decide(caller, contest.number(), null, "so it is");
  }

  private Assignment said() {
    return assignments.current(IT, ann).orElseThrow();
  }

  private Caller as(Role role, String name) {
    return company.as(role, name);
  }

  private void night(String run, String category) {
    later(Duration.ofMinutes(1));
    company.run(run, Map.of(ann, decided(category, 0.9)));
    later(Duration.ofMinutes(1));
  }

  private void later(Duration time) {
    now = now.plus(time);
  }
}

package com.orgscope.category;

import static com.orgscope.category.TestCompany.AS_OF;
import static com.orgscope.category.TestCompany.IT;
import static com.orgscope.category.TestCompany.SYSTEM;
import static com.orgscope.category.TestCompany.decided;
import static com.orgscope.category.TestCompany.judgment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.category.Judgment.Status;
import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.privacy.Erased;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("slow")
class AssignmentsTest {
  @TempDir Path home;
  private TestCompany company;
  private Assignments assignments;
  private Overrides overrides;
  private PersonKey ann;
  private PersonKey boss;
  private PersonKey cy;

  @BeforeEach
  void aCompanyWithARun() {
    company = new TestCompany(home);
    assignments = company.bean(Assignments.class);
    overrides = company.bean(Overrides.class);
    ann = company.key("ann");
    boss = company.key("boss");
    cy = company.key("cy");
    company.run(
        "run-1",
        Map.of(
            ann, decided("Engineering", 0.9),
            boss, decided("Engineering", 0.8, "Management"),
            cy, judgment(Status.UNCERTAIN, "Sales", 0.4)));
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void yesterday_s_answer_stays_readable_under_today_s() {
    company.run("run-2", Map.of(ann, decided("Product", 0.7)));

    assertThat(current(ann).judgment()).isEqualTo(decided("Product", 0.7));
    assertThat(assignments.ofRun(IT, "run-1").get(ann)).isEqualTo(decided("Engineering", 0.9));
    assertThat(current(cy).run()).isEqualTo("run-1");
    assertThat(current(ann).asOf()).isEqualTo(AS_OF);
  }

  @Test
  void the_same_answer_twice_is_stored_once_and_the_first_stays() {
    company.run("run-1", Map.of(ann, decided("Legal", 0.7)));
    assertThat(assignments.ofRun(IT, "run-1").get(ann)).isEqualTo(decided("Engineering", 0.9));
  }

  @Test
  void nobody_can_change_or_remove_what_was_said() {
    for (String statement :
        Set.of(
            "UPDATE category.assignment SET confidence = 1",
            "DELETE FROM category.assignment",
            "DELETE FROM category.override_reason",
            "UPDATE category.override SET category = 'Legal'")) {
      assertThatThrownBy(
              () -> company.bean(Database.class).runAs(SYSTEM, sql -> sql.sql(statement).update()))
          .as(statement)
          .isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void each_role_sees_the_rows_its_policy_says() {
    assertThat(seenBy(IT)).isEqualTo(Set.of(ann, boss, cy));
    assertThat(seenBy(company.as(Role.MANAGER, "boss"))).isEqualTo(Set.of(ann, boss));
    assertThat(seenBy(company.as(Role.EMPLOYEE, "ann"))).isEqualTo(Set.of(ann));
    assertThat(seenBy(company.as(Role.EMPLOYEE, "bo"))).isEmpty();
    assertThat(seenBy(new Caller(TestCompany.ACME, Role.CEO, "chief", null))).isEmpty();
    assertThat(seenBy(new Caller(TestCompany.ACME, Role.AUDITOR, "auditor", null))).isEmpty();
  }

  @Test
  void an_override_wins_over_every_run_until_it_is_withdrawn() {
    overrides.set(company.as(Role.MANAGER, "boss"), ann, "r&d", "she builds it");
    company.run("run-2", Map.of(ann, decided("Design", 0.95)));
    overrides.set(company.as(Role.MANAGER, "boss"), ann, "UX", "moved to the other team");

    Assignment standing = current(ann);
    assertThat(standing.category()).isEqualTo("Design");
    assertThat(standing.model()).isEqualTo("override");
    company.run("run-3", Map.of(ann, decided("Legal", 0.95)));
    assertThat(current(ann).category()).isEqualTo("Design");

    overrides.withdraw(IT, ann, "asked for");
    assertThat(current(ann).category()).isEqualTo("Legal");
    assertThatThrownBy(() -> overrides.withdraw(IT, ann, "again")).isInstanceOf(Failure.class);
  }

  /** The rows themselves, whoever is asked in front of them. */
  @Test
  void under_review_it_is_no_manager_s_to_read_and_nobody_s_to_set() {
    Caller manager = company.as(Role.MANAGER, "boss");
    overrides.set(manager, ann, "Design", "as I see it");
    assertThat(rowsSeenBy(manager)).isEqualTo(3);
    Database database = company.bean(Database.class);
    LabelReviews reviews = company.bean(LabelReviews.class);
    Caller own = company.as(Role.EMPLOYEE, "ann");
    assertThatThrownBy(() -> database.runAs(own, reviews.beginning(own, boss, Instant.EPOCH)::in))
        .as("of another's")
        .rootCause()
        .hasMessageContaining("row-level security");
    database.runAs(own, reviews.beginning(own, ann, Instant.EPOCH)::in);
    assertThat(rowsSeenBy(manager)).isZero();
    assertThat(rowsSeenBy(own)).isEqualTo(2);
    for (Caller caller : List.of(IT, manager)) {
      assertThatThrownBy(() -> database.runAs(caller, this::setsAnn))
          .rootCause()
          .hasMessageContaining("row-level security");
    }
    database.runAs(manager, reviews.ending(manager, ann, Instant.EPOCH)::in);
    assertThat(reviews.open(IT)).as("a manager does not end it").containsExactly(ann);
    database.runAs(IT, reviews.ending(IT, ann, Instant.EPOCH)::in);
    assertThat(rowsSeenBy(manager)).isEqualTo(3);
    database.runAs(IT, this::setsAnn);
  }

  private void setsAnn(JdbcClient sql) {
    sql.sql(
            """
            INSERT INTO category.override (tenant, person, category, by_whom, at)
            VALUES ('acme', :person, 'Legal', 'somebody', now())
            """)
        .param("person", ann.value())
        .update();
  }

  private long rowsSeenBy(Caller caller) {
    return company
        .bean(Database.class)
        .inTransactionAs(
            caller,
            sql ->
                sql.sql(
                        """
                        SELECT (SELECT count(*) FROM category.assignment WHERE person = :ann)
                          + (SELECT count(*) FROM category.override WHERE person = :ann)
                          + (SELECT count(*) FROM category.override_reason WHERE person = :ann)
                        """)
                    .param("ann", ann.value())
                    .query(Long.class)
                    .single());
  }

  @Test
  void what_was_set_right_before_a_run_began_is_an_example_for_it_until_withdrawn_or_contested() {
    overrides.set(IT, ann, "Design", "as I see it");
    overrides.set(IT, boss, "Management", "leads");
    assertThat(corrected("run-9")).containsExactlyInAnyOrder(ann, boss);
    overrides.withdraw(IT, boss, "asked for");
    assertThat(corrected("run-9")).containsExactly(ann);

    Database database = company.bean(Database.class);
    database.runAs(IT, sql -> override(sql, cy, "2026-11-01T12:00:01Z"));
    assertThat(corrected("run-9")).as("not begun").containsExactlyInAnyOrder(ann, cy);
    assertThat(corrected("run-1")).as("begun before").containsExactly(ann);

    Caller own = company.as(Role.EMPLOYEE, "ann");
    LabelReviews reviews = company.bean(LabelReviews.class);
    database.runAs(own, reviews.beginning(own, ann, Instant.EPOCH)::in);
    assertThat(corrected("run-1")).as("contested").isEmpty();
    database.runAs(IT, reviews.ending(IT, ann, Instant.EPOCH)::in);
    assertThat(corrected("run-1")).as("decided").containsExactly(ann);

    company
        .bean(AssignmentStore.class)
        .erase(new Erased(TestCompany.ACME, Set.of(ann), List.of(), Set.of()));
    assertThat(corrected("run-1")).as("erased").isEmpty();
  }

  private List<PersonKey> corrected(String run) {
    return overrides.corrections(SYSTEM, run).stream().map(Overrides.Correction::person).toList();
  }

  private static void override(JdbcClient sql, PersonKey person, String at) {
    sql.sql(
            """
            INSERT INTO category.override (tenant, person, category, instead_of, by_whom, at)
            VALUES ('acme', :person, 'Legal', 'Sales', 'somebody', :at::timestamptz)
            """)
        .param("person", person.value())
        .param("at", at)
        .update();
  }

  @Test
  void a_run_speaks_in_the_words_it_began_with_and_names_their_version() {
    Taxonomies taxonomies = company.bean(Taxonomies.class);
    taxonomies.release(IT, CompanyWords.read("name Engineering = Makers"), "ours");
    assignments.open(SYSTEM, "run-2", AS_OF);
    taxonomies.release(IT, CompanyWords.read("name Engineering = Builders"), "better");

    assertThat(assignments.words(IT)).isEqualTo(Map.of("run-1", 0, "run-2", 1));
    assertThat(assignments.taxonomy(SYSTEM, "run-2").ownName("Engineering")).isEqualTo("Makers");
    assertThat(assignments.taxonomy(SYSTEM, "none").ownName("Engineering")).isEqualTo("Builders");
    assertThat(taxonomies.rollBack(IT, 1, "it was better")).isEqualTo(3);
    assertThat(taxonomies.of(IT).ownName("Engineering")).isEqualTo("Makers");
    assertThat(taxonomies.versions(IT))
        .extracting(Vocabulary.Version::version)
        .containsExactly(3, 2, 1);
    assertThatThrownBy(() -> taxonomies.rollBack(IT, 1, "again"))
        .hasMessageContaining("hold already");
    assertThatThrownBy(() -> taxonomies.rollBack(IT, 9, "none"))
        .hasMessageContaining("no version 9");
    assertThatThrownBy(
            () -> taxonomies.release(IT, CompanyWords.read("name Wizardry = Makers"), "a mistake"))
        .hasMessageContaining("no category 'Wizardry'");
    assertThat(taxonomies.version(IT)).isEqualTo(3);
    taxonomies.rename(IT, "Makers", "R and D");
    assertThat(taxonomies.words(IT).text()).isEqualTo("name Engineering = R and D");
  }

  @Test
  void an_override_to_no_category_names_those_there_are() {
    company.bean(Taxonomies.class).rename(IT, "People", "Human Side");
    assertThatThrownBy(() -> overrides.set(IT, ann, "Wizardry", "because"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Wizardry")
        .hasMessageContaining("Engineering")
        .hasMessageContaining("Human Side")
        .hasMessageNotContaining("Clinical Care");
    assertThat(overrides.set(IT, ann, "human side", "because")).isEqualTo("People");
  }

  @Test
  void the_reason_is_for_it_and_the_manager_and_not_for_the_person() {
    overrides.set(IT, ann, "Legal", "a delicate matter");

    assertThat(reasonSeenBy(IT)).isEqualTo("a delicate matter");
    assertThat(reasonSeenBy(company.as(Role.MANAGER, "boss"))).isEqualTo("a delicate matter");
    assertThat(reasonSeenBy(company.as(Role.EMPLOYEE, "ann"))).isEqualTo("hidden");
  }

  @Test
  void nobody_overrides_themselves_or_somebody_else_s_report() {
    assertThatThrownBy(
            () -> overrides.set(company.as(Role.MANAGER, "boss"), boss, "Legal", "because"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("their own");
    assertThatThrownBy(
            () -> overrides.set(company.as(Role.MANAGER, "boss"), cy, "Legal", "because"))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(
            () -> overrides.set(company.as(Role.EMPLOYEE, "ann"), ann, "Legal", "because"))
        .isInstanceOf(Failure.class);
  }

  @Test
  void ten_thousand_answers_are_kept_within_three_seconds() {
    Map<PersonKey, Judgment> answers = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      answers.put(new PersonKey(new UUID(77, i)), decided("Engineering", 0.9));
    }
    assignments.open(SYSTEM, "big", AS_OF);
    long start = System.nanoTime();
    company
        .bean(Database.class)
        .runAs(SYSTEM, assignments.appending(TestCompany.ACME, "big", answers)::in);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(assignments.ofRun(IT, "big")).hasSize(10_000);
  }

  private Assignment current(PersonKey person) {
    return assignments.current(IT, person).orElseThrow();
  }

  private Set<PersonKey> seenBy(Caller caller) {
    return assignments.current(caller).stream().map(Assignment::person).collect(Collectors.toSet());
  }

  private String reasonSeenBy(Caller caller) {
    Assignment.Override override =
        assignments.current(caller, ann).map(Assignment::override).orElseThrow();
    return override.reason() == null ? "hidden" : override.reason();
  }
}

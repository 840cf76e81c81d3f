package com.orgscope.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.Looks;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Overrides;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.People;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.review.Team.Effect;
import com.orgscope.review.Team.Report;
import com.orgscope.review.Team.Standing;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Boss has Ann and Bo; Cy reports to the chief, as Boss does. */
class TeamTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
  private static final String NOTHING_SHOWN = "nothing is shown to you of this person's work";

  @TempDir Path home;
  private TestCompany company;
  private Team team;
  private Caller boss;
  private final Set<String> asked = new HashSet<>();
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");

  @BeforeEach
  void settle() {
    company =
        new TestCompany(
            home,
            Map.of(
                ReviewSettings.class,
                new ReviewSettings(30),
                InstantSource.class,
                (InstantSource) () -> now));
    team = company.bean(Team.class);
    boss = company.as(Role.MANAGER, "boss");
  }

  @AfterEach
  void close() {
    company.close();
  }

  private void later() {
    now = now.plus(Duration.ofHours(1));
  }

  private Team.Page page() {
    return team.page(boss, TODAY, 1);
  }

  private Report of(String name) {
    PersonKey key = company.key(name);
    return page().reports().stream()
        .filter(one -> one.person().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private void everybodyIs(String run, Judgment judgment) {
    Map<PersonKey, Judgment> said = new HashMap<>();
    List.of("chief", "boss", "ann", "bo", "cy")
        .forEach(name -> said.put(company.key(name), judgment));
    company.run(run, said);
  }

  /** As the pages are: by their own login. */
  private <T> T byPages(java.util.function.Supplier<T> act) {
    return Database.<T, RuntimeException>as(Login.PAGES, act::get);
  }

  @Test
  void a_manager_sees_direct_reports_and_nobody_else_and_each_reads_that_they_looked() {
    everybodyIs("r1", TestCompany.decided("Engineering", 0.9, "Product"));
    Team.Page page = byPages(this::page);
    assertThat(page.reports()).extracting(Report::name).containsExactly("Ann", "Bo");
    Report ann = page.reports().getFirst();
    assertThat(ann.standing()).isEqualTo(Standing.SAID);
    assertThat(ann.reasoned()).isTrue();
    assertThat(ann.since()).isEqualTo(TestCompany.AS_OF);
    assertThat(looksAt("ann")).isEqualTo(1);
    assertThat(looksAt("bo")).isEqualTo(1);
    assertThat(looksAt("cy")).isZero();
    for (Role role : List.of(Role.EMPLOYEE, Role.IT_SECURITY, Role.CEO, Role.AUDITOR)) {
      Caller other =
          new Caller(
              TestCompany.ACME,
              role,
              "boss@x.example",
              role.isOfAPerson() ? company.key("boss") : null);
      assertThatThrownBy(() -> team.page(other, TODAY, 1))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("may not read their team");
    }
  }

  private long looksAt(String name) {
    return company
        .bean(Looks.class)
        .atMe(new Caller(TestCompany.ACME, Role.EMPLOYEE, name, company.key(name)))
        .stream()
        .filter(look -> look.role() == Role.MANAGER)
        .count();
  }

  @Test
  void whoever_is_new_opted_out_or_of_whom_too_little_is_known_looks_the_same() {
    Map<PersonKey, Judgment> said = new HashMap<>();
    said.put(company.key("ann"), TestCompany.decided("Engineering", 0.9));
    said.put(company.key("bo"), TestCompany.decided("Engineering", 0.9));
    company.run("r1", said);
    List<Runnable> ways =
        List.of(
            () ->
                TestCouncilPolicies.say(
                    company.bean(Database.class), company.as(Role.EMPLOYEE, "bo"), false),
            () -> {
              TestCouncilPolicies.say(
                  company.bean(Database.class), company.as(Role.EMPLOYEE, "bo"), true);
              bo("r2", TestCompany.judgment(Status.NOT_ENOUGH_DATA, null, 0));
            },
            () -> bo("r3", TestCompany.judgment(Status.PROVISIONAL, "Engineering", 0.9)));
    Report first = null;
    for (Runnable way : ways) {
      way.run();
      Report now = of("bo");
      first = first == null ? now : first;
      assertThat(now).isEqualTo(first);
      assertThat(now.standing()).isEqualTo(Standing.NOTHING);
      assertThat(now.said()).isNull();
      PersonKey bo = company.key("bo");
      assertThatThrownBy(() -> byPages(() -> team.set(boss, bo, "Sales", "he sells")))
          .hasMessageContaining(NOTHING_SHOWN);
      assertThatThrownBy(() -> byPages(() -> team.confirm(boss, Set.of(bo))))
          .hasMessageContaining(NOTHING_SHOWN);
    }
    assertThat(looksAt("bo")).as("nothing was looked at").isZero();
    PersonKey bo = company.key("bo");
    assertThatThrownBy(
            () -> byPages(() -> company.bean(Overrides.class).set(boss, bo, "Sales", "he sells")))
        .as("nor lets the database a page go round that")
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> insert(bo, "boss@x.example"))
        .hasStackTraceContaining("violates row-level security policy");
    PersonKey ann = company.key("ann");
    assertThatThrownBy(() -> insert(ann, "ann@x.example"))
        .hasStackTraceContaining("violates row-level security policy");
    insert(ann, "boss@x.example");
  }

  /** By whatever way a program or a page asks. */
  @Test
  void a_manager_is_refused_alike_of_whomever_nothing_is_shown() {
    Words words = company.bean(Words.class);
    Map<PersonKey, Judgment> said = new HashMap<>();
    List.of("ann", "bo", "cy")
        .forEach(name -> said.put(company.key(name), TestCompany.decided("Engineering", 0.9)));
    company.run("r1", said);
    PersonKey bo = company.key("bo");
    PersonKey stranger = PersonKey.ofHash(new byte[16]);
    Database database = company.bean(Database.class);
    Caller his = company.as(Role.EMPLOYEE, "bo");
    Set<String> told = new HashSet<>();
    refusals(told, words, company.key("cy"));
    refusals(told, words, company.key("chief"));
    refusals(told, words, stranger);
    TestCouncilPolicies.say(database, his, false);
    refusals(told, words, bo);
    told.add(refusal(() -> TestRuns.said(company.beans(), boss, bo)));
    TestCouncilPolicies.say(database, his, true);
    bo("r2", TestCompany.judgment(Status.NOT_ENOUGH_DATA, null, 0));
    refusals(told, words, bo);
    bo("r3", TestCompany.judgment(Status.PROVISIONAL, "Engineering", 0.9));
    refusals(told, words, bo);
    PersonKey ann = company.key("ann");
    assertThat(byPages(() -> words.set(boss, ann, "Product", "plans")).category())
        .isEqualTo("Product");
    company.bean(ErasedPeople.class).mark(TestCompany.IT, Set.of(ann));
    // Her rows are there for some minutes more.
    told.add(refusal(() -> words.set(boss, ann, "Sales", "sells")));
    told.add(refusal(() -> team.set(boss, ann, "Sales", "sells")));
    told.add(refusal(() -> words.undo(boss, ann, "Product")));
    assertThat(told).singleElement().asString().startsWith("OPERATOR " + NOTHING_SHOWN);
    assertThat(asked).containsExactly("OPERATOR you are asked nothing about this person");
    assertThat(looksAt("bo")).as("nothing of him was seen").isZero();
    assertThat(refusal(() -> words.set(TestCompany.IT, bo, "Sales", "sells")))
        .contains("by deciding what somebody contests, or at the command line");
  }

  private void refusals(Set<String> told, Words words, PersonKey person) {
    told.add(refusal(() -> words.set(boss, person, "Sales", "sells")));
    told.add(refusal(() -> words.undo(boss, person, "Sales")));
    told.add(refusal(() -> team.set(boss, person, "Sales", "sells")));
    told.add(refusal(() -> team.confirm(boss, Set.of(person))));
    asked.add(refusal(() -> company.bean(Feedback.class).answer(boss, person, true, 5)));
  }

  private String refusal(Runnable act) {
    Failure failure =
        catchThrowableOfType(
            Failure.class,
            () ->
                byPages(() -> {
                  act.run();
                  return true;
                }));
    return failure == null ? "nothing" : failure.kind() + " " + failure.getMessage();
  }

  @Test
  void whoever_is_answered_of_to_a_program_is_told_that_the_manager_looked() {
    everybodyIs("r1", TestCompany.decided("Engineering", 0.9));
    // A word that holds no more is not taken back, and what holds is read all the same.
    assertThat(
            byPages(() -> company.bean(Words.class).undo(boss, company.key("bo"), "Sales"))
                .category())
        .isEqualTo("Engineering");
    assertThat(looksAt("bo")).isOne();
    assertThat(looksAt("ann")).isZero();
  }

  /** What a page that forgot every rule would do. */
  private void insert(PersonKey person, String by) {
    byPages(() -> {
      TestRuns.override(company.bean(Database.class), boss, person, by);
      return true;
    });
  }

  private void bo(String run, Judgment judgment) {
    TestRuns.active(
        company.beans(),
        TestCompany.ACME,
        run,
        TestCompany.AS_OF,
        Map.of(company.key("bo"), judgment));
  }

  @ParameterizedTest
  @EnumSource(CouncilPolicy.Managers.class)
  void it_shows_what_the_policy_lets_it(CouncilPolicy.Managers managers) {
    TestCouncilPolicies.managersSee(company.bean(Database.class), TestCompany.ACME, managers);
    everybodyIs("r1", TestCompany.decided("Engineering", 0.9));
    Team.Page page = page();
    assertThat(page.named()).isEqualTo(managers != CouncilPolicy.Managers.NOTHING);
    assertThat(page.all()).isEqualTo(2);
    assertThat(page.reports())
        .hasSize(managers == CouncilPolicy.Managers.NOTHING ? 0 : 2)
        .allSatisfy(report -> {
          assertThat(Objects.requireNonNull(report.said()).category()).isEqualTo("Engineering");
          assertThat(report.reasoned()).isEqualTo(managers == CouncilPolicy.Managers.NAMED);
          assertThat(report.dated()).isEqualTo(report.reasoned());
          assertThat(report.since() == null)
              .as("since when is no category")
              .isNotEqualTo(report.reasoned());
          assertThat(report.said().judgment().evidence().isEmpty()).isNotEqualTo(report.reasoned());
        });
    everybodyIs("r2", TestCompany.judgment(Status.UNCERTAIN, "Engineering", 0.4));
    assertThat(page().reports())
        .as("how sure the model is, is told where the policy says so")
        .hasSize(page.reports().size())
        .allSatisfy(report ->
            assertThat(report.standing())
                .isEqualTo(
                    managers == CouncilPolicy.Managers.NAMED ? Standing.UNSURE : Standing.SAID));
  }

  @Test
  void a_word_holds_at_once_is_in_the_audit_log_and_is_undone() {
    everybodyIs("r1", TestCompany.decided("Engineering", 0.9));
    PersonKey ann = company.key("ann");
    later();
    String kept = byPages(() -> team.set(boss, ann, "Sales", "she sells"));
    assertThat(kept).isEqualTo("Sales");
    Report set = of("ann");
    assertThat(Objects.requireNonNull(set.said()).category()).isEqualTo("Sales");
    assertThat(Objects.requireNonNull(set.said().override()).reason()).isEqualTo("she sells");
    assertThat(page().effect()).isEqualTo(new Effect(1, 1, 0, 0));
    assertThat(company.bean(Audit.class).entries(TestCompany.IT, 20))
        .filteredOn(entry -> entry.action().equals("override a category"))
        .extracting(AuditEntry::principal)
        .containsExactly("boss@x.example");
    byPages(() -> {
      team.undo(boss, ann);
      return true;
    });
    assertThat(Objects.requireNonNull(of("ann").said()).category()).isEqualTo("Engineering");
    assertThatThrownBy(() -> byPages(() -> team.set(boss, company.key("cy"), "Sales", "no")))
        .as("no report of theirs")
        .hasMessageContaining(NOTHING_SHOWN);
    assertThatThrownBy(() ->
            byPages(() -> team.set(boss, Objects.requireNonNull(boss.person()), "Sales", "me")))
        .hasMessageContaining("nobody sets their own category");
  }

  @Test
  void what_is_ticked_is_confirmed_and_waits_no_more() {
    everybodyIs("r1", TestCompany.judgment(Status.UNCERTAIN, "Engineering", 0.4));
    Set<PersonKey> both = page().reports().stream().map(Report::person).collect(Collectors.toSet());
    assertThat(page().of()).containsOnly(Map.entry(Standing.UNSURE, 2L));
    later();
    assertThat(byPages(() -> team.confirm(boss, both))).isEqualTo(2);
    assertThat(page().effect()).as("no night said so since").isEqualTo(new Effect(2, 2, 0, 0));
    assertThat(byPages(() -> team.confirm(boss, both))).as("again").isZero();
    assertThat(page().of()).containsOnly(Map.entry(Standing.SAID, 2L));
    assertThatThrownBy(() -> team.confirm(boss, Set.of())).hasMessageContaining("tick 1 to 25");
    assertThatThrownBy(() -> byPages(() -> team.confirm(boss, Set.of(company.key("cy")))))
        .hasMessageContaining(NOTHING_SHOWN);
  }

  @Test
  void a_contest_reads_under_review_and_takes_no_word() {
    everybodyIs("r1", TestCompany.decided("Engineering", 0.9));
    company
        .bean(Contests.class)
        .open(company.as(Role.EMPLOYEE, "ann"), "Product", "I plan what is built");
    Report ann = of("ann");
    assertThat(ann.standing()).isEqualTo(Standing.UNDER_REVIEW);
    assertThat(ann.said()).isNull();
    assertThatThrownBy(
            () -> byPages(() -> team.set(boss, company.key("ann"), "Sales", "she sells")))
        .hasMessageContaining("under review");
  }

  @Test
  void what_became_of_words_is_counted_after_the_next_night() {
    everybodyIs("r1", TestCompany.decided("Engineering", 0.9));
    later();
    byPages(() -> team.set(boss, company.key("ann"), "Sales", "she sells"));
    byPages(() -> team.set(boss, company.key("bo"), "Product", "he plans"));
    assertThat(page().effect()).isEqualTo(new Effect(2, 2, 0, 0));
    later();
    TestRuns.active(
        company.beans(),
        TestCompany.ACME,
        "r2",
        TestCompany.AS_OF.plusDays(1),
        Map.of(
            company.key("ann"), TestCompany.decided("Sales", 0.9),
            company.key("bo"), TestCompany.decided("Engineering", 0.9)));
    assertThat(page().effect()).isEqualTo(new Effect(2, 0, 1, 1));
  }

  /** Else a word that stays would tell that somebody went. */
  @Test
  void of_whom_too_little_is_known_nothing_is_shown_whoever_set_a_word() {
    everybodyIs("r1", TestCompany.decided("Engineering", 0.9));
    byPages(() -> team.set(boss, company.key("bo"), "Sales", "he sells"));
    bo("r2", TestCompany.judgment(Status.NOT_ENOUGH_DATA, null, 0));
    assertThat(of("bo").standing()).isEqualTo(Standing.NOTHING);
    assertThat(of("bo").said()).isNull();
  }

  @Test
  void since_is_the_first_night_of_an_unbroken_row() {
    LocalDate day = TestCompany.AS_OF;
    for (String said : List.of("Engineering", "Sales", "Engineering", "Engineering")) {
      TestRuns.active(
          company.beans(),
          TestCompany.ACME,
          "r" + day,
          day,
          Map.of(company.key("ann"), TestCompany.decided(said, 0.9)));
      day = day.plusDays(1);
    }
    assertThat(of("ann").since()).isEqualTo(TestCompany.AS_OF.plusDays(2));
  }

  @Test
  void two_hundred_reports_come_in_pages_and_only_a_page_is_looked_at() {
    StringBuilder many = new StringBuilder();
    for (int i = 100; i < 300; i++) {
      many.append("%d,p%d@x.example,Person %d,Engineer,Platform,2020-01-01,2\n".formatted(i, i, i));
    }
    TestDirectory.employ(
        company.bean(People.class),
        TestCompany.SYSTEM,
        "employee_id,login,display_name,title,department,hire_date,manager_id",
        many.toString());
    Map<PersonKey, Judgment> said =
        company.bean(People.class).visible(TestCompany.SYSTEM).stream()
            .collect(Collectors.toMap(key -> key, key -> TestCompany.decided("Sales", 0.9)));
    company.run("r1", said);
    Team.Page page = team.page(boss, TODAY, 9);
    assertThat(page.all()).isEqualTo(202);
    assertThat(page.pages()).isEqualTo(9);
    assertThat(page.reports()).hasSize(2);
    assertThat(page.reports().getLast().name()).isEqualTo("Person 299");
    assertThat(team.page(boss, TODAY, 40).page()).isEqualTo(9);
    assertThat(looksAt("p299")).isEqualTo(2);
    assertThat(looksAt("ann")).isZero();
  }
}

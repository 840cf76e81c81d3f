package com.orgscope.category;

import static com.orgscope.category.TestCompany.ACME;
import static com.orgscope.category.TestCompany.IT;
import static com.orgscope.category.TestCompany.SYSTEM;
import static com.orgscope.category.TestCompany.decided;
import static com.orgscope.category.TestCompany.judgment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.Consents;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.category.Judgment.Status;
import com.orgscope.directory.People;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manager sees of people's categories, and that whoever opts out is in nobody's sight. */
@Tag("slow")
class AsAgreedTest {
  private static final String COLUMNS =
      "employee_id,login,display_name,title,department,hire_date,manager_id,location";

  @TempDir Path home;
  private TestCompany company;
  private Database database;
  private Assignments assignments;
  private Caller manager;
  private PersonKey ann;
  private PersonKey bo;

  @BeforeEach
  void annAndBoReportToBoss() {
    company = new TestCompany(home);
    database = company.bean(Database.class);
    assignments = company.bean(Assignments.class);
    manager = company.as(Role.MANAGER, "boss");
    ann = company.key("ann");
    bo = company.key("bo");
    company.run(
        "run-1", Map.of(ann, decided("Engineering", 0.9), bo, decided("Design", 0.8, "Product")));
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void a_manager_sees_evidence_or_the_category_alone_or_nothing() {
    assertThat(seen(ann).reasoning()).contains("GitHub", "31 %");
    assertThat(seen(ann).judgment().evidence()).isNotEmpty();
    sees(Managers.CATEGORIES);
    for (PersonKey person : List.of(ann, bo)) {
      Assignment bare = seen(person);
      assertThat(bare.category()).isEqualTo(person.equals(ann) ? "Engineering" : "Design");
      assertThat(bare.status()).isEqualTo(Status.DECIDED);
      assertThat(bare.reasoning()).isEmpty();
      assertThat(bare.confidence()).isZero();
      assertThat(bare.roles()).isEmpty();
      assertThat(bare.subCategory()).isNull();
      assertThat(bare.judgment().evidence()).isEmpty();
      assertThat(bare.judgment().facts()).isEmpty();
    }
    assertThat(assignments.ofRun(manager, "run-1").values())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.evidence()).isEmpty());
    assertThat(assignments.heldAt(manager, "run-1", Instant.EPOCH))
        .allSatisfy(one -> assertThat(one.reasoning()).isEmpty());
    sees(Managers.NOTHING);
    assertThat(assignments.current(manager)).isEmpty();
    assertThat(assignments.ofRun(manager, "run-1")).isEmpty();
    assertThat(assignments.heldAt(manager, "run-1", Instant.EPOCH)).isEmpty();
    assertThat(assignments.current(IT)).hasSize(2);
    assertThat(assignments.current(company.as(Role.EMPLOYEE, "ann"), ann))
        .get()
        .satisfies(own -> assertThat(own.reasoning()).isNotEmpty());
  }

  @Test
  void use_is_evidence_and_a_category_is_set_by_who_sees_it() {
    Access access = company.bean(Access.class);
    Overrides overrides = company.bean(Overrides.class);
    assertThat(access.scope(manager).people()).contains(ann, bo);
    sees(Managers.CATEGORIES);
    assertThat(access.scope(manager).people()).containsExactly(manager.person());
    assertThatThrownBy(() -> access.require(manager, Action.PERSON_DATA, ann))
        .isInstanceOf(Failure.class);
    overrides.set(manager, ann, "Product", "as I see it");
    assertThat(seen(ann).category()).isEqualTo("Product");
    assertThat(seen(ann).override()).isNotNull();
    sees(Managers.NOTHING);
    assertThatThrownBy(() -> overrides.set(manager, ann, "Legal", "as I see it"))
        .isInstanceOf(Failure.class);
    assertThat(rows("SELECT person FROM category.override")).isEmpty();
    assertThat(rows("SELECT person FROM category.override_reason")).isEmpty();
  }

  @Test
  void until_a_policy_is_signed_a_manager_sees_nothing_in_the_union_and_categories_elsewhere() {
    wipePolicies();
    assertThat(assignments.current(manager)).isEmpty();
    asOwner("UPDATE directory.tenant SET region = 'US'");
    assertThat(seen(ann).category()).isEqualTo("Engineering");
    assertThat(seen(ann).reasoning()).isEmpty();
  }

  @Test
  void each_country_has_its_own() {
    TestDirectory.employ(
        company.bean(People.class),
        SYSTEM,
        COLUMNS,
        "3,ann@x.example,Ann,Engineer,Platform,2020-01-01,2, Berlin ",
        "4,bo@x.example,Bo,Engineer,Platform,2020-01-01,2,Boston");
    TreeMap<String, Terms> countries = new TreeMap<>();
    countries.put("DE", new Terms(List.of("BERLIN"), Consent.OPT_OUT, Managers.NOTHING, 10, null));
    TestCouncilPolicies.put(
        database, ACME, TestCouncilPolicies.policy(Consent.OPT_OUT, Managers.NAMED, countries));
    assertThat(people(assignments.current(manager))).containsExactly(bo);
    countries.put("DE", new Terms(List.of("berlin"), Consent.OPT_IN, Managers.NAMED, 10, null));
    TestCouncilPolicies.put(
        database, ACME, TestCouncilPolicies.policy(Consent.OPT_OUT, Managers.NAMED, countries));
    assertThat(people(assignments.current(manager))).containsExactly(bo);
    assertThat(people(assignments.current(IT))).containsExactly(bo);
    say("ann", true);
    assertThat(people(assignments.current(manager))).containsExactlyInAnyOrder(ann, bo);
  }

  /** The database folds nothing itself: it would do so as it was set up. */
  @Test
  void a_country_s_place_is_meant_in_every_spelling_by_the_product_and_by_the_database() {
    Map<String, String> spellings =
        Map.of(
            "İSTANBUL", "istanbul",
            "ıstanbul", "ISTANBUL",
            "ΠΆΦΟΣ", "Πάφος",
            "πάφοσ", "ΠΆΦΟΣ",
            "GIESSEN", "Gießen");
    spellings.forEach((location, place) -> {
      TestDirectory.employ(
          company.bean(People.class),
          SYSTEM,
          COLUMNS,
          "3,ann@x.example,Ann,Engineer,Platform,2020-01-01,2," + location);
      TreeMap<String, Terms> countries = new TreeMap<>();
      countries.put("DE", new Terms(List.of(place), Consent.OPT_IN, Managers.NAMED, 10, null));
      CouncilPolicy policy = TestCouncilPolicies.policy(Consent.OPT_OUT, Managers.NAMED, countries);
      TestCouncilPolicies.put(database, ACME, policy);
      assertThat(policy.at(location).consent()).as(location).isEqualTo(Consent.OPT_IN);
      assertThat(people(assignments.current(IT))).as(location).containsExactly(bo);
      assertThat(people(assignments.current(manager))).as(location).containsExactly(bo);
    });
  }

  @Test
  void whoever_opts_out_is_in_nobody_s_sight_at_once_and_comes_back_as_they_were() {
    say("ann", false);
    for (Caller caller : List.of(SYSTEM, IT, manager, company.as(Role.EMPLOYEE, "ann"))) {
      assertThat(people(assignments.current(caller))).as(caller.toString()).doesNotContain(ann);
      assertThat(assignments.ofRun(caller, "run-1")).doesNotContainKey(ann);
      assertThat(people(assignments.heldAt(caller, "run-1", Instant.EPOCH))).doesNotContain(ann);
    }
    assertThat(people(assignments.current(SYSTEM))).containsExactly(bo);
    company.run("run-2", Map.of(ann, decided("Legal", 0.9)));
    assertThat(people(assignments.current(SYSTEM))).containsExactly(bo);
    say("ann", true);
    assertThat(people(assignments.current(SYSTEM))).containsExactlyInAnyOrder(ann, bo);
  }

  /** A manager with a database in their hands does not tell one from the other either. */
  @Test
  void to_a_manager_opting_out_looks_like_too_little_data_and_like_being_new() {
    company.run(
        "run-2",
        Map.of(
            ann,
            judgment(Status.NOT_ENOUGH_DATA, null, 0),
            bo,
            judgment(Status.PROVISIONAL, "Design", 0.9)));
    Map<String, List<UUID>> before = everythingOf(manager);
    assertThat(before.get("category.assignment")).isEmpty();
    say("ann", false);
    say("bo", false);
    assertThat(everythingOf(manager)).isEqualTo(before);
    assertThat(assignments.current(manager)).isEmpty();
  }

  /** What they set themselves would tell them, if it stayed where the answer goes. */
  @Test
  void
      a_manager_who_set_a_category_is_told_alike_of_who_opts_out_is_new_has_too_little_data_or_is_erased() {
    Overrides overrides = company.bean(Overrides.class);
    overrides.set(manager, ann, "Product", "as I see it");
    overrides.set(manager, bo, "Product", "as I see it");
    Map<String, Object> known = told();
    assertThat(known.get("category.override"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder(ann.value(), bo.value());
    say("ann", false);
    Map<String, Object> optedOut = told();
    assertThat(optedOut).isNotEqualTo(known);
    assertThat(optedOut.get("scope")).isEqualTo(Set.of(bo, company.key("boss")));
    assertThat(optedOut.values()).as("whoever is hidden is set by nobody").doesNotContain("done");
    for (String table : List.of("assignment", "override", "override_reason")) {
      assertThat(optedOut.get("category." + table)).as(table).isEqualTo(List.of(bo.value()));
    }
    say("ann", true);
    assertThat(told()).as("they come back as they were").isEqualTo(known);
    company.run("run-2", Map.of(ann, judgment(Status.NOT_ENOUGH_DATA, null, 0)));
    assertThat(told()).isEqualTo(optedOut);
    company.run("run-3", Map.of(ann, judgment(Status.PROVISIONAL, "Design", 0.9)));
    assertThat(told()).isEqualTo(optedOut);
    company.run("run-4", Map.of(ann, decided("Engineering", 0.9)));
    assertThat(told()).isEqualTo(known);
    assertThat(assignments.ofRun(manager, "run-2"))
        .as("as if she had opted out on that day")
        .isEmpty();
    company
        .bean(AssignmentStore.class)
        .erase(new com.orgscope.privacy.Erased(ACME, Set.of(ann), List.of(), Set.of()));
    assertThat(told()).isEqualTo(optedOut);
  }

  /**
   * All that a manager is told of who reports to them, refusals of the product and of the database.
   */
  private Map<String, Object> told() {
    Map<String, Object> told = new TreeMap<>(everythingOf(manager));
    told.put("scope", Set.copyOf(company.bean(Access.class).scope(manager).people()));
    Overrides overrides = company.bean(Overrides.class);
    told.put(
        "evidence",
        refusal(() -> company.bean(Access.class).require(manager, Action.PERSON_DATA, ann)));
    if (!Objects.equals(told.get("category.assignment"), told.get("category.override"))) {
      throw new AssertionError(told);
    }
    if (!((List<?>) told.getOrDefault("category.override", List.of())).contains(ann.value())) {
      told.put("set", refusal(() -> overrides.set(manager, ann, "Legal", "as I see it")));
      told.put("withdraw", refusal(() -> overrides.withdraw(manager, ann, "as I see it")));
      told.put("undo", refusal(() -> overrides.undo(manager, ann)));
      for (String into :
          List.of(
              "category.override (tenant, person, category, by_whom, at) VALUES ('acme', ?, 'Legal', 'me', now())",
              "category.override_reason (tenant, person, number, reason) VALUES ('acme', ?, 999, 'mine')",
              "review.survey (tenant, person, run, asked, category, matches, stars, at)"
                  + " VALUES ('acme', ?, 'run-1', (SELECT state.person()), 'Legal', true, 5, now())")) {
        told.put(
            into,
            refusal(() ->
                database.runAs(
                    manager, sql -> sql.sql("INSERT INTO " + into).param(ann.value()).update())));
      }
    }
    return told;
  }

  private static String refusal(org.junit.jupiter.api.function.Executable act) {
    try {
      act.execute();
      return "done";
    } catch (Throwable e) {
      return e.getClass() + ": " + e.getMessage();
    }
  }

  @Test
  void a_provisional_category_is_shown_to_no_manager_whatever_the_policy() {
    company.run("run-2", Map.of(bo, judgment(Status.PROVISIONAL, "Design", 0.9)));
    assertThat(people(assignments.current(manager))).containsExactly(ann);
    assertThat(assignments.current(company.as(Role.EMPLOYEE, "bo"), bo))
        .get()
        .extracting(Assignment::status)
        .isEqualTo(Status.PROVISIONAL);
  }

  @Test
  void nobody_says_for_another_whether_they_are_counted() {
    Consents consents = company.bean(Consents.class);
    for (Caller caller : List.of(IT, new Caller(ACME, Role.CEO, "chief", null))) {
      assertThatThrownBy(() -> consents.say(caller, false)).isInstanceOf(Failure.class);
    }
    assertThatThrownBy(() ->
            database.runAs(
                manager,
                sql ->
                    sql.sql(
                            "INSERT INTO access.consent (tenant, person, counted) VALUES ('acme', ?, false)")
                        .param(ann.value())
                        .update()))
        .isNotNull();
    say("ann", false);
    for (Caller caller : List.of(IT, manager)) {
      assertThat(
              database.<Integer>inTransactionAs(
                  caller,
                  sql ->
                      sql.sql("SELECT count(*) FROM access.consent").query(Integer.class).single()))
          .as("who opted out, asked by " + caller.role())
          .isZero();
    }
    assertThat(rows("SELECT l FROM access.left_out() AS l")).isEmpty();
  }

  @Test
  void whoever_is_shown_the_notice_has_it_on_record_by_version() {
    Consents consents = company.bean(Consents.class);
    Caller me = company.as(Role.EMPLOYEE, "ann");
    assertThat(consents.mine(me).noticeAt()).isNull();
    consents.shown(me);
    assertThat(consents.mine(me).noticeAt()).isNotNull();
    consents.shown(me);
    assertThat(consents.noticesShown(IT)).isEqualTo(Map.of("test.1", 1));
    assertThat(consents.mine(me).counted()).isTrue();
    consents.say(me, false);
    consents.say(me, false);
    assertThat(consents.mine(me).counted()).isFalse();
    company.bean(Access.class).forget(ACME, Set.of(ann));
    assertThat(consents.noticesShown(IT)).isEmpty();
    assertThat(consents.mine(me).counted()).as("nothing is kept of them").isTrue();
  }

  private void say(String name, boolean counted) {
    company.bean(Consents.class).say(company.as(Role.EMPLOYEE, name), counted);
  }

  private void sees(Managers managers) {
    TestCouncilPolicies.managersSee(database, ACME, managers);
  }

  private Assignment seen(PersonKey person) {
    return assignments.current(manager, person).orElseThrow();
  }

  private static Set<PersonKey> people(List<Assignment> all) {
    return all.stream().map(Assignment::person).collect(Collectors.toSet());
  }

  /** What the manager's own login reads of every table that has a person in it. */
  private Map<String, List<UUID>> everythingOf(Caller caller) {
    Map<String, List<UUID>> all = new TreeMap<>();
    for (String table :
        List.of(
            "category.assignment",
            "category.override",
            "category.override_reason",
            "category.under_review",
            "directory.person",
            "access.consent",
            "access.notice_shown",
            "recommendation.recommendation")) {
      all.put(
          table,
          database.inTransactionAs(
              caller,
              sql ->
                  sql.sql("SELECT DISTINCT person FROM " + table + " ORDER BY person")
                      .query((row, n) -> row.getObject(1, UUID.class))
                      .list()));
    }
    for (String function : List.of("access.left_out()", "category.shown_to_managers()")) {
      all.put(function, rows("SELECT f FROM " + function + " AS f ORDER BY f"));
    }
    return all;
  }

  private List<UUID> rows(String query) {
    return database.inTransactionAs(
        manager, sql -> sql.sql(query).query((row, n) -> row.getObject(1, UUID.class)).list());
  }

  private void wipePolicies() {
    asOwner("DELETE FROM access.council_policy");
  }

  private void asOwner(String statement) {
    try (var owner = com.orgscope.testing.TestDatabase.asOwner(database);
        var sql = owner.createStatement()) {
      sql.execute("ALTER TABLE access.council_policy NO FORCE ROW LEVEL SECURITY");
      sql.execute("ALTER TABLE directory.tenant NO FORCE ROW LEVEL SECURITY");
      sql.execute(statement);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }
}

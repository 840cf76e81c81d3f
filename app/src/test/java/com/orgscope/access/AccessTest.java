package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.audit.AuditQuery;
import com.orgscope.audit.TestAudit;
import com.orgscope.directory.Person;
import com.orgscope.directory.TestDirectory;
import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.Company;
import com.orgscope.testing.TestDatabase;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two companies with the same people, so that a row of the wrong one is easily taken. */
@Tag("slow")
class AccessTest {
  /** What touches rows of people. */
  private static final Set<Action> PERSONAL =
      EnumSet.of(Action.PERSON_DATA, Action.NAMES, Action.OVERRIDE, Action.DECIDE);

  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");
  private static final String COLUMNS =
      "employee_id,login,display_name,title,department,hire_date,manager_id,end_date";
  private static final String PEOPLE =
      """
      1,chief@x.example,Chief,Chief,Board,2020-01-01,,
      2,boss@x.example,Boss,Head,Platform,2020-01-01,1,
      3,lead@x.example,Lead,Lead,Platform,2020-01-01,2,
      4,ann@x.example,Ann,Engineer,Platform,2020-01-01,2,
      5,bo@x.example,Bo,Engineer,Platform,2020-01-01,3,
      6,gone@x.example,Gone,Engineer,Platform,2020-01-01,2,2021-01-01
      """;

  @TempDir Path home;
  private Database database;
  private Audit audit;
  private TestDirectory directory;
  private Access access;
  private final Map<String, Person> acme = new HashMap<>();

  @BeforeEach
  void twoCompanies() {
    Company company = Company.open(home, Instant.parse("2026-11-01T12:00:00Z"));
    company.employFrom(COLUMNS, PEOPLE);
    company.beside(OTHER.value()).employFrom(COLUMNS, PEOPLE);
    database = company.database();
    TestCouncilPolicies.managersSee(database, ACME, CouncilPolicy.Managers.NAMED);
    audit = company.audit();
    directory = company.directory();
    access = company.access();
    Map<PersonKey, Person> people =
        directory.people().all(system()).stream().collect(Collectors.toMap(Person::key, p -> p));
    directory
        .people()
        .logins(system())
        .forEach((key, login) -> acme.put(login.substring(0, login.indexOf('@')), of(people, key)));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void the_database_leaves_each_role_the_rows_its_policy_says(Role role) {
    for (Person self : acme.values()) {
      Caller caller = caller(ACME, role, self.key());
      Set<PersonKey> expected = rows(RowPolicy.of(role), self);
      for (String table : List.of("directory.person", "directory.position")) {
        assertThat(keys(caller, "SELECT person FROM " + table)).as(table).isEqualTo(expected);
      }
      assertThat(directory.people().visible(caller)).isEqualTo(expected);
      assertThat(
              acme.values().stream()
                  .map(Person::key)
                  .filter(key ->
                      database.inTransactionAs(
                          caller,
                          sql ->
                              sql.sql("SELECT directory.sees(?)")
                                  .param(key.value())
                                  .query(Boolean.class)
                                  .single()))
                  .collect(Collectors.toSet()))
          .as("what other rooms' policies ask")
          .isEqualTo(expected);
      if (expected.isEmpty()) {
        assertThatThrownBy(() -> access.scope(caller)).isInstanceOf(Failure.class);
      } else {
        Set<PersonKey> scope = access.scope(caller).people();
        assertThat(scope == null ? everybody() : scope).isEqualTo(expected);
      }
    }
  }

  @Test
  void every_look_says_whose_rows_it_was_let_at() {
    Caller boss = caller(ACME, Role.MANAGER, person("boss").key());
    Set<PersonKey> theirs = directory.people().visible(boss);
    var all = directory.people().all(boss);
    assertThat(last()).returns("read people", AuditEntry::action);
    assertThat(last().persons()).containsExactlyInAnyOrderElementsOf(theirs).hasSize(all.size());
    var names = directory.people().identities(boss);
    assertThat(last()).returns("read names", AuditEntry::action);
    assertThat(last().persons()).containsExactlyInAnyOrderElementsOf(names.keySet());
    var unused = access.require(boss, Action.PERSON_DATA, "usage of everybody");
    assertThat(last().persons()).containsExactlyInAnyOrderElementsOf(access.scope(boss).people());
    unused = access.require(it(), Action.PERSON_DATA, "usage of everybody");
    assertThat(last().persons()).containsExactlyInAnyOrderElementsOf(everybody());
    var lookup = directory.people().lookup(it());
    assertThat(last().persons()).containsExactlyInAnyOrderElementsOf(everybody());
    assertThat(lookup).isNotNull();
    unused = access.require(it(), Action.OPERATIONS, "nights");
    assertThat(last().persons()).isEmpty();
  }

  @Test
  void who_asks_for_somebody_whose_row_they_have_not_is_written_down_with_whom_and_why() {
    Caller ann = caller(ACME, Role.EMPLOYEE, person("ann").key());
    PersonKey boss = person("boss").key();
    for (Runnable ask :
        List.<Runnable>of(
            () -> assertThat(directory.people().find(ann, boss)).isEmpty(),
            () -> assertThat(directory.people().byLogin(ann, "boss@x.example")).isEmpty(),
            () ->
                assertThatThrownBy(() -> access.require(ann, Action.PERSON_DATA, boss))
                    .isInstanceOf(Failure.class))) {
      ask.run();
      assertThat(last())
          .returns("refused: read people", AuditEntry::action)
          .returns(List.of(boss), AuditEntry::persons)
          .returns("test:EMPLOYEE", AuditEntry::principal);
      assertThat(last().reason()).startsWith("not their row");
    }
    PersonKey nobody = new PersonKey(new java.util.UUID(0x8000L, 0x8000_0000_0000_0001L));
    assertThat(directory.people().find(it(), nobody)).isEmpty();
    assertThat(last())
        .returns("refused: read people", AuditEntry::action)
        .returns(List.of(nobody), AuditEntry::persons);
    assertThatThrownBy(
            () -> access.require(caller(ACME, Role.CEO, null), Action.PERSON_DATA, boss.toString()))
        .isInstanceOf(Failure.class);
    assertThat(last())
        .returns("refused: read people", AuditEntry::action)
        .returns(List.of(boss), AuditEntry::persons);
  }

  @Test
  void reading_the_log_stands_in_the_log_and_who_may_not_is_refused_there() {
    AuditReading reading = new AuditReading(access, audit);
    var unused = directory.people().all(it());
    List<AuditEntry> found = reading.found(it(), everything());
    assertThat(found.getFirst()).returns("read people", AuditEntry::action);
    assertThat(last())
        .returns("read the audit log", AuditEntry::action)
        .returns(it().principal(), AuditEntry::principal);
    Caller ceo = caller(ACME, Role.CEO, null);
    assertThatThrownBy(() -> reading.found(ceo, everything())).isInstanceOf(Failure.class);
    assertThat(last()).returns("refused: read the audit log", AuditEntry::action);
  }

  @Test
  void while_the_log_cannot_be_written_a_release_is_shown_and_no_person_is() throws Exception {
    Caller ceo = caller(ACME, Role.CEO, null);
    try (var owner = TestDatabase.asOwner(database);
        var statement = owner.createStatement()) {
      statement.execute("REVOKE INSERT ON audit.entry FROM orgscope_definer");
      String why = access.require(ceo, Action.ORGANIZATION_AGGREGATES, "latest release");
      assertThat(why).contains("no person");
      Caller executive = caller(ACME, Role.EXECUTIVE, null);
      assertThat(access.require(executive, Action.UNIT_AGGREGATES, "latest release"))
          .contains("granted units");
      assertThatThrownBy(() -> access.require(it(), Action.PERSON_DATA, "usage of everybody"))
          .isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> directory.people().all(it())).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> new AuditReading(access, audit).found(it(), everything()))
          .as("the log itself")
          .isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> access.require(ceo, Action.PERSON_DATA, "usage of everybody"))
          .as("a refusal")
          .isInstanceOf(RuntimeException.class);
      statement.execute("GRANT INSERT ON audit.entry TO orgscope_definer");
    }
    TestAudit.drain(database, new Home(Path.of("target", "no-seals")));
    assertThat(audit.entries(it(), 2))
        .as("in the order in which they were kept, or both of one moment")
        .extracting(AuditEntry::action, AuditEntry::principal)
        .containsExactlyInAnyOrder(
            tuple("read published numbers", "test:CEO"),
            tuple("read published numbers of units", "test:EXECUTIVE"));
  }

  private static AuditQuery everything() {
    return new AuditQuery(null, null, null, null, null, null, null, false, null, 10);
  }

  private AuditEntry last() {
    return audit.entries(it(), 1).getFirst();
  }

  private static Caller it() {
    return Caller.commandLine(ACME, "tess");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"person", "position", "link", "tenant_key", "merged", "vocabulary", "tenant"})
  void a_caller_of_another_tenant_or_none_has_no_row_of_this_one(String table) {
    String all = "SELECT count(*) FROM directory." + table + " WHERE tenant = 'acme'";
    PersonKey boss = person("boss").key();
    directory.vocabulary().describeApplication(system(), "Portal", "claims");
    for (Role role : Role.values()) {
      assertThat(count(caller(OTHER, role, boss), all)).as("%s of another tenant", role).isZero();
    }
    long listed =
        database.inTransactionAsSystem("test", sql -> sql.sql(all).query(Long.class).single());
    assertThat(listed)
        .as("no tenant set: only the list of tenants")
        .isEqualTo(table.equals("tenant") ? 1 : 0);
    assertThat(countWithoutClaims(all)).as("without claims").isZero();
  }

  @Test
  void the_keys_of_a_tenant_are_for_the_product_alone() {
    for (Role role : Role.values()) {
      assertThat(
              count(
                  caller(ACME, role, person("boss").key()),
                  "SELECT count(*) FROM directory.tenant_key"))
          .isEqualTo(role == Role.SYSTEM ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE directory.person SET manager = state.person()",
        "DELETE FROM directory.person",
        "UPDATE directory.link SET person = state.person()",
        "DELETE FROM directory.position",
        "UPDATE directory.vocabulary SET words = 'x'",
        "UPDATE directory.tenant SET deleting_since = now()",
        "UPDATE access.principal SET role = 'IT_SECURITY'",
      })
  void nobody_but_it_changes_a_row(String attack) {
    for (Role role :
        List.of(
            Role.CEO, Role.EXECUTIVE, Role.MANAGER, Role.EMPLOYEE, Role.AUDITOR, Role.COUNCIL)) {
      access.principals(ACME);
      Caller caller = caller(ACME, role, person("boss").key());
      int changed = database.inTransactionAs(caller, sql -> sql.sql(attack).update());
      assertThat(changed).as("%s: %s", role, attack).isZero();
    }
  }

  @Test
  void a_row_cannot_be_planted_in_another_tenant() {
    String plant =
        "INSERT INTO directory.merged (tenant, old_key, person)"
            + " VALUES ('other', gen_random_uuid(), gen_random_uuid())";

    assertThatThrownBy(() -> database.runAs(system(), sql -> sql.sql(plant).update()))
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void a_manager_reads_the_names_of_direct_reports_and_nobody_elses() {
    Caller boss = caller(ACME, Role.MANAGER, person("boss").key());

    assertThat(directory.people().logins(boss).values())
        .containsExactlyInAnyOrder(
            "boss@x.example", "lead@x.example", "ann@x.example", "gone@x.example");
    assertThat(seen(boss, person("bo").key())).as("a report's report").isEmpty();
    assertThat(directory.people().byLogin(boss, "chief@x.example"))
        .as("their own manager")
        .isEmpty();
    assertThat(directory.people().lookup(boss).byLogin("bo@x.example")).isEmpty();
    assertThat(TestDirectory.positions(database, boss, person("bo").key())).isEmpty();
    assertThat(seen(boss, person("lead").key()).orElseThrow().hasReports())
        .as("although the report's report is not theirs to see")
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"CEO", "EXECUTIVE", "AUDITOR", "COUNCIL"})
  void a_role_without_people_is_refused_and_that_is_written_down(Role role) {
    Caller caller = caller(ACME, role, null);

    assertThatThrownBy(() -> directory.people().all(caller))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.OPERATOR))
        .hasMessageContaining(role + " may not read people")
        .hasMessageContaining("MANAGER, EMPLOYEE, IT_SECURITY");
    assertThatThrownBy(() -> directory.people().logins(caller)).isInstanceOf(Failure.class);
    assertThatThrownBy(
            () -> directory.people().importCsv(caller, new StringReader(PEOPLE), Progress.NONE))
        .isInstanceOf(Failure.class);

    assertThat(newest(3))
        .extracting(AuditEntry::action)
        .containsExactly(
            "refused: change the directory", "refused: read names", "refused: read people");
  }

  @Test
  void every_look_at_a_person_is_written_down() {
    Caller it = Caller.commandLine(ACME, "tess");
    PersonKey ann = person("ann").key();
    directory.people().all(it);
    directory.people().byLogin(it, "ANN@x.example");
    directory.people().logins(it);
    access.require(it, Action.OVERRIDE, ann);

    assertThat(newest(4))
        .extracting(entry -> entry.principal() + " " + entry.action() + " " + entry.subject())
        .containsExactly(
            "os:tess override a category " + ann,
            "os:tess read names people",
            "os:tess read people " + ann,
            "os:tess read people people");
  }

  @Test
  void the_products_own_reading_of_pseudonyms_is_no_look_but_names_are() {
    int before = newest(1_000).size();

    directory.people().all(system());
    access.scope(system());
    assertThat(newest(1_000)).hasSize(before);
    directory.people().logins(system());
    assertThat(newest(1_000)).hasSize(before + 1);
  }

  @Test
  void a_person_who_is_not_the_callers_is_refused_like_one_who_does_not_exist() {
    Caller boss = caller(ACME, Role.MANAGER, person("boss").key());
    Caller ann = caller(ACME, Role.EMPLOYEE, person("ann").key());
    PersonKey nobody = PersonKey.ofHash(new byte[16]);

    access.require(boss, Action.OVERRIDE, person("ann").key());
    access.require(ann, Action.PERSON_DATA, person("ann").key());
    String known = refusal(() -> access.require(boss, Action.PERSON_DATA, person("bo").key()));
    assertThat(refusal(() -> access.require(boss, Action.PERSON_DATA, nobody))).isEqualTo(known);
    assertThat(newest(1).getFirst().action()).isEqualTo("refused: read people");
    assertThat(refusal(() -> access.require(ann, Action.PERSON_DATA, person("boss").key())))
        .contains("their own data");
    assertThat(refusal(() -> access.require(ann, Action.OVERRIDE, person("ann").key())))
        .contains("EMPLOYEE may not override a category");
  }

  @Test
  void every_question_of_role_and_action_has_an_answer() {
    Map<Action, Set<Role>> may =
        Map.ofEntries(
            Map.entry(
                Action.ORGANIZATION_AGGREGATES, Set.of(Role.CEO, Role.AUDITOR, Role.IT_SECURITY)),
            Map.entry(Action.UNIT_AGGREGATES, Set.of(Role.EXECUTIVE)),
            Map.entry(Action.GRANT_UNITS, Set.of(Role.IT_SECURITY)),
            Map.entry(Action.PERSON_DATA, Set.of(Role.MANAGER, Role.EMPLOYEE, Role.IT_SECURITY)),
            Map.entry(Action.NAMES, Set.of(Role.MANAGER, Role.EMPLOYEE, Role.IT_SECURITY)),
            Map.entry(Action.OVERRIDE, Set.of(Role.MANAGER, Role.IT_SECURITY)),
            Map.entry(Action.DECIDE, Set.of(Role.MANAGER, Role.IT_SECURITY)),
            Map.entry(Action.OPERATIONS, Set.of(Role.IT_SECURITY)),
            Map.entry(Action.RUN_WORK, Set.of(Role.IT_SECURITY)),
            Map.entry(Action.CHANGE_DIRECTORY, Set.of(Role.IT_SECURITY)),
            Map.entry(Action.ERASE_ONESELF, Set.of(Role.MANAGER, Role.EMPLOYEE)),
            Map.entry(Action.EXPORT_ONESELF, Set.of(Role.MANAGER, Role.EMPLOYEE)),
            Map.entry(Action.OPEN_RECORD, Set.of(Role.IT_SECURITY)),
            Map.entry(Action.VIEW_AS, Set.of(Role.IT_SECURITY)),
            Map.entry(Action.OWN_LOOKS, Set.of(Role.MANAGER, Role.EMPLOYEE)),
            Map.entry(Action.CONSENT, Set.of(Role.MANAGER, Role.EMPLOYEE)),
            Map.entry(Action.AUDIT_LOG, Set.of(Role.IT_SECURITY, Role.AUDITOR)),
            Map.entry(Action.EGRESS, Set.of(Role.IT_SECURITY)),
            Map.entry(Action.CONTEST, Set.of(Role.MANAGER, Role.EMPLOYEE)),
            Map.entry(Action.REVIEW, Set.of(Role.IT_SECURITY)),
            Map.entry(Action.CONTROL_EVIDENCE, Set.of(Role.AUDITOR, Role.IT_SECURITY)),
            Map.entry(Action.PROMISES, Set.of(Role.COUNCIL)));
    assertThat(may).containsOnlyKeys(Action.values());
    for (Role role : Role.values()) {
      for (Action action : Action.values()) {
        boolean allowed =
            role == Role.SYSTEM || Objects.requireNonNull(may.get(action)).contains(role);
        assertThat(access.decide(caller(ACME, role, person("boss").key()), action))
            .as("%s: %s", role, action)
            .isInstanceOf(allowed ? Decision.Allowed.class : Decision.Refused.class);
        if (PERSONAL.contains(action) && allowed) {
          assertThat(RowPolicy.of(role).rows()).isNotEqualTo(RowPolicy.Rows.NOBODY);
        }
      }
    }
  }

  @Test
  void the_roles_of_people_sign_in_as_somebody_real() {
    List<Principal> principals = access.principals(ACME);

    assertThat(principals)
        .extracting(Principal::role)
        .containsExactlyElementsOf(Access.rolesOfPeople());
    Principal manager = principals.get(2);
    Principal employee = principals.get(3);
    assertThat(manager.person()).isEqualTo(person("boss").key());
    assertThat(employee.person()).as("who reports to them").isEqualTo(person("ann").key());
    assertThat(directory.people().visible(manager.caller())).contains(person("ann").key());
    assertThat(access.principals(ACME)).as("the next time").isEqualTo(principals);

    directory
        .people()
        .importCsv(
            system(),
            new StringReader("employee_id,title,end_date\n4,Engineer,2026-10-01\n"),
            Progress.NONE);
    assertThat(access.principals(ACME).get(3).person())
        .as("somebody else once they left")
        .isEqualTo(person("lead").key());
  }

  @Test
  void without_people_only_the_roles_of_nobody_sign_in() {
    TenantId empty = new TenantId("empty");
    directory.tenants().create(TestDirectory.tenant(empty));

    assertThat(access.principals(empty))
        .extracting(Principal::role)
        .containsExactly(Role.CEO, Role.EXECUTIVE, Role.IT_SECURITY, Role.AUDITOR, Role.COUNCIL);
  }

  @Test
  void everybody_of_a_tenant_reads_its_vocabulary_and_only_it_changes_it() {
    Caller it = Caller.commandLine(ACME, "tess");
    int described =
        directory
            .vocabulary()
            .describeApplications(
                it, new StringReader("# ours\nclaims-portal-prod: insurance claims handling\n\n"));
    directory.vocabulary().release(it, 0, "name Engineering = Product Engineering", "ours");

    assertThat(described).isEqualTo(1);
    Caller ceo = caller(ACME, Role.CEO, null);
    assertThat(directory.vocabulary().applications(ceo))
        .containsExactly(Map.entry("claims-portal-prod", "insurance claims handling"));
    assertThat(directory.vocabulary().versions(ceo))
        .extracting(Vocabulary.Version::words)
        .containsExactly("name Engineering = Product Engineering");
    assertThat(directory.vocabulary().versions(Caller.commandLine(OTHER, "tess"))).isEmpty();
    assertThatThrownBy(() -> directory.vocabulary().release(ceo, 1, "add Fun", "why not"))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> directory.vocabulary().release(it, 0, "add Fun", "made from none"))
        .hasMessageContaining("somebody else");
    assertThatThrownBy(() ->
            directory.vocabulary().describeApplications(it, new StringReader("a: b\nno colon")))
        .hasMessageContaining("line 2");
    assertThat(directory.vocabulary().applications(it)).hasSize(1);
  }

  /** What a policy means, worked out from everybody's rows without the database. */
  private Set<PersonKey> rows(RowPolicy policy, Person self) {
    return switch (policy.rows()) {
      case EVERYBODY -> everybody();
      case NOBODY -> Set.of();
      case SELF -> Set.of(self.key());
      case REPORTS_AND_SELF ->
          Stream.concat(
                  Stream.of(self),
                  acme.values().stream().filter(p -> self.key().equals(p.manager())))
              .map(Person::key)
              .collect(Collectors.toSet());
    };
  }

  private Set<PersonKey> everybody() {
    return acme.values().stream().map(Person::key).collect(Collectors.toSet());
  }

  private Set<PersonKey> keys(Caller caller, String query) {
    return database.inTransactionAs(
        caller,
        sql ->
            new HashSet<>(
                sql.sql(query)
                    .query((row, number) ->
                        PersonKey.parse(Objects.requireNonNull(row.getString("person"))))
                    .list()));
  }

  private long count(Caller caller, String query) {
    return database.inTransactionAs(caller, sql -> sql.sql(query).query(Long.class).single());
  }

  private long countWithoutClaims(String query) {
    return database.inTransactionAs(
        Caller.commandLine(ACME, "tess"),
        sql -> {
          sql.sql("SELECT set_config('app.claims', '', true)").query(String.class).single();
          return sql.sql(query).query(Long.class).single();
        });
  }

  private List<AuditEntry> newest(int limit) {
    return audit.entries(Caller.commandLine(ACME, "tess"), limit);
  }

  private static String refusal(Runnable attempt) {
    try {
      attempt.run();
    } catch (Failure e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("it was allowed");
  }

  private Person person(String name) {
    return of(acme, name);
  }

  private static <K> Person of(Map<K, Person> people, K key) {
    return Objects.requireNonNull(people.get(key));
  }

  private static Caller system() {
    return Caller.system(ACME, "test");
  }

  private static Caller caller(TenantId tenant, Role role, @Nullable PersonKey person) {
    return new Caller(tenant, role, "test:" + role, person);
  }

  private Optional<Person> seen(Caller caller, PersonKey key) {
    return directory.people().all(caller).stream().filter(one -> one.key().equals(key)).findAny();
  }
}

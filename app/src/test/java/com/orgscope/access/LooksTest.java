package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.audit.AuditEntry;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.testing.Company;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class LooksTest {
  @TempDir Path home;
  private Company acme;
  private Looks looks;
  private Access access;
  private Caller it;
  private Person ann;
  private Person bo;
  private Person boss;

  @BeforeEach
  void threePeople() {
    acme = Company.open(home, Instant.parse("2026-11-20T12:00:00Z"));
    acme.employ(
        "1,boss@acme.example,Boss,Head,Platform,",
        "2,ann.smith@acme.example,Ann,Engineer,Platform,1",
        "3,bo@acme.example,Bo,Engineer,Platform,1");
    TestCouncilPolicies.managersSee(acme.database(), acme.tenant(), CouncilPolicy.Managers.NAMED);
    looks = TestAccess.looks(acme);
    access = acme.access();
    it = new Caller(acme.tenant(), Role.IT_SECURITY, "oidc:tess", null);
    boss = acme.person("boss@acme.example");
    ann = acme.person("ann.smith@acme.example");
    bo = acme.person("bo@acme.example");
  }

  @Test
  void it_sees_nobodys_record_that_it_did_not_open_and_the_refusal_is_written_down() {
    assertThatThrownBy(() -> access.require(it, Action.PERSON_DATA, ann.key()))
        .hasMessageContaining("with a purpose and a reference");
    assertThat(newest().action()).isEqualTo("refused: read people");
    assertThat(newest().subject()).isEqualTo(ann.key().toString());
    looks.open(it, "ann.smith@acme.example", reason("SEC-7"));
    access.require(it, Action.PERSON_DATA, ann.key());
    assertThatThrownBy(() -> access.require(it, Action.PERSON_DATA, bo.key()))
        .as("one person at a time")
        .isInstanceOf(Failure.class);
    Caller another = new Caller(acme.tenant(), Role.IT_SECURITY, "oidc:theo", null);
    assertThatThrownBy(() -> access.require(another, Action.PERSON_DATA, ann.key()))
        .as("what somebody else opened")
        .isInstanceOf(Failure.class);
  }

  @Test
  void looks_of_before_a_time_are_forgotten_and_later_ones_are_not() {
    looks.open(it, "ann.smith@acme.example", reason("SEC-7"));
    Instant now = InstantSource.system().instant();
    assertThat(looks.removeOld(acme.tenant(), now.minusSeconds(600))).isZero();
    assertThat(looks.at(it, ann.key())).hasSize(1);
    assertThat(looks.removeOld(acme.tenant(), now.plusSeconds(600))).isEqualTo(1);
    assertThat(looks.at(it, ann.key())).isEmpty();
  }

  @Test
  void the_log_and_the_person_read_purpose_and_reference_and_nobody_else_does() {
    looks.open(it, "ANN.SMITH@acme.example", reason("SEC-7"));
    access.require(it, Action.PERSON_DATA, ann.key());

    List<AuditEntry> newest = acme.audit().entries(acme.operator(), 2);
    assertThat(newest)
        .extracting(AuditEntry::action)
        .containsExactly("read people", "open a person's record");
    assertThat(newest)
        .allSatisfy(entry -> {
          assertThat(entry.principal()).isEqualTo("oidc:tess");
          assertThat(entry.subject()).isEqualTo(ann.key().toString());
          assertThat(entry.reason()).endsWith("; purpose: a security incident; reference: SEC-7");
        });
    for (Role role : List.of(Role.EMPLOYEE, Role.MANAGER)) {
      assertThat(looks.atMe(as(role, ann)))
          .singleElement()
          .satisfies(look -> {
            assertThat(look.role()).isEqualTo(Role.IT_SECURITY);
            assertThat(look.purpose()).isEqualTo(Purpose.SECURITY_INCIDENT);
            assertThat(look.reference()).isEqualTo("SEC-7");
            assertThat(Duration.between(look.at(), Instant.now()).abs())
                .as("the database's time, not the caller's")
                .isLessThan(Duration.ofMinutes(5));
          });
      assertThat(looks.atMe(as(role, bo))).isEmpty();
    }
    for (Role role : List.of(Role.CEO, Role.AUDITOR, Role.IT_SECURITY)) {
      assertThatThrownBy(() -> looks.atMe(as(role, ann))).isInstanceOf(Failure.class);
    }
    assertThat(looks.at(it, ann.key())).hasSize(1);
    assertThatThrownBy(() -> looks.at(as(Role.MANAGER, boss), ann.key()))
        .isInstanceOf(Failure.class);
  }

  @Test
  void the_look_of_a_manager_is_told_and_a_look_at_oneself_is_not() {
    TestRuns.answered(acme.database(), acme.tenant(), List.of(ann.key()));
    access.require(as(Role.MANAGER, boss), Action.PERSON_DATA, ann.key());
    access.require(as(Role.MANAGER, boss), Action.PERSON_DATA, boss.key());
    access.require(as(Role.EMPLOYEE, ann), Action.PERSON_DATA, ann.key());

    assertThat(looks.atMe(as(Role.EMPLOYEE, ann)))
        .singleElement()
        .satisfies(look -> {
          assertThat(look.role()).isEqualTo(Role.MANAGER);
          assertThat(look.purpose()).isNull();
        });
    assertThat(looks.atMe(as(Role.MANAGER, boss))).isEmpty();
  }

  @Test
  void a_record_closes_again_by_itself() throws Exception {
    looks.open(it, "bo@acme.example", reason("SEC-7"));
    try (Connection owner = TestDatabase.asOwner(acme.database());
        Statement statement = owner.createStatement()) {
      statement.executeUpdate(
          "ALTER TABLE access.look NO FORCE ROW LEVEL SECURITY;"
              + "UPDATE access.look SET at = at - interval '15 minutes 1 second'");
    }
    assertThatThrownBy(() -> access.require(it, Action.PERSON_DATA, bo.key()))
        .isInstanceOf(Failure.class);
  }

  @Test
  void records_are_not_opened_by_the_dozen_other_than_by_whoever_runs_the_installation() {
    acme.employ(
        IntStream.range(10, 10 + Looks.MOST_AN_HOUR)
            .mapToObj(n -> n + ",p" + n + "@acme.example,P,Engineer,Platform,1")
            .toArray(String[]::new));
    for (int n = 10; n < 10 + Looks.MOST_AN_HOUR; n++) {
      looks.open(it, "p" + n + "@acme.example", reason("SEC-7"));
    }
    assertThatThrownBy(() -> looks.open(it, "ann.smith@acme.example", reason("SEC-7")))
        .hasMessageContaining("one at a time");
    assertThat(looks.atMe(as(Role.EMPLOYEE, ann))).isEmpty();
    Caller terminal = acme.operator();
    looks.openByCommand(terminal, List.of(ann.key(), bo.key()), LookReason.ofCommandLine());
    assertThat(looks.atMe(as(Role.EMPLOYEE, ann)).getFirst().purpose())
        .isEqualTo(Purpose.COMMAND_LINE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "access-review    | AR-12              | ",
        "own-request      | Case 4711 (mail)   | reference",
        "own-request      | INC-1 to ann       | not the name",
        "own-request      | smith-2            | not the name",
        "own-request      | a@b.example 1      | reference",
        "own-request      | no digit           | reference",
        "own-request      |                    | reference",
        "curiosity        | AR-12              | purpose of this list",
        "command-line     | AR-12              | purpose of this list",
        "                 | AR-12              | purpose of this list",
        "correction       | 1234567890123456789012345678901234567890123456789012345678901 | reference",
      })
  void a_purpose_is_of_the_list_and_a_reference_is_a_number_of_a_ticket(
      @Nullable String purpose, @Nullable String reference, @Nullable String refused) {
    String login = "ann.smith@acme.example";
    if (refused == null) {
      assertThat(LookReason.of(purpose, reference, login).reference()).isEqualTo(reference);
    } else {
      assertThatThrownBy(() -> LookReason.of(purpose, reference, login))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.OPERATOR))
          .hasMessageContaining(refused);
    }
  }

  @Test
  void nobody_writes_a_look_of_somebody_else_or_of_another_time_or_changes_one() {
    String add =
        "INSERT INTO access.look (tenant, person, principal, role, purpose, reference)"
            + " VALUES ('%s', '%s', '%s', '%s', 'CORRECTION', '1')";
    refused(it, add.formatted("acme", ann.key(), "oidc:theo", "IT_SECURITY"));
    refused(it, add.formatted("acme", ann.key(), "oidc:tess", "MANAGER"));
    refused(it, add.formatted("other", ann.key(), "oidc:tess", "IT_SECURITY"));
    refused(as(Role.MANAGER, bo), add.formatted("acme", ann.key(), "me", "MANAGER"));
    refused(
        it,
        "INSERT INTO access.look (tenant, person, principal, role, purpose, reference, at)"
            + " VALUES ('acme', '%s', 'oidc:tess', 'IT_SECURITY', 'CORRECTION', '1', '2020-01-01')"
                .formatted(ann.key()));
    refused(it, "UPDATE access.look SET reference = 'x'");
    looks.open(it, "bo@acme.example", reason("SEC-7"));
    int deleted =
        acme.database().inTransactionAs(it, sql -> sql.sql("DELETE FROM access.look").update());
    assertThat(deleted).isZero();
  }

  @Test
  void whoever_is_erased_is_forgotten_as_seen_and_as_the_one_who_saw() {
    Caller boIsIt = new Caller(acme.tenant(), Role.IT_SECURITY, "oidc:" + bo.key(), bo.key());
    looks.open(boIsIt, "ann.smith@acme.example", reason("SEC-7"));
    looks.open(it, "bo@acme.example", reason("SEC-8"));

    assertThat(access.forget(acme.tenant(), Set.of(bo.key())))
        .as("two looks and two aliases")
        .isEqualTo(4);

    assertThat(looks.at(it, bo.key())).isEmpty();
    assertThat(looks.at(it, ann.key())).hasSize(1);
    List<String> principals =
        acme.database()
            .inTransactionAs(
                it, sql -> sql.sql("SELECT principal FROM access.look").query(String.class).list());
    assertThat(principals).containsExactly("erased");
  }

  private void refused(Caller caller, String sql) {
    assertThatThrownBy(() -> acme.database().runAs(caller, jdbc -> jdbc.sql(sql).update()))
        .as(sql)
        .isInstanceOf(RuntimeException.class)
        .rootCause()
        .hasMessageContainingAll("look");
  }

  private static LookReason reason(String reference) {
    return LookReason.of("security-incident", reference, "");
  }

  private Caller as(Role role, Person person) {
    return new Caller(acme.tenant(), role, "me", person.key());
  }

  private AuditEntry newest() {
    return acme.audit().entries(acme.operator(), 1).getFirst();
  }
}

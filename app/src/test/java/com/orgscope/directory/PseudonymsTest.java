package com.orgscope.directory;

import static com.orgscope.directory.TestDirectory.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path home;
  private Database database;
  private Directory directory;
  private Pseudonyms pseudonyms;

  @BeforeEach
  void aTenant() {
    database = TestDatabase.fresh();
    directory = restarted();
    directory.createTenant(TestDirectory.tenant(ACME));
    pseudonyms = directory.pseudonyms(ACME);
  }

  @Test
  void events_before_the_import_are_the_imported_persons() {
    PersonKey seen = pseudonyms.resolve("okta", "00u1", null, "Ann@x.example");
    pseudonyms.save();

    importRow("7,ann@X.example");

    assertThat(onlyPerson()).isEqualTo(seen);
  }

  @Test
  void links_not_saved_yet_count_for_an_import_too() {
    PersonKey seen = pseudonyms.resolve("okta", "00u1", "7", "old@x.example");

    importRow("7,new@x.example");

    assertThat(onlyPerson()).isEqualTo(seen);
    assertThat(pseudonyms.resolve("google", "1", null, "new@x.example")).isEqualTo(seen);
  }

  @Test
  void events_after_the_import_are_the_imported_persons() {
    importRow("7,ann@x.example");

    assertThat(pseudonyms.resolve("okta", "00u1", null, "ANN@x.example")).isEqualTo(onlyPerson());
    assertThat(pseudonyms.resolve("entra", "guid", "7", "other@x.example")).isEqualTo(onlyPerson());
  }

  @Test
  void a_renamed_login_stays_one_person_across_restarts() {
    PersonKey before = pseudonyms.resolve("okta", "00u1", null, "maiden@x.example");
    pseudonyms.save();
    Pseudonyms later = restarted().pseudonyms(ACME);

    assertThat(later.resolve("okta", "00u1", null, "married@x.example")).isEqualTo(before);
    later.save();

    assertThat(restarted().pseudonyms(ACME).resolve("google", "g-1", null, "married@x.example"))
        .as("another provider that only knows the new login")
        .isEqualTo(before);
  }

  @Test
  void two_providers_with_one_mail_mean_one_person() {
    PersonKey okta = pseudonyms.resolve("okta", "1", null, "ann@x.example");
    PersonKey google = pseudonyms.resolve("google", "2", null, " Ann@X.EXAMPLE ");
    PersonKey same = pseudonyms.resolve("entra", "1", null, "bo@x.example");

    assertThat(google).isEqualTo(okta);
    assertThat(same).as("one id of two providers is not one account").isNotEqualTo(okta);
    assertThat(pseudonyms.resolve("google", "2", null, null)).isEqualTo(okta);
  }

  @Test
  void what_follows_a_plus_counts_and_so_do_leading_zeros() {
    assertThat(pseudonyms.resolve("okta", null, null, "ann+test@x.example"))
        .isNotEqualTo(pseudonyms.resolve("okta", null, null, "ann@x.example"));
    assertThat(pseudonyms.resolve("okta", null, "007", null))
        .isNotEqualTo(pseudonyms.resolve("okta", null, "7", null));
  }

  @Test
  void an_employee_number_that_is_none_makes_nobody_one_person() {
    Set<PersonKey> people = new HashSet<>();
    for (String none : List.of("", " ", "0", "N/A", "null", "-", "unknown")) {
      people.add(pseudonyms.resolve("okta", null, none, people.size() + "@x.example"));
    }

    assertThat(people).hasSize(7);
    assertThatThrownBy(() -> pseudonyms.resolve("okta", " ", "N/A", null))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.POISON));
  }

  @Test
  void a_second_address_of_the_hr_file_is_the_same_person() {
    directory.importPeople(
        IT,
        new StringReader("Employee ID,User Name,Work Email,Title\n7,aash,ann@x.example,Engineer\n"),
        Progress.NONE);

    assertThat(pseudonyms.resolve("google", "g", null, "ann@x.example")).isEqualTo(onlyPerson());
    assertThat(pseudonyms.resolve("okta", "o", null, "AASH")).isEqualTo(onlyPerson());
  }

  @Test
  void two_keys_that_turn_out_to_be_one_person_are_told() {
    PersonKey okta = pseudonyms.resolve("okta", "00u1", null, "aash");
    PersonKey google = pseudonyms.resolve("google", "g1", null, "ann@x.example");
    pseudonyms.save();

    directory.importPeople(
        IT,
        new StringReader("Employee ID,User Name,Work Email,Title\n7,aash,ann@x.example,Engineer\n"),
        Progress.NONE);

    assertThat(onlyPerson()).isEqualTo(okta);
    assertThat(directory.merged(ACME)).containsOnlyKeys(google).containsValue(okta);
    assertThat(directory.pseudonyms(ACME).resolve("google", "g1", null, null)).isEqualTo(okta);
    assertThat(restarted().pseudonyms(ACME).resolve("google", "g1", null, null)).isEqualTo(okta);
  }

  @Test
  void a_login_that_changes_hands_does_not_carry_its_past_along() {
    importRow("7,jo@x.example");
    PersonKey first = onlyPerson();

    ImportReport report =
        directory.importPeople(
            IT,
            new StringReader(
                "employee_id,login,title\n7,jo.first@x.example,Engineer\n8,jo@x.example,Clerk\n"),
            Progress.NONE);

    assertThat(report.imported()).isEqualTo(1);
    assertThat(report.remarks()).hasSize(1);
    PersonKey second = directory.personByLogin(IT, "jo@x.example").orElseThrow().key();
    assertThat(second).isNotEqualTo(first);
    assertThat(directory.personByLogin(IT, "jo.first@x.example").orElseThrow().key())
        .isEqualTo(first);
    assertThat(directory.merged(ACME)).isEmpty();
  }

  @Test
  void a_new_employee_id_for_a_login_that_goes_on_is_the_same_person() {
    importRow("7,ann@x.example");
    PersonKey before = onlyPerson();

    importRow("A-0007,ann@x.example");

    assertThat(onlyPerson()).isEqualTo(before);
    assertThat(directory.lookup(IT).byEmployeeId("A-0007")).contains(before);
  }

  @Test
  void somebody_only_the_logs_know_is_found_by_it_and_by_nobody_else() {
    PersonKey seen = pseudonyms.resolve("okta", "00u1", null, "guest@x.example");
    pseudonyms.save();

    assertThat(directory.personByLogin(IT, "Guest@x.example")).contains(Person.seenInLogs(seen));
    assertThat(directory.personByLogin(IT, "stranger@x.example")).isEmpty();
    Caller self =
        new Caller(
            ACME,
            com.orgscope.kernel.Role.EMPLOYEE,
            "local:employee",
            PersonKey.ofHash(new byte[16]));
    assertThat(directory.personByLogin(self, "guest@x.example")).isEmpty();
  }

  @Test
  void threads_that_meet_one_account_under_two_logins_make_one_person() throws Exception {
    for (int round = 0; round < 50; round++) {
      String id = "00u" + round;
      List<String> logins = List.of("a" + round + "@x.example", "b" + round + "@x.example");
      try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
        var keys =
            threads.invokeAll(
                logins.stream()
                    .<java.util.concurrent.Callable<PersonKey>>map(
                        login -> () -> pseudonyms.resolve("okta", id, null, login))
                    .toList());
        assertThat(keys.getFirst().get()).isEqualTo(keys.getLast().get());
      }
    }
  }

  @Test
  void processes_that_learn_the_same_account_apart_agree_after_saving() {
    Pseudonyms here = pseudonyms;
    Pseudonyms there = restarted().pseudonyms(ACME);
    PersonKey first = here.resolve("okta", "00u1", null, "a@x.example");
    there.resolve("okta", "00u1", null, "b@x.example");

    here.save();
    there.save();

    assertThat(there.resolve("okta", "00u1", null, "b@x.example")).isEqualTo(first);
  }

  @Test
  void each_tenant_has_its_own_pseudonyms() {
    TenantId other = new TenantId("other");
    directory.createTenant(TestDirectory.tenant(other));

    assertThat(directory.pseudonyms(other).resolve("okta", null, null, "ann@x.example"))
        .isNotEqualTo(pseudonyms.resolve("okta", null, null, "ann@x.example"));
  }

  @Test
  void resolving_is_quick() {
    int people = 20_000;
    long began = System.nanoTime();
    IntStream.range(0, people)
        .forEach(i -> pseudonyms.resolve("okta", "00u" + i, null, "p" + i + "@x.example"));
    double fresh = (System.nanoTime() - began) / 1e3 / people;
    began = System.nanoTime();
    pseudonyms.save();
    double saving = (System.nanoTime() - began) / 1e6;
    began = System.nanoTime();
    IntStream.range(0, people)
        .forEach(i -> pseudonyms.resolve("okta", "00u" + i, null, "p" + i + "@x.example"));
    double again = (System.nanoTime() - began) / 1e3 / people;

    System.out.printf(
        "a new actor %.1f us, a known one %.2f us, saving %d links %.0f ms%n",
        fresh, again, 2 * people, saving);
    assertThat(fresh).isLessThan(500);
  }

  private void importRow(String idAndLogin) {
    directory.importPeople(
        IT,
        new StringReader("employee_id,login,title\n" + idAndLogin + ",Engineer\n"),
        Progress.NONE);
  }

  private PersonKey onlyPerson() {
    List<Person> people = directory.people(IT);
    assertThat(people).hasSize(1);
    return people.getFirst().key();
  }

  /** The same home and database as another process finds them. */
  private Directory restarted() {
    return TestDirectory.on(database, home, (caller, act, subject) -> {}, () -> NOW);
  }
}

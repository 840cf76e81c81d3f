package com.orgscope.directory;

import static com.orgscope.directory.TestDirectory.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PseudonymsTest {
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path home;
  private Database database;
  private TestDirectory directory;
  private Pseudonyms pseudonyms;

  @BeforeEach
  void aTenant() {
    database = TestDatabase.fresh();
    directory = restarted();
    directory.tenants().create(TestDirectory.tenant(ACME));
    pseudonyms = directory.resolution().pseudonyms(ACME);
  }

  @Test
  void events_before_the_import_are_the_imported_persons() {
    PersonKey seen = saw("okta", "00u1", "Ann@x.example", 1);

    importRow("7,ann@X.example");

    assertThat(who(seen, 1)).isEqualTo(onlyPerson());
    assertThat(restartedWho(seen, 1)).isEqualTo(onlyPerson());
  }

  @Test
  void what_is_not_saved_yet_counts_for_an_import_too() {
    PersonKey seen = pseudonyms.resolve("okta", "00u1", "ann@x.example", 1);

    importRow("7,ann@x.example");

    assertThat(who(seen, 1)).isEqualTo(onlyPerson());
  }

  @Test
  void events_after_the_import_are_the_imported_persons() {
    importRow("7,ann@x.example");

    PersonKey okta = saw("okta", "00u1", "ANN@x.example", 1);
    assertThat(who(okta, 1)).isEqualTo(onlyPerson());
    assertThat(who(saw("google", null, "ann@x.example", 2), 2)).isEqualTo(onlyPerson());
  }

  @Test
  void a_renamed_login_stays_one_person_across_restarts() {
    PersonKey before = saw("okta", "00u1", "maiden@x.example", 1);
    Pseudonyms later = restarted().resolution().pseudonyms(ACME);

    assertThat(later.resolve("okta", "00u1", "married@x.example", 5)).isEqualTo(before);
    later.save();
    PersonKey google = saw("google", "g-1", "married@x.example", 6);

    assertThat(who(google, 6))
        .as("another provider that only knows the new login")
        .isEqualTo(who(before, 1));
  }

  @Test
  void two_providers_with_one_mail_mean_one_person() {
    PersonKey okta = saw("okta", "1", "ann@x.example", 1);
    PersonKey google = saw("google", "2", " Ann@X.EXAMPLE ", 2);
    PersonKey same = saw("entra", "1", "bo@x.example", 2);

    assertThat(who(google, 2)).isEqualTo(who(okta, 1));
    assertThat(who(same, 2)).as("one id of two providers is not one account").isEqualTo(same);
    assertThat(saw("google", "2", null, 3)).isEqualTo(google);
  }

  @Test
  void two_ids_of_one_provider_with_one_login_in_turn_are_two_people() {
    PersonKey first = saw("okta", "1", "jo@x.example", 1);
    PersonKey second = saw("okta", "2", "jo@x.example", 10);
    PersonKey google = saw("google", "g", "jo@x.example", 2);

    assertThat(who(first, 1)).isNotEqualTo(who(second, 10));
    assertThat(who(google, 2)).isEqualTo(who(first, 1));
  }

  @Test
  void an_event_without_an_id_one_without_a_login_and_one_with_both_are_one_person() {
    PersonKey id = saw("okta", "1", null, 3);
    PersonKey login = saw("okta", null, "ann@x.example", 1);
    assertThat(who(id, 3)).isNotEqualTo(who(login, 1));

    PersonKey both = saw("okta", "1", "ann@x.example", 9);

    assertThat(both).isEqualTo(id);
    assertThat(who(login, 1)).isEqualTo(who(id, 3));
  }

  @Test
  void what_follows_a_plus_counts() {
    assertThat(saw("okta", null, "ann+test@x.example", 1))
        .isNotEqualTo(saw("okta", null, "ann@x.example", 1));
  }

  @Test
  void a_login_is_one_in_every_spelling_of_it() {
    for (List<String> spellings :
        List.of(
            List.of("J\u00d6RG@x.example", "jo\u0308rg@x.example"),
            List.of("stra\u00dfe@x.example", "STRASSE@x.example"),
            List.of("ann@x.example", "\u200eann@x.example\u200b", "\uff41nn@x.example"),
            List.of(
                "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2",
                "\u03a3\u038a\u03a3\u03a5\u03a6\u039f\u03a3"),
            List.of("ann@b\u00fccher.example", "ann@xn--bcher-kva.example"))) {
      assertThat(spellings.stream().map(s -> saw("okta", null, s, 1)).distinct())
          .as(spellings.toString())
          .hasSize(1);
    }
  }

  @Test
  void words_for_nobody_are_nobody() {
    for (String none :
        List.of(
            "",
            " ",
            "0",
            "N/A",
            "null",
            "-",
            "unknown",
            "{PII Removed}",
            "{PII removed by policy}",
            "<unknown>",
            "(redacted)",
            "***",
            "[Not Available]",
            "Anonymous",
            "#N/A",
            "n.a.",
            "\u00abunknown\u00bb",
            "\u201eunbekannt\u201c",
            "unknown.",
            "*** redacted ***",
            "User Name Removed",
            "00000000-0000-0000-0000-000000000000")) {
      assertThat(saw("okta", null, none, 1)).as(none).isNull();
      assertThat(saw("entra", none, none, 1)).as(none).isNull();
      assertThat(saw("okta", "1", none, 1)).as(none).isEqualTo(saw("okta", "1", null, 1));
    }
    assertThat(saw("google", "105250506097979753968", null, 1)).isNull();
    assertThat(saw("google", "105250506097979753968", "a@x.example", 1))
        .isEqualTo(saw("google", null, "a@x.example", 1))
        .isNotEqualTo(saw("google", "105250506097979753968", "b@x.example", 1));
    for (String somebody :
        List.of("unknown@x.example", "_none7", "na\u00efm", "null.e@x.example")) {
      assertThat(saw("okta", null, somebody, 1)).as(somebody).isNotNull();
    }
  }

  @Test
  void a_second_address_of_the_hr_file_is_the_same_person() {
    PersonKey google = saw("google", "g", "ann@x.example", 1);
    PersonKey okta = saw("okta", "o", "AASH", 1);
    TestDirectory.employ(
        directory.people(),
        IT,
        "Employee ID,User Name,Work Email,Title",
        "7,aash,ann@x.example,Engineer");

    assertThat(who(google, 1)).isEqualTo(onlyPerson());
    assertThat(who(okta, 1)).isEqualTo(onlyPerson());
  }

  @Test
  void a_login_that_changes_hands_does_not_carry_its_past_along() {
    importRow("7,jo@x.example");
    PersonKey first = onlyPerson();

    ImportReport report =
        TestDirectory.employ(
            directory.people(),
            IT,
            "employee_id,login,title",
            "7,jo.first@x.example,Engineer",
            "8,jo@x.example,Clerk");

    assertThat(report.imported()).isEqualTo(1);
    assertThat(report.remarks()).hasSize(1);
    PersonKey second = directory.people().byLogin(IT, "jo@x.example").orElseThrow().key();
    assertThat(second).isNotEqualTo(first);
    assertThat(directory.people().byLogin(IT, "jo.first@x.example").orElseThrow().key())
        .isEqualTo(first);
    assertThat(directory.resolution().periods(ACME)).isEmpty();
  }

  @Test
  void a_new_employee_id_for_a_login_that_goes_on_is_the_same_person() {
    importRow("7,ann@x.example");
    PersonKey before = onlyPerson();

    importRow("A-0007,ann@x.example");

    assertThat(onlyPerson()).isEqualTo(before);
    assertThat(directory.people().lookup(IT).byEmployeeId("A-0007")).contains(before);
  }

  @Test
  void somebody_only_the_logs_know_is_found_by_it_and_by_nobody_else() {
    PersonKey seen = Objects.requireNonNull(saw("okta", "00u1", "guest@x.example", 1));

    assertThat(directory.people().byLogin(IT, "Guest@x.example")).contains(Person.seenInLogs(seen));
    assertThat(directory.people().byLogin(IT, "stranger@x.example")).isEmpty();
    Caller self =
        new Caller(
            ACME,
            com.orgscope.kernel.Role.EMPLOYEE,
            "local:employee",
            PersonKey.ofHash(new byte[16]));
    assertThat(directory.people().byLogin(self, "guest@x.example")).isEmpty();
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
                        login -> () -> pseudonyms.resolve("okta", id, login, 1))
                    .toList());
        assertThat(keys.getFirst().get()).isEqualTo(keys.getLast().get());
      }
    }
  }

  @Test
  void processes_that_learn_the_same_account_apart_agree_after_saving() {
    Pseudonyms here = pseudonyms;
    Pseudonyms there = restarted().resolution().pseudonyms(ACME);
    PersonKey first = here.resolve("okta", "00u1", "a@x.example", 1);
    PersonKey second = there.resolve("google", "g1", "a@x.example", 2);

    here.save();
    there.save();

    assertThat(who(second, 2)).isEqualTo(who(first, 1));
    assertThat(restartedWho(second, 2)).isEqualTo(restartedWho(first, 1));
  }

  @Test
  void each_tenant_has_its_own_pseudonyms() {
    TenantId other = new TenantId("other");
    directory.tenants().create(TestDirectory.tenant(other));

    assertThat(directory.resolution().pseudonyms(other).resolve("okta", null, "ann@x.example", 1))
        .isNotEqualTo(pseudonyms.resolve("okta", null, "ann@x.example", 1));
  }

  @Test
  void resolving_is_quick() {
    int people = 20_000;
    long began = System.nanoTime();
    IntStream.range(0, people)
        .forEach(i -> pseudonyms.resolve("okta", "00u" + i, "p" + i + "@x.example", 1));
    double fresh = (System.nanoTime() - began) / 1e3 / people;
    began = System.nanoTime();
    pseudonyms.save();
    double saving = (System.nanoTime() - began) / 1e6;
    began = System.nanoTime();
    IntStream.range(0, people)
        .forEach(i -> pseudonyms.resolve("okta", "00u" + i, "p" + i + "@x.example", 1));
    double again = (System.nanoTime() - began) / 1e3 / people;

    System.out.printf(
        "a new actor %.1f us, a known one %.2f us, saving %d links %.0f ms%n",
        fresh, again, 2 * people, saving);
    assertThat(fresh).isLessThan(500);
  }

  private void importRow(String idAndLogin) {
    TestDirectory.employ(
        directory.people(), IT, "employee_id,login,title", idAndLogin + ",Engineer");
  }

  private @Nullable PersonKey saw(
      String provider, @Nullable String id, @Nullable String login, int day) {
    PersonKey key = pseudonyms.resolve(provider, id, login, day);
    pseudonyms.save();
    return key;
  }

  /** Whose a key is on a day. */
  private PersonKey who(@Nullable PersonKey key, int day) {
    return who(directory, key, day);
  }

  private PersonKey restartedWho(@Nullable PersonKey key, int day) {
    return who(restarted(), key, day);
  }

  private static PersonKey who(TestDirectory directory, @Nullable PersonKey key, int day) {
    LocalDate on = LocalDate.ofEpochDay(day);
    return directory.resolution().periods(ACME).stream()
        .filter(p -> p.key().equals(key) && !on.isBefore(p.from()) && on.isBefore(p.until()))
        .map(KeyPeriod::person)
        .findFirst()
        .orElse(Objects.requireNonNull(key));
  }

  private PersonKey onlyPerson() {
    List<Person> people = directory.people().all(IT);
    assertThat(people).hasSize(1);
    return people.getFirst().key();
  }

  /** The same home and database as another process finds them. */
  private TestDirectory restarted() {
    return TestDirectory.on(database, home, TestDirectory.OPEN, () -> NOW);
  }
}

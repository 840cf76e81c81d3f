package com.orgscope.directory;

import static com.orgscope.directory.TestDirectory.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People files and events on a real database, whichever comes first. */
@Tag("slow")
class WhoIsWhoTest {
  private static final Caller IT = Caller.commandLine(ACME, "tess");

  @TempDir Path home;
  private Instant now = Instant.parse("2026-11-28T12:00:00Z");
  private TestDirectory directory;

  @BeforeEach
  void aTenant() {
    directory = TestDirectory.on(TestDatabase.fresh(), home, TestDirectory.OPEN, () -> now);
    directory.tenants().create(TestDirectory.tenant(ACME));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void somebody_renamed_keeps_all_use(boolean peopleFirst) {
    Runnable people = () -> read("E3,ann.new@x.example,Ann,2020-01-01");
    Runnable events =
        () -> {
          saw("00uA", "ann.old@x.example", "2026-09-10");
          saw("00uA", "ann.new@x.example", "2026-10-10");
        };
    inOrder(peopleFirst, people, events);
    assertThat(who("00uA", null, "2026-09-10")).isEqualTo(person("ann.new@x.example"));
    assertThat(person("ann.old@x.example")).isEqualTo(person("ann.new@x.example"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_freed_login_is_each_ones_in_their_time(boolean peopleFirst) {
    Runnable people =
        () -> read("E1,jane.doe@x.example,Jane,2020-01-01", "E2,jdoe@x.example,John,2026-10-11");
    Runnable events =
        () -> {
          saw("00uJANE", "jdoe@x.example", "2026-09-10");
          saw("00uJANE", "jane.doe@x.example", "2026-10-10");
          saw("00uJOHN", "jdoe@x.example", "2026-10-12");
          saw(null, "jdoe@x.example", "2026-09-20");
          saw(null, "jdoe@x.example", "2026-10-20");
        };
    inOrder(peopleFirst, people, events);
    assertThat(who("00uJANE", null, "2026-09-10")).isEqualTo(person("jane.doe@x.example"));
    assertThat(who("00uJOHN", null, "2026-10-12")).isEqualTo(person("jdoe@x.example"));
    assertThat(who(null, "jdoe@x.example", "2026-09-20")).isEqualTo(person("jane.doe@x.example"));
    assertThat(who(null, "jdoe@x.example", "2026-10-20")).isEqualTo(person("jdoe@x.example"));
  }

  @Test
  void an_old_file_that_gave_one_both_accounts_is_mended_by_the_next() {
    read("E1,jdoe@x.example,Jane,");
    saw("00uJANE", "jdoe@x.example", "2026-09-10");
    saw("00uJANE", "jane.doe@x.example", "2026-10-10");
    saw("00uJOHN", "jdoe@x.example", "2026-10-12");
    saw("00uJANE", "jane.doe@x.example", "2026-11-10");
    PersonKey jane = person("jdoe@x.example");
    assertThat(who("00uJANE", null, "2026-10-10")).isEqualTo(jane);
    assertThat(who("00uJOHN", null, "2026-10-12")).isNotEqualTo(jane);

    now = Instant.parse("2026-11-30T12:00:00Z");
    read("E1,jane.doe@x.example,Jane,", "E2,jdoe@x.example,John,");

    assertThat(who("00uJANE", null, "2026-09-10")).isEqualTo(jane);
    assertThat(who("00uJOHN", null, "2026-10-12")).isEqualTo(person("jdoe@x.example"));
  }

  @Test
  void somebody_who_comes_back_with_another_id_is_still_the_same() {
    saw("00uONE", "ann@x.example", "2025-03-01");
    read("E1,ann@x.example,Ann,2020-01-01");
    saw("00uTWO", "ann@x.example", "2026-10-01");

    assertThat(who("00uONE", null, "2025-03-01")).isEqualTo(person("ann@x.example"));
    assertThat(who("00uTWO", null, "2026-10-01")).isEqualTo(person("ann@x.example"));
  }

  @Test
  void two_who_swap_their_logins_take_their_use_along() {
    read("E1,a@x.example,Ann,", "E2,b@x.example,Bo,");
    PersonKey ann = person("a@x.example");
    PersonKey bo = person("b@x.example");
    now = Instant.parse("2026-12-20T12:00:00Z");
    saw("00uANN", "a@x.example", "2026-12-01");
    saw("00uANN", "b@x.example", "2026-12-10");
    saw("00uBO", "b@x.example", "2026-12-01");
    saw("00uBO", "a@x.example", "2026-12-10");
    read("E1,b@x.example,Ann,", "E2,a@x.example,Bo,");

    assertThat(who("00uANN", null, "2026-12-01")).isEqualTo(ann);
    assertThat(who("00uBO", null, "2026-12-10")).isEqualTo(bo);
  }

  @Test
  void a_mail_that_several_people_have_is_nobodys() {
    ImportReport report =
        read(
            "1,shared@x.example,Al,",
            "2,SHARED@x.example,Bo,",
            "3, shared@x.example ,Cy,",
            "4,real@x.example,Di,");
    saw(null, "shared@x.example", "2026-11-01");

    assertThat(report.imported()).isEqualTo(4);
    assertThat(report.remarks()).hasSize(3);
    assertThat(directory.people().all(IT)).hasSize(4);
    assertThat(directory.people().logins(IT).values()).containsExactly("real@x.example");
    assertThat(directory.people().all(IT))
        .extracting(Person::key)
        .doesNotContain(who(null, "shared@x.example", "2026-11-01"));
    assertThat(
            read(
                    "1,shared@x.example,Al,",
                    "2,shared@x.example,Bo,",
                    "3,shared@x.example,Cy,",
                    "4,real@x.example,Di,")
                .unchanged())
        .as("again it says nothing new")
        .isEqualTo(4);
  }

  @Test
  void a_mail_that_turns_out_to_be_shared_is_taken_from_whoever_had_it() {
    read("1,shared@x.example,Al,");
    read("1,shared@x.example,Al,", "2,shared@x.example,Bo,");

    assertThat(directory.people().byLogin(IT, "shared@x.example")).isEmpty();
    assertThat(directory.people().all(IT)).hasSize(2);
  }

  private static void inOrder(boolean peopleFirst, Runnable people, Runnable events) {
    (peopleFirst ? people : events).run();
    (peopleFirst ? events : people).run();
  }

  private ImportReport read(String... rows) {
    return TestDirectory.employ(
        directory.people(), IT, "employee_id,login,display_name,hire_date", rows);
  }

  private PersonKey saw(@Nullable String id, @Nullable String login, String day) {
    Pseudonyms pseudonyms = directory.resolution().pseudonyms(ACME);
    PersonKey key = pseudonyms.resolve("okta", id, login, (int) LocalDate.parse(day).toEpochDay());
    pseudonyms.save();
    return Objects.requireNonNull(key);
  }

  /** Whose an event is, by the key it is stored under. */
  private PersonKey who(@Nullable String id, @Nullable String login, String day) {
    PersonKey key = saw(id, login, day);
    LocalDate on = LocalDate.parse(day);
    List<PersonKey> people =
        directory.resolution().periods(ACME).stream()
            .filter(p -> p.key().equals(key) && !on.isBefore(p.from()) && on.isBefore(p.until()))
            .map(KeyPeriod::person)
            .toList();
    return people.isEmpty() ? key : people.getFirst();
  }

  private PersonKey person(String login) {
    return directory.people().byLogin(IT, login).orElseThrow().key();
  }
}

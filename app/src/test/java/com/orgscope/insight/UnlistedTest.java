package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.category.TestTaxonomies;
import com.orgscope.directory.Divisions;
import com.orgscope.directory.Person;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import com.orgscope.testing.Company;
import com.orgscope.testing.DefaultSettings;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.SeenAccount;
import com.orgscope.usage.TestUsage;
import com.orgscope.usage.Usage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that the directory does not know, and second ones that it does. */
@Tag("slow")
class UnlistedTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final int K = 10;
  private static final TimeWindow WINDOW = TimeWindow.ending(TODAY, 28);

  @TempDir private Path home;
  private Company acme;
  private Usage usage;
  private Unlisted unlisted;

  @BeforeEach
  void open() {
    acme = Company.open(home, Instant.parse("2026-11-20T12:00:00Z"));
    usage = TestUsage.of(acme);
    unlisted =
        new Unlisted(usage, acme.directory().people(), DefaultSettings.of(InsightSettings.class));
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void
      accounts_that_nobody_knows_are_told_with_how_busy_they_are_and_nobody_who_works_here_or_left() {
    acme.employFrom(
        "employee_id,login,title,end_date",
        "1,ann@x.example,Engineer,",
        "2,bo@x.example,Engineer,2026-11-15");
    acme.wrote(
        new SignInLog()
            .by(account("00u1", "ann@x.example"))
            .visit("09 09:00", "GitHub", "s")
            .by(account("00u2", "bo@x.example"))
            .visit("09 09:00", "GitHub", "s")
            .by(8)
            .visit("03 09:00", "GitHub", "s")
            .by(9)
            .signIn("05 08:00", null, Outcome.SUCCESS)
            .visit("05 09:00", "GitHub", "s")
            .from(Source.GOOGLE)
            .refresh("07 10:00", "Drive"));
    Unlisted.Found found = unlisted.accounts(acme.operator(), TODAY);
    assertThat(found.directory()).isTrue();
    assertThat(found.accounts())
        .containsExactly(
            new SeenAccount(
                SignInLog.person(9),
                List.of("GOOGLE", "OKTA"),
                3,
                2,
                Instant.parse("2026-11-07T10:00:00Z")),
            new SeenAccount(
                SignInLog.person(8), List.of("OKTA"), 1, 1, Instant.parse("2026-11-03T09:00:00Z")));
    assertThat(unlisted.accounts(acme.operator(), TODAY.plusDays(14)).accounts())
        .as("of the days that a release looks at")
        .extracting(SeenAccount::account)
        .containsExactly(SignInLog.person(9));
    Caller chief = new Caller(acme.tenant(), Role.CEO, "ceo", null);
    assertThatThrownBy(() -> unlisted.accounts(chief, TODAY)).isInstanceOf(Failure.class);
  }

  @Test
  void whoever_is_put_on_the_list_meanwhile_is_unlisted_no_more() {
    acme.employFrom("employee_id,login,title", "1,ann@x.example,Engineer");
    acme.wrote(
        new SignInLog()
            .by(account("00u1", "bo@x.example"))
            .visit("09 09:00", "GitHub", "s")
            .by(8)
            .visit("03 09:00", "GitHub", "s"));
    assertThat(unlisted.accounts(acme.operator(), TODAY).accounts()).hasSize(2);
    acme.employFrom(
        "employee_id,login,title", "1,ann@x.example,Engineer", "2,bo@x.example,Engineer");
    assertThat(unlisted.accounts(acme.operator(), TODAY).accounts())
        .extracting(SeenAccount::account)
        .containsExactly(SignInLog.person(8));
  }

  @Test
  void without_a_directory_that_is_said() {
    acme.wrote(new SignInLog().by(8).visit("03 09:00", "GitHub", "s"));
    assertThat(unlisted.accounts(acme.operator(), TODAY).directory()).isFalse();
  }

  @Test
  void a_second_account_of_one_person_reaches_no_k_and_counts_once_whether_known_or_not() {
    SignInLog log = new SignInLog();
    for (int i = 1; i <= K - 1; i++) {
      acme.employFrom(
          "employee_id,login,title,department", i + ",p" + i + "@x.example,Engineer,Platform");
      log.by(account("00u" + i, "p" + i + "@x.example")).visit("09 09:00", "GitHub", "s" + i);
    }
    PersonKey second = account("00uSecond", "p1.admin@x.example");
    acme.wrote(
        log.by(second)
            .signIn("10 08:59:00", null, Outcome.FAILURE)
            .signIn("10 08:59:30", null, Outcome.SUCCESS)
            .visit("10 09:00", "GitHub", "t"));
    TestUsage.rollUp(acme.lake(), acme.tenant());
    Census unknown = census();
    assertThat(unknown.members()).hasSize(K - 1);
    assertThat(unlisted.accounts(acme.operator(), TODAY).accounts())
        .extracting(SeenAccount::account)
        .containsExactly(second);

    acme.employFrom(
        "employee_id,login,alias,title,department",
        "1,p1@x.example,p1.admin@x.example,Engineer,Platform");
    Census known = census();
    assertThat(unlisted.accounts(acme.operator(), TODAY).accounts()).isEmpty();
    assertThat(known.members()).as("once").hasSize(K - 1);
    assertThat(known.headcount()).isEqualTo(K - 1);
    assertThat(usage.everybody(acme.operator(), WINDOW).keySet()).hasSize(K - 1);
    assertThat(known.members())
        .filteredOn(member -> member.minutes().getOrDefault(Cause.FAILED_SIGN_INS, 0.0) > 0)
        .as("what was lost by the second account is the person's")
        .hasSize(1);
  }

  private Census census() {
    Map<PersonKey, Person> people =
        acme.directory().people().all(acme.operator()).stream()
            .collect(Collectors.toMap(Person::key, Function.identity()));
    return new Headcount(TestTaxonomies.of("technology", Map.of()), TestAssumptions.shipped())
        .of(
            "r.1",
            WINDOW,
            new Headcount.Rows(
                people,
                usage.everybody(acme.operator(), WINDOW),
                List.of(),
                List.of(),
                Divisions.Listed.of(Map.of()),
                null,
                null));
  }

  /** The key that events of an account bear. */
  private PersonKey account(String id, String login) {
    Pseudonyms pseudonyms = acme.directory().resolution().pseudonyms(acme.tenant());
    PersonKey key =
        Objects.requireNonNull(
            pseudonyms.resolve("okta", id, login, (int) TODAY.minusDays(11).toEpochDay()));
    pseudonyms.save();
    return key;
  }
}

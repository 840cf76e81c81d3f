package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.directory.PolicyBook.Imported;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;

@Tag("slow")
class PolicyBookTest {
  private static final Caller IT = Caller.commandLine(TestDirectory.ACME, "tess");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @TempDir Path home;
  private Database database;
  private PolicyBook book;

  @BeforeEach
  void aTenant() {
    database = TestDatabase.fresh();
    TestDirectory directory =
        TestDirectory.on(database, home, TestDirectory.OPEN, PolicyBookTest::now);
    directory.tenants().create(TestDirectory.tenant(TestDirectory.ACME));
    book =
        new PolicyBook(
            new PolicyStore(database),
            directory.tenants(),
            TestDirectory.gate((caller, act, subject) -> {
              if (caller.role() != Role.IT_SECURITY) {
                throw Failure.operator("not yours");
              }
            }),
            PolicyBookTest::now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Instant now() {
    return Instant.parse("2026-11-20T12:00:00Z");
  }

  @Test
  void a_csv_and_a_json_file_say_the_same() {
    Imported first =
        load(
            """
            policy,value,valid_from
            session_length,8 hours,2026-01-01
            MFA,Security-Key,2026-01-01
            bundled_applications,Slack; Jira ;Slack,2026-01-01
            """);
    assertThat(first).isEqualTo(new Imported(3, 0));
    Imported again =
        load(
            """
            {"valid_from": "2026-01-01", "session_length": "480m", "mfa": "security_key",
             "bundled_applications": ["Jira", "Slack"]}
            """);
    assertThat(again).isEqualTo(new Imported(0, 3));
    assertThat(book.inForce(IT, TODAY))
        .isEqualTo(
            new ItPolicies(
                Duration.ofHours(8), SecondFactor.SECURITY_KEY, List.of("Jira", "Slack")));
  }

  @Test
  void the_past_stays_and_the_future_waits() {
    load("policy,value,valid_from\nsession_length,8h,2026-01-01\n");
    load("policy,value,valid_from\nsession_length,12h,2026-12-01\n");
    load("policy,value,valid_from\nsession_length,9h,2026-01-01\n");

    assertThat(book.inForce(IT, LocalDate.of(2025, 12, 31))).isEqualTo(ItPolicies.unknown());
    assertThat(book.inForce(IT, TODAY).sessionLength()).isEqualTo(Duration.ofHours(9));
    assertThat(book.inForce(IT, LocalDate.of(2026, 12, 1)).sessionLength())
        .isEqualTo(Duration.ofHours(12));
    assertThat(book.history(IT))
        .extracting(PolicyBook.Line::value)
        .containsExactly("12h", "9h", "8h");
    assertThat(book.history(IT)).extracting(PolicyBook.Line::setBy).containsOnly("os:tess");
  }

  @Test
  void a_policy_is_taken_back_by_saying_unknown() {
    load("policy,value\nmfa,push\n");
    assertThat(book.inForce(IT, TODAY).secondFactor()).isEqualTo(SecondFactor.PUSH);
    load("policy,value\nmfa,unknown\n");
    assertThat(book.inForce(IT, TODAY).secondFactor()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "policy,value\\nsession,8h | line 2: 'session' is no policy: it is one of session_length",
        "policy,value\\nsession_length,soon | line 2: 'soon' is no length such as 30m, 8h or 7d",
        "policy,value\\nsession_length,900d | a session lasts from one minute to 365 days",
        "policy,value\\nmfa,telepathy | 'telepathy' is no second factor: it is one of none, sms",
        "policy,value\\nbundled_applications,; | names 0 applications",
        "policy,value,valid_from\\nmfa,push,01.02.2026 | '01.02.2026' is no date such as",
        "policy,value\\nmfa,push\\nmfa,sms | line 3: says mfa twice for 2026-11-20",
        "policy,value\\nmfa | line 2 has no value",
        "policy;value\\nmfa;push | must name the columns policy,value",
        "policy,value | names no policy",
        "{\"mfa\": | the file is no JSON",
        "[\"mfa\"] | entry 1 is no object of policies",
      })
  void a_file_that_is_wrong_is_told_where_and_stores_nothing(String text, String says) {
    assertThatThrownBy(() -> load(text.replace("\\n", "\n")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(says);
    assertThat(book.history(IT)).isEmpty();
  }

  @Test
  void only_it_sees_and_keeps_them_and_nobody_changes_a_line() throws IOException {
    load("policy,value\nmfa,push\n");
    Caller ceo = new Caller(TestDirectory.ACME, Role.CEO, "chief", null);
    assertThat(book.history(ceo)).isEmpty();
    Path file = Files.writeString(home.resolve("p.csv"), "policy,value\nmfa,sms\n");
    assertThatThrownBy(() -> book.importFile(ceo, file)).hasMessage("not yours");
    assertThatThrownBy(() ->
            database.runAs(
                IT, sql -> sql.sql("UPDATE directory.it_policy SET value = 'sms'").update()))
        .isInstanceOf(DataAccessException.class);
  }

  private Imported load(String text) {
    try {
      return book.importFile(IT, Files.writeString(home.resolve("policies"), text));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

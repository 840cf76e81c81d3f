package com.orgscope.licence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.licence.LicenceReport.Duplicate;
import com.orgscope.licence.LicenceReport.Line;
import com.orgscope.licence.LicenceReport.Seats;
import com.orgscope.licence.LicenceReport.Unpaid;
import com.orgscope.privacy.Erased;
import com.orgscope.sources.Completeness;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.StoredRows;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.TestUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten people, p1 to p10. Of the log's ninety days p1 to p6 use Jira each day, p7 did until 40 days
 * before its end, p8 never did, p9 left, p10 came ten days ago.
 */
@Tag("slow")
class LicencesTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);
  private static final LocalDate FIRST = AS_OF.minusDays(89);
  private static final String HEADER =
      "application,tier,seats,price,currency,renewal,notice_days,renews_by_itself,owner\n";

  @TempDir private static Path home = Path.of("replaced");
  private static Company acme;
  private static Caller it;
  private static TestLicences test;

  @BeforeAll
  static void tenPeople() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
    acme = Company.open(home, clock);
    it = acme.operator();
    test = TestLicences.of(acme, home, clock);
    String[] people = new String[10];
    for (int n = 1; n <= people.length; n++) {
      people[n - 1] =
          "%d,p%d@acme.example,P %d,Engineer,Engineering,,%s,%s"
              .formatted(
                  n, n, n, n == 10 ? "2026-11-10" : "2020-01-01", n == 9 ? "2026-11-01" : "");
    }
    acme.employFrom(
        "employee_id,login,display_name,title,department,manager_id,hire_date,end_date", people);
    SignInLog log = new SignInLog();
    for (LocalDate day = FIRST; !day.isAfter(AS_OF); day = day.plusDays(1)) {
      for (int n = 1; n <= 6; n++) {
        log.by(key(n)).visitOn(day, "Jira");
      }
      if (!day.isAfter(AS_OF.minusDays(40))) {
        log.by(key(7)).visitOn(day, "Jira");
      }
      if (day.isAfter(AS_OF.minusDays(10))) {
        for (int n = 1; n <= 6; n++) {
          log.by(key(n)).visitOn(day, "Confluence");
        }
      }
    }
    log.by(key(8))
        .refreshOn(AS_OF.minusDays(3), "Confluence", null)
        .by(key(1))
        .refreshOn(AS_OF.minusDays(65), "Confluence", "long")
        .refreshOn(AS_OF.minusDays(20), "Confluence", "long")
        .visitOn(AS_OF, "Asana")
        .visitOn(AS_OF, "Trello")
        .by(key(2))
        .visitOn(AS_OF, "Trello")
        .by(key(9))
        .visitOn(AS_OF.minusDays(50), "Asana")
        .visitOn(AS_OF.minusDays(50), "Trello")
        .by(key(10))
        .visitOn(AS_OF.plusDays(88), "Slack");
    acme.wrote(log);
    TestUsage.rollUp(acme.lake(), acme.tenant());
  }

  @BeforeEach
  void nothingIsSaid() throws SQLException {
    try (Connection owner = TestDatabase.asOwner(acme.database());
        Statement sql = owner.createStatement()) {
      sql.execute(
          "TRUNCATE licence.contract, licence.seat, licence.assignment, licence.visibility, licence.rate");
    }
  }

  @AfterAll
  static void close() {
    acme.close();
  }

  private static PersonKey key(int person) {
    return acme.person("p%d@acme.example".formatted(person)).key();
  }

  @Test
  void each_seat_is_told_and_its_money_to_the_cent() throws IOException {
    contracts("Jira,,20,99.99,USD,2026-12-31,30,yes,Ann Lee");
    seats(everybodyAnd("Jira,robot@acme.example"));
    Line line = report().lines().getFirst();
    assertThat(line.seats()).isEqualTo(new Seats(10, 1, 6, 2, 1, 1, 9, 12));
    assertThat(line.active()).isEqualTo(new LicenceReport.Active(6, 7, 7));
    assertThat(line.silence().days()).isEqualTo(31);
    assertThat(line.money())
        .isEqualTo(
            new LicenceReport.Money(
                new BigDecimal("1999.80"), new BigDecimal("299.97"), new BigDecimal("1199.88")));
    assertThat(line.contract().noticeDate()).isEqualTo("2026-12-01");
    assertThat(line.contract().owner()).isEqualTo("Ann Lee");
    assertThat(test.licences().idle(it, "jira", AS_OF))
        .containsExactlyInAnyOrder(key(7), key(8), key(9));
  }

  @Test
  void a_withheld_application_has_no_contract_and_no_seat() throws IOException, SQLException {
    assertThat(contracts("Jira,,20,99.99,USD,,,,", "Headspace,,9,12,USD,,,,").contracts())
        .isEqualTo(1);
    assertThat(
            test.contracts()
                .importSeats(
                    it,
                    Files.writeString(
                        home.resolve("s.csv"), "application,login\nHeadspace,p1@acme.example\n"))
                .seats())
        .isZero();
    assertThat(StoredRows.of(acme.database()).text("licence")).doesNotContain("Headspace");
    Contract jira = test.store().contracts(it).getFirst();
    Contract before =
        new Contract(
            new AppId("Headspace"),
            "",
            9,
            jira.seatPrice(),
            jira.currency(),
            null,
            0,
            false,
            "",
            null);
    Seat seat = new Seat(before.plan(), key(1), null);
    test.store().replaceContracts(it, List.of(jira, before));
    test.store().replaceSeats(it, new SeatFile.Read(List.of(seat), Map.of(before.plan(), 0)));
    assertThat(test.store().contracts(it)).as("told before it was marked").containsExactly(jira);
    assertThat(test.store().seats(it)).isEmpty();
    assertThat(test.store().strangers(it)).isEmpty();
  }

  @Test
  void idle_money_is_of_those_who_work_here() throws IOException {
    contracts("Jira,,20,99.99,USD,,,,", "Figma,,1,12,USD,,,,");
    seats(everybodyAnd("Figma,p8@acme.example"));
    assertThat(test.licences().areKnown(it)).as("IT said of no silence how long it is").isFalse();
    assertThat(test.licences().idle(it, AS_OF).usdPerYear()).isEmpty();
    assertThat(say("Jira", Visibility.SIGN_INS, null).silence()).isEqualTo(31);
    assertThat(test.licences().idle(it, AS_OF).usdPerYear())
        .isEqualTo(Map.of(key(7), new BigDecimal("99.9900"), key(8), new BigDecimal("99.9900")));
    assertThat(test.licences().areKnown(it)).isTrue();
  }

  @Test
  void a_silence_is_as_long_as_it_was_measured_or_longer_and_stays() throws IOException {
    contracts("Confluence,,4,10,USD,,,,");
    seats("Confluence,p7@acme.example");
    assertThatThrownBy(() -> say("Confluence", Visibility.SIGN_INS, 74))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("75 or more, not 74");
    assertThat(say("Confluence", Visibility.SIGN_INS, 76).silence()).isEqualTo(76);
    assertThat(report().lines().getFirst().silence())
        .isEqualTo(new LicenceReport.Silence(75, 76, 0, null));
    assertThat(say("Confluence", Visibility.LONG_SESSION, 76).silence()).isNull();
    assertThat(test.licences().areKnown(it)).isFalse();
  }

  @Test
  void several_are_said_at_once_as_each_would_be_alone() throws IOException {
    contracts("Confluence,,4,10,USD,,,,", "Jira,,20,10,USD,,,,");
    seats("Confluence,p7@acme.example", "Jira,p8@acme.example");
    List<Licences.Said> alone =
        List.of(
            say("confluence", Visibility.SIGN_INS, null), say("Jira", Visibility.SIGN_INS, null));
    say("Confluence", Visibility.NATIVE_CLIENT, null);
    say("Jira", Visibility.NATIVE_CLIENT, null);
    assertThat(test.licences().sayShown(it, List.of("confluence", "Jira"), AS_OF)).isEqualTo(alone);
    assertThat(report().lines())
        .extracting(Line::shows)
        .containsExactly(Visibility.SIGN_INS, Visibility.SIGN_INS);
  }

  @Test
  void a_renewed_token_is_use_in_the_ceos_total_too() throws IOException {
    contracts("Confluence,,4,10,USD,,,,");
    seats("Confluence,p1@acme.example", "Confluence,p7@acme.example", "Confluence,p8@acme.example");
    say("Confluence", Visibility.SIGN_INS, null);
    assertThat(test.licences().idle(it, AS_OF).usdPerYear()).containsOnlyKeys(key(7));
  }

  @Test
  void without_seats_nothing_is_told_but_who_was_there() throws IOException {
    contracts("Jira,,20,99.99,USD,,,,");
    Line line = report().lines().getFirst();
    assertThat(line.seats()).isNull();
    assertThat(requireNonNull(line.money()).idle()).isNull();
    assertThat(line.active().days90()).isEqualTo(7);
    assertThat(test.licences().areKnown(it)).isFalse();
    assertThat(test.licences().idle(it, AS_OF).usdPerYear()).isEmpty();
  }

  @Test
  void a_renewed_token_is_use_and_a_long_session_makes_silence_longer() throws IOException {
    contracts("Confluence,,4,10,USD,,,,");
    seats(
        "Confluence,p1@acme.example",
        "Confluence,p7@acme.example",
        "Confluence,p8@acme.example",
        "Confluence,p9@acme.example");
    assertThat(report().lines().getFirst().seats()).isEqualTo(new Seats(4, 0, 2, 1, 1, 0, 0, 2));
    assertThat(report().lines().getFirst().silence().days()).isEqualTo(75);
  }

  @Test
  void what_it_says_of_an_application_goes_before_what_is_known_of_the_product()
      throws IOException {
    contracts("Jira,,10,10,USD,,,,", "Slack,,10,10,USD,,,,");
    seats(everybodyAnd());
    say("JIRA", Visibility.NATIVE_CLIENT, null);
    assertThat(report().lines()).extracting(Line::shows).containsOnly(Visibility.NATIVE_CLIENT);
    assertThat(report().lines().getFirst().seats()).isEqualTo(new Seats(10, 0, 6, 0, 1, 3, 0, 1));
    say("Slack", Visibility.SIGN_INS, null);
    assertThat(report().lines().get(1).shows()).isEqualTo(Visibility.SIGN_INS);
  }

  @Test
  void the_companys_own_session_length_makes_silence_longer() throws IOException {
    contracts("Jira,,10,10,USD,,,,");
    seats(everybodyAnd());
    test.policies()
        .importFile(
            it, file("policies.csv", "policy,value,valid_from\nsession_length,50d,2026-01-01\n"));
    Line line = report().lines().getFirst();
    test.policies()
        .importFile(
            it,
            file("policies.csv", "policy,value,valid_from\nsession_length,unknown,2026-01-01\n"));
    assertThat(line.silence().days()).isEqualTo(80);
    assertThat(line.seats()).isEqualTo(new Seats(10, 0, 6, 1, 1, 2, 0, 2));
  }

  @Test
  void another_currency_has_dollars_once_somebody_says_what_it_is_worth() throws IOException {
    assertThat(contracts("Jira,,10,10.01,EUR,,,,").withoutRate()).containsExactly("EUR");
    assertThat(report().lines().getFirst().money()).isNull();
    ExchangeRate rate =
        new ExchangeRate(
            Currency.getInstance("EUR"), new BigDecimal("1.0833"), AS_OF, "the central bank");
    test.contracts().set(it, rate);
    assertThat(requireNonNull(report().lines().getFirst().money()).paid()).isEqualTo("108.44");
    assertThat(report().rates()).singleElement().extracting(ExchangeRate::day).isEqualTo(AS_OF);
    assertThat(contracts("Jira,,10,10.01,EUR,,,,").withoutRate()).isEmpty();
    for (String wrong : List.of("0", "-1", "1000001", "0.000000001")) {
      assertThatThrownBy(() ->
              test.contracts()
                  .set(it, new ExchangeRate(rate.currency(), new BigDecimal(wrong), AS_OF, "me")))
          .isInstanceOf(Failure.class);
    }
    assertThatThrownBy(() ->
            test.contracts().set(it, new ExchangeRate(rate.currency(), BigDecimal.ONE, AS_OF, " ")))
        .hasMessageContaining("source");
    assertThatThrownBy(() ->
            test.contracts()
                .set(
                    it, new ExchangeRate(Currency.getInstance("USD"), BigDecimal.ONE, AS_OF, "me")))
        .hasMessageContaining("USD");
  }

  @Test
  void what_most_use_and_nobody_pays_for_and_what_is_paid_for_twice_is_told() throws IOException {
    contracts("Asana,,10,10,USD,,,,", "Trello,,10,10,USD,,,,", "Figma,,10,10,USD,,,,");
    assertThat(report().unpaid())
        .containsExactly(new Unpaid(new AppId("Jira"), 7), new Unpaid(new AppId("Confluence"), 6));
    assertThat(report().duplicates())
        .singleElement()
        .extracting(Duplicate::kind, Duplicate::people)
        .as("p9 used both and left")
        .containsExactly("task boards", 1L);
  }

  @Test
  void who_left_and_who_was_last_there_long_ago_uses_nothing() throws IOException {
    contracts("Asana,,10,10,USD,,,,", "Trello,,10,10,USD,,,,");
    LicenceReport onLastDay = test.licences().report(it, AS_OF.plusDays(89), AS_OF.plusDays(89));
    assertThat(onLastDay.unpaid()).extracting(Unpaid::people).containsExactly(6L, 6L);
    assertThat(onLastDay.duplicates()).extracting(Duplicate::people).containsExactly(1L);
    LicenceReport later = test.licences().report(it, AS_OF.plusDays(90), AS_OF.plusDays(90));
    assertThat(later.unpaid()).extracting(Unpaid::application).containsExactly(new AppId("Slack"));
    assertThat(later.duplicates()).extracting(Duplicate::people).containsExactly(0L);
  }

  @Test
  void a_list_takes_the_place_of_the_one_before() throws IOException {
    contracts("Jira,,10,10,USD,,,,", "Figma,,10,10,USD,,,,");
    contracts("Figma,,11,10,USD,,,,");
    assertThat(report().lines())
        .singleElement()
        .extracting(l -> l.contract().seats())
        .isEqualTo(11);
    seats(everybodyAnd("Figma,p1@acme.example", "Figma,nobody@acme.example"));
    assertThat(seats("Figma,p1@acme.example", "Figma,p2@acme.example"))
        .isEqualTo(new Contracts.Assigned(2, 0, 1, List.of()));
    contracts("Jira,,10,10,USD,,,,", "Figma,,11,10,USD,,,,");
    assertThat(report().lines())
        .extracting(Line::seats)
        .extracting(seats -> requireNonNull(seats).assigned() + requireNonNull(seats).strangers())
        .containsExactly(2, 10);
  }

  @Test
  void two_tiers_of_one_application_are_two_contracts() throws IOException {
    contracts("Jira,Basic,10,10,USD,,,,", "Jira,Premium,10,20,USD,,,,");
    say("Jira", Visibility.SIGN_INS, null);
    test.contracts()
        .importSeats(
            it,
            file(
                "tiers.csv",
                "application,tier,login\nJira,Basic,p8@acme.example\nJira,Premium,p8@acme.example\n"));
    assertThat(test.licences().idle(it, AS_OF).usdPerYear().get(key(8))).isEqualByComparingTo("30");
    assertThatThrownBy(() -> contracts("Jira,Basic,10,10,USD,,,,", "jira,Basic,1,1,USD,,,,"))
        .hasMessageContaining("line 3")
        .hasMessageContaining("second one of Jira, Basic");
    assertThat(report().lines()).hasSize(2);
  }

  @Test
  void a_tier_is_the_same_in_capitals_and_either_all_lines_of_an_application_have_one_or_none()
      throws IOException {
    contracts("Jira,Premium,10,10,USD,,,,");
    Contracts.Assigned assigned =
        test.contracts()
            .importSeats(
                it,
                file(
                    "tiers.csv",
                    "application,tier,login\nJira,PREMIUM,p1@acme.example\nJira,Basic,p2@acme.example\n"));
    assertThat(assigned.withoutContract()).containsExactly("Jira, basic");
    assertThat(requireNonNull(report().lines().getFirst().seats()).assigned()).isEqualTo(1);
    assertThat(report().lines().getFirst().contract().tier()).isEqualTo("Premium");
    assertThatThrownBy(() -> contracts("Jira,Premium,10,10,USD,,,,", "Jira,premium,1,1,USD,,,,"))
        .hasMessageContaining("line 3")
        .hasMessageContaining("second one of Jira, premium");
    assertThatThrownBy(() -> contracts("Jira,,10,10,USD,,,,", "jira,Premium,1,1,USD,,,,"))
        .hasMessageContaining("line 3")
        .hasMessageContaining("give each a tier");
    assertThatThrownBy(() -> contracts("Jira,Premium,10,10,USD,,,,", "jira,,1,1,USD,,,,"))
        .hasMessageContaining("give each a tier");
    assertThat(report().lines()).hasSize(1);
  }

  @Test
  void of_a_seat_that_a_file_names_twice_the_first_day_counts() throws IOException {
    contracts("Jira,,10,10,USD,,,,");
    String lines =
        "Jira,p1@acme.example,2026-02-01\nJira,p1@acme.example,2026-01-05\nJira,p1@acme.example,2026-03-01\n";
    assertThat(
            test.contracts()
                .importSeats(it, file("twice.csv", "application,login,assigned_on\n" + lines))
                .seats())
        .isEqualTo(1);
    assertThat(test.store().seats(it))
        .extracting(Seat::since)
        .containsExactly(LocalDate.of(2026, 1, 5));
  }

  @Test
  void a_login_of_nobody_here_is_one_account_however_often_a_file_names_it() throws IOException {
    contracts("Jira,,10,10,USD,,,,");
    seats("Jira,x@other.example", "Jira,X@other.example", "Jira,x@other.example");
    assertThat(requireNonNull(report().lines().getFirst().seats()).strangers()).isEqualTo(1);
  }

  @Test
  void days_of_which_sources_have_more_are_nobodys_silence() throws IOException {
    contracts("Jira,,10,10,USD,,,,");
    seats(everybodyAnd());
    Set<LocalDate> outage = AS_OF.minusDays(20).datesUntil(AS_OF.minusDays(10)).collect(toSet());
    assertThat(test.licences().idle(it, "Jira", AS_OF)).contains(key(7), key(8));
    test.licences().lacking((tenant, first, last) -> new Completeness.Known(outage, Set.of()));
    try {
      assertThat(test.licences().idle(it, "Jira", AS_OF))
          .as("by what is measured, of which IT said nothing")
          .doesNotContain(key(7))
          .contains(key(8));
    } finally {
      test.licences().lacking((tenant, first, last) -> Completeness.Known.NOTHING);
    }
    say("Jira", Visibility.SIGN_INS, null);
    assertThat(test.licences().idle(it, AS_OF).usdPerYear()).containsKeys(key(7), key(8));
    test.licences().lacking((tenant, first, last) -> new Completeness.Known(outage, Set.of()));
    try {
      assertThat(test.licences().idle(it, AS_OF).usdPerYear())
          .as("forty days of silence, of which ten are not known, are fewer than 31")
          .doesNotContainKey(key(7))
          .containsKey(key(8));
      assertThat(test.licences().idle(it, "Jira", AS_OF)).doesNotContain(key(7)).contains(key(8));
    } finally {
      test.licences().lacking((tenant, first, last) -> Completeness.Known.NOTHING);
    }
  }

  /** Whoever is last has a seat, and used it in the hours that the log lacks. */
  @Test
  void hours_that_a_log_lacks_are_told_and_are_nobodys_silence() throws IOException {
    Company holed = acme.beside("holed");
    Caller its = holed.operator();
    int people = 13;
    String[] lines = new String[people];
    for (int n = 0; n < people; n++) {
      lines[n] = "%d,q%d@acme.example,Q %d,Engineer,Engineering,".formatted(n, n, n);
    }
    holed.employ(lines);
    LocalDate lost = AS_OF.minusDays(20);
    SignInLog log = new SignInLog();
    for (int n = 1; n < people; n++) {
      log.by(holed.person("q%d@acme.example".formatted(n)).key());
      for (LocalDate day = AS_OF.minusDays(49); !day.isAfter(AS_OF); day = day.plusDays(1)) {
        log.visitOn(day, 9, "Jira").visitOn(day, 10, "Jira");
        if (!day.equals(lost)) {
          log.visitOn(day, 11, "Jira").visitOn(day, 12, "Jira");
        }
      }
    }
    holed.wrote(log);
    TestUsage.rollUp(holed.lake(), holed.tenant());
    PersonKey hidden = holed.person("q0@acme.example").key();
    test.contracts().importContracts(its, file("c.csv", HEADER + "Jira,,20,10,USD,,,,\n"));
    test.contracts().importSeats(its, file("s.csv", "application,login\nJira,q0@acme.example\n"));
    Line line = test.licences().report(its, AS_OF, AS_OF).lines().getFirst();
    assertThat(line.seats()).isEqualTo(new Seats(1, 0, 0, 0, 0, 1, 19, 19));
    assertThat(line.cannotTell())
        .contains("lacks the hours", "2026-10-31 11:00 to 2026-10-31 13:00 UTC", "as of 2026-12-02")
        .doesNotContain("released");
    assertThat(test.licences().idle(its, "Jira", AS_OF)).isEmpty();
    test.licences()
        .lacking((tenant, first, last) -> new Completeness.Known(Set.of(), Set.of(lost)));
    try {
      assertThat(test.licences().idle(its, "Jira", AS_OF))
          .as("a day of which the source says that it has no more")
          .containsExactly(hidden);
    } finally {
      test.licences().lacking((tenant, first, last) -> Completeness.Known.NOTHING);
    }
    test.licences().say(its, "Jira", Visibility.SIGN_INS, null, lost.minusDays(1));
    assertThat(test.licences().report(its, AS_OF, AS_OF).lines().getFirst().cannotTell())
        .contains("the released total leaves them out once");
    assertThat(test.licences().idle(its, AS_OF).usdPerYear())
        .as("nobody's verdict there follows what others do")
        .containsOnlyKeys(hidden);
    test.licences().say(its, "Jira", Visibility.SIGN_INS, null, AS_OF);
    assertThat(test.licences().idle(its, AS_OF).usdPerYear())
        .as("silence counts from the hole on that IT knows of")
        .isEmpty();
  }

  @Test
  void of_a_day_after_the_log_nothing_is_told() throws IOException {
    contracts("Jira,,10,10,USD,,,,");
    LocalDate last = AS_OF.plusDays(88);
    assertThat(test.licences().report(it, last.plusDays(4), last.plusDays(4)).lines()).hasSize(1);
    assertThatThrownBy(() -> test.licences().report(it, last.plusDays(5), last.plusDays(5)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ask as of " + last);
    assertThatThrownBy(() -> test.licences().idle(it, "Jira", last.plusDays(5)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the log ends on " + last);
  }

  @Test
  void on_their_last_day_somebody_works_here_still() throws IOException {
    contracts("Jira,,10,10,USD,,,,");
    seats(everybodyAnd());
    LocalDate last = LocalDate.of(2026, 11, 1);
    for (int day = 0; day < 2; day++) {
      Line line =
          test.licences().report(it, last.plusDays(day), last.plusDays(day)).lines().getFirst();
      assertThat(requireNonNull(line.seats()).left()).isEqualTo(day);
    }
  }

  @Test
  void a_contract_that_ended_since_the_logs_last_day_gives_nothing_back() throws IOException {
    contracts("Jira,,10,10,USD," + AS_OF.plusDays(100) + ",0,no,");
    seats(everybodyAnd());
    LocalDate last = AS_OF.plusDays(88);
    for (int day : new int[] {100, 101}) {
      LocalDate today = AS_OF.plusDays(day);
      LicenceReport told = test.licences().newest(it, today, today);
      assertThat(told.asOf()).isEqualTo(last);
      assertThat(told.today()).isEqualTo(today);
      assertThat(requireNonNull(told.lines().getFirst().money()).paid())
          .isEqualTo(day == 100 ? "100.00" : "0.00");
      assertThat(test.licences().report(it, last, today)).isEqualTo(told);
    }
  }

  @Test
  void for_what_ended_nothing_is_paid() throws IOException {
    String[] assigned = everybodyAnd();
    String yesterday = AS_OF.minusDays(1).toString();
    contracts("Jira,,10,10,USD," + AS_OF + ",0,no,");
    seats(assigned);
    say("Jira", Visibility.SIGN_INS, null);
    assertThat(requireNonNull(report().lines().getFirst().money()).paid()).isEqualTo("100.00");
    assertThat(test.licences().idle(it, AS_OF).usdPerYear()).isNotEmpty();
    contracts("Jira,,10,10,USD," + yesterday + ",0,no,");
    assertThat(report().lines().getFirst().money())
        .isEqualTo(
            new LicenceReport.Money(
                new BigDecimal("0.00"), new BigDecimal("0.00"), new BigDecimal("0.00")));
    assertThat(test.licences().idle(it, AS_OF).usdPerYear()).isEmpty();
    assertThat(test.licences().idle(it, AS_OF).contracts()).isEmpty();
    contracts("Jira,,10,10,USD," + yesterday + ",0,yes,");
    assertThat(requireNonNull(report().lines().getFirst().money()).paid()).isEqualTo("100.00");
    assertThat(test.licences().idle(it, AS_OF).usdPerYear()).isNotEmpty();
  }

  @Test
  void what_is_wrong_is_told_with_its_line_and_nothing_is_stored() throws IOException {
    contracts("Jira,,10,10,USD,,,,");
    assertThatThrownBy(() -> contracts("Jira,,10,10,USD,,,,", "Figma,,10,10,XXQ,,,,"))
        .hasMessageContaining("line 3")
        .hasMessageContaining("EUR");
    assertThatThrownBy(() -> contracts("Figma,,-1,10,USD,,,,")).hasMessageContaining("seats");
    assertThatThrownBy(() -> contracts("Figma,,1,10,USD,31.12.2026,,,"))
        .hasMessageContaining("renewal");
    assertThatThrownBy(() -> contracts("Figma,,1,10,USD,,2000,,"))
        .hasMessageContaining("notice_days");
    assertThat(report().lines()).hasSize(1);
  }

  @Test
  void only_it_may_look_or_say_anything() throws IOException {
    Path file = file("contracts.csv", HEADER + "Jira,,10,10,USD,,,,\n");
    for (Role role : List.of(Role.CEO, Role.AUDITOR, Role.MANAGER, Role.EMPLOYEE)) {
      PersonKey self = role == Role.CEO || role == Role.AUDITOR ? null : key(1);
      Caller caller = new Caller(acme.tenant(), role, "somebody", self);
      assertThatThrownBy(() -> test.contracts().importContracts(caller, file))
          .isInstanceOf(Failure.class);
      assertThatThrownBy(() -> test.licences().report(caller, AS_OF, AS_OF))
          .isInstanceOf(Failure.class);
      assertThatThrownBy(
              () -> test.licences().say(caller, "Jira", Visibility.NATIVE_CLIENT, null, AS_OF))
          .isInstanceOf(Failure.class);
    }
  }

  @Test
  void somebody_who_is_erased_has_no_seat_any_more() throws IOException {
    contracts("Jira,,10,10,USD,,,,");
    seats(everybodyAnd());
    long gone = test.store().erase(new Erased(acme.tenant(), Set.of(key(8)), List.of(), Set.of()));
    assertThat(gone).isEqualTo(1);
    assertThat(requireNonNull(report().lines().getFirst().seats()).assigned()).isEqualTo(9);
  }

  @Test
  void who_looks_after_a_contract_is_sealed() throws Exception {
    contracts("Jira,,10,10,USD,,,,Ann Lee");
    assertThat(StoredRows.of(acme.database()).text("licence"))
        .contains("Jira")
        .doesNotContain("Ann Lee")
        .doesNotContain("416e6e204c6565");
  }

  private static Licences.Said say(
      String application, Visibility shows, @Nullable Integer silence) {
    return test.licences().say(it, application, shows, silence, AS_OF);
  }

  private LicenceReport report() {
    return test.licences().report(it, AS_OF, AS_OF);
  }

  private String[] everybodyAnd(String... more) {
    String[] lines = new String[10 + more.length];
    for (int n = 1; n <= 10; n++) {
      lines[n - 1] = "Jira,p%d@acme.example".formatted(n);
    }
    System.arraycopy(more, 0, lines, 10, more.length);
    return lines;
  }

  private Contracts.Imported contracts(String... lines) throws IOException {
    return test.contracts()
        .importContracts(it, file("contracts.csv", HEADER + String.join("\n", lines) + "\n"));
  }

  private Contracts.Assigned seats(String... lines) throws IOException {
    return test.contracts()
        .importSeats(
            it, file("seats.csv", "application,login\n" + String.join("\n", lines) + "\n"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text);
  }
}

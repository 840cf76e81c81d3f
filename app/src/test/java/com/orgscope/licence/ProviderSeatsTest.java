package com.orgscope.licence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.lake.Source;
import com.orgscope.licence.ProviderSeats.Fetched;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestSeatLists;
import com.orgscope.sources.entra.GraphDouble;
import com.orgscope.sources.google.GoogleDouble;
import com.orgscope.sources.okta.OktaDouble;
import com.orgscope.testing.Company;
import com.orgscope.testing.StoredRows;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four people, p1 to p4, of whom p1 has a second account. */
@Tag("slow")
class ProviderSeatsTest {
  private static final String JIRA = "0oa1gjh63g214q0Hq0g4";
  private static final String FIGMA = "0oa1gjh63g214q0Hq0g5";
  private static final String ZOOM = "aaaaaaaa-1111-2222-3333-444444444444";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final LocalDate GIVEN = LocalDate.of(2026, 1, 5);
  private static final Set<Source> ALL = EnumSet.allOf(Source.class);

  @TempDir private static Path home = Path.of("replaced");
  private static Company acme;
  private static Caller it;
  private static TestLicences test;
  private static TestSeatLists connected;
  private static InstantSource now = InstantSource.system();

  private OktaDouble okta;
  private GraphDouble graph;
  private GoogleDouble google;

  @BeforeAll
  static void fourPeople() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
    acme = Company.open(home, clock);
    it = acme.operator();
    test = TestLicences.of(acme, home, clock);
    acme.employFrom(
        "employee_id,login,alias,display_name,title,department,manager_id",
        "1,p1@acme.example,adm-p1@acme.example,P 1,Engineer,Engineering,",
        "2,p2@acme.example,,P 2,Engineer,Engineering,",
        "3,p3@acme.example,,P 3,Engineer,Engineering,",
        "4,p4@acme.example,,P 4,Engineer,Engineering,");
    connected =
        new TestSeatLists(
            acme.database(),
            home,
            acme.access(),
            List.of(OktaDouble.seats(), GraphDouble.seats(), GoogleDouble.seats()));
  }

  @BeforeEach
  void providers() throws SQLException {
    try (Connection owner = TestDatabase.asOwner(acme.database());
        Statement sql = owner.createStatement()) {
      sql.execute("TRUNCATE licence.contract, licence.seat, licence.assignment");
    }
    now = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
    TestClock clock = new TestClock();
    okta = new OktaDouble(clock);
    okta.applications().add(JIRA, "Jira");
    okta.applications().add(FIGMA, "Figma");
    graph = new GraphDouble(clock);
    graph.objects().application("miro", "Miro");
    google = new GoogleDouble(clock);
    connected.connect(acme.tenant(), Source.OKTA, okta.settings());
    connected.connect(acme.tenant(), Source.ENTRA, graph.settings());
    connected.connect(acme.tenant(), Source.GOOGLE, google.settingsForLicences());
  }

  @AfterEach
  void providersEnd() {
    okta.close();
    graph.close();
    google.close();
  }

  @AfterAll
  static void close() {
    acme.close();
  }

  @Test
  void each_provider_tells_the_seats_of_its_contracts_and_nobody_is_stored_as_it_calls_them()
      throws IOException, SQLException {
    contracts("Jira,,okta:Jira", "Miro,,entra:Miro", "Gmail,,google:Google-Apps", "Zoom,,");
    okta.applications().give(JIRA, "P1@ACME.example");
    okta.applications().give(JIRA, "stranger@elsewhere.example");
    graph.objects().give("miro", "p2@acme.example");
    graph.objects().assign("miro", "Group", "g1", "2026-02-01T09:00:00Z");
    graph.objects().join("g1", "p2@acme.example", "p3@acme.example", "guest@elsewhere.example");
    google.licences().give("Google-Apps/10", "p3@acme.example");
    google.licences().give("Google-Apps/20", "p4@acme.example");
    assertThat(fetch(ALL))
        .allMatch(one -> one.fault() == null)
        .extracting(one -> "%s %d %d".formatted(one.application(), one.seats(), one.strangers()))
        .containsExactlyInAnyOrder("Jira 1 1", "Miro 2 1", "Gmail 2 0");
    assertThat(seats("Jira", "")).containsExactly(seat("Jira", "", 1, GIVEN));
    assertThat(seats("Miro", ""))
        .containsExactlyInAnyOrder(
            seat("Miro", "", 2, GIVEN), seat("Miro", "", 3, LocalDate.of(2026, 2, 1)));
    assertThat(seats("Gmail", ""))
        .containsExactlyInAnyOrder(seat("Gmail", "", 3, null), seat("Gmail", "", 4, null));
    assertThat(test.licences().report(it, TODAY, TODAY).lines())
        .filteredOn(line -> line.contract().application().value().equals("Jira"))
        .singleElement()
        .satisfies(line -> {
          assertThat(requireNonNull(line.seats()).assigned()).isEqualTo(1);
          assertThat(line.seats().strangers()).isEqualTo(1);
        });
    assertThat(test.licences().report(it, TODAY, TODAY).lines())
        .filteredOn(line -> line.seats() == null)
        .extracting(line -> line.contract().application().value())
        .as("nobody says who has one")
        .containsExactly("Zoom");
    for (String schema : List.of("licence", "sources", "audit")) {
      assertThat(StoredRows.of(acme.database()).text(schema))
          .doesNotContain("elsewhere.example")
          .doesNotContain("00u")
          .doesNotContain("p1@");
    }
  }

  @Test
  void a_person_with_two_accounts_has_one_seat_since_the_first() throws IOException {
    contracts("Jira,,okta:Jira");
    String first = "2025-12-24T09:00:00.000Z";
    okta.applications().give(JIRA, "adm-p1@acme.example", "ACTIVE", first, first);
    okta.applications().give(JIRA, "p1@acme.example");
    assertThat(fetch(ALL))
        .extracting(Fetched::seats, Fetched::strangers)
        .containsExactly(one(1, 0));
    assertThat(seats("Jira", "")).containsExactly(seat("Jira", "", 1, LocalDate.of(2025, 12, 24)));
  }

  @Test
  void what_breaks_off_changes_nothing_of_that_contract_and_its_provider_is_not_asked_for_more()
      throws IOException {
    contracts("Figma,,okta:Figma", "Jira,,okta:Jira", "Miro,,entra:Miro");
    for (int person = 1; person <= 4; person++) {
      okta.applications().give(FIGMA, "p%d@acme.example".formatted(person));
      graph.objects().give("miro", "p%d@acme.example".formatted(person));
    }
    okta.applications().give(JIRA, "p1@acme.example");
    fetch(EnumSet.of(Source.OKTA));
    okta.applications().takeAll(FIGMA);
    for (int person = 2; person <= 4; person++) {
      okta.applications().give(FIGMA, "p%d@acme.example".formatted(person));
    }
    okta.goDownAfter(2);
    int before = okta.requests();
    List<Fetched> fetched = fetch(ALL);
    assertThat(fetched)
        .filteredOn(one -> one.fault() == null)
        .extracting(one -> one.application().value())
        .containsExactly("Miro");
    assertThat(fetched)
        .filteredOn(one -> one.fault() != null)
        .extracting(one -> requireNonNull(one.fault()).kind())
        .containsOnly(Failure.Kind.RETRY)
        .hasSize(2);
    assertThat(okta.requests() - before).as("two pages, and one four times").isEqualTo(6);
    assertThat(seats("Figma", "")).hasSize(4);
    assertThat(seats("Jira", "")).hasSize(1);
    okta.goDownAfter(null);
    assertThat(fetch(EnumSet.of(Source.OKTA))).allMatch(one -> one.fault() == null);
    assertThat(seats("Figma", "")).hasSize(3);
  }

  @Test
  void what_is_wrong_with_one_contract_is_told_and_the_others_are_read() throws IOException {
    contracts("Figma,,okta:Nonesuch", "Jira,,okta:Jira", "Gmail,,google:Google-Apps");
    okta.applications().give(JIRA, "p1@acme.example");
    google.licences().refuse();
    List<Fetched> fetched = fetch(ALL);
    assertThat(fetched)
        .filteredOn(one -> one.fault() != null)
        .extracting(one -> one.from() + " " + requireNonNull(one.fault()).getMessage())
        .satisfiesExactlyInAnyOrder(
            said -> assertThat(said).startsWith("okta:Nonesuch").contains("'Nonesuch'"),
            said -> assertThat(said).contains("google").contains("apps.licensing"));
    assertThat(seats("Jira", "")).hasSize(1);
    assertThat(test.store().strangers(it)).hasSize(1);
  }

  @Test
  void only_the_sources_that_were_named_are_asked() throws IOException {
    contracts("Jira,,okta:Jira", "Miro,,entra:Miro");
    assertThat(fetch(EnumSet.of(Source.ENTRA)))
        .extracting(one -> one.application().value())
        .containsExactly("Miro");
    assertThat(okta.requests()).isZero();
    assertThat(fetch(EnumSet.of(Source.GOOGLE))).isEmpty();
  }

  @Test
  void another_tiers_seats_stay() throws IOException {
    contracts("Jira,Basic,okta:Jira", "Jira,Premium,");
    okta.applications().give(JIRA, "p1@acme.example");
    test.contracts()
        .importSeats(
            it,
            file(
                "seats.csv",
                "application,tier,login\nJira,Premium,p2@acme.example\nJira,Basic,p3@acme.example\n"));
    fetch(ALL);
    assertThat(seats("Jira", "Premium")).containsExactly(seat("Jira", "Premium", 2, null));
    assertThat(seats("Jira", "Basic")).containsExactly(seat("Jira", "Basic", 1, GIVEN));
  }

  @Test
  void whoever_is_new_in_a_group_has_a_seat_since_they_were_first_seen() throws IOException {
    contracts("Miro,,entra:Miro", "Gmail,,google:Google-Apps", "Zoom,,entra:Zoom");
    graph.objects().assign("miro", "Group", "g1", "2026-02-01T09:00:00Z");
    graph.objects().join("g1", "p1@acme.example");
    graph.objects().application("zoom", "Zoom");
    graph.objects().assign("zoom", "Group", "empty", "2026-02-01T09:00:00Z");
    graph.objects().join("empty");
    google.licences().give("Google-Apps/10", "p1@acme.example");
    fetch(ALL);
    graph.objects().join("g1", "p2@acme.example");
    graph.objects().join("empty", "p2@acme.example");
    google.licences().give("Google-Apps/10", "p2@acme.example");
    now = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    fetch(ALL);
    now = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));
    fetch(ALL);
    assertThat(seats("Miro", ""))
        .containsExactlyInAnyOrder(
            seat("Miro", "", 1, LocalDate.of(2026, 2, 1)),
            seat("Miro", "", 2, LocalDate.of(2026, 11, 21)));
    assertThat(seats("Zoom", "")).containsExactly(seat("Zoom", "", 2, LocalDate.of(2026, 11, 21)));
    assertThat(seats("Gmail", ""))
        .containsExactlyInAnyOrder(
            seat("Gmail", "", 1, null), seat("Gmail", "", 2, LocalDate.of(2026, 11, 21)));
  }

  @Test
  void nobody_has_a_seat_any_more_is_an_answer() throws IOException {
    contracts("Jira,,okta:Jira");
    okta.applications().give(JIRA, "p1@acme.example");
    fetch(ALL);
    okta.applications().takeAll(JIRA);
    assertThat(fetch(ALL))
        .extracting(Fetched::seats, Fetched::strangers)
        .containsExactly(one(0, 0));
    assertThat(seats("Jira", "")).isEmpty();
    assertThat(test.store().strangers(it)).hasSize(1);
  }

  @Test
  void where_seats_come_from_is_checked_when_contracts_are_read() throws IOException {
    for (String wrong : List.of("Jira", "ping:Jira", "okta:", "okta: ")) {
      assertThatThrownBy(() -> contracts("Jira,," + wrong))
          .hasMessageContaining("line 2")
          .hasMessageContaining("okta:Jira, entra:Jira or google:Google-Apps");
    }
    assertThatThrownBy(() -> contracts("Jira,Basic,okta:Jira", "Jira,Premium,OKTA: Jira"))
        .hasMessageContaining("line 3")
        .hasMessageContaining("each person would have both");
    contracts("Jira,,Okta: Jira: the new one");
    assertThat(test.store().contracts(it))
        .extracting(Contract::seatsFrom)
        .containsExactly(new SeatsFrom(Source.OKTA, "Jira: the new one"));
  }

  @Test
  void an_application_by_its_id_in_one_contract_and_by_its_label_in_another_is_counted_for_neither()
      throws IOException {
    contracts(
        "Jira,Basic,okta:jira",
        "Jira,Premium,okta:" + JIRA,
        "Figma,,okta:Figma",
        "Zoom,Old,entra:Zoom",
        "Zoom,New,entra:" + ZOOM);
    okta.applications().give(JIRA, "p1@acme.example");
    okta.applications().give(FIGMA, "p1@acme.example");
    graph.objects().application(ZOOM, "Zoom");
    graph.objects().give(ZOOM, "p2@acme.example");
    assertThat(fetch(ALL))
        .filteredOn(one -> one.fault() != null)
        .extracting(one -> requireNonNull(one.fault()).getMessage())
        .containsExactlyInAnyOrder(
            "okta:jira is what okta:"
                + JIRA
                + " of contract Jira, Premium is too, and each person would have both: leave out one",
            "okta:"
                + JIRA
                + " is what okta:jira of contract Jira, Basic is too, and each person would have both: leave out one",
            "entra:Zoom is what entra:"
                + ZOOM
                + " of contract Zoom, New is too, and each person would have both: leave out one",
            "entra:"
                + ZOOM
                + " is what entra:Zoom of contract Zoom, Old is too, and each person would have both: leave out one");
    assertThat(test.store().seats(it)).as("the others are read").hasSize(1);
    assertThat(test.store().strangers(it)).hasSize(1);
  }

  @Test
  void whoever_has_a_sku_has_its_product_and_one_seat() throws IOException {
    assertThatThrownBy(
            () -> contracts("Gmail,,google:Google-Apps", "Drive,,google:google-apps/1010020020"))
        .hasMessageContaining("line 3")
        .hasMessageContaining("each person would have both");
    assertThatThrownBy(
            () -> contracts("Drive,,google:Google-Apps/1010020020", "Gmail,,google:Google-Apps"))
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> contracts("Jira,,okta:Jira", "Figma,,okta:JIRA"))
        .hasMessageContaining("line 3");
    contracts("Gmail,,google:Google-Apps/10", "Drive,,google:Google-Apps/101", "Jira,,okta:A/B");
    contracts("Jira,,okta:A", "Figma,,okta:A/B", "Miro,,entra:A");
  }

  @Test
  void only_it_may_ask() throws IOException {
    contracts("Jira,,okta:Jira");
    for (Role role : List.of(Role.CEO, Role.AUDITOR)) {
      Caller caller = new Caller(acme.tenant(), role, "somebody", null);
      assertThatThrownBy(() -> seatsOf().fetch(caller, ALL)).isInstanceOf(Failure.class);
      assertThatThrownBy(() -> connected.lists().of(caller, Source.OKTA, "Jira"))
          .isInstanceOf(Failure.class);
    }
    assertThat(okta.requests()).isZero();
    assertThat(seatsOf().fetch(Caller.system(acme.tenant(), "nightly"), ALL)).hasSize(1);
  }

  @Test
  void a_provider_that_wants_to_be_left_alone_for_long_is() throws IOException {
    Company busyOnes = acme.beside("busy");
    test.contracts().importContracts(busyOnes.operator(), contractFile("Miro,,entra:Miro"));
    try (GraphDouble busy =
        new GraphDouble(new TestClock()) {
          @Override
          protected Reply answer(Request request) {
            return new Reply(429, "{}").with("Retry-After", "86400");
          }
        }) {
      connected.connect(busyOnes.tenant(), Source.ENTRA, busy.settings());
      assertThat(seatsOf().fetch(busyOnes.operator(), ALL))
          .singleElement()
          .satisfies(one ->
              assertThat(requireNonNull(one.fault())).hasMessageContaining("no question before"));
      assertThat(busy.requests()).isEqualTo(1);
    }
  }

  private static Tuple one(int seats, int strangers) {
    return Tuple.tuple(seats, strangers);
  }

  private static ProviderSeats seatsOf() {
    return new ProviderSeats(
        test.store(), connected.lists(), acme.directory().people(), acme.access(), now);
  }

  private static List<Fetched> fetch(Set<Source> sources) {
    return seatsOf().fetch(it, sources);
  }

  private static Contract.Plan plan(String application, String tier) {
    return new Contract.Plan(test.contracts().canonical(it, application), tier);
  }

  private static Seat seat(String application, String tier, int person, @Nullable LocalDate since) {
    PersonKey key = acme.person("p%d@acme.example".formatted(person)).key();
    return new Seat(plan(application, tier), key, since);
  }

  private static Set<Seat> seats(String application, String tier) {
    return test.store().seats(it).stream()
        .filter(seat -> seat.plan().equals(plan(application, tier)))
        .collect(Collectors.toSet());
  }

  private void contracts(String... lines) throws IOException {
    test.contracts().importContracts(it, contractFile(lines));
  }

  private Path contractFile(String... lines) throws IOException {
    StringBuilder all = new StringBuilder("application,tier,seats_from,seats,price,currency\n");
    for (String line : lines) {
      all.append(line).append(",10,10,USD\n");
    }
    return file("contracts.csv", all.toString());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text);
  }
}

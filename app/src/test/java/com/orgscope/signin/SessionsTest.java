package com.orgscope.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.Principal;
import com.orgscope.access.TestAccess;
import com.orgscope.audit.AuditEntry;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.testing.Company;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database: each knows at once what the other did. */
class SessionsTest {
  private static final Instant MORNING = Instant.parse("2026-11-02T08:00:00Z");
  private static final Sessions.Bounds BOUNDS = new Sessions.Bounds(2, 4);
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller CEO = new Caller(ACME, Role.CEO, "oidc:ceo", null);
  private static final Caller IT = Caller.commandLine(ACME, "ida");
  private static final String COLUMNS =
      "employee_id,login,display_name,title,department,hire_date,manager_id,end_date";

  @TempDir Path home;
  private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);
  private final InstantSource clock = () -> Objects.requireNonNull(now.get());
  private Company company;
  private Sessions here;
  private Sessions there;

  @BeforeEach
  void twoServers() {
    company = Company.open(home, clock);
    company.employFrom(
        COLUMNS,
        """
        1,boss@x.example,Boss,Head,Platform,2020-01-01,,
        2,ann@x.example,Ann,Engineer,Platform,2020-01-01,1,2026-11-02
        """);
    IdentityProviders providers = TestSignIn.providers(company, home, clock);
    for (Role role : List.of(Role.CEO, Role.EMPLOYEE)) {
      providers.map(IT, new GroupRole("group-of-all", role));
    }
    here = TestSignIn.server(company, home, clock);
    there = TestSignIn.server(company, home, clock);
  }

  @AfterEach
  void close() {
    company.database().close();
  }

  private String open(Caller caller) {
    return here.open(SignInProof.of(Way.LINK, caller, "a test"), BOUNDS);
  }

  private String byProvider(Caller caller) {
    return byProvider(caller, null);
  }

  private String byProvider(Caller caller, @Nullable String refresh) {
    return here.open(
        new SignInProof(
            Way.PROVIDER,
            caller,
            "a test",
            List.of("group-of-all"),
            new ProviderSession("account", "session", "token-of-the-provider", refresh)),
        BOUNDS);
  }

  private PersonKey person(String login) {
    return company.directory().people().byLogin(IT, login).orElseThrow().key();
  }

  private void after(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  @Test
  void a_session_of_one_server_is_known_to_the_other_and_signing_out_there_ends_it_here() {
    String held = open(CEO);
    assertThat(here.find(held)).isEqualTo(new Sessions.Found.Open(CEO));
    assertThat(there.find(held)).isEqualTo(new Sessions.Found.Open(CEO));
    var unused = there.signOut(held);
    assertThat(here.find(held)).isEqualTo(new Sessions.Found.Ended(Ending.SIGNED_OUT));
    assertThat(company.audit().entries(IT, 10))
        .extracting(AuditEntry::action)
        .containsSubsequence("sign out", "sign in");
  }

  @Test
  void what_a_browser_holds_rests_nowhere_and_what_a_provider_gave_rests_sealed()
      throws SQLException {
    String held = byProvider(CEO, "refresh-of-it");
    String secret = held.substring(held.indexOf('.') + 1);
    try (Connection owner = TestDatabase.asOwner(company.database());
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery("SELECT s::text FROM signin.session s")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).contains("oidc:ceo").doesNotContain(secret);
      assertThat(row.getString(1))
          .doesNotContain(java.util.HexFormat.of().formatHex("token-of-the".getBytes(UTF_8)))
          .doesNotContain(java.util.HexFormat.of().formatHex("refresh-of".getBytes(UTF_8)));
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void nothing_that_was_not_given_out_is_a_session() {
    String held = open(CEO);
    String other = held.replaceFirst("acme", "other");
    for (String shown :
        List.of("", "x", held + "A", held.substring(1), other, held.replace('.', '-'), "acme.")) {
      assertThat(here.find(shown)).as(shown).isEqualTo(new Sessions.Found.Ended(null));
      var unused = here.signOut(shown);
    }
    assertThat(here.find(held)).isInstanceOf(Sessions.Found.Open.class);
  }

  @Test
  void a_session_ends_unused_and_it_ends_used() {
    String idle = open(CEO);
    String used = open(CEO);
    for (int half = 0; half < 6; half++) {
      after(TestSignIn.SETTINGS.idleLimit().minusSeconds(1));
      assertThat(here.find(used)).as("use %d", half).isInstanceOf(Sessions.Found.Open.class);
    }
    assertThat(here.isOpen(used)).isTrue();
    assertThat(here.isOpen(idle)).as("for what goes on without its owner").isFalse();
    assertThat(there.find(idle)).isEqualTo(new Sessions.Found.Ended(Ending.TIME));
    now.set(MORNING.plus(TestSignIn.SETTINGS.absoluteLimit()));
    assertThat(there.find(used)).isEqualTo(new Sessions.Found.Ended(Ending.TIME));
  }

  @Test
  void a_role_of_a_group_is_asked_for_anew_and_another_is_not() {
    String byGroup = byProvider(CEO);
    String byLink = open(IT);
    after(TestSignIn.SETTINGS.roleAgeLimit().minusSeconds(1));
    assertThat(here.find(byGroup)).isInstanceOf(Sessions.Found.Open.class);
    after(Duration.ofSeconds(1));
    assertThat(here.find(byGroup)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_AGE));
    assertThat(here.find(byLink)).isInstanceOf(Sessions.Found.Open.class);
  }

  @Test
  void there_are_so_many_of_each_and_of_all_and_the_least_lately_used_ends() {
    List<String> mine = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      mine.add(open(CEO));
      after(Duration.ofMinutes(2));
      assertThat(here.find(mine.getFirst())).as("used again and again").isNotNull();
    }
    assertThat(mine)
        .map(there::find)
        .map(found -> found instanceof Sessions.Found.Open)
        .containsExactly(true, false, true);
    assertThat(there.find(mine.get(1))).isEqualTo(new Sessions.Found.Ended(Ending.ELSEWHERE));
    Stream.of("one", "two", "three")
        .map(name -> new Caller(ACME, Role.AUDITOR, name, null))
        .forEach(caller -> {
          after(Duration.ofMinutes(2));
          open(caller);
        });
    assertThat(mine)
        .map(there::find)
        .map(found -> found instanceof Sessions.Found.Open)
        .as("of four in all one is mine")
        .containsExactly(false, false, true);
  }

  @Test
  void what_ended_long_ago_is_forgotten() throws SQLException {
    var unused = here.signOut(open(CEO));
    after(TestSignIn.SETTINGS.absoluteLimit().plusDays(1).plusSeconds(1));
    open(IT);
    assertThat(count()).isEqualTo(1);
  }

  private int count() throws SQLException {
    try (Connection owner = TestDatabase.asOwner(company.database());
        Statement statement = owner.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM signin.session")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void whoever_leaves_is_out_within_a_minute() {
    now.set(Instant.parse("2026-11-02T22:30:00Z"));
    String held = byProvider(new Caller(ACME, Role.EMPLOYEE, "oidc:ann", person("ann@x.example")));
    assertThat(here.find(held)).isInstanceOf(Sessions.Found.Open.class);
    assertThat(here.isOpen(held)).isTrue();
    now.set(Instant.parse("2026-11-02T23:00:00Z"));
    assertThat(here.isOpen(held)).isFalse();
    assertThat(here.find(held)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_LOST));
    assertThat(company.audit().entries(IT, 1).getFirst().action()).isEqualTo("session ended");
  }

  @Test
  void whoever_is_being_erased_is_out_within_a_minute_and_gets_in_no_more() throws SQLException {
    PersonKey ann = person("ann@x.example");
    Caller employee = new Caller(ACME, Role.EMPLOYEE, "oidc:ann", ann);
    String held = byProvider(employee);
    assertThat(here.find(held)).isInstanceOf(Sessions.Found.Open.class);
    ErasedPeople erased =
        TestDirectory.erased(company.database(), home, TestAccess.gate(company.audit()), clock);
    erased.mark(IT, Set.of(ann));
    after(Duration.ofSeconds(20));
    assertThat(here.find(held)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_LOST));
    assertThat(there.find(byProvider(employee))).isEqualTo(new Sessions.Found.Ended(null));
    assertThat(there.forget(ACME, Set.of(ann))).isEqualTo(1);
    assertThat(count()).isZero();
  }

  /** By whatever the provider calls them: nobody of the directory might come in by a group. */
  @Test
  void whoever_was_erased_is_known_at_the_next_sign_in_and_gets_no_role() {
    PersonKey ann = person("ann@x.example");
    ErasedPeople erased =
        TestDirectory.erased(company.database(), home, TestAccess.gate(company.audit()), clock);
    erased.mark(IT, Set.of(ann));
    var unused = erased.forget(ACME, Set.of(ann)) + erased.hide(ACME);
    Employment employment = TestSignIn.employment(company, home, clock);
    PersonKey who = employment.byLogin(ACME, "Ann@x.example").orElseThrow();
    assertThat(employment.of(ACME, who)).isEqualTo(Employment.State.GONE);
    assertThat(here.find(byProvider(new Caller(ACME, Role.CEO, "oidc:ann", who))))
        .isEqualTo(new Sessions.Found.Ended(null));
  }

  @Test
  void whoever_is_no_more_the_principal_they_were_is_out_within_a_minute() {
    List<Principal> doors = company.access().principals(ACME);
    Principal manager =
        doors.stream().filter(p -> p.role() == Role.MANAGER).findFirst().orElseThrow();
    String held = here.open(SignInProof.of(Way.DEMO, manager.caller(), "a door is open"), BOUNDS);
    assertThat(here.find(held)).isInstanceOf(Sessions.Found.Open.class);
    company.access().forget(ACME, Set.of(Objects.requireNonNull(manager.person())));
    after(Duration.ofSeconds(20));
    assertThat(here.find(held)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_LOST));
  }

  @Test
  void a_role_that_one_session_lost_is_not_had_by_another_when_the_clock_is_set_back() {
    Principal manager =
        company.access().principals(ACME).stream()
            .filter(p -> p.role() == Role.MANAGER)
            .findFirst()
            .orElseThrow();
    SignInProof door = SignInProof.of(Way.DEMO, manager.caller(), "a door is open");
    String first = here.open(door, BOUNDS);
    String second = here.open(door, BOUNDS);
    assertThat(here.find(first)).isInstanceOf(Sessions.Found.Open.class);
    company.access().forget(ACME, Set.of(Objects.requireNonNull(manager.person())));
    after(Duration.ofSeconds(20));
    assertThat(here.find(first)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_LOST));
    after(Duration.ofSeconds(-15));
    assertThat(here.find(second)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_LOST));
  }
}

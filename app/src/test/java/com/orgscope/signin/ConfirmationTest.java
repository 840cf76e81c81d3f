package com.orgscope.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.audit.AuditEntry;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.Sessions.Found;
import com.orgscope.testing.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers ask one identity provider whether somebody still has their groups. */
class ConfirmationTest {
  private static final Instant MORNING = Instant.parse("2026-11-02T08:00:00Z");
  private static final Sessions.Bounds BOUNDS = new Sessions.Bounds(9, 9);
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "ida");

  private static final List<String> BOARD = List.of("board");

  @TempDir Path home;
  private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);
  private final InstantSource clock = () -> Objects.requireNonNull(now.get());
  private final IssuerDouble issuer = new IssuerDouble();
  private Company company;
  private TestSignIn.Wired all;
  private Sessions here;
  private Sessions there;

  @BeforeEach
  void twoServers() {
    company = Company.open(home, clock);
    all = TestSignIn.wired(company, home, clock);
    here = all.sessions();
    there = TestSignIn.wired(company, home, clock).sessions();
    all.providers().map(IT, new GroupRole("board", Role.CEO));
    all.providers().map(IT, new GroupRole("checks", Role.AUDITOR));
    all.providers()
        .set(
            IT,
            new IdentityProvider(
                ACME, issuer.issuer(), "orgscope", "s", "groups", "login", null, false));
    tells("board");
  }

  @AfterEach
  void close() {
    company.database().close();
    issuer.close();
  }

  private void tells(String... groups) {
    issuer.tells(claims(Map.of("groups", List.of(groups))));
  }

  private Map<String, Object> claims(Map<String, Object> more) {
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
                "iss", issuer.issuer(),
                "aud", "orgscope",
                "sub", "account-1",
                "iat", clock.instant().getEpochSecond(),
                "exp", clock.instant().plus(Duration.ofDays(1)).getEpochSecond()));
    claims.putAll(more);
    return claims;
  }

  private String open() {
    return open(Map.of());
  }

  private String open(Map<String, Object> more) {
    Map<String, Object> claims = claims(more);
    claims.put("groups", BOARD);
    Admission.In in = (Admission.In) all.admissions().of(all.providers().get(ACME), claims);
    return here.open(
        new SignInProof(
            Way.PROVIDER,
            in.caller(),
            "a test",
            in.groups(),
            new ProviderSession("account-1", "session", "id-token", issuer.refreshToken())),
        BOUNDS);
  }

  private void after(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  private void isOpen(Sessions server, String held) {
    assertThat(server.find(held)).isInstanceOf(Found.Open.class);
  }

  private void isOver(Sessions server, String held, Ending why) {
    assertThat(server.find(held)).isEqualTo(new Found.Ended(why));
  }

  @Test
  void whoever_lost_the_group_at_the_provider_is_out_on_every_server_within_a_minute() {
    String held = open();
    tells("some-other-group");
    after(Duration.ofSeconds(44));
    isOpen(here, held);
    after(Duration.ofSeconds(1));
    isOver(there, held, Ending.ROLE_LOST);
    isOver(here, held, Ending.ROLE_LOST);
    assertThat(company.audit().entries(IT, 5))
        .extracting(AuditEntry::action)
        .contains("session ended");
    assertThat(all.providers().unmatched(IT)).as("nobody signed in by it").isEmpty();
  }

  @Test
  void whoever_keeps_it_stays_longer_than_a_role_is_good_that_is_not_confirmed() {
    String held = open();
    for (int i = 0; i < 12; i++) {
      after(Duration.ofMinutes(4));
      isOpen(i % 2 == 0 ? here : there, held);
      tells("board");
    }
    assertThat(issuer.timesRefreshed()).isEqualTo(12);
    isOpen(here, held);
    assertThat(issuer.timesRefreshed()).as("what was told just now is good").isEqualTo(12);
  }

  @Test
  void whoever_comes_back_after_a_while_is_asked_for_before_anything_is_shown() {
    String held = open();
    after(TestSignIn.SETTINGS.unconfirmedLimit().minusSeconds(1));
    tells("some-other-group");
    isOver(here, held, Ending.ROLE_LOST);
  }

  @Test
  void a_group_more_gives_a_role_more_and_the_role_one_has_may_go_while_another_stays() {
    String held = open();
    tells("board", "checks");
    after(Duration.ofMinutes(1));
    assertThat(there.roles(held)).containsExactlyInAnyOrder(Role.CEO, Role.AUDITOR);
    tells("checks");
    after(Duration.ofMinutes(1));
    isOver(here, held, Ending.ROLE_LOST);
  }

  @Test
  void a_provider_that_cannot_be_asked_is_not_waited_for_and_roles_last_five_minutes_then() {
    String held = open();
    after(Duration.ofMinutes(1));
    isOpen(here, held);
    Instant told = clock.instant();
    issuer.goAway(true);
    after(Duration.ofMinutes(1));
    isOpen(here, held);
    int asked = issuer.timesRefreshed();
    after(Duration.ofSeconds(11));
    isOpen(here, held);
    assertThat(issuer.timesRefreshed()).as("not asked at each page").isEqualTo(asked);
    after(Duration.ofSeconds(1));
    isOpen(here, held);
    assertThat(issuer.timesRefreshed()).isEqualTo(asked + 1);
    now.set(told.plus(TestSignIn.SETTINGS.unconfirmedLimit()));
    isOver(here, held, Ending.ROLE_AGE);
  }

  @Test
  void a_provider_that_is_back_in_time_is_believed_again() {
    String held = open();
    issuer.goAway(true);
    after(Duration.ofMinutes(4));
    isOpen(here, held);
    issuer.goAway(false);
    after(Duration.ofSeconds(50));
    isOpen(here, held);
    after(Duration.ofSeconds(30));
    isOpen(here, held);
  }

  @Test
  void what_the_provider_ended_is_over() {
    String held = open();
    issuer.tells(null);
    after(Duration.ofMinutes(1));
    isOver(here, held, Ending.PROVIDER);
  }

  @Test
  void another_account_is_not_who_signed_in_even_if_it_says_the_same_person() {
    employ();
    String held = open(Map.of("login", "ann@x.example"));
    issuer.tells(claims(Map.of("groups", BOARD, "login", "ann@x.example", "sub", "account-2")));
    after(Duration.ofMinutes(1));
    isOver(here, held, Ending.ROLE_LOST);
  }

  @Test
  void another_person_is_not_who_signed_in_even_by_the_same_account() {
    employ();
    String held = open(Map.of("login", "ann@x.example"));
    issuer.tells(claims(Map.of("groups", BOARD, "login", "bob@x.example")));
    after(Duration.ofMinutes(1));
    isOver(here, held, Ending.ROLE_LOST);
  }

  private void employ() {
    company.employFrom(
        "employee_id,login,display_name,title,department,hire_date,manager_id",
        """
        1,ann@x.example,Ann,Head,Platform,2020-01-01,
        2,bob@x.example,Bob,Engineer,Platform,2020-01-01,1
        """);
  }

  @Test
  void a_token_for_somebody_else_says_nothing() {
    String held = open();
    issuer.tells(claims(Map.of("groups", List.of("some-other-group"), "aud", "another-client")));
    after(Duration.ofMinutes(1));
    isOpen(here, held);
    now.set(MORNING.plus(TestSignIn.SETTINGS.unconfirmedLimit()));
    isOver(here, held, Ending.ROLE_AGE);
  }

  @Test
  void a_provider_that_tells_nothing_of_the_account_leaves_it_to_the_age_of_the_role() {
    String held = open();
    issuer.tells(Map.of());
    after(Duration.ofMinutes(1));
    isOpen(here, held);
    now.set(MORNING.plus(TestSignIn.SETTINGS.roleAgeLimit()).minusSeconds(1));
    isOpen(here, held);
    assertThat(issuer.timesRefreshed()).isEqualTo(1);
    after(Duration.ofSeconds(1));
    isOver(here, held, Ending.ROLE_AGE);
  }

  @Test
  void of_twenty_requests_on_two_servers_one_asks_and_the_others_wait()
      throws InterruptedException, ExecutionException {
    String held = open();
    after(Duration.ofMinutes(3));
    CyclicBarrier start = new CyclicBarrier(20);
    List<Future<Found>> found = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        Sessions server = i % 2 == 0 ? here : there;
        found.add(
            threads.submit(() -> {
              start.await();
              return server.find(held);
            }));
      }
    }
    for (Future<Found> one : found) {
      assertThat(one.get()).isInstanceOf(Found.Open.class);
    }
    assertThat(issuer.timesRefreshed()).isEqualTo(1);
  }

  @Test
  void while_another_server_asks_nothing_is_shown_by_what_was_told_before()
      throws InterruptedException, ExecutionException {
    String held = open();
    after(Duration.ofMinutes(1));
    SessionStore store = new SessionStore(company.database());
    byte[] session = Sha256.of(held);
    assertThat(store.ask(ACME, session, clock.instant(), clock.instant())).isPresent();
    FutureTask<Found> found = new FutureTask<>(() -> here.find(held));
    Thread waiting = Thread.ofPlatform().start(found);
    while (waiting.getState() != Thread.State.TIMED_WAITING && !found.isDone()) {
      Thread.onSpinWait();
    }
    store.confirmed(ACME, session, List.of(), new byte[1], clock.instant());
    assertThat(found.get()).isEqualTo(new Found.Ended(Ending.ROLE_LOST));
    waiting.join();
  }

  @Test
  void a_server_that_died_while_it_asked_is_not_waited_for_for_ever() {
    String held = open();
    after(Duration.ofMinutes(1));
    Instant asked = clock.instant();
    assertThat(new SessionStore(company.database()).ask(ACME, Sha256.of(held), asked, asked))
        .isPresent();
    after(Duration.ofSeconds(12));
    isOpen(there, held);
    assertThat(issuer.timesRefreshed()).isEqualTo(1);
  }
}

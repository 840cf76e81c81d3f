package com.orgscope.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.OperatorDocument;
import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Operators;
import com.orgscope.access.SignedDocument;
import com.orgscope.access.TestOperators;
import com.orgscope.audit.AuditEntry;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.testing.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has the machine alone does not get in beside the identity provider. */
class EmergencyAccessTest {
  private static final Instant MORNING = Instant.parse("2026-11-02T08:00:00Z");
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IDA = Caller.commandLine(ACME, "ida");
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  @TempDir Path home;
  @TempDir Path keys;
  private final AtomicReference<Instant> now = new AtomicReference<>(MORNING);
  private final InstantSource clock = () -> Objects.requireNonNull(now.get());
  private Company company;
  private TestOperators persons;
  private Operators operators;
  private IdentityProviders providers;
  private EmergencyAccess emergency;

  @BeforeEach
  void aCompanyWithAnIdentityProvider() {
    company = Company.open(home, clock);
    persons = TestOperators.in(keys);
    operators = TestOperators.on(company.database(), home, clock);
    persons.begin(operators, IDA);
    providers = TestSignIn.providers(company, home, clock);
    emergency = TestSignIn.emergency(company, home, clock);
    setProvider();
  }

  private void setProvider() {
    providers.set(
        IDA,
        new IdentityProvider(
            ACME, "https://idp.example", "orgscope", "secret", "groups", "email", null, false));
    later(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    company.database().close();
  }

  private void later(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  private SignedDocument signed(SignedDocument proposed) {
    return persons.signed(proposed, "ann", "bob");
  }

  private Sessions.Found byLink(Sessions server) {
    return server.find(heldByLink(server));
  }

  private static String heldByLink(Sessions server) {
    return server.open(
        SignInProof.of(Way.LINK, new Caller(ACME, Role.IT_SECURITY, "os:ida", null), "a test"),
        new Sessions.Bounds(5, 5));
  }

  @Test
  void without_an_identity_provider_a_link_needs_nobody_and_with_one_it_is_refused() {
    assertThat(emergency.admitsLinks(ACME)).isFalse();
    providers.remove(IDA);
    later(Duration.ofMinutes(1));
    assertThat(emergency.admitsLinks(ACME)).isTrue();
    assertThatThrownBy(() -> emergency.propose(ACME, TWO_HOURS, "why"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no identity provider");
  }

  @Test
  void two_persons_open_it_and_it_ends_by_itself_with_the_sessions_it_let_in() {
    Instant until = clock.instant().plus(TWO_HOURS);
    emergency.open(IDA, signed(emergency.propose(ACME, TWO_HOURS, "the provider is down")));
    assertThat(emergency.admitsLinks(ACME)).isTrue();
    assertThat(emergency.opened(ACME)).get().extracting("until").isEqualTo(until);
    Sessions server = TestSignIn.server(company, home, clock);
    assertThat(byLink(server)).isInstanceOf(Sessions.Found.Open.class);
    assertThat(company.audit().entries(IDA, 20))
        .extracting(AuditEntry::reason)
        .anyMatch(why -> why.contains("ann and bob") && why.contains("the provider is down"));

    later(TWO_HOURS.minusSeconds(1));
    assertThat(emergency.admitsLinks(ACME)).isTrue();
    later(Duration.ofSeconds(1));
    assertThat(emergency.admitsLinks(ACME)).isFalse();
    assertThat(emergency.opened(ACME)).isEmpty();
  }

  @Test
  void a_session_ends_within_a_minute_of_the_time_that_was_signed() {
    Sessions server = TestSignIn.server(company, home, clock);
    emergency.open(IDA, signed(emergency.propose(ACME, Duration.ofHours(1), "why")));
    String held = heldByLink(server);
    later(Duration.ofMinutes(59));
    assertThat(server.find(held)).isInstanceOf(Sessions.Found.Open.class);
    later(Duration.ofMinutes(2));
    assertThat(server.find(held)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_LOST));
  }

  @Test
  void whoever_was_let_in_before_is_not_let_in_by_what_two_persons_sign_next() {
    Sessions server = TestSignIn.server(company, home, clock);
    emergency.open(IDA, signed(emergency.propose(ACME, Duration.ofHours(1), "why")));
    String held = heldByLink(server);
    later(Duration.ofMinutes(59));
    assertThat(server.find(held)).isInstanceOf(Sessions.Found.Open.class);
    later(Duration.ofMinutes(2));
    // Nobody looked at it meanwhile, and it is still young enough.
    emergency.open(IDA, signed(emergency.propose(ACME, Duration.ofHours(1), "again")));
    later(Duration.ofMinutes(1));
    assertThat(byLink(server)).isInstanceOf(Sessions.Found.Open.class);
    assertThat(server.roles(held)).isEmpty();
    assertThat(server.find(held)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_LOST));
  }

  @Test
  void whoever_came_between_the_next_proposal_and_its_opening_is_not_let_in_by_it() {
    Sessions server = TestSignIn.server(company, home, clock);
    emergency.open(IDA, signed(emergency.propose(ACME, Duration.ofHours(1), "why")));
    later(Duration.ofMinutes(58));
    SignedDocument next = signed(emergency.propose(ACME, Duration.ofHours(1), "again"));
    later(Duration.ofMinutes(1));
    String held = heldByLink(server);
    assertThat(server.find(held)).isInstanceOf(Sessions.Found.Open.class);
    later(Duration.ofMinutes(2));
    emergency.open(IDA, next);
    assertThat(byLink(server)).isInstanceOf(Sessions.Found.Open.class);
    assertThat(server.roles(held)).isEmpty();
    later(Duration.ofMinutes(1));
    assertThat(server.find(held)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_LOST));
  }

  @Test
  void a_session_of_a_link_ends_when_an_identity_provider_is_set() {
    providers.remove(IDA);
    later(Duration.ofMinutes(1));
    Sessions server = TestSignIn.server(company, home, clock);
    String held = heldByLink(server);
    assertThat(server.find(held)).isInstanceOf(Sessions.Found.Open.class);
    setProvider();
    assertThat(server.find(held)).isEqualTo(new Sessions.Found.Ended(Ending.ROLE_LOST));
  }

  @Test
  void one_person_another_company_a_long_time_and_a_late_one_open_nothing() {
    SignedDocument proposed = emergency.propose(ACME, TWO_HOURS, "why");
    assertThatThrownBy(() -> emergency.open(IDA, persons.signed(proposed, "ann")))
        .hasMessageContaining("only that of ann");
    Company other = company.beside("other");
    Caller olga = Caller.commandLine(other.tenant(), "olga");
    assertThatThrownBy(() -> emergency.open(olga, signed(proposed)))
        .hasMessageContaining("is for acme, not for other");
    for (Duration length :
        List.of(Duration.ZERO, Duration.ofHours(-1), EmergencyAccess.LONGEST.plusSeconds(1))) {
      assertThatThrownBy(() -> emergency.propose(ACME, length, "why"))
          .hasMessageContaining("1 to 8 hours");
    }
    for (Instant until :
        List.of(
            Instant.parse("2036-01-01T00:00:00Z"),
            clock.instant().plus(EmergencyAccess.LONGEST).plusSeconds(1))) {
      SignedDocument endless = byHand(until.toString());
      assertThatThrownBy(() -> emergency.open(IDA, signed(endless)))
          .hasMessageContaining("more than 8 hours");
    }
    assertThatThrownBy(() -> emergency.open(IDA, signed(byHand("soon"))))
        .hasMessageContaining("until when");
    later(TWO_HOURS);
    assertThatThrownBy(() -> emergency.open(IDA, signed(proposed)))
        .hasMessageContaining("its time ended");
    assertThat(emergency.admitsLinks(ACME)).isFalse();
  }

  private SignedDocument byHand(String until) {
    return operators.propose(
        Kind.EMERGENCY_ACCESS,
        ACME.value(),
        "as IT/Security",
        new Operators.Change(Map.of(), Map.of("until", until), "why"));
  }

  @Test
  void a_document_of_another_kind_opens_nothing() {
    SignedDocument policy =
        operators.propose(
            Kind.PRIVACY_POLICY,
            OperatorDocument.ALL,
            "of releases",
            new Operators.Change(
                Map.of(), Map.of("until", clock.instant().plus(TWO_HOURS) + ""), "why"));
    assertThatThrownBy(() -> emergency.open(IDA, signed(policy)))
        .hasMessageContaining("not about emergency access");
  }

  @Test
  void a_log_of_signatures_that_was_changed_opens_nothing() throws IOException {
    emergency.open(IDA, signed(emergency.propose(ACME, TWO_HOURS, "why")));
    assertThat(emergency.admitsLinks(ACME)).isTrue();
    Path entry = home.resolve("operators/000002.json");
    Files.writeString(entry, Files.readString(entry).replace("why", "because"));
    assertThat(emergency.admitsLinks(ACME)).isFalse();
  }
}

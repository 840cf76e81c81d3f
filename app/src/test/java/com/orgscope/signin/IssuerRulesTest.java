package com.orgscope.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import com.orgscope.audit.AuditEntry;
import com.orgscope.directory.Tenant;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import com.orgscope.testing.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.JwtException;

/** What an issuer may say, told by one that says anything: groups, keys, tokens of each kind. */
class IssuerRulesTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "ida");
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final String SCOPE = "orgscope.release.read";

  @TempDir Path home;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(InstantSource.system().instant());
  private final InstantSource clock = () -> Objects.requireNonNull(now.get());
  private Company company;
  private IssuerDouble issuer;
  private TestSignIn.Wired all;

  @BeforeEach
  void oneCompany() {
    company = Company.open(home, clock);
    company.employFrom(
        "employee_id,login,display_name,title,department,hire_date,manager_id",
        "1,ann@x.example,Ann,Head,Platform,2020-01-01,");
    issuer = new IssuerDouble();
    all = TestSignIn.wired(company, home, clock);
    all.providers().set(IT, provider(ACME, "api-of-acme"));
    all.providers().map(IT, new GroupRole("the-role", Role.AUDITOR));
  }

  @AfterEach
  void close() {
    issuer.close();
    company.database().close();
  }

  private IdentityProvider provider(TenantId tenant, String audience) {
    return new IdentityProvider(
        tenant,
        issuer.issuer(),
        "orgscope",
        "secret",
        "groups",
        "preferred_username",
        audience,
        false);
  }

  private void after(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  private Admission admit(Map<String, Object> claims) {
    Map<String, Object> more = new HashMap<>(claims);
    more.put("sub", "account-1");
    return all.admissions().of(all.providers().get(ACME), more);
  }

  private static List<String> groups(int count, String... among) {
    return Stream.concat(
            Stream.of(among), IntStream.range(among.length, count).mapToObj(i -> "group-" + i))
        .toList();
  }

  private static Admission refused(Admission.Reason reason) {
    return new Admission.Refused(reason);
  }

  // Groups

  @ParameterizedTest
  @ValueSource(ints = {1, 99, 101, 199, 200, 201})
  void however_many_groups_are_told_the_role_is_the_same(int count) {
    assertThat(admit(Map.of("groups", groups(count, "the-role"))))
        .isInstanceOfSatisfying(
            Admission.In.class, in -> assertThat(in.roles()).containsExactly(Role.AUDITOR));
    assertThat(all.providers().cutListAt(ACME)).isNull();
    assertThat(admit(Map.of("groups", groups(count)))).isEqualTo(refused(Admission.Reason.NO_ROLE));
  }

  @Test
  void groups_that_entra_left_out_are_a_state_of_their_own() {
    assertThat(admit(Map.of("_claim_names", Map.of("groups", "src1"))))
        .isEqualTo(refused(Admission.Reason.TOO_MANY_GROUPS));
    assertThat(admit(Map.of("hasgroups", true)))
        .isEqualTo(refused(Admission.Reason.TOO_MANY_GROUPS));
    assertThat(admit(Map.of("hasgroups", "true")))
        .isEqualTo(refused(Admission.Reason.TOO_MANY_GROUPS));
    assertThat(admit(Map.of("_claim_names", Map.of("other", "src1"), "hasgroups", false)))
        .isEqualTo(refused(Admission.Reason.NO_GROUPS_CLAIM));
    assertThat(admit(Map.of("groups", List.of()))).isEqualTo(refused(Admission.Reason.NO_ROLE));
  }

  @Test
  void a_list_as_long_as_oktas_longest_may_be_cut_and_the_check_says_so() {
    assertThat(admit(Map.of("groups", groups(100))))
        .isEqualTo(refused(Admission.Reason.LIST_MAY_BE_CUT));
    assertThat(admit(Map.of("groups", groups(100, "the-role")))).isInstanceOf(Admission.In.class);
    after(Duration.ofSeconds(20));
    assertThat(all.providers().cutListAt(ACME)).isNotNull();
    assertThat(all.check().check(IT))
        .filteredOn(line -> !line.good())
        .singleElement()
        .satisfies(line -> assertThat(line.said()).contains("exactly 100 groups", "filter"));
    assertThat(all.check().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.grade()).isEqualTo(Grade.WARNING);
          assertThat(finding.found()).contains("exactly 100 groups");
        });
  }

  @Test
  void a_group_is_its_name_or_its_id_letter_by_letter() {
    String id = "5d1c2b5e-8f6b-4c4e-9d1e-2f6b1a7c9e01";
    all.providers().map(IT, new GroupRole(id, Role.CEO));
    assertThat(admit(Map.of("groups", List.of(id)))).isInstanceOf(Admission.In.class);
    for (String nearly : List.of(" the-role", "The-Role", "/the-role", "the-role ")) {
      assertThat(admit(Map.of("groups", List.of(nearly))))
          .as(nearly)
          .isEqualTo(refused(Admission.Reason.NO_ROLE));
    }
    assertThat(all.providers().unmatched(IT))
        .hasSize(4)
        .allSatisfy(one -> assertThat(one.nearly()).containsExactly("the-role"));
    assertThat(admit(Map.of("groups", "the-role"))).isInstanceOf(Admission.In.class);
  }

  @Test
  void a_mail_address_finds_a_person_if_the_provider_vouches_for_it() {
    all.providers().map(IT, new GroupRole("staff", Role.EMPLOYEE));
    Map<String, Object> claims = new HashMap<>(Map.of("groups", List.of("staff")));
    claims.put("preferred_username", "ann");
    claims.put("email", "ann@x.example");
    assertThat(admit(claims)).isEqualTo(refused(Admission.Reason.NOT_IN_DIRECTORY));
    claims.put("email_verified", "true");
    assertThat(admit(claims)).isEqualTo(refused(Admission.Reason.NOT_IN_DIRECTORY));
    claims.put("email_verified", true);
    assertThat(admit(claims))
        .isInstanceOfSatisfying(
            Admission.In.class, in -> assertThat(in.caller().person()).isNotNull());
  }

  @Test
  void whoever_is_nobody_of_the_directory_keeps_the_roles_that_need_no_person() {
    all.providers().map(IT, new GroupRole("the-role", Role.MANAGER));
    assertThat(admit(Map.of("groups", List.of("the-role"))))
        .isInstanceOfSatisfying(
            Admission.In.class,
            in -> {
              assertThat(in.roles()).containsExactly(Role.AUDITOR);
              assertThat(in.caller().principal()).startsWith("oidc:").doesNotContain("account");
            });
  }

  // Keys and tokens

  private Map<String, Object> access() {
    long second = clock.instant().getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", issuer.issuer());
    claims.put("aud", List.of("api-of-acme", "account"));
    claims.put("sub", "account-1");
    claims.put("exp", second + 300);
    claims.put("iat", second);
    claims.put("scope", "openid " + SCOPE);
    claims.put("groups", List.of("the-role"));
    return claims;
  }

  private BearerTokens.Worth worth(String token) {
    return all.bearer().of(token, ApiScope.READ_RELEASE, null);
  }

  private boolean isGood(Map<String, Object> claims) {
    return worth(issuer.token(claims)) instanceof BearerTokens.Worth.Good;
  }

  @Test
  void a_token_for_one_address_is_good_there_and_not_at_the_api_nor_at_another() {
    Map<String, Object> claims = access();
    claims.put("aud", List.of("https://orgscope.example/mcp"));
    String token = issuer.token(claims);
    assertThat(worth(token)).isEqualTo(new BearerTokens.Worth.Invalid());
    assertThat(at("https://orgscope.example/mcp", token))
        .isInstanceOf(BearerTokens.Worth.Good.class);
    assertThat(at("https://orgscope.example/mcp/other", token))
        .isEqualTo(new BearerTokens.Worth.Invalid());
    assertThat(at("https://orgscope.example/mcp", issuer.token(access())))
        .as("for all of us")
        .isInstanceOf(BearerTokens.Worth.Good.class);
  }

  private BearerTokens.Worth at(String resource, String token) {
    return all.bearer()
        .ofAny(token, Set.of(ApiScope.READ_RELEASE, ApiScope.READ_TEAM), null, resource);
  }

  @Test
  void made_up_names_of_keys_make_one_question_in_a_while() {
    assertThat(isGood(access())).isTrue();
    int before = issuer.timesAsked();
    RSAKey madeUp = IssuerDouble.key("made-up");
    for (int i = 0; i < 200; i++) {
      RSAKey other = new RSAKey.Builder(madeUp).keyID("made-up-" + i).build();
      assertThat(worth(IssuerDouble.token(access(), other, "JWT")))
          .isEqualTo(new BearerTokens.Worth.Invalid());
    }
    assertThat(issuer.timesAsked() - before).isLessThanOrEqualTo(1);
    after(ProviderKeys.COOL_DOWN);
    assertThat(worth(IssuerDouble.token(access(), madeUp, "JWT")))
        .isEqualTo(new BearerTokens.Worth.Invalid());
    assertThat(issuer.timesAsked() - before).isBetween(1, 2);
  }

  @Test
  void a_new_key_is_good_at_once_under_a_new_name_and_under_the_old_one() {
    assertThat(isGood(access())).isTrue();
    after(ProviderKeys.COOL_DOWN);
    issuer.rotate(IssuerDouble.key("second"));
    assertThat(isGood(access())).as("a new name").isTrue();
    after(ProviderKeys.COOL_DOWN);
    issuer.rotate(IssuerDouble.key("second"));
    assertThat(isGood(access())).as("the same name").isTrue();
  }

  @Test
  void while_a_provider_is_away_the_keys_it_had_are_good_and_one_taken_back_is_not_for_long() {
    assertThat(isGood(access())).isTrue();
    issuer.goAway(true);
    after(Duration.ofHours(1));
    assertThat(isGood(access())).isTrue();
    String signed = issuer.token(access());
    issuer.goAway(false);
    issuer.rotate(IssuerDouble.key("next"));
    assertThat(worth(signed)).as("asked just now").isInstanceOf(BearerTokens.Worth.Good.class);
    after(ProviderKeys.COOL_DOWN);
    assertThat(worth(signed)).isEqualTo(new BearerTokens.Worth.Invalid());
  }

  @ParameterizedTest
  @CsvSource({"exp,-59,true", "exp,-61,false", "nbf,59,true", "nbf,61,false"})
  void clocks_may_be_a_minute_apart(String claim, int seconds, boolean good) {
    Map<String, Object> claims = access();
    claims.put("iat", clock.instant().getEpochSecond() - 300);
    claims.put(claim, clock.instant().getEpochSecond() + seconds);
    assertThat(isGood(claims)).isEqualTo(good);
  }

  @Test
  void a_token_is_of_exactly_the_issuer_and_signed_by_a_key_of_its() {
    assertThat(isGood(access())).isTrue();
    for (String other :
        List.of(issuer.issuer() + "/", issuer.issuer() + "/other", "https://stranger.example")) {
      Map<String, Object> claims = access();
      claims.put("iss", other);
      assertThat(isGood(claims)).as(other).isFalse();
      assertThatThrownBy(() -> all.tokens().read(issuer.issuer(), issuer.token(claims)))
          .isInstanceOf(JwtException.class);
    }
    assertThat(worth(IssuerDouble.token(access(), IssuerDouble.key("first"), "JWT")))
        .as("the name of its key, and another key")
        .isEqualTo(new BearerTokens.Worth.Invalid());
    String good = issuer.token(access());
    String unsigned =
        java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    "{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
    assertThat(worth(unsigned)).isEqualTo(new BearerTokens.Worth.Invalid());
    assertThat(worth(IssuerDouble.token(access(), IssuerDouble.key("first"), "odd")))
        .isEqualTo(new BearerTokens.Worth.Invalid());
  }

  @Test
  void an_issuer_that_calls_itself_otherwise_is_refused() {
    issuer.callItself(issuer.issuer() + "/");
    assertThatThrownBy(() -> all.issuers().metadata(issuer.issuer()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("letters and slashes count");
    assertThat(all.check().check(IT).getFirst().good()).isFalse();
  }

  @Test
  void the_check_compares_the_clocks() {
    assertThat(all.check().check(IT)).allSatisfy(line -> assertThat(line.good()).isTrue());
    assertThat(all.check().findings())
        .singleElement()
        .extracting(Finding::grade)
        .isEqualTo(Grade.GOOD);
    after(Duration.ofMinutes(2));
    assertThat(all.check().check(IT))
        .filteredOn(line -> !line.good())
        .singleElement()
        .satisfies(line -> assertThat(line.said()).contains("behind ours", "NTP"));
  }

  // Programs

  private void refusedWith(Consumer<Map<String, Object>> change, BearerTokens.Worth expected) {
    Map<String, Object> claims = access();
    change.accept(claims);
    assertThat(worth(issuer.token(claims))).as(claims.toString()).isEqualTo(expected);
  }

  @Test
  void an_access_token_is_for_us_of_now_and_names_the_scope() {
    BearerTokens.Worth invalid = new BearerTokens.Worth.Invalid();
    assertThat(isGood(access())).isTrue();
    refusedWith(all -> all.put("aud", "orgscope"), invalid);
    refusedWith(all -> all.put("aud", "api-of-acme-too"), invalid);
    refusedWith(all -> all.remove("aud"), invalid);
    refusedWith(all -> all.remove("exp"), invalid);
    refusedWith(all -> all.put("exp", clock.instant().getEpochSecond() - 61), invalid);
    refusedWith(all -> all.put("groups", List.of("none")), invalid);
    refusedWith(all -> all.put("orgscope_tenant", "other"), invalid);
    refusedWith(all -> all.put("scope", "openid"), new BearerTokens.Worth.OutOfScope(SCOPE));
    refusedWith(all -> all.put("scope", SCOPE + "x"), new BearerTokens.Worth.OutOfScope(SCOPE));
    refusedWith(all -> all.remove("scope"), new BearerTokens.Worth.OutOfScope(SCOPE));
    for (Object scp : List.of(SCOPE, List.of("x", SCOPE))) {
      Map<String, Object> claims = access();
      claims.remove("scope");
      claims.put("scp", scp);
      assertThat(isGood(claims)).as("as Entra and Okta have it").isTrue();
    }
    assertThat(worth("x".repeat(20_000))).isEqualTo(invalid);
  }

  @Test
  void of_two_companies_with_one_issuer_the_audience_or_the_claim_says_which() {
    TenantId other = new TenantId("other");
    company
        .directory()
        .tenants()
        .create(new Tenant(other, "Other Ltd", "retail", Region.EU, ZoneId.of("UTC")));
    Caller itOther = Caller.commandLine(other, "ida");
    all.providers().set(itOther, provider(other, "api-of-other"));
    all.providers().map(itOther, new GroupRole("the-role", Role.CEO));
    Map<String, Object> claims = access();
    assertThat(worth(issuer.token(claims)))
        .isInstanceOfSatisfying(
            BearerTokens.Worth.Good.class,
            good -> assertThat(good.caller().tenant()).isEqualTo(ACME));
    claims.put("aud", List.of("api-of-acme", "api-of-other"));
    assertThat(isGood(claims)).as("of both").isFalse();
    claims.put("orgscope_tenant", "other");
    assertThat(worth(issuer.token(claims)))
        .isInstanceOfSatisfying(
            BearerTokens.Worth.Good.class,
            good -> {
              assertThat(good.caller().tenant()).isEqualTo(other);
              assertThat(good.caller().role()).isEqualTo(Role.CEO);
            });
  }

  @Test
  void whoever_is_several_says_as_whom_they_ask() {
    all.providers().map(IT, new GroupRole("the-role", Role.CEO));
    String token = issuer.token(access());
    assertThat(worth(token))
        .isEqualTo(new BearerTokens.Worth.WhichRole(List.of(Role.CEO, Role.AUDITOR)));
    assertThat(all.bearer().of(token, ApiScope.READ_RELEASE, "ceo"))
        .isInstanceOfSatisfying(
            BearerTokens.Worth.Good.class,
            good -> assertThat(good.caller().role()).isEqualTo(Role.CEO));
    assertThat(all.bearer().of(token, ApiScope.READ_RELEASE, "IT_SECURITY"))
        .isInstanceOf(BearerTokens.Worth.WhichRole.class);
  }

  @Test
  void a_service_account_opens_its_scopes_until_its_end_or_its_revocation() {
    ServiceAccounts accounts = all.accounts();
    Set<ApiScope> scopes = EnumSet.allOf(ApiScope.class);
    String secret = accounts.create(IT, "board-report", Role.CEO, scopes, Duration.ofDays(7));
    assertThat(worth(secret))
        .isEqualTo(
            new BearerTokens.Worth.Good(new Caller(ACME, Role.CEO, "service:board-report", null)));
    assertThat(worth(secret.replace("acme", "other"))).isEqualTo(new BearerTokens.Worth.Invalid());
    assertThat(worth(secret + "A")).isEqualTo(new BearerTokens.Worth.Invalid());
    assertThat(accounts.all(IT)).singleElement().extracting(ServiceAccount::usedAt).isNotNull();
    String revoked = accounts.create(IT, "second", Role.AUDITOR, scopes, Duration.ofDays(7));
    accounts.revoke(IT, "second");
    assertThat(worth(revoked)).isEqualTo(new BearerTokens.Worth.Invalid());
    after(Duration.ofDays(7));
    assertThat(worth(secret)).isEqualTo(new BearerTokens.Worth.Invalid());
    assertThat(company.audit().entries(IT, 50))
        .extracting(AuditEntry::action)
        .contains("make a service account with the role CEO", "revoke a service account");
    assertThat(company.audit().entries(IT, 50).toString()).doesNotContain(secret);
  }

  @Test
  void a_group_or_a_program_is_the_council_and_nobody_else_by_it() {
    all.providers().map(IT, new GroupRole("works-council", Role.COUNCIL));
    assertThat(admit(Map.of("groups", List.of("works-council"))))
        .isInstanceOfSatisfying(
            Admission.In.class, in -> assertThat(in.roles()).containsExactly(Role.COUNCIL));
    String secret =
        all.accounts()
            .create(
                IT,
                "council-report",
                Role.COUNCIL,
                Set.of(ApiScope.READ_COUNCIL),
                Duration.ofDays(7));
    assertThat(all.accounts().find(secret).orElseThrow().caller().role()).isEqualTo(Role.COUNCIL);
  }

  @Test
  void a_service_account_is_bounded() {
    Set<ApiScope> scopes = EnumSet.allOf(ApiScope.class);
    ServiceAccounts accounts = all.accounts();
    var unused = accounts.create(IT, "one", Role.CEO, scopes, Duration.ofDays(1));
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable wrong :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> accounts.create(IT, "one", Role.CEO, scopes, Duration.ofDays(1)),
            () -> accounts.create(IT, "Two", Role.CEO, scopes, Duration.ofDays(1)),
            () -> accounts.create(IT, "two", Role.EMPLOYEE, scopes, Duration.ofDays(1)),
            () -> accounts.create(IT, "two", Role.SYSTEM, scopes, Duration.ofDays(1)),
            () -> accounts.create(IT, "two", Role.CEO, Set.of(), Duration.ofDays(1)),
            () -> accounts.create(IT, "two", Role.CEO, scopes, Duration.ZERO),
            () -> accounts.create(IT, "two", Role.CEO, scopes, Duration.ofDays(367)),
            () -> accounts.revoke(IT, "two"),
            () ->
                accounts.create(
                    new Caller(ACME, Role.CEO, "x", null),
                    "two",
                    Role.CEO,
                    scopes,
                    Duration.ofDays(1)))) {
      assertThatThrownBy(wrong).isInstanceOf(Failure.class);
    }
    assertThat(accounts.all(IT)).hasSize(1);
    for (int number = 2; number <= 100; number++) {
      assertThat(accounts.create(IT, "n" + number, Role.CEO, scopes, Duration.ofDays(1)))
          .isNotEmpty();
    }
    assertThatThrownBy(() -> accounts.create(IT, "last", Role.CEO, scopes, Duration.ofDays(1)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("at most 100");
  }

  // Logout tokens

  private Map<String, Object> logout() {
    long second = clock.instant().getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", issuer.issuer());
    claims.put("aud", "orgscope");
    claims.put("iat", second);
    claims.put("exp", second + 120);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("events", Map.of(EVENT, Map.of()));
    claims.put("sub", "account-1");
    claims.put("sid", "session-1");
    return claims;
  }

  private String open(String account, String session) {
    return all.sessions()
        .open(
            new SignInProof(
                Way.PROVIDER,
                new Caller(ACME, Role.AUDITOR, "oidc:" + account, null),
                "a test",
                List.of("the-role"),
                new ProviderSession(account, session.isEmpty() ? null : session, "token", null)),
            new Sessions.Bounds(10, 100));
  }

  private boolean isOpen(String held) {
    return all.sessions().find(held) instanceof Sessions.Found.Open;
  }

  private boolean obeyed(Map<String, Object> claims) {
    return all.signOut().backChannel(ACME, issuer.token(claims));
  }

  @Test
  void a_session_of_the_token_ends_and_without_one_all_of_the_account() {
    String one = open("account-1", "session-1");
    String two = open("account-1", "session-2");
    String untold = open("account-1", "");
    String other = open("account-2", "session-3");
    assertThat(obeyed(logout())).isTrue();
    assertThat(Stream.of(one, two, untold, other).map(this::isOpen))
        .containsExactly(false, true, false, true);
    assertThat(all.sessions().find(one)).isEqualTo(new Sessions.Found.Ended(Ending.PROVIDER));
    Map<String, Object> all = logout();
    all.remove("sid");
    assertThat(obeyed(all)).isTrue();
    assertThat(Stream.of(one, two, untold, other).map(this::isOpen))
        .containsExactly(false, false, false, true);
  }

  @Test
  void a_logout_token_is_of_the_issuer_for_us_of_now_new_and_nothing_else() {
    String held = open("account-1", "session-1");
    Map<String, Consumer<Map<String, Object>>> wrong = new HashMap<>();
    long second = clock.instant().getEpochSecond();
    wrong.put("issuer", all -> all.put("iss", "https://stranger.example"));
    wrong.put("audience", all -> all.put("aud", "other"));
    wrong.put("no audience", all -> all.remove("aud"));
    wrong.put("old", all -> all.put("iat", second - 601));
    wrong.put("of tomorrow", all -> all.put("iat", second + 61));
    wrong.put("no time", all -> all.remove("iat"));
    wrong.put("expired", all -> all.put("exp", second - 61));
    wrong.put("no event", all -> all.remove("events"));
    wrong.put("other event", all -> all.put("events", Map.of("x", Map.of())));
    wrong.put("nonce", all -> all.put("nonce", "n"));
    wrong.put("no id", all -> all.remove("jti"));
    wrong.put(
        "nobody",
        all -> {
          all.remove("sid");
          all.remove("sub");
        });
    wrong.forEach((what, change) -> {
      Map<String, Object> claims = logout();
      change.accept(claims);
      assertThat(obeyed(claims)).as(what).isFalse();
    });
    assertThat(all.signOut().backChannel(ACME, "x")).isFalse();
    assertThat(
            all.signOut()
                .backChannel(
                    ACME, IssuerDouble.token(logout(), IssuerDouble.key("first"), "logout+jwt")))
        .as("another key")
        .isFalse();
    assertThat(isOpen(held)).isTrue();
    Map<String, Object> good = logout();
    assertThat(obeyed(good)).isTrue();
    assertThat(isOpen(held)).isFalse();
    String again = open("account-1", "session-1");
    assertThat(obeyed(good)).as("a second time").isFalse();
    assertThat(isOpen(again)).isTrue();
  }

  @Test
  void a_page_of_the_provider_ends_the_session_it_names() {
    String held = open("account-1", "session-1");
    String other = open("account-1", "session-2");
    assertThat(all.signOut().frontChannel(ACME, "https://stranger.example", "session-1")).isFalse();
    assertThat(all.signOut().frontChannel(new TenantId("other"), issuer.issuer(), "session-1"))
        .isFalse();
    assertThat(isOpen(held)).isTrue();
    assertThat(all.signOut().frontChannel(ACME, issuer.issuer(), "session-1")).isTrue();
    assertThat(isOpen(held)).isFalse();
    assertThat(isOpen(other)).isTrue();
  }

  // Settings of a company

  @Test
  void an_issuer_of_many_companies_or_without_tls_is_refused() {
    for (String wrong :
        List.of(
            "http://login.example.com",
            "https://login.microsoftonline.com/common/v2.0",
            "https://login.microsoftonline.com/organizations/v2.0",
            "https://login.microsoftonline.com/{tenantid}/v2.0",
            "https://user@login.example.com",
            "https://login.example.com?x=y",
            "login.example.com",
            "")) {
      assertThatThrownBy(() ->
              new IdentityProvider(ACME, wrong, "orgscope", "s", "groups", "login", null, false))
          .as(wrong)
          .isInstanceOf(Failure.class)
          .hasMessageContaining("issuer");
    }
    assertThatThrownBy(() ->
            new IdentityProvider(
                ACME, "https://a.example", "orgscope", "s", "groups", "login", "orgscope", false))
        .hasMessageContaining("ID token");
  }

  @Test
  void only_it_changes_how_people_sign_in_and_each_change_is_in_the_log() {
    Caller ceo = new Caller(ACME, Role.CEO, "x", null);
    assertThatThrownBy(() -> all.providers().map(ceo, new GroupRole("g", Role.CEO)))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> all.providers().set(ceo, provider(ACME, "a")))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> all.providers().map(IT, new GroupRole("g", Role.SYSTEM)))
        .hasMessageContaining("no role of people");
    assertThatThrownBy(() -> all.providers().unmap(IT, new GroupRole("g", Role.CEO)))
        .hasMessageContaining("letters count");
    all.providers().unmap(IT, new GroupRole("the-role", Role.AUDITOR));
    all.providers().remove(IT);
    assertThatThrownBy(() -> all.providers().get(ACME)).hasMessageContaining("set one first");
    assertThat(company.audit().entries(IT, 50))
        .extracting(AuditEntry::action)
        .contains(
            "set the identity provider",
            "let a group give the role AUDITOR",
            "let a group give the role AUDITOR no more",
            "remove the identity provider");
  }
}

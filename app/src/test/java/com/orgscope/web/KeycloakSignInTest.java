package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Role;
import com.orgscope.signin.GroupRole;
import com.orgscope.signin.IdentityCheck;
import com.orgscope.signin.IdentityProviders;
import com.orgscope.signin.KeycloakProcess;
import com.orgscope.signin.UnmatchedGroup;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People of a company sign in by a real Keycloak. */
@Tag("slow")
@SpringBootTest(
    classes = {com.orgscope.OrgscopeServer.class, SignInCompany.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "orgscope.roles=web")
class KeycloakSignInTest {
  private static final KeycloakProcess KEYCLOAK = KeycloakProcess.shared();
  private static final String REALM = "acorn-sign-in";

  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", home::toString);
  }

  @LocalServerPort private int port;
  @Autowired private Tenants tenants;
  @Autowired private People people;
  @Autowired private IdentityProviders providers;
  @Autowired private IdentityCheck check;
  @Autowired private Audit audit;
  @Autowired private SignInCompany.AheadClock clock;
  private final List<Surfer> surfers = new ArrayList<>();

  @BeforeEach
  void settle() {
    clock.by(Duration.ZERO);
    if (tenants.all().isEmpty()) {
      SignInCompany.settle(tenants, people);
      KEYCLOAK.realm(REALM, SignInCompany.GROUPS, SignInCompany.PEOPLE);
      KEYCLOAK.client(
          REALM,
          "orgscope",
          Map.of(
              "redirectUris",
              List.of("http://127.0.0.1:" + port + "/sign-in/back/acorn"),
              "attributes",
              Map.of("pkce.code.challenge.method", "S256")));
      SignInCompany.map(providers);
      providers.set(SignInCompany.IT, SignInCompany.provider(KEYCLOAK.issuer(REALM), null));
    }
  }

  @AfterEach
  void close() {
    surfers.forEach(Surfer::close);
  }

  private Surfer surfer() {
    Surfer surfer = new Surfer(port);
    surfers.add(surfer);
    return surfer;
  }

  private List<AuditEntry> log(int newest) {
    return audit.entries(SignInCompany.IT, newest);
  }

  @Test
  void a_group_gives_the_role_and_the_log_says_so_without_a_name() {
    Surfer chief = surfer();
    assertThat(chief.open("/sign-in").body()).contains("Sign in at Acorn Example Ltd");
    HttpResponse<String> in = chief.signIn("acorn", "chief@acorn.example");
    assertThat(in.statusCode()).isEqualTo(200);
    assertThat(in.uri().getPath()).isEqualTo("/company");
    assertThat(log(20))
        .filteredOn(entry -> entry.action().equals("sign in"))
        .first()
        .satisfies(entry -> {
          assertThat(entry.role()).isEqualTo("CEO");
          assertThat(entry.principal()).startsWith("oidc:");
          assertThat(entry.toString()).doesNotContain("chief", "@", "acorn.example");
        });
  }

  @Test
  void an_employee_is_somebody_of_the_directory_and_a_stranger_is_not_let_in() {
    Surfer two = surfer();
    assertThat(two.signIn("acorn", "two@acorn.example").body()).contains("<title>Your work");
    String key =
        people.byLogin(SignInCompany.IT, "two@acorn.example").orElseThrow().key().toString();
    assertThat(log(20))
        .filteredOn(entry -> entry.action().equals("sign in"))
        .first()
        .extracting(AuditEntry::principal)
        .isEqualTo("oidc:" + key);
    Surfer stranger = surfer();
    HttpResponse<String> refused = stranger.signIn("acorn", "stranger@acorn.example");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("The directory does not know your login");
    assertThat(stranger.cookie("orgscope")).isEmpty();
    assertThat(log(1))
        .first()
        .satisfies(entry -> {
          assertThat(entry.action()).isEqualTo("refused: sign in");
          assertThat(entry.toString()).contains("the directory");
        });
  }

  @Test
  void whoever_has_left_is_not_let_in_whatever_their_groups_are() {
    HttpResponse<String> refused = surfer().signIn("acorn", "left@acorn.example");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("do not work here");
  }

  @Test
  void whoever_has_no_group_reads_why_and_it_sees_which_groups_gave_nothing() {
    HttpResponse<String> refused = surfer().signIn("acorn", "three@acorn.example");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("None of your groups has a role here", "Ask IT")
        .doesNotContain("Exception");
    assertThat(providers.unmatched(SignInCompany.IT))
        .extracting(UnmatchedGroup::group)
        .contains("acorn-lunch");
  }

  @Test
  void a_group_in_another_case_gives_nothing_and_is_a_near_miss() {
    providers.unmap(SignInCompany.IT, new GroupRole("acorn-ceo", Role.CEO));
    providers.map(SignInCompany.IT, new GroupRole("Acorn-CEO", Role.CEO));
    try {
      assertThat(surfer().signIn("acorn", "chief@acorn.example").statusCode()).isEqualTo(403);
      assertThat(providers.unmatched(SignInCompany.IT))
          .filteredOn(one -> one.group().equals("acorn-ceo"))
          .singleElement()
          .satisfies(one -> {
            assertThat(one.nearly()).containsExactly("Acorn-CEO");
            assertThat(one.signIns()).isPositive();
          });
    } finally {
      providers.unmap(SignInCompany.IT, new GroupRole("Acorn-CEO", Role.CEO));
      providers.map(SignInCompany.IT, new GroupRole("acorn-ceo", Role.CEO));
    }
  }

  @Test
  void a_role_that_a_group_gives_no_more_ends_within_a_minute() {
    Surfer chief = surfer();
    chief.signIn("acorn", "chief@acorn.example");
    providers.unmap(SignInCompany.IT, new GroupRole("acorn-ceo", Role.CEO));
    try {
      clock.by(Duration.ofSeconds(40));
      HttpResponse<String> out = chief.open("/company");
      assertThat(out.uri().toString()).endsWith("/sign-in?lost");
      assertThat(out.body()).contains("You do not have that role any more");
    } finally {
      providers.map(SignInCompany.IT, new GroupRole("acorn-ceo", Role.CEO));
    }
  }

  @Test
  void a_group_that_was_taken_away_at_the_provider_takes_the_role_within_a_minute() {
    Surfer chief = surfer();
    chief.signIn("acorn", "chief@acorn.example");
    clock.by(Duration.ofSeconds(46));
    assertThat(chief.open("/company").uri().getPath()).isEqualTo("/company");
    KEYCLOAK.member(REALM, "chief@acorn.example", "acorn-ceo", false);
    try {
      assertThat(chief.open("/company").uri().getPath()).isEqualTo("/company");
      clock.by(Duration.ofSeconds(106));
      assertThat(chief.open("/company").uri().toString()).endsWith("/sign-in?lost");
    } finally {
      KEYCLOAK.member(REALM, "chief@acorn.example", "acorn-ceo", true);
    }
  }

  @Test
  void whoever_is_several_begins_with_the_least_and_switches_by_a_form_of_ours() {
    Surfer one = surfer();
    HttpResponse<String> roles = one.signIn("acorn", "one@acorn.example");
    assertThat(roles.uri().getPath()).isEqualTo("/roles");
    assertThat(roles.body())
        .contains("Manager", "IT/Security", "Employee (now)")
        .doesNotContain("Auditor");
    assertThat(one.open("/operations").statusCode()).isEqualTo(403);
    String before = one.cookie("orgscope");
    assertThat(one.post("/roles", Map.of("role", "IT_SECURITY")).statusCode()).isEqualTo(403);
    one.follow(one.postFrom("/roles", "/roles", Map.of("role", "IT_SECURITY")));
    assertThat(one.open("/operations").statusCode()).isEqualTo(200);
    assertThat(one.cookie("orgscope")).isNotEqualTo(before);
    assertThat(log(30)).extracting(AuditEntry::action).contains("switch role");
    Surfer old = surfer();
    old.plant("orgscope", before);
    assertThat(old.open("/roles").uri().getPath()).as("the name before").isEqualTo("/sign-in");
    for (String none : List.of("CEO", "SYSTEM", "x")) {
      one.follow(one.postFrom("/roles", "/roles", Map.of("role", none)));
      assertThat(one.open("/roles").body()).as(none).contains("IT/Security (now)");
    }
  }

  @Test
  void what_a_browser_held_before_is_worth_nothing_after() {
    Surfer mallory = surfer();
    mallory.signIn("acorn", "chief@acorn.example");
    String planted = mallory.cookie("orgscope");
    Surfer victim = surfer();
    victim.plant("orgscope", planted);
    victim.signIn("acorn", "two@acorn.example");
    assertThat(victim.cookie("orgscope")).isNotEqualTo(planted);
    assertThat(mallory.open("/start").uri().getPath()).isEqualTo("/sign-in");
    Surfer madeUp = surfer();
    madeUp.plant("orgscope", "acorn." + "A".repeat(43));
    madeUp.signIn("acorn", "two@acorn.example");
    assertThat(madeUp.cookie("orgscope")).doesNotContain("AAAAAAAA");
  }

  @Test
  void what_was_begun_in_another_browser_with_another_state_or_nonce_is_refused() {
    Surfer one = surfer();
    String back =
        one.toKeycloak("acorn", "chief@acorn.example")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    assertThat(back).contains("state=", "code=", "iss=");
    assertThat(surfer().open(back).body()).as("no browser that began").contains("did not work");
    assertThat(one.ask(back.replaceFirst("state=.", "state=")).statusCode()).isEqualTo(403);
    assertThat(one.ask(back).statusCode()).as("the attempt is used up").isEqualTo(403);

    Surfer two = surfer();
    String to = two.ask("/sign-in/with/acorn").headers().firstValue("Location").orElseThrow();
    assertThat(to).contains("code_challenge_method=S256", "nonce=", "state=");
    HttpResponse<String> form = two.open(to.replaceFirst("nonce=....", "nonce=AAAA"));
    HttpResponse<String> refused = two.follow(two.fill(form, "chief@acorn.example"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("That sign-in did not work");
    assertThat(two.cookie("orgscope")).isEmpty();

    Surfer three = surfer();
    HttpResponse<String> late = three.toKeycloak("acorn", "chief@acorn.example");
    clock.by(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(three.follow(late).statusCode()).as("too late").isEqualTo(403);
  }

  @Test
  void a_code_of_another_issuer_is_refused() {
    Surfer surfer = surfer();
    String back =
        surfer
            .toKeycloak("acorn", "chief@acorn.example")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    assertThat(surfer.ask(back.replaceFirst("iss=[^&]*", "iss=http%3A%2F%2Fx")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void after_a_rotation_of_keys_people_get_in() {
    assertThat(surfer().signIn("acorn", "chief@acorn.example").statusCode()).isEqualTo(200);
    String realm = KEYCLOAK.admin("GET", "/realms/" + REALM, "").path("id").asString();
    KEYCLOAK.admin(
        "POST",
        "/realms/" + REALM + "/components",
        Map.of(
            "name",
            "rotated",
            "providerId",
            "rsa-generated",
            "providerType",
            "org.keycloak.keys.KeyProvider",
            "parentId",
            realm,
            "config",
            Map.of("priority", List.of("1000"), "algorithm", List.of("RS256"))));
    clock.by(Duration.ofSeconds(31));
    assertThat(surfer().signIn("acorn", "chief@acorn.example").uri().getPath())
        .isEqualTo("/company");
  }

  @Test
  void the_check_says_issuer_clock_and_signatures() {
    assertThat(check.check(SignInCompany.IT))
        .allSatisfy(line -> assertThat(line.good()).as(line.toString()).isTrue())
        .extracting(IdentityCheck.Line::what)
        .contains("issuer", "clock", "signatures", "keys", "roles");
  }

  @Test
  void a_company_that_is_not_there_is_told_so_calmly() {
    Surfer surfer = surfer();
    assertThat(surfer.open("/sign-in/with/nobody").body())
        .contains("No company of that short name");
    assertThat(surfer.open("/sign-in/with?company=..%2F").body()).contains("No company");
    assertThat(surfer.open("/sign-in/back/nobody?code=x").body()).contains("No company");
  }
}

package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Role;
import com.orgscope.signin.ApiScope;
import com.orgscope.signin.IdentityProviders;
import com.orgscope.signin.KeycloakProcess;
import com.orgscope.signin.ServiceAccounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Programs ask the API with tokens of a real Keycloak, and with secrets of ours. */
@Tag("slow")
@SpringBootTest(
    classes = {com.orgscope.OrgscopeServer.class, SignInCompany.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "orgscope.roles=web")
class KeycloakBearerTest {
  private static final KeycloakProcess KEYCLOAK = KeycloakProcess.shared();
  private static final String REALM = "acorn-programs";
  private static final String STRANGER = "stranger-programs";
  private static final String SCOPE = "orgscope.release.read";

  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", home::toString);
  }

  @LocalServerPort private int port;
  @Autowired private Tenants tenants;
  @Autowired private People people;
  @Autowired private IdentityProviders providers;
  @Autowired private ServiceAccounts accounts;
  @Autowired private Audit audit;
  @Autowired private SignInCompany.AheadClock clock;

  @BeforeEach
  void settle() {
    clock.by(Duration.ZERO);
    if (tenants.all().isEmpty()) {
      SignInCompany.settle(tenants, people);
      for (String realm : List.of(REALM, STRANGER)) {
        KEYCLOAK.realm(realm, SignInCompany.GROUPS, SignInCompany.PEOPLE);
        KEYCLOAK.admin(
            "POST",
            "/realms/" + realm + "/client-scopes",
            Map.of(
                "name",
                SCOPE,
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "true")));
        client(realm, "reports", "orgscope-api");
        client(realm, "elsewhere", "another-api");
      }
      SignInCompany.map(providers);
      providers.set(
          SignInCompany.IT, SignInCompany.provider(KEYCLOAK.issuer(REALM), "orgscope-api"));
    }
  }

  private static void client(String realm, String id, String audience) {
    KEYCLOAK.client(realm, id, Map.of("directAccessGrantsEnabled", true));
    String client =
        KEYCLOAK
            .admin("GET", "/realms/" + realm + "/clients?clientId=" + id, "")
            .get(0)
            .path("id")
            .asString();
    KEYCLOAK.admin(
        "POST",
        "/realms/" + realm + "/clients/" + client + "/protocol-mappers/models",
        KeycloakProcess.mapper(
            "audience",
            "oidc-audience-mapper",
            Map.of("included.custom.audience", audience, "access.token.claim", "true")));
    for (var scope : KEYCLOAK.admin("GET", "/realms/" + realm + "/client-scopes", "")) {
      if (scope.path("name").asString().equals(SCOPE)) {
        KEYCLOAK.admin(
            "PUT",
            "/realms/%s/clients/%s/optional-client-scopes/%s"
                .formatted(realm, client, scope.path("id").asString()),
            "");
      }
    }
  }

  private static String token(String realm, String client, String user, String scope) {
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                client,
                "client_secret",
                "secret-of-" + client,
                "username",
                user,
                "password",
                "password"));
    if (!scope.isEmpty()) {
      form.put("scope", scope);
    }
    var answer = KEYCLOAK.token(realm, form);
    assertThat(answer.path("access_token").asString("")).as(answer.toString()).isNotEmpty();
    return answer.path("access_token").asString();
  }

  private Wire.Said ask(String path, String token, String... more) throws IOException {
    String[] headers = java.util.Arrays.copyOf(more, more.length + 1);
    headers[more.length] = "Authorization: Bearer " + token;
    return new Wire(port).get(path, headers);
  }

  private static void isRefused(Wire.Said said, int status, String why) {
    assertThat(said.status()).as(said.body()).isEqualTo(status);
    assertThat(said.header("WWW-Authenticate")).contains(why);
    assertThat(said.header("Content-Type")).startsWith("application/problem+json");
    assertThat(said.header("Set-Cookie")).isEmpty();
  }

  @Test
  void a_token_for_us_with_the_scope_is_somebody_with_the_role_of_their_group() throws IOException {
    Wire.Said said = ask("/api/release", token(REALM, "reports", "chief@acorn.example", SCOPE));
    assertThat(said.status()).as("there is no release yet: " + said.body()).isIn(200, 404);
    assertThat(said.header("Set-Cookie")).isEmpty();
    isRefused(
        ask("/api/release", token(REALM, "elsewhere", "chief@acorn.example", SCOPE)),
        401,
        "invalid_token");
    isRefused(
        ask("/api/release", token(REALM, "reports", "chief@acorn.example", "")),
        403,
        "insufficient_scope");
    isRefused(
        ask("/api/release", token(STRANGER, "reports", "chief@acorn.example", SCOPE)),
        401,
        "invalid_token");
    isRefused(
        ask("/api/release", token(REALM, "reports", "three@acorn.example", SCOPE)),
        401,
        "invalid_token");
    String employee = token(REALM, "reports", "two@acorn.example", SCOPE);
    assertThat(ask("/api/release", employee).status())
        .as("an employee sees no release")
        .isEqualTo(403);
  }

  @Test
  void a_token_is_good_for_its_time_and_for_nothing_but_the_api() throws IOException {
    String token = token(REALM, "reports", "chief@acorn.example", SCOPE);
    for (String page : List.of("/company", "/operations", "/")) {
      assertThat(ask(page, token).header("Location")).as(page).isEqualTo("/sign-in");
    }
    isRefused(ask("/api/other", token), 403, "insufficient_scope");
    clock.by(Duration.ofMinutes(7));
    isRefused(ask("/api/release", token), 401, "invalid_token");
  }

  /** What reads it as a question of the protocol, and not as a page, answers 405. */
  @Test
  void the_door_of_assistants_takes_the_same_tokens() throws IOException {
    String chief = token(REALM, "reports", "chief@acorn.example", SCOPE);
    assertThat(ask("/mcp", chief).status()).isEqualTo(405);
    assertThat(ask("/mcp/acorn", chief).status()).isEqualTo(405);
    isRefused(ask("/mcp/birch", chief), 401, "invalid_token");
    isRefused(
        ask("/mcp", token(REALM, "elsewhere", "chief@acorn.example", SCOPE)), 401, "invalid_token");
    isRefused(
        ask("/mcp", token(REALM, "reports", "chief@acorn.example", "")), 403, "insufficient_scope");
    isRefused(
        ask("/mcp", token(REALM, "reports", "one@acorn.example", SCOPE)), 403, "Orgscope-Role");
    assertThat(new Wire(port).get("/.well-known/oauth-protected-resource/mcp/acorn").body())
        .contains("\"authorization_servers\":[\"" + KEYCLOAK.issuer(REALM) + "\"]");
  }

  @Test
  void whoever_is_several_says_as_whom() throws IOException {
    String token = token(REALM, "reports", "one@acorn.example", SCOPE);
    isRefused(ask("/api/release", token), 403, "Orgscope-Role");
    assertThat(ask("/api/release", token, "Orgscope-Role: it-security").status()).isIn(200, 404);
    isRefused(ask("/api/release", token, "Orgscope-Role: ceo"), 403, "Orgscope-Role");
  }

  @Test
  void a_service_account_asks_until_it_is_revoked() throws IOException {
    String secret =
        accounts.create(
            SignInCompany.IT, "board", Role.CEO, Set.of(ApiScope.READ_RELEASE), Duration.ofDays(1));
    assertThat(ask("/api/release", secret).status()).isIn(200, 404);
    assertThat(audit.entries(SignInCompany.IT, 10))
        .extracting(AuditEntry::principal)
        .contains("service:board");
    isRefused(ask("/api/looks", secret), 403, "orgscope.looks.read");
    isRefused(ask("/api/operations", secret), 403, "insufficient_scope");
    assertThat(audit.entries(SignInCompany.IT, 10))
        .filteredOn(entry -> entry.action().equals("refused: ask the API"))
        .allSatisfy(entry -> assertThat(entry.principal()).isEqualTo("service:board"))
        .extracting(AuditEntry::subject)
        .containsExactlyInAnyOrder("orgscope.looks.read", "the API");
    accounts.revoke(SignInCompany.IT, "board");
    isRefused(ask("/api/release", secret), 401, "invalid_token");
  }
}

package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.OrgscopeServer;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.signin.IdentityProviders;
import com.orgscope.signin.KeycloakProcess;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Two servers on one database, with a real Keycloak: what ends on one, or there, is over on all.
 */
@Tag("slow")
class KeycloakSignOutTest {
  private static final KeycloakProcess KEYCLOAK = KeycloakProcess.shared();
  private static final String REALM = "acorn-sign-out";
  private static final String CHIEF = "chief@acorn.example";

  @TempDir static Path home;

  private static final Database DATABASE = TestDatabase.fresh();
  private static ServletWebServerApplicationContext one;
  private static ServletWebServerApplicationContext other;

  @BeforeAll
  static void twoServers() {
    one = server();
    other = server();
    SignInCompany.settle(one.getBean(Tenants.class), one.getBean(People.class));
    KEYCLOAK.realm(REALM, SignInCompany.GROUPS, SignInCompany.PEOPLE);
    KEYCLOAK.client(REALM, "orgscope", Map.of("redirectUris", backs(), "attributes", ways(true)));
    IdentityProviders providers = one.getBean(IdentityProviders.class);
    SignInCompany.map(providers);
    providers.set(SignInCompany.IT, SignInCompany.provider(KEYCLOAK.issuer(REALM), null));
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
  }

  private static ServletWebServerApplicationContext server() {
    return (ServletWebServerApplicationContext)
        new SpringApplicationBuilder(OrgscopeServer.class)
            .web(WebApplicationType.SERVLET)
            .initializers(context ->
                ((GenericApplicationContext) context)
                    .registerBean(
                        "shared", Database.class, () -> DATABASE, bean -> bean.setPrimary(true)))
            .run("--server.port=0", "--orgscope.home=" + home, "--orgscope.roles=web");
  }

  private static int port(ServletWebServerApplicationContext server) {
    return Objects.requireNonNull(server.getWebServer()).getPort();
  }

  private static List<String> backs() {
    return List.of(
        "http://127.0.0.1:" + port(one) + "/sign-in/back/acorn",
        "http://127.0.0.1:" + port(other) + "/sign-in/back/acorn");
  }

  /** Keycloak tells the other server alone. */
  private static Map<String, String> ways(boolean withSession) {
    return Map.of(
        "backchannel.logout.url",
        "http://127.0.0.1:" + port(other) + "/sign-out/provider/acorn",
        "backchannel.logout.session.required",
        String.valueOf(withSession),
        "post.logout.redirect.uris",
        "http://127.0.0.1:" + port(one) + "/sign-in");
  }

  private static void tell(boolean withSession) {
    String client =
        KEYCLOAK
            .admin("GET", "/realms/" + REALM + "/clients?clientId=orgscope", "")
            .get(0)
            .path("id")
            .asString();
    Map<String, Object> change = new HashMap<>();
    change.put("clientId", "orgscope");
    change.put("redirectUris", backs());
    change.put("attributes", ways(withSession));
    KEYCLOAK.admin("PUT", "/realms/" + REALM + "/clients/" + client, change);
  }

  private static String user(String login) {
    return KEYCLOAK
        .admin("GET", "/realms/" + REALM + "/users?exact=true&username=" + login, "")
        .get(0)
        .path("id")
        .asString();
  }

  private static boolean isIn(Surfer surfer) {
    return surfer.open("/company").uri().getPath().equals("/company");
  }

  @Test
  void signing_out_here_signs_out_there_and_on_the_other_server() {
    try (Surfer chief = new Surfer(port(one));
        Surfer same = new Surfer(port(other))) {
      chief.signIn("acorn", CHIEF);
      String held = chief.cookie("orgscope");
      same.plant("orgscope", held);
      assertThat(isIn(same)).isTrue();
      assertThat(chief.post("/sign-out", Map.of()).statusCode()).as("no form").isEqualTo(403);
      assertThat(isIn(chief)).isTrue();
      HttpResponse<String> out = chief.postFrom("/company", "/sign-out", Map.of());
      assertThat(out.statusCode()).isEqualTo(200);
      assertThat(out.headers().firstValue("Refresh").orElseThrow())
          .contains("/protocol/openid-connect/logout?id_token_hint=", "post_logout_redirect_uri=");
      assertThat(chief.follow(out).uri().getPath()).isEqualTo("/sign-in");
      assertThat(isIn(same)).isFalse();
      chief.plant("orgscope", held);
      assertThat(isIn(chief)).isFalse();
      assertThat(chief.open("/sign-in/with/acorn").body())
          .as("Keycloak asks for a password again")
          .contains("kc-form-login");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void log_out_all_sessions_ends_two_browsers_on_two_servers(boolean withSession) {
    tell(withSession);
    try (Surfer first = new Surfer(port(one));
        Surfer second = new Surfer(port(other));
        Surfer somebodyElse = new Surfer(port(one))) {
      first.signIn("acorn", CHIEF);
      second.signIn("acorn", CHIEF);
      somebodyElse.signIn("acorn", "two@acorn.example");
      assertThat(isIn(first)).isTrue();
      assertThat(isIn(second)).isTrue();
      KEYCLOAK.admin("POST", "/realms/" + REALM + "/users/" + user(CHIEF) + "/logout", "");
      assertThat(isIn(first)).isFalse();
      assertThat(isIn(second)).isFalse();
      assertThat(somebodyElse.open("/start").uri().getPath()).isEqualTo("/start");
      assertThat(one.getBean(Audit.class).entries(SignInCompany.IT, 20))
          .filteredOn(entry -> entry.action().equals("session ended"))
          .extracting(AuditEntry::reason)
          .contains("the identity provider ended it");
    }
  }

  @Test
  void what_is_no_logout_token_ends_nothing() {
    try (Surfer chief = new Surfer(port(one))) {
      chief.signIn("acorn", CHIEF);
      for (String path : List.of("/sign-out/provider/acorn", "/sign-out/provider/nobody")) {
        for (String token : List.of("", "x", "a.b.c")) {
          assertThat(chief.post(path, Map.of("logout_token", token)).statusCode()).isEqualTo(400);
        }
      }
      assertThat(chief.open("/sign-out/provider/acorn?iss=x&sid=y").statusCode()).isEqualTo(400);
      assertThat(chief.open("/sign-out/provider/acorn").statusCode()).isEqualTo(400);
      assertThat(isIn(chief)).isTrue();
    }
  }
}

package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.signin.IdentityProviders;
import com.orgscope.signin.KeycloakProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Something in front speaks TLS: the provider sends people back to the address of the setting. */
@Tag("slow")
@SpringBootTest(
    classes = {com.orgscope.OrgscopeServer.class, SignInCompany.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"orgscope.roles=web", "orgscope.web.public-url=https://orgscope.example.com"})
class KeycloakBehindProxyTest {
  private static final KeycloakProcess KEYCLOAK = KeycloakProcess.shared();
  private static final String REALM = "acorn-proxy";
  private static final String PUBLIC = "https://orgscope.example.com";

  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", home::toString);
  }

  @LocalServerPort private int port;
  @Autowired private Tenants tenants;
  @Autowired private People people;
  @Autowired private IdentityProviders providers;

  @Test
  void people_come_back_by_the_public_address_and_cookies_are_secure() {
    SignInCompany.settle(tenants, people);
    KEYCLOAK.realm(REALM, SignInCompany.GROUPS, SignInCompany.PEOPLE);
    KEYCLOAK.client(
        REALM, "orgscope", Map.of("redirectUris", List.of(PUBLIC + "/sign-in/back/acorn")));
    SignInCompany.map(providers);
    providers.set(SignInCompany.IT, SignInCompany.provider(KEYCLOAK.issuer(REALM), null));
    try (Surfer chief = new Surfer(port)) {
      HttpResponse<String> begun = chief.ask("/sign-in/with/acorn");
      assertThat(begun.headers().allValues("Set-Cookie"))
          .singleElement()
          .asString()
          .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/sign-in/back");
      HttpResponse<String> form = chief.open(begun.headers().firstValue("Location").orElseThrow());
      String back =
          chief.fill(form, "chief@acorn.example").headers().firstValue("Location").orElseThrow();
      assertThat(back).startsWith(PUBLIC + "/sign-in/back/acorn?");
      // What is in front takes TLS away and asks here.
      HttpResponse<String> in = chief.ask(back.substring(PUBLIC.length()));
      assertThat(in.statusCode()).isEqualTo(200);
      assertThat(in.headers().firstValue("Location")).isEmpty();
      assertThat(in.headers().firstValue("Refresh")).hasValue("0;url=/");
      assertThat(in.headers().allValues("Set-Cookie"))
          .anySatisfy(cookie ->
              assertThat(cookie)
                  .startsWith("orgscope=acorn.")
                  .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/"));
      assertThat(chief.open("/company").statusCode()).isEqualTo(200);
    }
  }
}

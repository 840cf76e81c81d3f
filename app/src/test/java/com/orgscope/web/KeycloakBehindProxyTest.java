package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.OrgscopeServer;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.signin.IdentityProviders;
import com.orgscope.signin.KeycloakProcess;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Something in front speaks TLS: the provider sends people back to the address of the setting. */
@Tag("slow")
@SpringBootTest(
    classes = {com.orgscope.OrgscopeServer.class, SignInCompany.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "orgscope.roles=web")
class KeycloakBehindProxyTest {
  private static final KeycloakProcess KEYCLOAK = KeycloakProcess.shared();
  private static final String REALM = "acorn-proxy";
  private static final TlsProxy PROXY = proxy();
  private static final String PUBLIC = PROXY.address();

  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", home::toString);
    properties.add("orgscope.web.public-url", () -> PUBLIC);
  }

  private static TlsProxy proxy() {
    try {
      return new TlsProxy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void close() {
    PROXY.close();
  }

  @LocalServerPort private int port;
  @Autowired private Database database;
  @Autowired private Tenants tenants;
  @Autowired private People people;
  @Autowired private IdentityProviders providers;

  @BeforeEach
  void settle() {
    if (tenants.all().isEmpty()) {
      SignInCompany.settle(tenants, people);
      KEYCLOAK.realm(REALM, SignInCompany.GROUPS, SignInCompany.PEOPLE);
      KEYCLOAK.client(
          REALM,
          "orgscope",
          Map.of(
              "redirectUris",
              List.of(PUBLIC + "/sign-in/back/acorn"),
              "attributes",
              Map.of("post.logout.redirect.uris", PUBLIC + "/sign-in")));
      SignInCompany.map(providers);
      providers.set(SignInCompany.IT, SignInCompany.provider(KEYCLOAK.issuer(REALM), null));
    }
  }

  /** Each request goes to the other node than the one before. */
  @Test
  void what_is_begun_at_one_node_is_ended_at_the_other() throws Exception {
    try (ConfigurableApplicationContext second =
            new SpringApplicationBuilder(OrgscopeServer.class)
                .initializers(context ->
                    ((GenericApplicationContext) context)
                        .registerBean(
                            "shared",
                            Database.class,
                            () -> TestServer.beside(database),
                            bean -> bean.setPrimary(true)))
                .run(
                    "--server.port=0",
                    "--orgscope.home=" + home,
                    "--orgscope.roles=web",
                    "--orgscope.web.public-url=" + PUBLIC);
        Surfer chief = new Surfer(PUBLIC, HttpClient.newBuilder().sslContext(PROXY.trusted()))) {
      int other = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
      PROXY.before(port);
      PROXY.before(other);
      HttpResponse<String> begun = chief.ask("/sign-in/with/acorn");
      HttpResponse<String> form = chief.open(begun.headers().firstValue("Location").orElseThrow());
      HttpResponse<String> in = chief.follow(chief.fill(form, "chief@acorn.example"));
      assertThat(in.statusCode()).isEqualTo(200);
      List<TlsProxy.Asked> way = PROXY.asked();
      assertThat(way.getFirst()).isEqualTo(new TlsProxy.Asked("/sign-in/with/acorn", port));
      assertThat(way.get(1)).isEqualTo(new TlsProxy.Asked("/sign-in/back/acorn", other));
      for (int request = 0; request < 4; request++) {
        HttpResponse<String> page = chief.ask("/company");
        assertThat(page.statusCode()).as("at either node").isEqualTo(200);
        assertThat(page.body())
            .doesNotContain("127.0.0.1", "http://localhost", ":" + port, ":" + other);
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
      }
      HttpResponse<String> out = chief.postFrom("/company", "/sign-out", Map.of());
      assertThat(out.statusCode()).isLessThan(400);
      for (int request = 0; request < 2; request++) {
        HttpResponse<String> refused = chief.ask("/company");
        assertThat(refused.headers().firstValue("Location")).as("at both").hasValue("/sign-in");
      }
      assertThat(PROXY.asked()).extracting(TlsProxy.Asked::node).contains(port, other);
    }
  }

  @Test
  void people_come_back_by_the_public_address_and_cookies_are_secure() {
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

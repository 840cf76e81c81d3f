package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.SignInLinks;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Releases;
import com.orgscope.insight.TestCensus;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Something in front speaks TLS for this process, as the setting says and nobody else. */
@SpringBootTest(
    classes = {com.orgscope.OrgscopeServer.class, TwoTenants.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "orgscope.roles=web",
      "orgscope.web.demo=true",
      "orgscope.web.public-url=https://orgscope.example.com"
    })
class PublicAddressTest {
  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", home::toString);
  }

  @LocalServerPort private int port;
  @Autowired private TestCensus census;
  @Autowired private People people;
  @Autowired private Tenants tenants;
  @Autowired private Releases releases;
  @Autowired private SignInLinks links;

  @Test
  void cookies_are_secure_the_demo_is_closed_and_no_header_changes_an_address() throws IOException {
    TwoTenants.settle(tenants, people, census, releases);
    Wire wire = new Wire(port);
    String page = wire.get("/sign-in").body();
    assertThat(page).contains("There is no sign-in here").doesNotContain("acorn/");
    String code = links.make(Caller.commandLine(TwoTenants.ACORN, "olga"));
    String form =
        wire.get("/sign-in/link/acorn/" + code)
                .body()
                .replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "_csrf=$1")
            + "&principal=acorn&code="
            + code;
    Wire.Said in = wire.post("/sign-in", form);
    assertThat(in.header("Location")).isEqualTo("/");
    assertThat(in.header("Set-Cookie")).contains("; Secure", "; HttpOnly", "SameSite=Strict");
    assertThat(in.header("Strict-Transport-Security")).contains("max-age=31536000");
    for (String header :
        List.of("Host: evil.example", "X-Forwarded-Host: evil.example", "Forwarded: host=evil")) {
      assertThat(wire.get("/company", header).header("Location")).isEqualTo("/sign-in");
      assertThat(wire.get("/company", header).header("Strict-Transport-Security")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orgscope.example.com",
        "ftp://orgscope.example.com",
        "https://user@orgscope.example.com",
        "https://orgscope.example.com/path",
        "https://orgscope.example.com?a=b",
        "https:///"
      })
  void an_address_that_is_none_is_refused_with_the_setting_that_says_it(String url) {
    assertThatThrownBy(
            () -> new WebSettings(false, URI.create(url), null, Duration.ofSeconds(15), 5, 5, null))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("orgscope.web.public-url");
  }

  @Test
  void a_short_token_of_metrics_is_refused() {
    assertThatThrownBy(
            () -> new WebSettings(false, null, "short", Duration.ofSeconds(15), 5, 5, null))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("orgscope.web.metrics-token");
  }
}

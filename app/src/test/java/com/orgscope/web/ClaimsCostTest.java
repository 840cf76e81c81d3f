package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.OrgscopeServer;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Releases;
import com.orgscope.insight.TestCensus;
import com.orgscope.state.BelievedClaims;
import com.orgscope.state.PreparedHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What it costs that the database verifies who calls, page by page: one server, in turn verifying
 * and believing, in pairs of blocks. For a quiet machine, by hand: {@code
 * -Dorgscope.drill.claims=40} is so many pairs, a minute or two. A page of small companies has the
 * fewest rows beside its verifications, so that their part is larger than a big one's.
 */
@EnabledIfSystemProperty(named = "orgscope.drill.claims", matches = "[1-9]\\d*")
@SpringBootTest(
    classes = {OrgscopeServer.class, TwoTenants.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"orgscope.roles=web", "orgscope.web.demo=true"})
class ClaimsCostTest {
  private static final int PAIRS = Integer.getInteger("orgscope.drill.claims", 40);
  private static final int REQUESTS = 15;
  private static final int WARM = 4;
  private static final double MOST = 1.05;

  /** Of 19 times of 20, with as many pairs as there are. */
  private static final double NORMAL = 1.96;

  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", () -> PreparedHome.in(home).toString());
  }

  @LocalServerPort private int port;
  @Autowired private Tenants tenants;
  @Autowired private TestCensus census;
  @Autowired private People people;
  @Autowired private Releases releases;
  @Autowired private TwoTenants.MovedClock clock;

  @Test
  void verified_claims_cost_less_than_a_twentieth_of_the_pages() throws Exception {
    TwoTenants.settle(tenants, people, census, releases);
    clock.at(TwoTenants.MORNING.plus(Duration.ofHours(3)));
    try (BelievedClaims claims = new BelievedClaims(home);
        Browser ceo = new Browser(port);
        Browser it = new Browser(port)) {
      ceo.signIn("acorn/ceo");
      it.signIn("acorn/it-security");
      double[] all = new double[PAIRS];
      for (String page : List.of("/company", "/applications", "/operations")) {
        Browser who = page.equals("/company") ? ceo : it;
        double[] ratios = new double[PAIRS];
        double verified = 0;
        double believed = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
          boolean first = pair % 2 == 0;
          double one = block(claims, first, who, page);
          double other = block(claims, !first, who, page);
          verified += (first ? other : one) / PAIRS;
          believed += (first ? one : other) / PAIRS;
          ratios[pair] = Math.log((first ? other : one) / (first ? one : other));
          all[pair] += ratios[pair] / 3;
        }
        System.out.printf(
            Locale.ROOT,
            "claims cost, %s: verified %.2f ms, believed %.2f ms, %s%n",
            page,
            verified,
            believed,
            told(ratios));
      }
      double lowest = Math.exp(mean(all) - half(all));
      System.out.println("claims cost, all pages: " + told(all));
      assertThat(lowest).as("surely more than a twentieth").isLessThan(MOST);
    }
  }

  /** Milliseconds of the middle request. */
  private static double block(BelievedClaims claims, boolean believes, Browser who, String page)
      throws Exception {
    claims.believe(believes);
    double[] took = new double[REQUESTS];
    for (int request = -WARM; request < REQUESTS; request++) {
      long begun = System.nanoTime();
      assertThat(who.get(page).statusCode()).isEqualTo(200);
      if (request >= 0) {
        took[request] = (System.nanoTime() - begun) / 1e6;
      }
    }
    Arrays.sort(took);
    return took[REQUESTS / 2];
  }

  private static String told(double[] logs) {
    return String.format(
        Locale.ROOT,
        "%+.1f %% (%+.1f to %+.1f)",
        percent(mean(logs)),
        percent(mean(logs) - half(logs)),
        percent(mean(logs) + half(logs)));
  }

  private static double percent(double log) {
    return 100 * (Math.exp(log) - 1);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double half(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return NORMAL * Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
  }
}

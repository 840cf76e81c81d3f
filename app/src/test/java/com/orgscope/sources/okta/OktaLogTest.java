package com.orgscope.sources.okta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.Connection;
import com.orgscope.sources.ProviderDouble.Fault;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestKeys;
import com.orgscope.sources.TestSources;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OktaLogTest {
  private final TestClock clock = new TestClock();
  private final OktaDouble okta = new OktaDouble(clock);
  private final TestSources sources = new TestSources(new OktaLog(), clock);

  @AfterEach
  void close() {
    okta.close();
  }

  private void connect() {
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofDays(1)),
        Map.of("org", okta.address().toString(), "api-token", OktaDouble.TOKEN));
  }

  private void publish(int events) {
    for (int i = 0; i < events; i++) {
      Instant at = clock.now().minusSeconds(events - i);
      okta.publish(at, at);
    }
  }

  @Test
  void a_next_link_on_another_host_is_not_followed_and_the_token_not_sent_there() {
    connect();
    publish(5);
    okta.leadElsewhere();
    sources.process().turns();
    assertThat(okta.requests()).isEqualTo(1);
    assertThat(sources.lastErrors().getFirst()).contains("another host");
    assertThat(sources.arrived(okta)).hasSize(3);
  }

  @Test
  void both_links_in_one_line_are_read_as_well() {
    connect();
    publish(7);
    okta.joinLinks();
    sources.process().catchUp();
    assertThat(sources.arrived(okta)).isEqualTo(okta.visible()).hasSize(7);
  }

  @Test
  void a_lost_cursor_is_replaced_by_a_time_before_it_and_nothing_is_left_out() {
    connect();
    publish(7);
    sources.process().catchUp();
    // kept after the cursor, though it happened long before what was read last
    okta.publish(clock.now().minus(Duration.ofHours(9)), clock.now());
    okta.forgetCursors();
    clock.advance(Duration.ofMinutes(5));
    publish(2);
    sources.process().catchUp();
    assertThat(sources.arrived(okta)).isEqualTo(okta.visible()).hasSize(10);
  }

  @Test
  void an_absence_of_more_than_180_days_begins_where_okta_still_answers() {
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofDays(400)),
        Map.of("org", okta.address().toString(), "api-token", OktaDouble.TOKEN));
    publish(2);
    sources.process().catchUp();
    assertThat(sources.arrived(okta)).hasSize(2);
  }

  @Test
  void a_tenth_of_the_limit_is_always_left_and_okta_never_has_to_refuse() {
    connect();
    okta.limit(20);
    publish(150);
    sources.process().catchUp();
    assertThat(sources.arrived(okta)).hasSize(150);
    assertThat(okta.leastRemaining()).isGreaterThanOrEqualTo(2);
    assertThat(okta.refusals()).isZero();
  }

  @Test
  void a_reset_is_a_point_in_time_of_oktas_clock() {
    connect();
    publish(2);
    okta.runAhead(Duration.ofHours(5));
    okta.next(Fault.OVER_LIMIT);
    Instant before = clock.now();
    sources.process().catchUp();
    assertThat(sources.arrived(okta)).hasSize(2);
    assertThat(Duration.between(before, clock.now()))
        .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(2));
  }

  @Test
  void too_many_questions_at_once_double_the_wait() {
    connect();
    publish(2);
    okta.next(Fault.SPECIAL, Fault.SPECIAL, Fault.SPECIAL);
    Instant first = clock.now();
    sources.process().turns();
    Duration one = Duration.between(first, sources.nextAt());
    clock.until(sources.nextAt());
    Instant second = clock.now();
    sources.process().turns();
    Duration two = Duration.between(second, sources.nextAt());
    assertThat(one).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1300));
    assertThat(two).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2600));
    sources.process().catchUp();
    assertThat(sources.arrived(okta)).hasSize(2);
  }

  @Test
  void a_page_that_stays_broken_is_handed_over_as_it_is_and_does_not_block_the_log() {
    connect();
    okta.publishBroken();
    publish(4);
    var process = sources.process();
    for (int i = 0; i < 6; i++) {
      process.turns();
      clock.advance(Duration.ofMinutes(6));
    }
    assertThat(sources.intake().payloads())
        .anyMatch(payload -> new String(payload, UTF_8).contains("'"));
    Set<String> after = new HashSet<>(okta.visible());
    okta.publish(clock.now(), clock.now());
    process.turns();
    assertThat(new String(sources.intake().payloads().getLast(), UTF_8)).contains("\"e5\"");
    assertThat(after).hasSize(5);
  }

  @Test
  void a_service_application_signs_for_its_token() {
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofDays(1)),
        Map.of(
            "org",
            okta.address().toString(),
            "client-id",
            "0oaService",
            "private-key",
            TestKeys.pem()));
    publish(7);
    sources.process().catchUp();
    assertThat(sources.arrived(okta)).hasSize(7);
    assertThat(okta.proofs).allMatch("Bearer granted"::equals);
    Map<String, String> form = OktaDouble.grant(String.valueOf(okta.grants));
    assertThat(form).containsEntry("scope", "okta.logs.read");
    assertThat(TestKeys.signed(form.getOrDefault("client_assertion", ""))).isTrue();
  }

  @Test
  void a_token_that_is_bound_to_its_key_is_shown_with_a_new_proof_each_time() {
    okta.bindTokens();
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofDays(1)),
        Map.of(
            "org",
            okta.address().toString(),
            "client-id",
            "0oaService",
            "private-key",
            TestKeys.pem()));
    publish(7);
    okta.next(Fault.OVER_LIMIT);
    sources.process().catchUp();
    assertThat(sources.arrived(okta)).isEqualTo(okta.visible()).hasSize(7);
    assertThat(okta.proofs).isNotEmpty().allMatch("DPoP bound"::equals);
  }

  @Test
  void settings_that_are_not_whole_are_told_by_name() {
    wrong(Map.of("api-token", "t"), "no 'org'");
    wrong(Map.of("org", "my company", "api-token", "t"), "'org' of source okta is an address");
    wrong(Map.of("org", "http://acme.example", "api-token", "t"), "such as https://host");
    wrong(Map.of("org", "https://acme.example"), "neither 'api-token' nor 'client-id'");
    wrong(Map.of("org", "https://acme.example", "client-id", "c"), "no 'private-key'");
    wrong(
        Map.of("org", "https://acme.example", "api-token", "t", "questions-per-minute", "many"),
        "a number from 1 to 6000, not 'many'");
  }

  private void wrong(Map<String, String> settings, String said) {
    Connection connection =
        new Connection(sources.tenant(), Source.OKTA, TestClock.BEGIN, settings);
    assertThatThrownBy(() -> new OktaLog().requireWhole(connection))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.OPERATOR))
        .hasMessageContaining(said);
  }

  @Test
  void links_are_read_as_rfc_8288_has_them() {
    assertThat(LinkHeader.find(List.of("<https://a/x?q=1,2;3>; rel=\"next\""), "next"))
        .contains("https://a/x?q=1,2;3");
    assertThat(
            LinkHeader.find(
                List.of("<https://a/s>; title=\"a, b\"; rel=self, <https://a/n>; rel=\"up next\""),
                "next"))
        .contains("https://a/n");
    assertThat(LinkHeader.find(List.of("<https://a/s>;REL=self", "broken <"), "next")).isEmpty();
  }
}

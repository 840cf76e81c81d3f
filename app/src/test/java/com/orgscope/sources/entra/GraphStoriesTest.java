package com.orgscope.sources.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.Connection;
import com.orgscope.sources.Page;
import com.orgscope.sources.ProviderDouble.Fault;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestSources;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How others lost Entra's sign-ins or fell behind them. Each story is told to a naive poller as
 * well, which must fall for it: otherwise the story would prove nothing.
 */
class GraphStoriesTest {
  private final TestClock clock = new TestClock();
  private final GraphDouble graph = new GraphDouble(clock);
  private final TestSources sources = new TestSources(new EntraLog(), clock);

  /** What a naive poller has seen. */
  private final Set<String> naive = new HashSet<>();

  @BeforeEach
  void connect() {
    sources.connect(TestClock.BEGIN.minus(Duration.ofDays(1)), graph.settings(GraphDouble.SECRET));
  }

  @AfterEach
  void close() {
    graph.close();
  }

  private Instant minutesAgo(long minutes) {
    return clock.now().minus(Duration.ofMinutes(minutes));
  }

  /** An interactive sign-in and one that is not. */
  private String publish(Instant happened, Instant visible) {
    String interactive = graph.publish(happened, visible).id();
    graph.publish(happened, visible);
    return interactive;
  }

  private Instant naively(Instant from, Instant until) {
    Instant newest = from;
    for (byte[] row : sources.read("interactive", from, until)) {
      naive.add(graph.id(row));
      Instant at = Instant.parse(Page.text(row, "createdDateTime"));
      newest = at.isAfter(newest) ? at : newest;
    }
    return newest;
  }

  private void ourPollerHasAll() {
    sources.process().catchUp();
    assertThat(sources.arrived(graph)).isEqualTo(graph.visible());
  }

  @Test
  @DisplayName("Story 13: splunk-add-on-microsoft-azure#90 and #44, rows absent or 30 days behind")
  void rows_that_show_up_late_arrive_and_a_backlog_is_read_within_the_limit() {
    String late = publish(minutesAgo(2), clock.now().plus(Duration.ofMinutes(12)));
    publish(minutesAgo(1), minutesAgo(0));
    for (int i = 0; i < 60; i++) {
      publish(minutesAgo(10 + 20 * i), minutesAgo(5));
    }
    Instant cursor = naively(minutesAgo(30), clock.now());
    sources.process().catchUp();
    assertThat(graph.throttled()).as("429s while reading the backlog").isZero();
    clock.advance(Duration.ofMinutes(30));
    String fresh = publish(minutesAgo(1), minutesAgo(0));
    naively(cursor, clock.now());

    ourPollerHasAll();
    assertThat(graph.throttled()).isZero();
    assertThat(sources.arrived(graph)).contains(late);
    assertThat(naive).as("cursor = newest seen").contains(fresh).doesNotContain(late);
  }

  @Test
  @DisplayName("Story 14: wazuh/wazuh#24323, rows that appear after the scan's window")
  void rows_that_appear_after_their_window_was_read_arrive() {
    var process = sources.process();
    process.catchUp();
    String late = publish(minutesAgo(1), clock.now().plus(Duration.ofMinutes(14)));
    Instant through = minutesAgo(5);
    for (int poll = 0; poll < 5; poll++) {
      process.catchUp();
      naively(through, clock.now());
      through = clock.now();
      clock.advance(Duration.ofMinutes(5));
    }

    ourPollerHasAll();
    assertThat(naive).as("each window once").doesNotContain(late);
  }

  @Test
  @DisplayName(
      "Story 15: microsoft-graph-docs-contrib#5974, a large reading that cannot be resumed")
  void a_large_reading_that_breaks_goes_on_where_it_was() {
    graph.pages(4);
    for (int i = 0; i < 60; i++) {
      publish(minutesAgo(20 * 60 - 15 * i), minutesAgo(5));
    }
    graph.breakAfter(3);
    assertThatThrownBy(() -> naively(minutesAgo(60 * 24), clock.now()))
        .as("all in one chain of links")
        .isInstanceOf(Failure.class);
    sources.process().catchUp();
    assertThat(sources.arrived(graph)).isEqualTo(graph.visible());
  }

  @Test
  void a_next_link_on_another_host_is_not_followed_and_the_token_not_sent_there() {
    for (int i = 0; i < 6; i++) {
      publish(minutesAgo(3), minutesAgo(2));
    }
    graph.leadElsewhere();
    var process = sources.process();
    for (int i = 0; i < 60; i++) {
      process.turns();
    }
    assertThat(sources.lastErrors())
        .allSatisfy(error -> assertThat(error).contains("another host"));
  }

  @Test
  void the_limit_of_an_application_holds_for_all_its_tenants_together() {
    publish(minutesAgo(3), minutesAgo(2));
    TestSources others = new TestSources(new EntraLog(), clock);
    others.connect(TestClock.BEGIN.minus(Duration.ofDays(1)), graph.settings(GraphDouble.SECRET));
    sources.useUp("ENTRA " + graph.clientId(), Duration.ofSeconds(200));
    Instant before = clock.now();
    for (int poll = 0; poll < 400 && others.arrived(graph).isEmpty(); poll++) {
      others.process().turns();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(others.arrived(graph)).isNotEmpty();
    assertThat(Duration.between(before, clock.now())).isGreaterThan(Duration.ofSeconds(200));
  }

  @Test
  void settings_that_are_not_whole_are_told_by_name() {
    wrong(Map.of(), "no 'directory-id'");
    wrong(Map.of("directory-id", "d", "client-id", "c"), "no 'client-secret'");
    wrong(
        Map.of("directory-id", "d e", "client-id", "c", "client-secret", "s"),
        "is an id or a domain");
    wrong(Map.of("event-hubs", "acme.example"), "no 'event-hubs-connection'");
    wrong(Map.of("event-hubs", "sb://acme.example/", "event-hubs-connection", "c"), "is a host");
    wrong(
        Map.of("event-hubs", "acme.example", "event-hubs-connection", "c", "hubs", ","),
        "names no hub");
    new EntraLog()
        .requireWhole(
            connection(Map.of("event-hubs", "acme.example", "event-hubs-connection", "c")));
  }

  private void wrong(Map<String, String> settings, String said) {
    assertThatThrownBy(() -> new EntraLog().requireWhole(connection(settings)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(said);
  }

  private Connection connection(Map<String, String> settings) {
    return new Connection(sources.tenant(), Source.ENTRA, TestClock.BEGIN, settings);
  }

  @Test
  void retry_after_is_honoured_and_the_same_page_asked_again() {
    publish(minutesAgo(3), minutesAgo(2));
    graph.next(Fault.OVER_LIMIT);
    Instant before = clock.now();
    assertThat(sources.read("interactive", minutesAgo(10), minutesAgo(1))).hasSize(1);
    assertThat(Duration.between(before, clock.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
  }
}

package com.orgscope.sources.google;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How others lost or repeated Google's events. Each story is told to a naive poller as well, which
 * must fall for it: otherwise the story would prove nothing.
 */
@Tag("slow")
class GoogleStoriesTest {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  private final TestClock clock = new TestClock();
  private final GoogleDouble google = new GoogleDouble(clock);
  private final TestSources sources = new TestSources(new GoogleReports(), clock);

  /** What a naive poller has seen. */
  private final Set<String> naive = new HashSet<>();

  @BeforeEach
  void connect() {
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofDays(31)), google.settings(GoogleDouble.ACCOUNT));
  }

  @AfterEach
  void close() {
    google.close();
  }

  private Instant minutesAgo(long minutes) {
    return clock.now().minus(Duration.ofMinutes(minutes));
  }

  /** Three events of the same times, one for each application; those of "login" are told apart. */
  private String publish(Instant happened, Instant visible) {
    String login = google.publish(happened, visible).id();
    google.publish(happened, visible);
    google.publish(happened, visible);
    return login;
  }

  /** Reads a window of sign-ins into what the naive one has seen; the newest time of them. */
  private Instant naively(Instant from, Instant until) {
    Instant newest = from;
    for (byte[] item : sources.read("login", from, until)) {
      naive.add(google.id(item));
      Instant at = Instant.parse(Page.text(item, "id", "time"));
      newest = at.isAfter(newest) ? at : newest;
    }
    return newest;
  }

  private void ourPollerHasAll() {
    sources.process().catchUp();
    assertThat(sources.arrived(google)).isEqualTo(google.visible());
  }

  @Test
  @DisplayName("Story 1: elastic/integrations#13081, later arrivals older than the cursor")
  void arrivals_older_than_the_newest_event_seen_are_found() {
    publish(minutesAgo(30), minutesAgo(20));
    String late = publish(minutesAgo(40), clock.now().plusSeconds(60));
    sources.process().catchUp();
    Instant cursor = naively(minutesAgo(120), minutesAgo(0));
    clock.advance(TWO_MINUTES);
    naively(cursor, clock.now());

    ourPollerHasAll();
    assertThat(naive).as("cursor = newest seen").doesNotContain(late);
  }

  @Test
  @DisplayName("Story 2: elastic/integrations#20964, gaps at each polling boundary")
  void no_gap_opens_at_the_boundaries_of_polls() {
    Duration lag = TWO_MINUTES;
    Instant through = clock.now().minus(lag);
    var process = sources.process();
    for (int poll = 0; poll < 6; poll++) {
      // just before the boundary, and a little later than the lag allows for
      Instant boundary = clock.now().minus(lag);
      publish(boundary.minusSeconds(1), clock.now().plusSeconds(1));
      process.catchUp();
      naively(through, clock.now().minus(lag));
      through = clock.now().minus(lag);
      clock.advance(Duration.ofMinutes(5));
    }

    ourPollerHasAll();
    assertThat(naive).as("window [end of the last, now - 2 min]").hasSizeLessThan(6);
  }

  @Test
  @DisplayName("Story 3: elastic/integrations#4796, PR 4982, PR 3140, a crash amid pages")
  void a_crash_amid_pages_that_come_newest_first_loses_no_older_page() {
    for (int i = 0; i < 6; i++) {
      publish(minutesAgo(60 - i), minutesAgo(30));
    }
    google.failAtPage(2);
    sources.process().turns();
    assertThatThrownBy(() -> naively(minutesAgo(120), minutesAgo(1))).isInstanceOf(Failure.class);
    Instant newestOfFirstPage = minutesAgo(55);
    google.failAtPage(0);
    clock.advance(TWO_MINUTES);
    naively(newestOfFirstPage, clock.now());

    ourPollerHasAll();
    assertThat(naive).as("cursor = newest of the first page").hasSizeLessThan(6);
  }

  @Test
  @DisplayName("Story 4: elastic/integrations PR 4500, items that share their whole id")
  void items_that_share_their_whole_id_all_arrive() {
    Instant at = minutesAgo(10);
    for (int i = 0; i < 4; i++) {
      publish(at, at);
    }
    Set<String> ids = new HashSet<>();
    for (byte[] item : sources.read("login", minutesAgo(20), minutesAgo(1))) {
      if (ids.add(Page.text(item, "id", "time") + Page.text(item, "id", "uniqueQualifier"))) {
        naive.add(google.id(item));
      }
    }

    ourPollerHasAll();
    assertThat(naive).as("known by id").hasSize(1);
  }

  @Test
  @DisplayName("Story 5: beats#39859, integrations#9373, beats#24800, all polled again")
  void a_restart_reads_again_what_may_be_late_and_no_more() {
    for (long day = 20; day < 30; day++) {
      publish(minutesAgo(60 * 24 * day), minutesAgo(60 * 24 * day - 30));
    }
    publish(minutesAgo(5), minutesAgo(4));
    var process = sources.process();
    process.catchUp();
    process.catchUp();
    process.catchUp();
    assertThat(signIns()).as("read three times, delivered once").isEqualTo(11);
    clock.advance(TWO_MINUTES);
    sources.process().catchUp();
    assertThat(signIns()).as("of a new process only what is recent").isEqualTo(12);
    int handedOn = 0;
    for (int start = 0; start < 2; start++) {
      handedOn += sources.read("login", minutesAgo(60 * 24 * 30), minutesAgo(1)).size();
    }
    assertThat(handedOn).as("by one whose cursor ends with it, of 11").isEqualTo(22);
  }

  private long signIns() {
    return sources.intake().elements().stream()
        .filter(item -> Page.text(item, "id", "applicationName").equals("login"))
        .count();
  }

  @Test
  @DisplayName("Story 5: beats#40949, sign-ins that are missing with a short interval")
  void a_short_interval_leaves_nothing_out() {
    publish(minutesAgo(1), minutesAgo(0));
    String late = publish(minutesAgo(3), clock.now().plusSeconds(100));
    var process = sources.process();
    Instant cursor = minutesAgo(10);
    for (int poll = 0; poll < 6; poll++) {
      process.turns();
      cursor = naively(cursor, clock.now());
      clock.advance(Duration.ofSeconds(30));
    }

    ourPollerHasAll();
    assertThat(sources.arrived(google)).contains(late);
    assertThat(naive).as("cursor = newest seen, every 30 seconds").doesNotContain(late);
  }

  @Test
  @DisplayName("Story 6: Azure/Azure-Sentinel#7097, a fixed window without lag")
  void rows_later_than_a_fixed_window_arrive() {
    var process = sources.process();
    for (int poll = 0; poll < 4; poll++) {
      publish(minutesAgo(1), clock.now().plus(Duration.ofMinutes(9)));
      process.catchUp();
      naively(minutesAgo(5), clock.now());
      clock.advance(Duration.ofMinutes(5));
    }
    clock.advance(Duration.ofMinutes(10));

    ourPollerHasAll();
    assertThat(naive).as("[now - 5 min, now]").isEmpty();
  }

  @Test
  @DisplayName("Story 7: hashicorp-forge/grove#17, a quiet weekend that is filled in afterwards")
  void a_shard_that_is_filled_in_a_day_later_is_found() {
    var process = sources.process();
    process.catchUp();
    String late = publish(minutesAgo(10), clock.now().plus(Duration.ofHours(26)));
    Instant through = minutesAgo(30);
    for (int hour = 0; hour < 60; hour += 3) {
      clock.advance(Duration.ofHours(3));
      process.catchUp();
      naively(through, clock.now());
      through = clock.now();
    }

    ourPollerHasAll();
    assertThat(naive).as("each stretch once").doesNotContain(late);
  }

  @Test
  @DisplayName("Story 8: IBM QRadar's FAQ, an event delay that must be guessed")
  void nobody_has_to_guess_a_delay() {
    Duration delay = Duration.ofHours(1);
    String late = publish(minutesAgo(1), clock.now().plus(Duration.ofHours(20)));
    var process = sources.process();
    process.catchUp();
    clock.advance(Duration.ofHours(2));
    process.catchUp();
    naively(minutesAgo(60 * 5), clock.now().minus(delay));
    clock.advance(Duration.ofHours(20));
    naively(minutesAgo(60 * 21), clock.now().minus(delay));

    ourPollerHasAll();
    assertThat(naive).as("everything an hour later").doesNotContain(late);
  }

  @Test
  void settings_that_are_not_whole_are_told_by_name() {
    wrong("service-account", "hello", "is the JSON file of the account's key");
    wrong("admin", " ", "no 'admin'");
    wrong("api", "somewhere", "'api' of source google is an address");
    wrong("push-address", "ftp://hooks.example", "'push-address' of source google is an address");
  }

  private void wrong(String name, String value, String said) {
    Map<String, String> settings = new HashMap<>(google.settings());
    settings.put(name, value);
    Connection connection =
        new Connection(sources.tenant(), Source.GOOGLE, TestClock.BEGIN, settings);
    assertThatThrownBy(() -> new GoogleReports().requireWhole(connection))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(said);
  }

  @Test
  void over_the_quota_it_waits_from_five_seconds_on_and_keeps_its_window() {
    publish(minutesAgo(10), minutesAgo(9));
    google.next(Fault.OVER_LIMIT, Fault.OVER_LIMIT);
    Instant before = clock.now();
    sources.read("login", minutesAgo(60), minutesAgo(1));
    assertThat(Duration.between(before, clock.now())).isGreaterThan(Duration.ofSeconds(14));
    ourPollerHasAll();
  }

  @Test
  void a_page_without_items_is_not_the_end_as_long_as_there_is_a_token() {
    publish(minutesAgo(10), minutesAgo(9));
    google.next(Fault.SPECIAL, Fault.SPECIAL);
    assertThat(sources.read("login", minutesAgo(20), minutesAgo(1))).hasSize(1);
  }

  @Test
  void the_service_account_acts_for_an_administrator_and_may_only_read_reports() {
    sources.read("login", minutesAgo(20), minutesAgo(1));
    assertThat(google.scope)
        .isEqualTo("https://www.googleapis.com/auth/admin.reports.audit.readonly");
    assertThat(List.of("login", "token", "saml")).isEqualTo(GoogleReports.APPLICATIONS);
  }
}

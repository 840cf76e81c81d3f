package com.orgscope.sources.okta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.sources.Page;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestClock.Killed;
import com.orgscope.sources.TestSources;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How others lost or repeated Okta's events. Each story is told to a naive poller as well, which
 * must fall for it: otherwise the story would prove nothing.
 */
class OktaStoriesTest {
  private final TestClock clock = new TestClock();
  private final OktaDouble okta = new OktaDouble(clock);
  private final TestSources sources = new TestSources(new OktaLog(), clock);
  private final Naive naive = new Naive();

  @BeforeEach
  void connect() {
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofDays(1)),
        Map.of("org", okta.address().toString(), "api-token", OktaDouble.TOKEN));
  }

  @AfterEach
  void close() {
    okta.close();
  }

  @Test
  @DisplayName("Story 9: obelisk/plaid PR 76, events missed with since = last seen")
  void an_event_kept_late_is_not_skipped_by_since_equals_last_seen() {
    okta.publish(minutesAgo(10), minutesAgo(10));
    okta.publish(minutesAgo(1), minutesAgo(1));
    // happened before what was seen last, shows up after it
    okta.publish(minutesAgo(5), clock.now().plusSeconds(30));
    var process = sources.process();
    process.catchUp();
    naive.readSinceLastSeen();
    clock.advance(Duration.ofMinutes(2));
    process.catchUp();
    naive.readSinceLastSeen();

    assertThat(sources.arrived(okta)).isEqualTo(okta.visible());
    assertThat(naive.seen).as("since = last seen").doesNotContain("e2");
  }

  @Test
  @DisplayName("Story 10: NangoHQ PR 576, checkpointing published re-reads for ever")
  void once_caught_up_nothing_is_read_again() {
    for (int i = 0; i < 5; i++) {
      okta.publish(minutesAgo(9), minutesAgo(9));
    }
    var process = sources.process();
    process.catchUp();
    process.catchUp();
    process.catchUp();
    naive.readSinceLastSeen();
    naive.readSinceLastSeen();

    assertThat(sources.intake().elements()).hasSize(5);
    assertThat(naive.read).as("published as the checkpoint").isGreaterThan(5);
  }

  @Test
  @DisplayName("Story 11: SEKOIA-IO PR 1659, the checkpoint that is written when the loop ends")
  void the_cursor_is_stored_page_by_page() {
    for (int i = 0; i < 30; i++) {
      okta.publish(minutesAgo(40 - i), minutesAgo(40 - i));
    }
    killAfter(5);
    int pagesBefore = okta.requests();
    sources.process().catchUp();

    assertThat(sources.arrived(okta)).isEqualTo(okta.visible());
    assertThat(okta.requests() - pagesBefore)
        .as("pages of ten asked again after a kill in the middle")
        .isLessThan(10);
    assertThat(sources.intake().elements())
        .as("events handed on, those of one page again")
        .hasSizeLessThanOrEqualTo(33);
    naive.readWithCheckpointAtTheEnd(5);
    naive.readWithCheckpointAtTheEnd(Integer.MAX_VALUE);
    assertThat(naive.read)
        .as("one that writes its checkpoint at the end begins anew")
        .isEqualTo(45);
  }

  @Test
  @DisplayName("Story 11: SEKOIA-IO's checkpoint, which is rounded up to the next second")
  void events_of_the_same_second_as_the_last_one_are_not_passed_over() {
    Instant second = clock.now().minusSeconds(60);
    okta.publish(second.plusMillis(200), second.plusMillis(200));
    var process = sources.process();
    process.catchUp();
    naive.readSinceRoundedUp();
    okta.publish(second.plusMillis(500), second.plusMillis(500));
    clock.advance(Duration.ofMinutes(2));
    process.catchUp();
    naive.readSinceRoundedUp();

    assertThat(sources.arrived(okta)).isEqualTo(okta.visible());
    assertThat(naive.seen).as("since = last seen, rounded up").containsExactly("e0");
  }

  /** Kills the poller when it has asked for so many pages. */
  private void killAfter(int pages) {
    int before = okta.requests();
    var process = sources.process();
    for (int step = 1; okta.requests() - before < pages; step++) {
      process = sources.process();
      clock.advance(Duration.ofMinutes(4));
      sources.killAtStep(4 * pages + step);
      try {
        process.turns();
      } catch (Killed e) {
        // as planned
      }
      sources.letLive();
    }
    clock.advance(Duration.ofMinutes(4));
  }

  @Test
  @DisplayName(
      "Story 12: beats#23023, #28475, Azure-Sentinel PR 14992, demisto PR 45290, logstash#6:"
          + " rate-limit storms, limit 100")
  void a_large_backlog_is_read_in_large_pages_within_the_limit() {
    okta.pages(10).limit(30);
    for (int i = 0; i < 600; i++) {
      Instant at = clock.now().minusSeconds(1200 - i);
      okta.publish(at, at);
    }
    sources.process().catchUp();

    assertThat(sources.arrived(okta)).hasSize(600);
    assertThat(okta.limitsAsked.getFirst()).isEqualTo(1000);
    assertThat(okta.refusals()).as("429s").isZero();
    assertThat(okta.leastRemaining()).as("left for others").isGreaterThanOrEqualTo(3);
    naive.readAllAtOnce(40);
    assertThat(okta.refusals()).as("429s of one who asks as fast as it can").isPositive();
  }

  private Instant minutesAgo(int minutes) {
    return clock.now().minus(Duration.ofMinutes(minutes));
  }

  /** Pollers as they are often written. */
  private final class Naive {
    private final HttpClient client = HttpClient.newHttpClient();
    final Set<String> seen = new HashSet<>();
    int read;
    private Instant lastSeen = TestClock.BEGIN.minus(Duration.ofDays(1));
    private URI checkpoint =
        URI.create(
            okta.address() + "/api/v1/logs?since=" + URLEncoder.encode(lastSeen.toString(), UTF_8));

    /** Keeps the greatest time it saw and asks for what came since. */
    void readSinceLastSeen() {
      Instant since = lastSeen;
      int events;
      String next = "/api/v1/logs?since=" + URLEncoder.encode(since.toString(), UTF_8);
      do {
        var answer = get(URI.create(okta.address() + next));
        List<byte[]> page = Page.of(answer.body(), null).elements();
        events = page.size();
        for (byte[] event : page) {
          read++;
          Instant at = Instant.parse(Page.text(event, "published"));
          // as those do who keep a watermark on published
          if (!at.isBefore(lastSeen)) {
            seen.add(okta.id(event));
            lastSeen = at;
          }
        }
        URI link =
            URI.create(LinkHeader.find(answer.headers().allValues("Link"), "next").orElseThrow());
        next = link.getRawPath() + "?" + link.getRawQuery();
      } while (events > 0);
    }

    /** Follows the links, and keeps where it is only when there is no more. */
    void readWithCheckpointAtTheEnd(int pagesUntilItIsKilled) {
      URI link = checkpoint;
      for (int pages = 0; pages < pagesUntilItIsKilled; pages++) {
        var answer = get(link);
        int events = Page.of(answer.body(), null).elements().size();
        read += events;
        link =
            URI.create(LinkHeader.find(answer.headers().allValues("Link"), "next").orElseThrow());
        if (events == 0) {
          checkpoint = link;
          return;
        }
      }
    }

    void readSinceRoundedUp() {
      readSinceLastSeen();
      lastSeen = lastSeen.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    void readAllAtOnce(int questions) {
      String since = URLEncoder.encode(lastSeen.toString(), UTF_8);
      for (int i = 0; i < questions; i++) {
        get(URI.create(okta.address() + "/api/v1/logs?limit=100&since=" + since));
      }
    }

    private java.net.http.HttpResponse<byte[]> get(URI uri) {
      try {
        return client.send(
            HttpRequest.newBuilder(uri).header("Authorization", "SSWS " + OktaDouble.TOKEN).build(),
            BodyHandlers.ofByteArray());
      } catch (java.io.IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}

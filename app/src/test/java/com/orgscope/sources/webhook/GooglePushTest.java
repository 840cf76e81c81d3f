package com.orgscope.sources.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.RateLimit;
import com.orgscope.directory.TestDirectory;
import com.orgscope.eventlog.Receipt;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.sources.ProviderDouble.Entry;
import com.orgscope.sources.PushChannels;
import com.orgscope.sources.ServletServer;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestPushing;
import com.orgscope.sources.google.GoogleDouble;
import com.orgscope.state.Database;
import com.orgscope.testing.DefaultSettings;
import com.orgscope.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels over the wire, both ways: we ask Google to push, and Google pushes to our hook. */
@Tag("slow")
class GooglePushTest {
  private static final TenantId ACME = TestDirectory.ACME;

  @TempDir Path home;
  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.fresh();
  private final GoogleDouble google = new GoogleDouble(clock);
  private final Set<String> arrived = new HashSet<>();
  private TestPushing sources;
  private Channels channels;
  private ServletServer server;

  @BeforeEach
  void serve() throws IOException {
    TestDirectory directory = TestDirectory.on(database, home, TestDirectory.OPEN, clock);
    directory.tenants().create(TestDirectory.tenant(ACME));
    sources = TestPushing.on(database, home, directory, clock);
    channels =
        new Channels(
            List.of(GoogleDouble.pushing()),
            sources.connected(),
            new ChannelStore(database),
            DefaultSettings.of(WebhookSettings.class),
            clock);
    Intake intake =
        (tenant, source, payloads) -> {
          assertThat(tenant).isEqualTo(ACME);
          assertThat(source).isEqualTo(Source.GOOGLE);
          payloads.forEach(payload -> arrived.add(google.id(payload)));
          return new Receipt.Stored();
        };
    server =
        new ServletServer(
            new HookServlet(
                List.of(new GoogleHook(channels, sources.connected(), intake)),
                DefaultSettings.of(WebhookSettings.class),
                new RateLimit(1000, 1000),
                new HookCounters(new SimpleMeterRegistry())),
            "/hooks/*");
    Map<String, String> settings = new HashMap<>(google.settings());
    settings.put(PushChannels.ADDRESS, server.origin());
    sources.connect(ACME, Source.GOOGLE, settings);
  }

  @AfterEach
  void close() {
    server.close();
    google.close();
    database.close();
  }

  private Entry happens() {
    Entry entry = google.publish(clock.now(), clock.now());
    google.push(entry);
    return entry;
  }

  @Test
  @DisplayName(
      "Story 18: activepieces PR 13425, headers of another Google API and a channel that ended")
  void what_google_says_of_the_resource_filters_nothing_and_no_channel_ends_unrenewed() {
    channels.tend();
    Set<String> first = google.watch().open();
    assertThat(first).as("sign-ins, tokens and SAML").hasSize(3);
    Set<String> sent = new TreeSet<>();
    Set<String> sentByFirst = new TreeSet<>();
    for (int tenMinutes = 0; tenMinutes < 6 * 13; tenMinutes++) {
      for (int application = 0; application < 3; application++) {
        boolean firstLive = google.watch().open().containsAll(first);
        Entry entry = happens();
        sent.add(entry.id());
        if (firstLive) {
          sentByFirst.add(entry.id());
        }
      }
      assertThat(google.watch().open()).hasSizeBetween(3, 6);
      clock.advance(Duration.ofMinutes(10));
      channels.tend();
    }

    assertThat(arrived).as("over thirteen hours").isEqualTo(sent);
    assertThat(google.watch().answers()).as("to every message").containsOnly(204);
    assertThat(google.watch().stopped()).as("once the next one spoke").containsAll(first);
    assertThat(google.watch().open()).hasSize(3).doesNotContainAnyElementsOf(first);
    assertThat(sentByFirst).as("of one that opens its channels once").hasSizeLessThan(sent.size());
    assertThat(google.watch().states())
        .as("of one that waits for the words of Drive or Calendar")
        .containsExactlyInAnyOrder("login_success", "authorize")
        .doesNotContain("add", "update", "exists");
  }

  @Test
  void of_a_channel_whose_opening_nobody_answered_the_messages_are_taken_and_another_opens() {
    google.watch().loseNextAnswer();
    channels.tend();
    assertThat(google.watch().open()).hasSize(3);
    Set<String> sent = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      sent.add(happens().id());
    }
    assertThat(arrived).isEqualTo(sent);
    channels.tend();
    assertThat(google.watch().open()).as("one that can be stopped beside it").hasSize(4);
    assertThat(google.watch().answers()).containsOnly(204);
  }

  @Test
  void whoever_shows_a_channel_without_its_token_is_refused_and_nothing_is_taken()
      throws Exception {
    channels.tend();
    String id = google.watch().open().iterator().next();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String token : List.of("guessed", "")) {
        HttpRequest forged =
            HttpRequest.newBuilder(URI.create(server.origin() + "/hooks/acme/google"))
                .header("X-Goog-Channel-ID", id)
                .header("X-Goog-Channel-Token", token)
                .header("X-Goog-Resource-State", "login_success")
                .POST(BodyPublishers.ofString("{\"etag\":\"forged\"}", StandardCharsets.UTF_8))
                .build();
        assertThat(client.send(forged, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
      }
    }
    assertThat(arrived).isEmpty();
  }
}

package com.orgscope.sources.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.TestDirectory;
import com.orgscope.eventlog.Receipt;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.sources.Connection;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.PushChannels;
import com.orgscope.sources.TestPushing;
import com.orgscope.state.Database;
import com.orgscope.testing.DefaultSettings;
import com.orgscope.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels through their lives, with a provider that opens and stops them as Google does. */
class GoogleChannelsTest {
  private static final TenantId ACME = TestDirectory.ACME;

  @TempDir Path home;
  private Instant now = Instant.parse("2026-11-02T09:00:00Z");
  private final Database database = TestDatabase.fresh();
  private final Google google = new Google();
  private final List<byte[]> taken = new ArrayList<>();
  private TestPushing sources;
  private Channels channels;
  private GoogleHook hook;

  /** Opens channels and remembers which are open. */
  private final class Google implements PushChannels {
    record Open(String stream, String token, URI address) {}

    final Map<String, Open> open = new HashMap<>();
    final List<String> stopped = new ArrayList<>();
    @Nullable Failure failure;

    @Override
    public Source source() {
      return Source.GOOGLE;
    }

    @Override
    public List<String> streams(Connection connection) {
      return List.of("login", "saml");
    }

    @Override
    public Opened open(
        ProviderClient providerClient,
        String stream,
        String id,
        String token,
        URI address,
        Duration life) {
      if (failure != null) {
        throw failure;
      }
      open.put(id, new Open(stream, token, address));
      return new Opened("r-" + id, now.plus(life));
    }

    @Override
    public void close(ProviderClient providerClient, String id, String providersId) {
      assertThat(providersId).isEqualTo("r-" + id);
      open.remove(id);
      stopped.add(id);
    }
  }

  @BeforeEach
  void company() {
    TestDirectory directory = TestDirectory.on(database, home, TestDirectory.OPEN, () -> now);
    directory.tenants().create(TestDirectory.tenant(ACME));
    sources = TestPushing.on(database, home, directory, () -> now);
    sources.connect(ACME, Source.GOOGLE, Map.of(PushChannels.ADDRESS, "https://hooks.example"));
    channels = channels();
    hook = hook();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Channels channels() {
    return new Channels(
        List.of(google),
        sources.connected(),
        new ChannelStore(database),
        DefaultSettings.of(WebhookSettings.class),
        () -> now);
  }

  private GoogleHook hook() {
    Intake intake =
        (tenant, source, payloads) -> {
          assertThat(source).isEqualTo(Source.GOOGLE);
          taken.addAll(payloads);
          return new Receipt.Stored();
        };
    return new GoogleHook(channels, sources.connected(), intake);
  }

  @Test
  void each_application_has_a_channel_and_tending_again_changes_nothing() {
    channels.tend();
    channels.tend();
    assertThat(google.open.values())
        .extracting(Google.Open::stream)
        .containsExactlyInAnyOrder("login", "saml");
    assertThat(google.open.values())
        .allSatisfy(one ->
            assertThat(one.address())
                .isEqualTo(URI.create("https://hooks.example/hooks/acme/google")));
  }

  @Test
  void a_new_channel_opens_before_the_old_one_ends_which_stops_once_the_new_one_spoke() {
    channels.tend();
    google.open.keySet().forEach(this::sync);
    List<String> old = List.copyOf(google.open.keySet());
    now = now.plus(Duration.ofHours(4)).plusSeconds(1);
    channels.tend();
    assertThat(google.open).as("both push").hasSize(4);
    channels.tend();
    assertThat(google.stopped).as("the new ones have not spoken").isEmpty();
    old.forEach(id -> assertThat(verify(id, token(id), "login_success")).isEmpty());
    google.open.keySet().stream().filter(id -> !old.contains(id)).forEach(this::sync);
    channels.tend();
    assertThat(google.stopped).containsExactlyInAnyOrderElementsOf(old);
    assertThat(google.open).hasSize(2);
  }

  @Test
  void a_channel_that_could_not_be_opened_is_tried_again() {
    google.failure = Failure.retry("google could not answer", null);
    channels.tend();
    assertThat(google.open).isEmpty();
    google.failure = null;
    channels.tend();
    assertThat(google.open).hasSize(2);
  }

  @Test
  void who_wants_no_push_any_more_gets_none() {
    channels.tend();
    sources.connect(ACME, Source.GOOGLE, Map.of("admin", "x"));
    channels.tend();
    assertThat(google.open).isEmpty();
  }

  @Test
  void a_message_with_an_activity_is_taken_and_one_without_makes_the_poller_look() {
    channels.tend();
    String id = google.open.keySet().iterator().next();
    String stream = opened(id).stream();
    sources.nextAt(ACME, Source.GOOGLE, stream, now.plus(Duration.ofMinutes(9)));
    byte[] activity = "{\"kind\":\"admin#reports#activity\"}".getBytes(UTF_8);
    HookRequest hookRequest = hookRequest(id, token(id), "login_success");
    assertThat(hook.verify(ACME, hookRequest)).isEmpty();
    assertThat(hook.take(ACME, hookRequest, activity)).isInstanceOf(HookReply.Taken.class);
    assertThat(taken).containsExactly(activity);
    assertThat(sources.due(now)).isEmpty();
    assertThat(hook.take(ACME, hookRequest, new byte[0])).isInstanceOf(HookReply.Taken.class);
    assertThat(sources.due(now)).containsExactly(stream);
    assertThat(taken).hasSize(1);
  }

  @Test
  void only_the_token_of_the_very_channel_opens() {
    channels.tend();
    List<String> ids = List.copyOf(google.open.keySet());
    for (Optional<HookReply> reply :
        List.of(
            verify(ids.get(0), token(ids.get(1)), "login_success"),
            verify("unknown", token(ids.get(0)), "login_success"),
            verify(ids.get(0), "", "sync"),
            hook.verify(new TenantId("other"), hookRequest(ids.get(0), token(ids.get(0)), "sync")),
            hook.verify(ACME, new HookRequest("POST", Map.of())))) {
      assertThat(reply)
          .get()
          .isInstanceOfSatisfying(
              HookReply.Wrong.class, wrong -> assertThat(wrong.status()).isEqualTo(401));
    }
  }

  private void sync(String id) {
    assertThat(verify(id, token(id), "sync")).get().isInstanceOf(HookReply.Taken.class);
  }

  private String token(String id) {
    return opened(id).token();
  }

  private Google.Open opened(String id) {
    return Objects.requireNonNull(google.open.get(id));
  }

  private Optional<HookReply> verify(String id, String token, String state) {
    return hook.verify(ACME, hookRequest(id, token, state));
  }

  private static HookRequest hookRequest(String id, String token, String state) {
    return new HookRequest(
        "POST",
        Map.of(
            "x-goog-channel-id", id,
            "x-goog-channel-token", token,
            "x-goog-resource-state", state));
  }
}

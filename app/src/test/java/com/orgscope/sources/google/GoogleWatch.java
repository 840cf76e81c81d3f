package com.orgscope.sources.google;

import com.orgscope.sources.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The channels of {@link GoogleDouble}: one ends by itself after six hours and nothing prolongs it,
 * an id opens one only once, and to stop one takes Google's id of it as well. The first message of
 * a channel is sent before the answer that it is open.
 */
public final class GoogleWatch {
  private static final Duration LONGEST = Duration.ofHours(6);

  private final TestClock clock;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Set<String> stopped = new LinkedHashSet<>();
  private final Set<String> states = new TreeSet<>();
  private final List<Integer> answers = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private boolean losesNextAnswer;

  private record Channel(
      String id, String resource, String application, String token, URI address, Instant until) {}

  record Said(int status, String body) {}

  GoogleWatch(TestClock clock) {
    this.clock = clock;
  }

  /** The next channel is opened, and nobody is told so. */
  public synchronized void loseNextAnswer() {
    losesNextAnswer = true;
  }

  /** Channels that push now, by their ids. */
  public synchronized Set<String> open() {
    Set<String> open = new TreeSet<>();
    channels.values().stream()
        .filter(channel -> clock.now().isBefore(channel.until()))
        .forEach(channel -> open.add(channel.id()));
    return open;
  }

  /** Channels that somebody stopped. */
  public synchronized Set<String> stopped() {
    return Set.copyOf(stopped);
  }

  /** What messages said of the resource's state, but for the first of each channel. */
  public synchronized Set<String> states() {
    return Set.copyOf(states);
  }

  /** How messages were answered. */
  public synchronized List<Integer> answers() {
    return List.copyOf(answers);
  }

  synchronized void push(String application, String activity) {
    String state = JsonMapper.shared().readTree(activity).at("/events/0/name").asString();
    for (String id : open()) {
      Channel channel = Objects.requireNonNull(channels.get(id));
      if (channel.application().equals(application)) {
        states.add(state);
        send(channel, state, activity);
      }
    }
  }

  private void send(Channel channel, String state, String body) {
    HttpRequest message =
        HttpRequest.newBuilder(channel.address())
            .header("X-Goog-Channel-ID", channel.id())
            .header("X-Goog-Channel-Token", channel.token())
            .header("X-Goog-Channel-Expiration", channel.until().toString())
            .header("X-Goog-Resource-ID", channel.resource())
            .header("X-Goog-Resource-URI", "https://admin.example/admin/reports/v1/activity")
            .header("X-Goog-Resource-State", state)
            .header("X-Goog-Message-Number", String.valueOf(answers.size() + 1))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      answers.add(client.send(message, BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  synchronized Said open(String path, String text) {
    JsonNode body = JsonMapper.shared().readTree(text);
    String id = body.path("id").asString();
    if (!body.path("type").asString().equals("web_hook") || id.isEmpty()) {
      return new Said(400, "{\"error\":{\"code\":400}}");
    }
    if (channels.containsKey(id)) {
      return new Said(400, "{\"error\":{\"message\":\"channelIdNotUnique\"}}");
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(body.path("expiration").asString()));
    Duration life = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    String[] steps = path.split("/");
    Channel channel =
        new Channel(
            id,
            "resource-" + channels.size(),
            steps[steps.length - 2],
            body.path("token").asString(),
            URI.create(body.path("address").asString()),
            clock.now().plus(life));
    channels.put(id, channel);
    send(channel, "sync", "");
    if (losesNextAnswer) {
      losesNextAnswer = false;
      return new Said(500, "{}");
    }
    // of saml's it is not said when it ends
    String end =
        channel.application().equals("saml") ? "" : ",\"expiration\":\"" + life.toSeconds() + "\"";
    return new Said(
        200,
        "{\"kind\":\"api#channel\",\"id\":\"%s\",\"resourceId\":\"%s\"%s}"
            .formatted(id, channel.resource(), end));
  }

  synchronized Said stop(String text) {
    JsonNode body = JsonMapper.shared().readTree(text);
    Channel channel = channels.get(body.path("id").asString());
    if (channel == null || !channel.resource().equals(body.path("resourceId").asString())) {
      return new Said(404, "{\"error\":{\"code\":404}}");
    }
    channels.remove(channel.id());
    stopped.add(channel.id());
    return new Said(204, "");
  }
}

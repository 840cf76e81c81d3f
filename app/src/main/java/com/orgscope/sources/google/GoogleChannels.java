package com.orgscope.sources.google;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.Connection;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.ProviderResponse;
import com.orgscope.sources.PushChannels;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens and stops the channels over which Google pushes activities, one for each application. They
 * cannot be renewed; stopping one needs Google's id of it as well as ours.
 */
@Component
final class GoogleChannels implements PushChannels {
  /** Of a time to live in seconds and a moment in milliseconds Google's pages name both. */
  private static final long LONGEST_LIFE_SECONDS = 100_000_000_000L;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public Source source() {
    return Source.GOOGLE;
  }

  @Override
  public List<String> streams(Connection connection) {
    return GoogleReports.APPLICATIONS;
  }

  @Override
  public Opened open(
      ProviderClient providerClient,
      String stream,
      String id,
      String token,
      URI address,
      Duration life) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", id).put("type", "web_hook").put("address", address.toString());
    body.put("token", token).put("payload", true);
    body.put("expiration", Long.toString(life.toSeconds()));
    String path = "/admin/reports/v1/activity/users/all/applications/" + stream + "/watch";
    ProviderResponse answer = post(providerClient, path, body);
    if (answer.status() != 200) {
      throw refused("opens no channel", answer);
    }
    try {
      JsonNode channel = JSON.readTree(answer.body());
      String resource = channel.path("resourceId").asString("");
      if (resource.isEmpty()) {
        throw Failure.retry("google opened a channel without its id", null);
      }
      return new Opened(resource, until(channel, providerClient.now(), life));
    } catch (JacksonException e) {
      throw Failure.retry("google's answer about a channel is no JSON", null);
    }
  }

  private static Instant until(JsonNode channel, Instant now, Duration life) {
    long said;
    try {
      said = Long.parseLong(channel.path("expiration").asString("").strip());
    } catch (NumberFormatException e) {
      return now.plus(life);
    }
    return said < LONGEST_LIFE_SECONDS ? now.plusSeconds(said) : Instant.ofEpochMilli(said);
  }

  @Override
  public void close(ProviderClient providerClient, String id, String providersId) {
    ObjectNode body = JSON.createObjectNode().put("id", id).put("resourceId", providersId);
    ProviderResponse answer = post(providerClient, "/admin/reports_v1/channels/stop", body);
    if (answer.status() / 100 != 2 && answer.status() != 404) {
      throw refused("stops no channel", answer);
    }
  }

  private static ProviderResponse post(
      ProviderClient providerClient, String path, ObjectNode body) {
    GoogleAccess access = new GoogleAccess(providerClient.connection(), GoogleAccess.READ_REPORTS);
    Supplier<HttpRequest.Builder> question =
        () ->
            HttpRequest.newBuilder()
                .header("Authorization", providerClient.token(access))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    return providerClient.ask(
        access.api().resolve(path),
        question,
        GoogleReports.PACE,
        answer ->
            answer.status() == 503 || answer.isOverLimit()
                ? providerClient.retryAfter(answer, FIRST_RETRY)
                : null);
  }

  private static Failure refused(String what, ProviderResponse answer) {
    String message = "google " + what + " and says " + answer.status();
    return answer.status() / 100 == 5
        ? Failure.retry(message, null)
        : Failure.operator(message + ": is the address a https one that Google may call?");
  }
}

package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens of OAuth 2.0, kept in memory until shortly before they end. */
@Component
public final class AccessTokens {
  private static final Duration MARGIN = Duration.ofMinutes(2);
  private static final Duration USUAL_LIFE = Duration.ofMinutes(30);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Of a token that is good only with a proof beside it, and the header of the proof. */
  public static final String PROVED = "DPoP";

  private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

  AccessTokens() {}

  /** A request for a token: a form posted to an endpoint, made anew each time. */
  public interface Grant {
    URI endpoint();

    /** What the token opens, by its provider's word; for each there is one. */
    String scope();

    Map<String, String> form(Instant now);

    /**
     * A proof of who asks, for a provider that hands out tokens to nobody else; null if there is
     * none.
     *
     * @param nonce what the provider wants to see in it; null if it did not say
     */
    default @Nullable String proof(Instant now, @Nullable String nonce) {
      return null;
    }
  }

  private record Key(TenantId tenant, Source source, String scope) {}

  /** Good for the very settings it was granted to. */
  private record Kept(Map<String, String> settings, String token, Instant until) {}

  String of(ProviderClient providerClient, Grant grant) {
    Connection connection = providerClient.connection();
    Key key = new Key(connection.tenant(), connection.source(), grant.scope());
    Kept known = kept.get(key);
    if (known != null
        && known.settings().equals(connection.settings())
        && providerClient.now().isBefore(known.until())) {
      return known.token();
    }
    Kept granted = granted(providerClient, grant);
    kept.put(key, granted);
    return granted.token();
  }

  void drop(Connection connection) {
    kept.keySet()
        .removeIf(
            key -> key.tenant().equals(connection.tenant()) && key.source() == connection.source());
  }

  private static Kept granted(ProviderClient providerClient, Grant grant) {
    Connection connection = providerClient.connection();
    Instant asked = providerClient.now();
    ProviderResponse answer = ask(providerClient, grant, null);
    JsonNode said = said(connection, answer);
    for (int tries = 0; tries < 2 && wantsProof(said); tries++) {
      String proof = grant.proof(providerClient.now(), answer.header("DPoP-Nonce").orElse(null));
      if (proof == null) {
        break;
      }
      answer = ask(providerClient, grant, proof);
      said = said(connection, answer);
    }
    if (answer.isServerError() || answer.isOverLimit()) {
      throw Failure.retry(
          connection.source() + " gave no token this time (" + answer.status() + ")", null);
    }
    String token = said.path("access_token").asString("");
    if (!answer.isDone() || token.isEmpty()) {
      throw Failure.operator(
          connection.source()
              + " refused the credentials of tenant "
              + connection.tenant()
              + " ("
              + word(said.path("error").asString("status " + answer.status()))
              + ") for "
              + grant.scope()
              + ": see that they may have it, or connect the source again with credentials that are"
              + " in force");
    }
    long seconds = said.path("expires_in").asLong(USUAL_LIFE.toSeconds());
    String kind = said.path("token_type").asString("").equalsIgnoreCase(PROVED) ? PROVED : "Bearer";
    return new Kept(
        connection.settings(),
        kind + " " + token,
        asked.plusSeconds(Math.max(seconds, 0)).minus(MARGIN));
  }

  private static ProviderResponse ask(
      ProviderClient providerClient, Grant grant, @Nullable String proof) {
    HttpRequest.Builder question =
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encoded(grant.form(providerClient.now()))));
    return providerClient.askForToken(
        grant.endpoint(), proof == null ? question : question.header(PROVED, proof));
  }

  private static boolean wantsProof(JsonNode said) {
    String error = said.path("error").asString("");
    return error.equals("invalid_dpop_proof") || error.equals("use_dpop_nonce");
  }

  private static JsonNode said(Connection connection, ProviderResponse answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw Failure.retry(
          connection.source() + " answered the request for a token with no JSON", e);
    }
  }

  /** What a provider calls an error, if it is a word of a protocol and no prose. */
  private static String word(String error) {
    return error.matches("[A-Za-z0-9_. -]{1,60}") ? error : "no reason given";
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry ->
            URLEncoder.encode(entry.getKey(), UTF_8)
                + "="
                + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}

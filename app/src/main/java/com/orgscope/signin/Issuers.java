package com.orgscope.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.orgscope.kernel.Failure;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of each issuer: what it says of itself, and its keys. */
@Component
final class Issuers {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int MOST = 1_000;

  private final ProviderHttp http;
  private final InstantSource clock;
  private final Map<String, Known> metadata = new ConcurrentHashMap<>();
  private final Map<String, ProviderKeys> keys = new ConcurrentHashMap<>();

  Issuers(ProviderHttp http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  private record Known(ProviderMetadata metadata, Instant at) {}

  /**
   * What the issuer says of itself, as it was some minutes ago or, while it cannot be asked,
   * before.
   *
   * @throws Failure of kind RETRY, if it was never heard of
   */
  ProviderMetadata metadata(String issuer) {
    Known known = metadata.get(issuer);
    Instant now = clock.instant();
    if (known != null && now.isBefore(known.at().plus(FRESH))) {
      return known.metadata();
    }
    try {
      ProviderMetadata fresh = ask(issuer);
      makeRoom();
      metadata.put(issuer, new Known(fresh, now));
      return fresh;
    } catch (Failure e) {
      if (known == null) {
        throw e;
      }
      return known.metadata();
    }
  }

  private void makeRoom() {
    if (metadata.size() >= MOST) {
      metadata.clear();
      keys.clear();
    }
  }

  /** Asks now. */
  ProviderMetadata ask(String issuer) {
    ProviderHttp.Said said =
        http.get(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
    if (said.status() != 200) {
      throw Failure.retry(
          "the identity provider answers " + said.status() + " when asked who it is", null);
    }
    ProviderMetadata fresh = ProviderMetadata.of(said.body(), ahead(said.date()));
    if (!fresh.issuer().equals(issuer)) {
      throw Failure.operator(
          "the identity provider at '"
              + issuer
              + "' calls itself '"
              + fresh.issuer()
              + "': set exactly that, letters and slashes count");
    }
    return fresh;
  }

  private @Nullable Duration ahead(@Nullable String date) {
    try {
      return date == null
          ? null
          : Duration.between(
              clock.instant(),
              ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  ProviderKeys keys(String issuer) {
    return keys.computeIfAbsent(issuer, any -> new ProviderKeys(() -> fetch(issuer), clock));
  }

  private JWKSet fetch(String issuer) {
    ProviderHttp.Said said = http.get(metadata(issuer).keys());
    if (said.status() != 200) {
      throw Failure.retry("the identity provider answers " + said.status() + " for its keys", null);
    }
    try {
      return JWKSet.parse(said.body().toString());
    } catch (ParseException e) {
      throw Failure.retry("the identity provider's keys cannot be read", e);
    }
  }
}

package com.orgscope.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An issuer that signs whatever a test wants, and counts who asks for its keys. */
final class IssuerDouble implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile RSAKey key = key("first");
  private volatile boolean away;
  private volatile String name;
  private final AtomicInteger good = new AtomicInteger();
  private final AtomicInteger refreshes = new AtomicInteger();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable Map<String, Object> told;

  IssuerDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    name = issuer();
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> answer(exchange, JsonMapper.shared().writeValueAsString(description())));
    server.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          answer(exchange, new JWKSet(key.toPublicJWK()).toString());
        });
    server.createContext("/token", this::tokens);
    server.setExecutor(executor);
    server.start();
  }

  /** Refresh tokens are good once, and each answer brings the next. */
  private void tokens(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    refreshes.incrementAndGet();
    Map<String, Object> claims = told;
    boolean shown = List.of(form.split("&")).contains("refresh_token=" + refreshToken());
    if (away || claims == null || !shown) {
      exchange.sendResponseHeaders(away ? 503 : 400, 0);
      exchange
          .getResponseBody()
          .write("{\"error\":\"invalid_grant\"}".getBytes(StandardCharsets.UTF_8));
      exchange.close();
      return;
    }
    Map<String, Object> answer = new HashMap<>();
    answer.put("access_token", "access");
    answer.put("refresh_token", "refresh-" + good.incrementAndGet());
    if (!claims.isEmpty()) {
      answer.put("id_token", token(claims));
    }
    answer(exchange, JsonMapper.shared().writeValueAsString(answer));
  }

  /** The refresh token that is good now. */
  String refreshToken() {
    return "refresh-" + good.get();
  }

  int timesRefreshed() {
    return refreshes.get();
  }

  /**
   * What it says of an account from now on.
   *
   * @param claims null for an account that it gives nothing of; empty for an answer without an ID
   *     token
   */
  void tells(@Nullable Map<String, Object> claims) {
    told = claims;
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(away ? 503 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Map<String, Object> description() {
    return Map.of(
        "issuer",
        name,
        "authorization_endpoint",
        issuer() + "/authorize",
        "token_endpoint",
        issuer() + "/token",
        "jwks_uri",
        issuer() + "/keys",
        "id_token_signing_alg_values_supported",
        List.of("RS256"));
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  void rotate(RSAKey next) {
    key = next;
  }

  void callItself(String other) {
    name = other;
  }

  void goAway(boolean gone) {
    away = gone;
  }

  int timesAsked() {
    return asked.get();
  }

  String token(Map<String, Object> claims) {
    return token(claims, key, "JWT");
  }

  static String token(Map<String, Object> claims, RSAKey by, String type) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .keyID(by.getKeyID())
                  .type(new JOSEObjectType(type))
                  .build(),
              JWTClaimsSet.parse(claims));
      token.sign(new RSASSASigner(by));
      return token.serialize();
    } catch (JOSEException | ParseException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }
}

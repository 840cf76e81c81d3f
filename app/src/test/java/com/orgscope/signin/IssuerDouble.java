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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** An issuer that signs whatever a test wants, and counts who asks for its keys. */
final class IssuerDouble implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile RSAKey key = key("first");
  private volatile boolean away;
  private volatile String name;

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
    server.start();
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
        java.util.List.of("RS256"));
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
  }
}

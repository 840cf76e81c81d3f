package com.orgscope.sources.okta;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Sha256;
import com.orgscope.sources.AccessTokens;
import com.orgscope.sources.Connection;
import com.orgscope.sources.Link;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.RequestRate;
import com.orgscope.sources.SignedToken;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proves to an Okta organization who is asking: by an API token ({@code SSWS}), or as a service
 * application that signs with its private key (RFC 7523) and gets a token for a scope, which may be
 * good only with a proof that the key is still held (RFC 9449).
 */
record OktaAccess(Connection connection, String scope) {
  static final String READ_LOGS = "okta.logs.read";
  static final String READ_APPLICATIONS = "okta.apps.read";

  static final String ORG = "org";
  static final String API_TOKEN = "api-token";
  static final String CLIENT_ID = "client-id";
  static final String PRIVATE_KEY = "private-key";
  static final String KEY_ID = "key-id";
  static final String QUESTIONS_A_MINUTE = "questions-per-minute";

  /** Half of an organization's 120 a minute is what one token may use if nobody changed it. */
  private static final int USUAL_QUESTIONS_A_MINUTE = 60;

  private static final int MOST_QUESTIONS_A_MINUTE = 6000;
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(5);

  /** The organization's address. */
  URI org() {
    URI org = connection.address(ORG);
    if (org == null) {
      throw Failure.operator(
          "source okta of tenant "
              + connection.tenant()
              + " has no '"
              + ORG
              + "', such as https://example.okta.com");
    }
    return org;
  }

  /**
   * @throws Failure for the operator, if something is missing or wrong
   */
  void requireWhole() {
    org();
    pace();
    if (connection.get(API_TOKEN) == null && connection.get(CLIENT_ID) == null) {
      throw Failure.operator(
          "source okta of tenant %s has neither '%s' nor '%s' with '%s'"
              .formatted(connection.tenant(), API_TOKEN, CLIENT_ID, PRIVATE_KEY));
    }
    if (byToken()) {
      connection.require(API_TOKEN);
    } else {
      new ServiceApplication(this).form(Instant.EPOCH);
    }
  }

  /** How often the organization lets itself be asked. */
  RequestRate pace() {
    String said = connection.get(QUESTIONS_A_MINUTE);
    int questions = USUAL_QUESTIONS_A_MINUTE;
    if (said != null) {
      questions = said.matches("[0-9]{1,4}") ? Integer.parseInt(said) : 0;
    }
    if (questions < 1 || questions > MOST_QUESTIONS_A_MINUTE) {
      throw Failure.operator(
          "'%s' of source okta is a number from 1 to %d, not '%s'"
              .formatted(QUESTIONS_A_MINUTE, MOST_QUESTIONS_A_MINUTE, said));
    }
    return new RequestRate(questions, Duration.ofMinutes(1));
  }

  /** Whether a link leads to the organization itself: only there the token may go. */
  boolean isOwn(URI link) {
    return Link.isOf(org(), link);
  }

  boolean byToken() {
    return connection.get(API_TOKEN) != null;
  }

  HttpRequest.Builder question(ProviderClient providerClient, URI link) {
    HttpRequest.Builder question = HttpRequest.newBuilder().GET();
    if (byToken()) {
      return question.header("Authorization", "SSWS " + connection.require(API_TOKEN));
    }
    String authorization = providerClient.token(new ServiceApplication(this));
    question.header("Authorization", authorization);
    if (authorization.startsWith(AccessTokens.PROVED + " ")) {
      Map<String, Object> claims = proof("GET", link, providerClient.now());
      claims.put("ath", hash(authorization.substring(AccessTokens.PROVED.length() + 1)));
      question.header(
          AccessTokens.PROVED, SignedToken.proof(claims, connection.require(PRIVATE_KEY)));
    }
    return question;
  }

  /** What a proof of possession (RFC 9449) says of the request it goes with. */
  private static Map<String, Object> proof(String method, URI uri, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("htm", method);
    claims.put("htu", uri.getScheme() + "://" + uri.getAuthority() + uri.getPath());
    claims.put("iat", now.getEpochSecond());
    claims.put("jti", UUID.randomUUID().toString());
    return claims;
  }

  private static String hash(String token) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Sha256.of(token.getBytes(US_ASCII)));
  }

  private record ServiceApplication(OktaAccess access) implements AccessTokens.Grant {
    @Override
    public URI endpoint() {
      return access.org().resolve("/oauth2/v1/token");
    }

    @Override
    public String scope() {
      return access.scope();
    }

    /** Okta binds the tokens of service applications to a key unless somebody switched that off. */
    @Override
    public String proof(Instant now, @Nullable String nonce) {
      Map<String, Object> claims = OktaAccess.proof("POST", endpoint(), now);
      if (nonce != null) {
        claims.put("nonce", nonce);
      }
      return SignedToken.proof(claims, access.connection().require(PRIVATE_KEY));
    }

    @Override
    public Map<String, String> form(Instant now) {
      Connection connection = access.connection();
      String client = connection.require(CLIENT_ID);
      Map<String, Object> claims = new LinkedHashMap<>();
      claims.put("iss", client);
      claims.put("sub", client);
      claims.put("aud", endpoint().toString());
      claims.put("iat", now.getEpochSecond());
      claims.put("exp", now.plus(ASSERTION_LIFE).getEpochSecond());
      claims.put("jti", UUID.randomUUID().toString());
      Map<String, String> form = new LinkedHashMap<>();
      form.put("grant_type", "client_credentials");
      form.put("scope", scope());
      form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      form.put(
          "client_assertion",
          SignedToken.of(claims, connection.get(KEY_ID), connection.require(PRIVATE_KEY)));
      return form;
    }
  }
}

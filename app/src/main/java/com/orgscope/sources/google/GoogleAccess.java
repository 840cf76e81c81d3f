package com.orgscope.sources.google;

import com.orgscope.kernel.Failure;
import com.orgscope.sources.AccessTokens;
import com.orgscope.sources.Connection;
import com.orgscope.sources.SignedToken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proves to Google who is asking: a service account with domain-wide delegation signs that it acts
 * for an administrator.
 */
record GoogleAccess(Connection connection, String scope) implements AccessTokens.Grant {
  static final String SERVICE_ACCOUNT = "service-account";
  static final String ADMIN = "admin";

  /** Where the API is, if not at Google's own address. */
  static final String API = "api";

  /** The company's id at Google, such as C01234567. */
  static final String CUSTOMER = "customer";

  /** Where the API of licences is, if not at Google's own address. */
  static final String LICENSING = "licensing";

  static final String READ_REPORTS = "https://www.googleapis.com/auth/admin.reports.audit.readonly";

  /** There is none that only reads. */
  static final String LICENCES = "https://www.googleapis.com/auth/apps.licensing";

  private static final Duration LIFE = Duration.ofMinutes(55);
  private static final JsonMapper JSON = JsonMapper.shared();

  URI api() {
    URI api = connection.address(API);
    return api == null ? URI.create("https://admin.googleapis.com") : api;
  }

  URI licensing() {
    URI licensing = connection.address(LICENSING);
    return licensing == null ? URI.create("https://licensing.googleapis.com") : licensing;
  }

  private JsonNode account() {
    try {
      JsonNode account = JSON.readTree(connection.require(SERVICE_ACCOUNT));
      if (account.path("client_email").isString() && account.path("private_key").isString()) {
        return account;
      }
      throw Failure.operator("'" + SERVICE_ACCOUNT + "' of source google lacks a private key");
    } catch (JacksonException e) {
      throw Failure.operator(
          "'" + SERVICE_ACCOUNT + "' of source google is the JSON file of the account's key", null);
    }
  }

  @Override
  public URI endpoint() {
    return URI.create(account().path("token_uri").asString("https://oauth2.googleapis.com/token"));
  }

  @Override
  public Map<String, String> form(Instant now) {
    JsonNode account = account();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", account.path("client_email").asString());
    claims.put("sub", connection.require(ADMIN));
    claims.put("scope", scope);
    claims.put("aud", endpoint().toString());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    String keyId = account.path("private_key_id").asString("");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put(
        "assertion",
        SignedToken.of(
            claims, keyId.isEmpty() ? null : keyId, account.path("private_key").asString()));
    return form;
  }
}

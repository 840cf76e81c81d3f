package com.orgscope.signin;

import com.orgscope.kernel.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Gives a code or a refresh token to the provider, which gives tokens for it. */
@Component
final class TokenExchange
    implements OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {
  private final ProviderHttp http;

  TokenExchange(ProviderHttp http) {
    this.http = http;
  }

  @Override
  public OAuth2AccessTokenResponse getTokenResponse(OAuth2AuthorizationCodeGrantRequest grant) {
    ClientRegistration client = grant.getClientRegistration();
    OAuth2AuthorizationRequest begun = grant.getAuthorizationExchange().getAuthorizationRequest();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", grant.getAuthorizationExchange().getAuthorizationResponse().getCode());
    form.put("redirect_uri", begun.getRedirectUri());
    form.put("code_verifier", Objects.requireNonNull(begun.getAttribute("code_verifier")));
    return response(post(client, form));
  }

  /**
   * What came for a refresh token (RFC 6749, 6; OpenID Connect Core 1.0, 12).
   *
   * @param id null if no ID token came
   * @param refresh the one that is good from now on
   */
  record Refreshed(@Nullable String id, String refresh) {
    /** Nothing of the tokens. */
    @Override
    public String toString() {
      return "Refreshed[hidden]";
    }
  }

  /**
   * @throws OAuth2AuthorizationException if the provider says that it is not good any more
   * @throws Failure of kind RETRY, if it says nothing of it
   */
  Refreshed refresh(ClientRegistration client, String token) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    ProviderHttp.Said said = post(client, form);
    String error = said.body().path("error").asString("");
    if (said.status() >= 400 && said.status() < 500 && error.equals("invalid_grant")) {
      throw new OAuth2AuthorizationException(new OAuth2Error(error));
    }
    if (said.status() != 200) {
      throw Failure.retry(
          "the identity provider answers " + said.status() + " to a refresh token", null);
    }
    String id = said.body().path("id_token").asString("");
    return new Refreshed(
        id.isEmpty() ? null : id, said.body().path("refresh_token").asString(token));
  }

  private ProviderHttp.Said post(ClientRegistration client, Map<String, String> form) {
    boolean basic =
        client
            .getClientAuthenticationMethod()
            .equals(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    if (!basic) {
      form.put("client_id", client.getClientId());
      form.put("client_secret", client.getClientSecret());
    }
    return http.post(client.getProviderDetails().getTokenUri(), form, basic ? basic(client) : null);
  }

  private static String basic(ClientRegistration client) {
    String both =
        ProviderHttp.encoded(client.getClientId())
            + ":"
            + ProviderHttp.encoded(client.getClientSecret());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static OAuth2AccessTokenResponse response(ProviderHttp.Said said) {
    if (said.status() >= 500) {
      throw Failure.retry("the identity provider answers " + said.status() + " to a code", null);
    }
    String token = said.body().path("access_token").asString("");
    if (said.status() != 200 || token.isEmpty()) {
      throw new OAuth2AuthorizationException(
          new OAuth2Error(said.body().path("error").asString("invalid_token_response")));
    }
    Map<String, Object> more = new HashMap<>();
    JsonNode id = said.body().path("id_token");
    if (!id.isMissingNode()) {
      more.put("id_token", id.asString(""));
    }
    return OAuth2AccessTokenResponse.withToken(token)
        .tokenType(OAuth2AccessToken.TokenType.BEARER)
        .refreshToken(said.body().path("refresh_token").asString(null))
        .additionalParameters(more)
        .build();
  }
}

package com.orgscope.signin;

import com.orgscope.kernel.Failure;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.stereotype.Component;

/** The authorization code flow as Spring Security checks it, with our keys, clock and leeway. */
@Component
final class CodeFlow {
  private final TokenExchange exchange;
  private final Issuers issuers;
  private final ProviderTokens tokens;
  private final InstantSource clock;
  private final OidcAuthorizationCodeAuthenticationProvider codes;

  CodeFlow(TokenExchange exchange, Issuers issuers, ProviderTokens tokens, InstantSource clock) {
    this.exchange = exchange;
    this.issuers = issuers;
    this.tokens = tokens;
    this.clock = clock;
    this.codes =
        new OidcAuthorizationCodeAuthenticationProvider(
            exchange, user -> new DefaultOidcUser(List.of(), user.getIdToken()));
    codes.setJwtDecoderFactory(this::idTokens);
  }

  /**
   * What a provider gave.
   *
   * @param refresh null if it gave none
   */
  record Tokens(OidcIdToken id, @Nullable String refresh) {
    /** Nothing of the tokens. */
    @Override
    public String toString() {
      return "Tokens[hidden]";
    }
  }

  /** What Orgscope is at the provider. */
  ClientRegistration client(IdentityProvider provider, String redirect) {
    ProviderMetadata metadata = issuers.metadata(provider.issuer());
    List<String> scopes = new ArrayList<>(List.of("openid", "profile", "email"));
    if (metadata.groupsScope()) {
      scopes.add("groups");
    }
    if (provider.offlineAccess()) {
      scopes.add("offline_access");
    }
    return ClientRegistration.withRegistrationId(provider.tenant().value())
        .clientId(provider.clientId())
        .clientSecret(provider.secret())
        .clientAuthenticationMethod(
            metadata.basic()
                ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
                : ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(redirect)
        .scope(scopes)
        .authorizationUri(metadata.authorization())
        .tokenUri(metadata.token())
        .jwkSetUri(metadata.keys())
        .issuerUri(provider.issuer())
        .userNameAttributeName("sub")
        .build();
  }

  /**
   * The tokens of whoever came back.
   *
   * @throws AuthenticationException if state, code, nonce or token is not good
   */
  Tokens redeem(ClientRegistration client, OAuth2AuthorizationExchange exchange) {
    if (codes.authenticate(new OAuth2LoginAuthenticationToken(client, exchange))
            instanceof OAuth2LoginAuthenticationToken in
        && in.getPrincipal() instanceof OidcUser user) {
      OAuth2RefreshToken refresh = in.getRefreshToken();
      return new Tokens(user.getIdToken(), refresh == null ? null : refresh.getTokenValue());
    }
    throw new org.springframework.security.authentication.BadCredentialsException(
        "no OpenID Connect");
  }

  /**
   * What a provider says of an account now.
   *
   * @return empty if it says nothing of the account, which an ID token would
   * @throws OAuth2AuthorizationException if it gives nothing for this refresh token any more
   * @throws JwtException if what it gives is not good
   * @throws Failure of kind RETRY, if it cannot be asked
   */
  Optional<Again> again(IdentityProvider provider, String refresh) {
    // No browser is sent anywhere, so it does not matter where to.
    ClientRegistration client = client(provider, provider.issuer());
    TokenExchange.Refreshed refreshed = exchange.refresh(client, refresh);
    String id = refreshed.id();
    return id == null
        ? Optional.empty()
        : Optional.of(new Again(idTokens(client).decode(id).getClaims(), refreshed.refresh()));
  }

  /** What a provider says of an account, and the refresh token that is good from now on. */
  record Again(Map<String, Object> claims, String refresh) {
    /** Nothing of the tokens. */
    @Override
    public String toString() {
      return "Again[hidden]";
    }
  }

  private JwtDecoder idTokens(ClientRegistration client) {
    OidcIdTokenValidator ours = new OidcIdTokenValidator(client);
    ours.setClockSkew(ProviderTokens.LEEWAY);
    ours.setClock(clock.withZone(ZoneOffset.UTC));
    String issuer = Objects.requireNonNull(client.getProviderDetails().getIssuerUri());
    return token -> {
      Jwt read = tokens.read(issuer, token);
      OAuth2TokenValidatorResult result = ours.validate(read);
      if (result.hasErrors()) {
        throw new JwtValidationException("not for us", result.getErrors());
      }
      return read;
    };
  }
}

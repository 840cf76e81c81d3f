package com.orgscope.signin;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.stereotype.Component;

/** The authorization code flow as Spring Security checks it, with our keys, clock and leeway. */
@Component
final class CodeFlow {
  private final Issuers issuers;
  private final ProviderTokens tokens;
  private final InstantSource clock;
  private final OidcAuthorizationCodeAuthenticationProvider codes;

  CodeFlow(TokenExchange exchange, Issuers issuers, ProviderTokens tokens, InstantSource clock) {
    this.issuers = issuers;
    this.tokens = tokens;
    this.clock = clock;
    this.codes =
        new OidcAuthorizationCodeAuthenticationProvider(
            exchange, user -> new DefaultOidcUser(List.of(), user.getIdToken()));
    codes.setJwtDecoderFactory(this::idTokens);
  }

  /** What Orgscope is at the provider. */
  ClientRegistration client(IdentityProvider provider, String redirect) {
    ProviderMetadata metadata = issuers.metadata(provider.issuer());
    List<String> scopes = new ArrayList<>(List.of("openid", "profile", "email"));
    if (metadata.groupsScope()) {
      scopes.add("groups");
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
   * The ID token of whoever came back.
   *
   * @throws AuthenticationException if state, code, nonce or token is not good
   */
  OidcIdToken redeem(ClientRegistration client, OAuth2AuthorizationExchange exchange) {
    if (codes.authenticate(new OAuth2LoginAuthenticationToken(client, exchange))
            instanceof OAuth2LoginAuthenticationToken in
        && in.getPrincipal() instanceof OidcUser user) {
      return user.getIdToken();
    }
    throw new org.springframework.security.authentication.BadCredentialsException(
        "no OpenID Connect");
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

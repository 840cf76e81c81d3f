package com.orgscope.signin;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * Signing out, at the identity provider and by it: OpenID Connect RP-Initiated, Front-Channel and
 * Back-Channel Logout 1.0, on the sessions of the database, so that it is over on every server.
 */
@Component
public class ProviderSignOut {
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  /** A token that was sent so long ago is none any more. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final IdentityProviders providers;
  private final Issuers issuers;
  private final ProviderTokens tokens;
  private final LogoutTokenStore seen;
  private final Sessions sessions;
  private final InstantSource clock;

  ProviderSignOut(
      IdentityProviders providers,
      Issuers issuers,
      ProviderTokens tokens,
      LogoutTokenStore seen,
      Sessions sessions,
      InstantSource clock) {
    this.providers = providers;
    this.issuers = issuers;
    this.tokens = tokens;
    this.seen = seen;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Ends a browser's session.
   *
   * @param held what the browser shows
   * @param back where the provider sends it back to
   * @return where the browser signs out at the provider as well; empty if it did not sign in there,
   *     or the provider has no such place
   */
  public Optional<String> signOut(String held, String back) {
    return sessions
        .signOut(held)
        .flatMap(out -> providers.find(out.tenant()).flatMap(p -> location(p, out.token(), back)));
  }

  private Optional<String> location(IdentityProvider provider, String token, String back) {
    try {
      String end = issuers.metadata(provider.issuer()).endSession();
      return end == null || !IdentityProvider.isSafe(end)
          ? Optional.empty()
          : Optional.of(
              end
                  + "?id_token_hint="
                  + ProviderHttp.encoded(token)
                  + "&client_id="
                  + ProviderHttp.encoded(provider.clientId())
                  + "&post_logout_redirect_uri="
                  + ProviderHttp.encoded(back));
    } catch (Failure e) {
      return Optional.empty();
    }
  }

  /**
   * What a provider's page in a browser says: the session of this id is over.
   *
   * @return whether it is of the company's own issuer
   */
  public boolean frontChannel(TenantId tenant, String issuer, String session) {
    Optional<IdentityProvider> provider =
        providers.find(tenant).filter(one -> one.issuer().equals(issuer));
    provider.ifPresent(one -> sessions.endOf(tenant, session, null));
    return provider.isPresent();
  }

  /**
   * What a provider says itself.
   *
   * @return whether the token was good and new, and obeyed
   */
  public boolean backChannel(TenantId tenant, String token) {
    IdentityProvider provider = providers.find(tenant).orElse(null);
    if (provider == null) {
      return false;
    }
    try {
      Jwt read = tokens.read(provider.issuer(), token, "logout+jwt");
      if (!isLogout(provider, read) || !isFirst(tenant, read)) {
        return false;
      }
      sessions.endOf(tenant, read.getClaimAsString("sid"), read.getSubject());
      return true;
    } catch (JwtException e) {
      return false;
    }
  }

  private boolean isLogout(IdentityProvider provider, Jwt token) {
    Instant at = token.getIssuedAt();
    Instant now = clock.instant();
    List<String> audience = token.getAudience();
    return audience != null
        && audience.contains(provider.clientId())
        && at != null
        && !at.isAfter(now.plus(ProviderTokens.LEEWAY))
        && at.isAfter(now.minus(FRESH))
        && token.getClaims().get("events") instanceof Map<?, ?> events
        && events.get(EVENT) instanceof Map
        && !token.hasClaim("nonce")
        && (token.hasClaim("sid") || token.getSubject() != null);
  }

  private boolean isFirst(TenantId tenant, Jwt token) {
    @Nullable String id = token.getId();
    Instant now = clock.instant();
    return id != null
        && seen.first(tenant, Sha256.of(id), now, now.minus(FRESH.plus(ProviderTokens.LEEWAY)));
  }
}

package com.orgscope.signin;

import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.Admission.Reason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing in by the company's identity provider: authorization code with PKCE, state and nonce.
 * What was begun is kept by the browser alone, sealed under the company's key, so that any server
 * can end it.
 */
@Component
public class ProviderSignIn {
  /** So long somebody may take at the provider. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PLACE = "sign-in begun";
  private static final int BYTES = 32;
  private static final int LONGEST = 4_000;

  private final IdentityProviders providers;
  private final CodeFlow flow;
  private final Admissions admissions;
  private final SignInRefusals refusals;
  private final TenantEncryption seals;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  ProviderSignIn(
      IdentityProviders providers,
      CodeFlow flow,
      Admissions admissions,
      SignInRefusals refusals,
      TenantEncryption seals,
      InstantSource clock) {
    this.providers = providers;
    this.flow = flow;
    this.admissions = admissions;
    this.refusals = refusals;
    this.seals = seals;
    this.clock = clock;
  }

  /**
   * A sign-in that was begun.
   *
   * @param location at the provider, where the browser goes now
   * @param kept what the browser keeps until it comes back; it cannot read it
   */
  public record Begun(String location, String kept) {}

  /** How a sign-in ended. */
  public sealed interface Result {
    /** Who it is, and the roles they may have. */
    record In(SignInProof proof, Set<Role> roles) implements Result {}

    /** Nobody who is let in. */
    record Refused(Reason reason) implements Result {}
  }

  private record Attempt(String state, String nonce, String verifier, String redirect, long at) {}

  /**
   * Begins.
   *
   * @param redirect where the provider sends the browser back to
   * @throws Failure for the operator, if the company has no identity provider; of kind RETRY, if it
   *     cannot be asked
   */
  public Begun begin(TenantId tenant, String redirect) {
    ClientRegistration client = flow.client(providers.get(tenant), redirect);
    String nonce = secret();
    OAuth2AuthorizationRequest request =
        request(
            client, new Attempt(secret(), nonce, "", redirect, clock.instant().getEpochSecond()));
    Attempt attempt =
        new Attempt(
            Objects.requireNonNull(request.getState()),
            nonce,
            Objects.requireNonNull(request.getAttribute("code_verifier")),
            redirect,
            clock.instant().getEpochSecond());
    byte[] sealed = seals.seal(tenant, JSON.writeValueAsBytes(attempt), PLACE);
    return new Begun(
        request.getAuthorizationRequestUri(),
        Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
  }

  private String secret() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** As it was sent, or is about to be: without a verifier yet, one is made. */
  private static OAuth2AuthorizationRequest request(ClientRegistration client, Attempt attempt) {
    OAuth2AuthorizationRequest.Builder building =
        OAuth2AuthorizationRequest.authorizationCode()
            .clientId(client.getClientId())
            .authorizationUri(
                Objects.requireNonNull(client.getProviderDetails().getAuthorizationUri()))
            .redirectUri(attempt.redirect())
            .scopes(client.getScopes())
            .state(attempt.state())
            .attributes(all -> {
              all.put("nonce", attempt.nonce());
              if (!attempt.verifier().isEmpty()) {
                all.put("code_verifier", attempt.verifier());
              }
            })
            .additionalParameters(all ->
                all.put(
                    "nonce",
                    Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                            Sha256.of(attempt.nonce().getBytes(StandardCharsets.US_ASCII)))));
    if (attempt.verifier().isEmpty()) {
      OAuth2AuthorizationRequestCustomizers.withPkce().accept(building);
    }
    return building.build();
  }

  /**
   * Ends, and writes down whoever is not let in.
   *
   * @param kept what the browser kept, whatever it is
   * @param said what the browser was sent back with
   * @throws Failure of kind RETRY, if the provider cannot be asked
   */
  public Result end(TenantId tenant, @Nullable String kept, Map<String, String> said) {
    try {
      IdentityProvider provider = providers.get(tenant);
      Attempt attempt = opened(tenant, kept);
      String issuer = said.get("iss");
      if (attempt == null || (issuer != null && !issuer.equals(provider.issuer()))) {
        return refused(tenant, Reason.NOT_GOOD);
      }
      ClientRegistration client = flow.client(provider, attempt.redirect());
      CodeFlow.Tokens tokens =
          flow.redeem(
              client,
              new OAuth2AuthorizationExchange(request(client, attempt), response(attempt, said)));
      return switch (admissions.of(provider, tokens.id().getClaims())) {
        case Admission.In in -> new Result.In(proof(in, tokens), in.roles());
        case Admission.Refused refused -> refused(tenant, refused.reason());
      };
    } catch (AuthenticationException e) {
      return refused(tenant, Reason.NOT_GOOD);
    } catch (Failure e) {
      refusals.record(tenant, "the identity provider could not be asked, or there is none");
      throw e;
    }
  }

  private Result refused(TenantId tenant, Reason reason) {
    refusals.record(tenant, reason.words());
    return new Result.Refused(reason);
  }

  private static SignInProof proof(Admission.In in, CodeFlow.Tokens tokens) {
    return new SignInProof(
        Way.PROVIDER,
        in.caller(),
        "the company's identity provider vouches, and a group gives the role",
        in.groups(),
        new ProviderSession(
            Objects.requireNonNull(tokens.id().getSubject()),
            tokens.id().getClaimAsString("sid"),
            tokens.id().getTokenValue(),
            tokens.refresh()));
  }

  private static OAuth2AuthorizationResponse response(Attempt attempt, Map<String, String> said) {
    String error = said.get("error");
    OAuth2AuthorizationResponse.Builder building =
        error == null
            ? OAuth2AuthorizationResponse.success(said.getOrDefault("code", "none"))
            : OAuth2AuthorizationResponse.error("refused: " + error);
    return building.redirectUri(attempt.redirect()).state(said.getOrDefault("state", "")).build();
  }

  private @Nullable Attempt opened(TenantId tenant, @Nullable String kept) {
    if (kept == null || kept.length() > LONGEST) {
      return null;
    }
    byte[] plain;
    try {
      plain = seals.open(tenant, Base64.getUrlDecoder().decode(kept), PLACE);
    } catch (IllegalArgumentException e) {
      return null;
    } catch (Failure e) {
      if (e.kind() == Failure.Kind.RETRY) {
        throw e;
      }
      return null;
    }
    Attempt attempt = JSON.readValue(plain, Attempt.class);
    Instant until = Instant.ofEpochSecond(attempt.at()).plus(LIFE);
    return clock.instant().isBefore(until) ? attempt : null;
  }
}

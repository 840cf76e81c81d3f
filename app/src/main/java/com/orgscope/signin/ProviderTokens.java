package com.orgscope.signin;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Reads tokens of one issuer: signed by a key of its, of exactly this issuer, and of now. For whom
 * a token is, whoever asks must look at.
 */
@Component
final class ProviderTokens {
  /** How far the two clocks may be apart. */
  static final Duration LEEWAY = Duration.ofSeconds(60);

  /** Signatures by a key that only the issuer has; never by a secret that two have. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  static boolean isAlgorithm(String name) {
    return ALGORITHMS.stream().anyMatch(one -> one.getName().equals(name));
  }

  private final Issuers issuers;
  private final InstantSource clock;

  ProviderTokens(Issuers issuers, InstantSource clock) {
    this.issuers = issuers;
    this.clock = clock;
  }

  /**
   * The token, if it is good.
   *
   * @param types that its header may say it is, beside none
   * @throws JwtException if it is not
   */
  Jwt read(String issuer, String token, String... types) {
    ProviderKeys keys = issuers.keys(issuer);
    NimbusJwtDecoder decoder = decoder(issuer, keys, types);
    try {
      return decoder.decode(token);
    } catch (JwtException e) {
      // Some change a key and keep its name.
      if (e.getCause() instanceof BadJWSException && keys.again()) {
        return decoder.decode(token);
      }
      throw e;
    }
  }

  private NimbusJwtDecoder decoder(String issuer, ProviderKeys keys, String... types) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(JOSEObjectType.JWT, null),
                    java.util.Arrays.stream(types).map(JOSEObjectType::new))
                .toArray(JOSEObjectType[]::new)));
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    JwtTimestampValidator time = new JwtTimestampValidator(LEEWAY);
    time.setClock(clock.withZone(ZoneOffset.UTC));
    OAuth2TokenValidator<Jwt> exactly =
        token ->
            issuer.equals(token.getClaimAsString("iss"))
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                    new OAuth2Error("invalid_token", "of another issuer", null));
    decoder.setJwtValidator(token -> {
      OAuth2TokenValidatorResult first = exactly.validate(token);
      return first.hasErrors() ? first : time.validate(token);
    });
    return decoder;
  }
}

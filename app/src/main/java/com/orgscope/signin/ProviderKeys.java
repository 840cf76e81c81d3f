package com.orgscope.signin;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which one provider signs. They are fetched anew when a token names one that is not
 * there, and then and when not asked for at most once in a while, so that made-up names of keys do
 * not hammer the provider. While it cannot be asked, the keys it had are good.
 */
final class ProviderKeys implements JWKSource<SecurityContext> {
  static final Duration COOL_DOWN = Duration.ofSeconds(30);

  /** A key that was taken back is not good for longer. */
  static final Duration FRESH = Duration.ofMinutes(5);

  private final Supplier<JWKSet> fetch;
  private final InstantSource clock;
  private @Nullable JWKSet known;
  private Instant fetchedAt = Instant.MIN;
  private Instant triedAt = Instant.MIN;

  ProviderKeys(Supplier<JWKSet> fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  @Override
  public synchronized List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context)
      throws KeySourceException {
    JWKSet keys = known;
    if (keys == null || clock.instant().isAfter(fetchedAt.plus(FRESH))) {
      var unused = again();
    }
    List<JWK> found = select(wanted);
    return found.isEmpty() && again() ? select(wanted) : found;
  }

  private List<JWK> select(JWKSelector wanted) throws KeySourceException {
    JWKSet keys = known;
    if (keys == null) {
      throw new KeySourceException("the identity provider's keys cannot be fetched");
    }
    return wanted.select(keys);
  }

  /** Fetches the keys, unless that was tried just now; returns whether there are fresh ones. */
  synchronized boolean again() {
    Instant now = clock.instant();
    if (!triedAt.equals(Instant.MIN) && now.isBefore(triedAt.plus(COOL_DOWN))) {
      return false;
    }
    triedAt = now;
    try {
      known = fetch.get();
      fetchedAt = now;
      return true;
    } catch (Failure e) {
      return false;
    }
  }
}

package com.orgscope.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.access.SecretStore.Kept;
import com.orgscope.audit.Audit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What other systems show to be let in: bearer tokens and the secrets of webhooks, 256 bits made at
 * random, of which only a hash is kept. A new one is made beside the old one, which stays good for
 * a while, so that nothing is refused while somebody carries it over.
 */
@Component
public final class Secrets {
  private static final int BYTES = 32;
  private static final int REMEMBERED = 10_000;

  private final SecretStore store;
  private final SecretSettings settings;
  private final Access access;
  private final Audit audit;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<Key, Read> read = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  Secrets(
      SecretStore store, SecretSettings settings, Access access, Audit audit, InstantSource clock) {
    this.store = store;
    this.settings = settings;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a secret opens. */
  public enum Purpose {
    /** An identity provider writes people over SCIM. */
    SCIM("scim"),
    /** Okta's event hooks. */
    OKTA_HOOK("okta-hook");

    private final String word;

    Purpose(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * A new secret, told this once.
   *
   * @param oldGoodUntil until when the one before it is good; null if there was none
   */
  public record Made(String secret, @Nullable Instant oldGoodUntil) {
    /** Nothing of it. */
    @Override
    public String toString() {
      return "Made[hidden]";
    }
  }

  private record Key(TenantId tenant, Purpose purpose) {}

  private record Read(List<Kept> kept, Instant at) {}

  /**
   * Makes a secret.
   *
   * @param rotate to make one although there is one
   * @throws Failure for the operator, if there is one and {@code rotate} was not said
   */
  public Made make(Caller caller, Purpose purpose, boolean rotate) {
    access.require(caller, Action.RUN_WORK, "secret for " + purpose.word());
    Instant now = clock.instant();
    boolean first = store.all(caller.tenant(), purpose).isEmpty();
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret = "orgscope_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    audit.record(
        caller,
        first ? "make a secret" : "make a new secret",
        purpose.word(),
        "IT/Security connects other systems");
    Instant oldUntil = now.plus(settings.rotationOverlap());
    if (!store.add(caller, purpose, hash(secret), now, oldUntil, rotate)) {
      throw Failure.operator(
          "there is a secret for "
              + purpose.word()
              + " already and it is never shown again: --rotate makes a new one beside it");
    }
    read.invalidate(new Key(caller.tenant(), purpose));
    return new Made(secret, first ? null : oldUntil);
  }

  /**
   * Which of the tenant's secrets was shown; empty for none, and for a tenant that is not there.
   * Takes as long for a wrong one as for a right one.
   *
   * @throws Failure of kind RETRY, if the database is away and has been for long
   */
  public OptionalInt check(TenantId tenant, Purpose purpose, String shown) {
    Key key = new Key(tenant, purpose);
    byte[] hash = hash(shown);
    Read known = current(key, settings.cacheTtl());
    OptionalInt number = match(known, hash);
    return number.isPresent() ? number : match(current(key, settings.negativeCacheTtl()), hash);
  }

  private OptionalInt match(Read known, byte[] hash) {
    Instant now = clock.instant();
    OptionalInt found = OptionalInt.empty();
    for (Kept kept : known.kept()) {
      boolean same = MessageDigest.isEqual(kept.hash(), hash);
      if (same && kept.goodAt(now)) {
        found = OptionalInt.of(kept.number());
      }
    }
    return found;
  }

  private Read current(Key key, Duration age) {
    Read known = read.getIfPresent(key);
    Instant now = clock.instant();
    if (known != null && now.isBefore(known.at().plus(age))) {
      return known;
    }
    try {
      Read fresh = new Read(store.all(key.tenant(), key.purpose()), now);
      read.put(key, fresh);
      return fresh;
    } catch (Failure e) {
      if (e.kind() != Failure.Kind.RETRY
          || known == null
          || now.isAfter(known.at().plus(settings.maxStale()))) {
        throw e;
      }
      return known;
    }
  }

  /** A hash is enough for what nobody can guess: there is nothing to try out. */
  private static byte[] hash(String secret) {
    return Sha256.of(secret);
  }
}

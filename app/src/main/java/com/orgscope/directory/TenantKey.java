package com.orgscope.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What hides one tenant's people: AES-256-GCM for names, HMAC-SHA-256 for keys and look-ups. The
 * first may be rotated; the second never, since pseudonyms in the lake are made of it.
 */
final class TenantKey {
  private static final int KEY_BYTES = 16;
  private static final int DERIVED_BYTES = 32;

  private final Aead names;
  private final PrfSet pseudonyms;
  private final Supplier<TenantKey> again;

  private TenantKey(Aead names, PrfSet pseudonyms, Supplier<TenantKey> again) {
    this.names = names;
    this.pseudonyms = pseudonyms;
    this.again = again;
  }

  /**
   * Both key sets as they rest in the database.
   *
   * @param under the key of a {@link KeyEncryptionKeys} that encrypts both
   */
  record Wrapped(byte[] names, byte[] pseudonyms, String under) {
    boolean sameAs(Wrapped other) {
      return under.equals(other.under)
          && Arrays.equals(names, other.names)
          && Arrays.equals(pseudonyms, other.pseudonyms);
    }
  }

  /** Both key sets in the clear. */
  record Sets(KeysetHandle names, KeysetHandle pseudonyms) {
    static Sets generate() {
      try {
        return new Sets(
            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
            KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF, PrfConfig2026.get()));
      } catch (GeneralSecurityException e) {
        throw Failure.bug("no key can be made", e);
      }
    }

    /** With one more key for names, which seals from now on; what the others sealed opens. */
    Sets withNewNames() {
      try {
        return new Sets(
            KeysetHandle.newBuilder(names)
                .addEntry(
                    KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .setConfiguration(AeadConfig2026.get())
                .build(),
            pseudonyms);
      } catch (GeneralSecurityException e) {
        throw Failure.bug("no further key can be made", e);
      }
    }

    /**
     * @param again looks up what the tenant's keys are now: the same one, if nothing changed
     */
    TenantKey key(Supplier<TenantKey> again) {
      try {
        return new TenantKey(
            names.getPrimitive(AeadConfig2026.get(), Aead.class),
            pseudonyms.getPrimitive(PrfConfig2026.get(), PrfSet.class),
            again);
      } catch (GeneralSecurityException e) {
        throw Failure.bug("a key set is of no use", e);
      }
    }

    /**
     * @param under the name of the key that wraps them
     */
    Wrapped wrapped(TenantId tenant, Aead wrapping, String under) {
      try {
        return new Wrapped(
            TinkProtoKeysetFormat.serializeEncryptedKeyset(
                names, wrapping, purpose(tenant, "names"), AeadConfig2026.get()),
            TinkProtoKeysetFormat.serializeEncryptedKeyset(
                pseudonyms, wrapping, purpose(tenant, "pseudonyms"), PrfConfig2026.get()),
            under);
      } catch (GeneralSecurityException e) {
        throw Failure.bug("the keys of tenant " + tenant + " cannot be wrapped", e);
      }
    }
  }

  /**
   * @throws Failure for the operator, if the key is not the one they were wrapped under
   */
  static Sets unwrap(TenantId tenant, Wrapped wrapped, Aead wrapping) {
    try {
      return new Sets(
          TinkProtoKeysetFormat.parseEncryptedKeyset(
              wrapped.names(), wrapping, purpose(tenant, "names"), AeadConfig2026.get()),
          TinkProtoKeysetFormat.parseEncryptedKeyset(
              wrapped.pseudonyms(), wrapping, purpose(tenant, "pseudonyms"), PrfConfig2026.get()));
    } catch (GeneralSecurityException e) {
      throw Failure.operator(
          "the keys of tenant %s cannot be opened: %s is not the key they were made under"
              .formatted(tenant, wrapped.under()),
          e);
    }
  }

  /** A wrapped key of one tenant or purpose does not open as another's. */
  private static byte[] purpose(TenantId tenant, String purpose) {
    return ("orgscope/" + tenant + "/" + purpose).getBytes(UTF_8);
  }

  /**
   * @param place the row and column; a cipher text that is moved elsewhere does not open
   */
  byte[] encrypt(String plain, String place) {
    try {
      return names.encrypt(plain.getBytes(UTF_8), place.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw Failure.bug("a name cannot be encrypted", e);
    }
  }

  String decrypt(byte[] cipher, String place) {
    try {
      return new String(opened(cipher, place), UTF_8);
    } catch (GeneralSecurityException e) {
      throw Failure.operator(
          "a name in the directory does not open: its row was changed or restored from elsewhere",
          e);
    }
  }

  /** As {@link #encrypt}, of bytes that are no name. */
  byte[] seal(byte[] plain, String place) {
    try {
      return names.encrypt(plain, place.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw Failure.bug("something cannot be sealed", e);
    }
  }

  byte[] open(byte[] sealed, String place) {
    try {
      return opened(sealed, place);
    } catch (GeneralSecurityException e) {
      throw Failure.operator(
          place + " does not open: its row was changed or restored from elsewhere", e);
    }
  }

  /** Another process may have sealed it with a key that is newer than this. */
  private byte[] opened(byte[] sealed, String place) throws GeneralSecurityException {
    try {
      return names.decrypt(sealed, place.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      TenantKey now = again.get();
      if (now == this) {
        throw e;
      }
      return now.names.decrypt(sealed, place.getBytes(UTF_8));
    }
  }

  /** The key of a person nobody knew, made of the best of their ids. */
  PersonKey person(Id id) {
    return PersonKey.ofHash(hmac(id.kind().label + id.value()));
  }

  /**
   * A look-up hash of an id. It is no person key even for the login the key was made of: who reads
   * both tables cannot join them.
   */
  UUID link(Id id) {
    return hash("link:" + id.kind().label + id.value());
  }

  /** 122 bits of the HMAC of a text. */
  UUID hash(String text) {
    return PersonKey.ofHash(hmac(text)).value();
  }

  /** A key of its own, 32 bytes, from which no other can be worked out. */
  byte[] derived(String purpose) {
    return hmac("key:" + purpose, DERIVED_BYTES);
  }

  private byte[] hmac(String text) {
    return hmac(text, KEY_BYTES);
  }

  private byte[] hmac(String text, int bytes) {
    try {
      return pseudonyms.computePrimary(text.getBytes(UTF_8), bytes);
    } catch (GeneralSecurityException e) {
      throw Failure.bug("no HMAC", e);
    }
  }
}

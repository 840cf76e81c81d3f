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
import java.util.UUID;

/**
 * What hides one tenant's people: AES-256-GCM for names, HMAC-SHA-256 for keys and look-ups. The
 * first may be rotated; the second never, since pseudonyms in the lake are made of it.
 */
final class TenantKey {
  private static final int KEY_BYTES = 16;
  private static final int DERIVED_BYTES = 32;

  private final Aead names;
  private final PrfSet pseudonyms;

  private TenantKey(Aead names, PrfSet pseudonyms) {
    this.names = names;
    this.pseudonyms = pseudonyms;
  }

  /** Both key sets as they rest in the database, encrypted under the key-encryption key. */
  record Wrapped(byte[] names, byte[] pseudonyms) {}

  static Wrapped generate(TenantId tenant, Aead wrapping) {
    try {
      return new Wrapped(
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
              wrapping,
              purpose(tenant, "names"),
              AeadConfig2026.get()),
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              KeysetHandle.generateNew(
                  PredefinedPrfParameters.HMAC_SHA256_PRF, PrfConfig2026.get()),
              wrapping,
              purpose(tenant, "pseudonyms"),
              PrfConfig2026.get()));
    } catch (GeneralSecurityException e) {
      throw Failure.bug("no key can be made for tenant " + tenant, e);
    }
  }

  /**
   * @throws Failure for the operator, if the master key is not the one they were wrapped under
   */
  static TenantKey unwrap(TenantId tenant, Wrapped wrapped, Aead wrapping) {
    try {
      return new TenantKey(
          TinkProtoKeysetFormat.parseEncryptedKeyset(
                  wrapped.names(), wrapping, purpose(tenant, "names"), AeadConfig2026.get())
              .getPrimitive(AeadConfig2026.get(), Aead.class),
          TinkProtoKeysetFormat.parseEncryptedKeyset(
                  wrapped.pseudonyms(),
                  wrapping,
                  purpose(tenant, "pseudonyms"),
                  PrfConfig2026.get())
              .getPrimitive(PrfConfig2026.get(), PrfSet.class));
    } catch (GeneralSecurityException e) {
      throw Failure.operator(
          "the keys of tenant "
              + tenant
              + " cannot be opened: keys/master.json is not the key they were made under",
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
      return new String(names.decrypt(cipher, place.getBytes(UTF_8)), UTF_8);
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
      return names.decrypt(sealed, place.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw Failure.operator(
          place + " does not open: its row was changed or restored from elsewhere", e);
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

package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Under keys of the tests, one a tenant, where no directory is wired. */
final class TestSeals implements IdentitySeals {
  @Override
  public UUID lookup(TenantId tenant, String identity) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(tenant), "HmacSHA256"));
      return PersonKey.ofHash(mac.doFinal(identity.getBytes(UTF_8))).value();
    } catch (GeneralSecurityException e) {
      throw Failure.bug("no HMAC", e);
    }
  }

  @Override
  public byte[] seal(TenantId tenant, String identity, UUID lookup) {
    return cipher(Cipher.ENCRYPT_MODE, tenant, lookup, identity.getBytes(UTF_8));
  }

  @Override
  public String open(TenantId tenant, byte[] sealed, UUID lookup) {
    return new String(cipher(Cipher.DECRYPT_MODE, tenant, lookup, sealed), UTF_8);
  }

  /** Each lookup seals one text, so that it may be the nonce. */
  private static byte[] cipher(int mode, TenantId tenant, UUID lookup, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] nonce =
          ByteBuffer.allocate(16)
              .putLong(lookup.getMostSignificantBits())
              .putLong(lookup.getLeastSignificantBits())
              .array();
      cipher.init(
          mode,
          new SecretKeySpec(key(tenant), "AES"),
          new GCMParameterSpec(128, Arrays.copyOf(nonce, 12)));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw Failure.operator("it does not open", e);
    }
  }

  private static byte[] key(TenantId tenant) {
    return Sha256.of("a key of the tests for " + tenant);
  }
}

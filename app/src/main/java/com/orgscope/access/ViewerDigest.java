package com.orgscope.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.orgscope.kernel.Failure;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who asks BigQuery, without their mail: HMAC-SHA-256 of the address in small letters, under a key
 * of the tenant's own. Addresses are easy to guess, so a hash without a key would tell whoever has
 * the table of grants which key of the lake is whose.
 *
 * <p>BigQuery has no HMAC, but SHA-256: {@link #expression} is HMAC written out (RFC 2104), with
 * the key already mixed into its two pads. So the key stands in the policies and nowhere in the
 * lake.
 */
record ViewerDigest(byte[] key) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BLOCK_BYTES = 64;
  private static final int INNER = 0x36;
  private static final int OUTER = 0x5c;

  /**
   * Of a mail address.
   *
   * @return empty where it has other letters than ASCII's: whose they are in small letters, two
   *     machines may see differently, and such an address is then nobody's
   */
  Optional<byte[]> of(String mail) {
    if (mail.isBlank() || !US_ASCII.newEncoder().canEncode(mail)) {
      return Optional.empty();
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Optional.of(mac.doFinal(mail.strip().toLowerCase(Locale.ROOT).getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw Failure.bug("every Java has HMAC-SHA-256", e);
    }
  }

  /** The same of whoever asks, in GoogleSQL. */
  String expression() {
    return "SHA256(CONCAT(%s, SHA256(CONCAT(%s, CAST(LOWER(SESSION_USER()) AS BYTES)))))"
        .formatted(GoogleSql.bytes(pad(OUTER)), GoogleSql.bytes(pad(INNER)));
  }

  private byte[] pad(int with) {
    byte[] pad = Arrays.copyOf(key, BLOCK_BYTES);
    for (int i = 0; i < BLOCK_BYTES; i++) {
      pad[i] ^= (byte) with;
    }
    return pad;
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "ViewerDigest";
  }
}

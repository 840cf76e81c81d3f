package com.orgscope.state;

import com.orgscope.kernel.Failure;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104), and its pads for whoever writes it out in SQL. */
public final class Hmac {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BLOCK_BYTES = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private Hmac() {}

  /**
   * The MAC of a text.
   *
   * @return 32 bytes
   */
  public static byte[] of(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw Failure.bug("every Java has HMAC-SHA-256", e);
    }
  }

  /**
   * What stands before the text in the inner hash.
   *
   * @param key of a block at most
   * @return 64 bytes
   */
  public static byte[] innerPad(byte[] key) {
    return pad(key, INNER);
  }

  /** What stands before the inner hash in the outer one; as {@link #innerPad}. */
  public static byte[] outerPad(byte[] key) {
    return pad(key, OUTER);
  }

  private static byte[] pad(byte[] key, byte with) {
    byte[] pad = Arrays.copyOf(key, BLOCK_BYTES);
    for (int i = 0; i < BLOCK_BYTES; i++) {
      pad[i] ^= with;
    }
    return pad;
  }
}

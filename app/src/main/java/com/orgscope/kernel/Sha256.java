package com.orgscope.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), which every JDK has. */
public final class Sha256 {
  private Sha256() {}

  /** A fresh one, to be fed in parts. For one thread. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw Failure.bug("every JDK has SHA-256", e);
    }
  }

  /** The 32 bytes of the hash. */
  public static byte[] of(byte[] bytes) {
    return digest().digest(bytes);
  }

  /** As {@link #of(byte[])}, of a text in UTF-8. */
  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}

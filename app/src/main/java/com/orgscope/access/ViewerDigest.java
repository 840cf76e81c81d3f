package com.orgscope.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.orgscope.state.Hmac;
import java.util.Locale;
import java.util.Optional;

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
    return Optional.of(Hmac.of(key, mail.strip().toLowerCase(Locale.ROOT).getBytes(US_ASCII)));
  }

  /** The same of whoever asks, in GoogleSQL. */
  String expression() {
    return "SHA256(CONCAT(%s, SHA256(CONCAT(%s, CAST(LOWER(SESSION_USER()) AS BYTES)))))"
        .formatted(GoogleSql.bytes(Hmac.outerPad(key)), GoogleSql.bytes(Hmac.innerPad(key)));
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "ViewerDigest";
  }
}

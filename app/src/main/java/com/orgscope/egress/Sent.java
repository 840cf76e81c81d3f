package com.orgscope.egress;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Something that left, or was about to: whoever is killed in between leaves one that did not.
 *
 * @param number grows with time within a tenant, with gaps
 * @param at when it was written down, by the database's clock
 * @param recipient the method and address
 * @param digest SHA-256 of the body, in hexadecimal
 */
public record Sent(
    long number, Instant at, Channel channel, String recipient, String digest, byte[] body) {
  /** How many bytes the body has. */
  public long size() {
    return body.length;
  }

  /** The body as UTF-8; what is no text stands as the mark for that. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}

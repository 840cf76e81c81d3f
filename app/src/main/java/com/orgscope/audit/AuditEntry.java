package com.orgscope.audit;

import java.time.Instant;
import java.util.HexFormat;

/**
 * One line of the log.
 *
 * @param number 1, 2, 3 … within the tenant, without gaps
 * @param hash SHA-256, in hexadecimal, over the entry before and every field of this one
 */
public record AuditEntry(
    long number,
    Instant at,
    String principal,
    String role,
    String action,
    String subject,
    String reason,
    String hash) {

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}

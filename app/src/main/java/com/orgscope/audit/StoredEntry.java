package com.orgscope.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it rests: people by alias.
 *
 * @param where null of an older log
 */
record StoredEntry(
    long number,
    Instant at,
    String principal,
    String role,
    String action,
    String subject,
    String reason,
    @Nullable Where where) {
  private static final String ALIAS = "alias:";

  /**
   * Whom it is about, and from where it was asked.
   *
   * @param list SHA-256, in hexadecimal, of the list they stand in where they are many; else empty
   */
  record Where(List<UUID> persons, String list, String address, String request) {}

  /** How an alias stands where otherwise a principal does. */
  static String principal(UUID alias) {
    return ALIAS + alias;
  }

  /** The alias of whoever acted; null if it is no person. */
  @Nullable UUID actor() {
    return where != null && principal.startsWith(ALIAS)
        ? UUID.fromString(principal.substring(ALIAS.length()))
        : null;
  }

  /** What its hash is over, in this order, behind its tenant, number and time. */
  List<String> hashed() {
    List<String> fields = new ArrayList<>(List.of(principal, role, action, subject, reason));
    if (where != null) {
      fields.add(where.persons().stream().map(UUID::toString).collect(Collectors.joining(" ")));
      fields.addAll(List.of(where.list(), where.address(), where.request()));
    }
    return fields;
  }
}

package com.orgscope.audit;

import java.time.Instant;

/**
 * One line of the log.
 *
 * @param number rises in the order in which entries were begun; between those of one tenant there
 *     are gaps
 */
public record AuditEntry(
    long number,
    Instant at,
    String principal,
    String role,
    String action,
    String subject,
    String reason) {}

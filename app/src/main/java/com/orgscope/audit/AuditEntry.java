package com.orgscope.audit;

import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One line of the log.
 *
 * @param number rises in the order in which entries were begun; between those of one tenant there
 *     are gaps
 * @param principal {@link #ERASED} where nobody can tell any more; an alias to whoever may not read
 *     who that is
 * @param persons whom it is about, as far as they are not erased
 * @param aliases whom it is about, to whoever may not read who that is; empty to others
 * @param erased how many people it is about besides, who were erased
 * @param from the address it was asked from, cut; "command line", or empty for the product itself
 * @param request what all entries of one request have in common; empty for the product itself
 */
public record AuditEntry(
    long number,
    Instant at,
    String principal,
    String role,
    String action,
    String subject,
    String reason,
    List<PersonKey> persons,
    List<UUID> aliases,
    int erased,
    String from,
    String request) {
  /** Who acted, when their alias means nothing any more. */
  public static final String ERASED = "an erased person";
}

package com.orgscope.audit;

import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the log; null leaves a question open.
 *
 * @param since the earliest time that counts
 * @param until the first that counts no more
 * @param action its words, or those after "refused: "
 * @param actor a principal as it reads in the log ("os:tess")
 * @param person who acted or was looked at
 * @param alias who acted or was looked at, to those who may not read who that is
 * @param request what all entries of one request have in common
 * @param refused only what was refused
 * @param before entries with lower numbers alone: the last one of the page before
 * @param limit at most {@link Audit#READ_LIMIT}
 */
public record AuditQuery(
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String action,
    @Nullable String actor,
    @Nullable PersonKey person,
    @Nullable UUID alias,
    @Nullable String request,
    boolean refused,
    @Nullable Long before,
    int limit) {
  static AuditQuery newest(int limit) {
    return new AuditQuery(null, null, null, null, null, null, null, false, null, limit);
  }
}

package com.orgscope.audit;

import com.orgscope.kernel.TenantId;
import java.time.Instant;

/**
 * Where a tenant's log begins, since what was before is too old to be kept: the end of a block that
 * was sealed.
 *
 * @param number 1, 2, 3 … of the tenant's starts
 * @param block the last that is not kept
 * @param entries how many entries the log had up to there
 * @param highest the highest number of any of them
 * @param head hash of that block, SHA-256 in hexadecimal
 * @param seal number of the seal that says the same, which stays
 * @param keptYears how old an entry had to be
 * @param at when it was decided
 */
record LogStart(
    TenantId tenant,
    int number,
    long block,
    long entries,
    long highest,
    String head,
    int seal,
    int keptYears,
    Instant at) {}

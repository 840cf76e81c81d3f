package com.orgscope.audit;

import com.orgscope.kernel.TenantId;
import java.time.Instant;

/**
 * Where a tenant's log ended at a time: whoever holds it can tell later that nothing before it was
 * changed, left out or cut off.
 *
 * @param number 1, 2, 3 … of the tenant's seals
 * @param entries how many entries the log had
 * @param head hash of the last of them, SHA-256 in hexadecimal
 * @param at by the database's clock
 */
public record Seal(TenantId tenant, int number, long entries, String head, Instant at) {}

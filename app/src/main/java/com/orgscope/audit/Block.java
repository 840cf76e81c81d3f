package com.orgscope.audit;

import java.time.Instant;
import java.util.List;

/**
 * Entries that were hashed together.
 *
 * @param number 1, 2, 3 … within the tenant
 * @param entries the entries' numbers in ascending order
 * @param digests SHA-256 of each
 * @param total how many entries there are up to here, those before the first block counted
 * @param highest the highest number of any entry up to here
 * @param previous hash of the block before, or of the last entry before the first block
 */
record Block(
    long number,
    Instant at,
    List<Long> entries,
    List<byte[]> digests,
    long total,
    long highest,
    byte[] previous,
    byte[] hash) {}

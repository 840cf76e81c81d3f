package com.orgscope.lake;

/**
 * What a tenant has in a table.
 *
 * @param rows without those that were deleted
 */
public record TableSize(long files, long rows, long bytes) {}

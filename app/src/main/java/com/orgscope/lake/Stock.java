package com.orgscope.lake;

/**
 * What a tenant has in a table.
 *
 * @param rows without those that were deleted
 */
public record Stock(long files, long rows, long bytes) {}

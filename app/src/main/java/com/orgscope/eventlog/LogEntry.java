package com.orgscope.eventlog;

/**
 * A delivery where it lies.
 *
 * @param position its place in the partition, for {@link LogReader#assign} and {@link
 *     LogReader#release}
 */
public record LogEntry(int partition, String position, Delivery delivery) {}

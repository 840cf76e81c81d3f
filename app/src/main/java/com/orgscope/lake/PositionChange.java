package com.orgscope.lake;

import org.jspecify.annotations.Nullable;

/**
 * A position from what it must be to what it becomes.
 *
 * @param from null if it must not be there yet
 */
public record PositionChange(LogPosition position, @Nullable String from, String to) {}

package com.orgscope.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was set aside because it keeps failing, for a person to look at.
 *
 * @param shard the shard's number within its job
 * @param unit what was set aside within the shard; null for the shard itself
 */
public record DeadLetter(int shard, @Nullable String unit, String reason, Instant at) {}

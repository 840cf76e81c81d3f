package com.orgscope.work;

import java.time.Instant;

/**
 * A shard that was set aside because it keeps failing, for a person to look at.
 *
 * @param shard its number within its job
 */
public record DeadLetter(int shard, String reason, Instant at) {}

package com.orgscope.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a log.
 *
 * @param bytes of payload
 * @param mostBytes beyond which the log refuses
 * @param oldest when the one that waits longest came; null if none waits or nobody can tell
 */
public record Backlog(long deliveries, long bytes, long mostBytes, @Nullable Instant oldest) {}

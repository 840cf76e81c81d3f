package com.orgscope.privacy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the forgetting of somebody is.
 *
 * @param dueAt by when it is to be done
 * @param endedAt null while something is left to do
 * @param rows how many went, by place; a place that had none is there with zero
 * @param together how many people the rows are of: those who waited went in one pass
 */
public record Erasure(
    UUID id,
    Instant askedAt,
    Instant dueAt,
    @Nullable Instant endedAt,
    Map<String, Long> rows,
    int together) {}

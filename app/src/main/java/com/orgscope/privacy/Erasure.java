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
 * @param together of how many people the rows are at most: those who waited went in one pass, and
 *     where a place was in trouble with them each went alone from there
 */
public record Erasure(
    UUID id,
    Instant askedAt,
    Instant dueAt,
    @Nullable Instant endedAt,
    Map<String, Long> rows,
    int together) {}

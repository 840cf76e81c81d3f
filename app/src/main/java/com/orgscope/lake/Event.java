package com.orgscope.lake;

import org.jspecify.annotations.Nullable;

/**
 * One row of {@code sso_events} on its way into a batch.
 *
 * @param keyHigh upper half of the 128-bit event key, any bits
 * @param occurredAtMicros microseconds since 1970-01-01T00:00Z; its UTC date is the row's day
 * @param actorHigh upper half of the person's pseudonym ({@code PersonKey})
 * @param app canonical name, null where an event names no application (a sign-in)
 */
public record Event(
    long keyHigh,
    long keyLow,
    long occurredAtMicros,
    Source source,
    EventKind kind,
    long actorHigh,
    long actorLow,
    @Nullable String app,
    @Nullable String session,
    Outcome outcome,
    @Nullable String ipPrefix,
    @Nullable String city,
    @Nullable String country) {}

package com.orgscope.nightly;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far a night is.
 *
 * @param run null as long as none of that day has begun
 * @param stage what is done now; how it ended, once it has
 * @param done people judged
 * @param left people still to be judged
 * @param deferred people who need it and are left to later nights
 * @param perSecond people judged a second since judging began; 0 before
 * @param usd what models were asked for so far
 * @param expectedEnd null while nobody can say
 */
public record NightProgress(
    LocalDate asOf,
    @Nullable String run,
    String stage,
    long done,
    long left,
    long deferred,
    double perSecond,
    double usd,
    @Nullable Instant expectedEnd) {}

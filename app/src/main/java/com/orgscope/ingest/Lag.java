package com.orgscope.ingest;

import com.orgscope.lake.Source;
import java.time.Instant;

/**
 * How long events took from when they happened until they could be asked for, as of the last commit
 * that held some.
 *
 * @param median of those events, in seconds: what providers hold back is in it
 * @param nearlyAll what 95 % of them did not exceed, in seconds
 * @param late whether the median is beyond what operations are alerted of
 */
public record Lag(
    Source source, Instant at, double median, double nearlyAll, long events, boolean late) {}

package com.orgscope.sources;

import com.orgscope.lake.Source;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a second reading found of one hour of a source's log.
 *
 * @param hour its beginning
 * @param given events the source gives that are to be stored
 * @param stored those of them that the lake has
 * @param late events that came into the lake after the hour was first asked for
 * @param givenDigest the sum of the given events' keys modulo 2^128
 * @param storedDigest the same of the stored ones
 * @param certifiedAt when nothing was missing for the first time; null as long as something is
 * @param deletedAt when the source deletes the hour
 */
public record HourCertificate(
    Source source,
    Instant hour,
    long given,
    long stored,
    long late,
    UUID givenDigest,
    UUID storedDigest,
    Instant checkedAt,
    @Nullable Instant certifiedAt,
    Instant deletedAt) {
  public long missing() {
    return given - stored;
  }
}

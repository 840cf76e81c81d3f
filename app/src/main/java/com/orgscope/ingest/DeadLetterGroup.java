package com.orgscope.ingest;

import com.orgscope.lake.Source;
import java.time.Instant;

/**
 * Dead letters of one provider with the same reason.
 *
 * @param example the shape of the beginning of the newest one's bytes: keys and punctuation as they
 *     are, other letters as x, digits as 9; {@link #NOT_SHOWN} to those who may not read names
 * @param file the name of the file it came from, without its folder
 * @param offset where it begins in the file's unpacked bytes
 * @param line in which line it begins, from 1 on; 0 if nobody counted
 */
public record DeadLetterGroup(
    Source source,
    Reason reason,
    long letters,
    Instant firstAt,
    Instant lastAt,
    String example,
    String file,
    long offset,
    long line) {
  /** Stands for an example that somebody may not see. */
  public static final String NOT_SHOWN = "(not shown: it may name people)";
}

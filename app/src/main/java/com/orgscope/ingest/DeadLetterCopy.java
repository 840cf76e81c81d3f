package com.orgscope.ingest;

import com.orgscope.lake.Source;
import java.util.UUID;

/**
 * A dead letter with its bytes, for whoever mends what sent it.
 *
 * @param letter the same for the same bytes found again
 * @param offset where it begins in the file's unpacked bytes
 * @param line in which line it begins, from 1 on; 0 if nobody counted
 * @param size of all its bytes
 * @param whole false if only the beginning was kept
 * @param raw what was kept; it may name people
 */
public record DeadLetterCopy(
    UUID letter,
    Source source,
    Reason reason,
    String file,
    long offset,
    long line,
    long size,
    boolean whole,
    byte[] raw) {}

package com.orgscope.ingest;

import com.orgscope.lake.Source;
import java.util.UUID;

/**
 * An event that could not be used, as it rests.
 *
 * @param letter the same for the same bytes found again, so that it rests once
 * @param line in which line of the unpacked input it begins; 0 if nobody counted
 * @param size of all its bytes, even if fewer are kept
 * @param whole false if only the beginning is kept
 * @param sealed the bytes under the tenant's key
 */
record DeadLetter(
    UUID letter,
    Source source,
    Reason reason,
    String file,
    long offset,
    long line,
    long size,
    byte[] digest,
    boolean whole,
    byte[] sealed) {

  /** What the bytes are sealed to: they do not open as another letter's. */
  String place() {
    return "ingest.dead_letter/" + letter;
  }
}

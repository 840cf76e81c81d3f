package com.orgscope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Tells of bytes that came from a provider, sealed and packed, whether they are about somebody. */
final class AboutSomebody {
  /** What no text can be found in. */
  private static final Set<Reason> CLOSED =
      Set.of(
          Reason.ZIP_ARCHIVE,
          Reason.OTHER_ARCHIVE,
          Reason.PICTURE,
          Reason.DOCUMENT,
          Reason.TABLE_FILE,
          Reason.NO_TEXT);

  private final TenantCipher seal;
  private final DeadLetterBoxes boxes;

  AboutSomebody(TenantCipher seal, DeadLetterBoxes boxes) {
    this.seal = seal;
    this.boxes = boxes;
  }

  enum Answer {
    YES,
    NO,
    /** It is damaged, packed beyond what may be unpacked, or of a kind that has no text. */
    CANNOT_TELL
  }

  Answer of(DeadLetter letter, Mentions mentions) {
    return CLOSED.contains(letter.reason())
        ? Answer.CANNOT_TELL
        : of(seal.open(letter.sealed(), letter.place()), mentions);
  }

  /**
   * @param raw opened, as it came
   */
  Answer of(byte[] raw, Mentions mentions) {
    try (InputStream text = boxes.unpacked(raw)) {
      return mentions.in(text) ? Answer.YES : Answer.NO;
    } catch (IOException e) {
      return Answer.CANNOT_TELL;
    }
  }
}

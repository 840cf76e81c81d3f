package com.orgscope.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows by its first bytes an input that cannot be a log in text, so that it is told of once. */
final class ForeignFiles {
  /** How much of the beginning is looked at, in bytes. */
  static final int LOOKED_AT = 4096;

  /** Of so many bytes one that no text has makes it no text; compressed data has one of nine. */
  private static final int ONE_IN = 25;

  private record Mark(byte[] bytes, int at, Reason reason) {
    static Mark of(String latin1, int at, Reason reason) {
      return new Mark(latin1.getBytes(StandardCharsets.ISO_8859_1), at, reason);
    }
  }

  private static final List<Mark> MARKS =
      List.of(
          Mark.of("PK\u0003\u0004", 0, Reason.ZIP_ARCHIVE),
          Mark.of("PK\u0005\u0006", 0, Reason.ZIP_ARCHIVE),
          Mark.of("BZh", 0, Reason.OTHER_ARCHIVE),
          Mark.of("\u00fd7zXZ\0", 0, Reason.OTHER_ARCHIVE),
          Mark.of("7z\u00bc\u00af'\34", 0, Reason.OTHER_ARCHIVE),
          Mark.of("Rar!\u001a\u0007", 0, Reason.OTHER_ARCHIVE),
          Mark.of("\4\"M\30", 0, Reason.OTHER_ARCHIVE),
          Mark.of("\u001f\u008b", 0, Reason.OTHER_ARCHIVE),
          Mark.of("ustar", 257, Reason.OTHER_ARCHIVE),
          Mark.of("\u0089PNG\r\n", 0, Reason.PICTURE),
          Mark.of("GIF8", 0, Reason.PICTURE),
          Mark.of("\u00ff\u00d8\u00ff", 0, Reason.PICTURE),
          Mark.of("%PDF-", 0, Reason.DOCUMENT),
          Mark.of("\u00d0\u00cf\u0011\u00e0", 0, Reason.DOCUMENT),
          Mark.of("PAR1", 0, Reason.TABLE_FILE),
          Mark.of("Obj\u0001", 0, Reason.TABLE_FILE),
          Mark.of("SQLite format 3\0", 0, Reason.TABLE_FILE));

  private ForeignFiles() {}

  /** What the input is instead of text; null if it may be text. */
  static @Nullable Reason recognize(byte[] bytes, int length) {
    for (Mark mark : MARKS) {
      if (stands(mark, bytes, length)) {
        return mark.reason();
      }
    }
    int looked = Math.min(length, LOOKED_AT);
    int strange = 0;
    for (int i = 0; i < looked; i++) {
      strange += isStrange(bytes[i]) ? 1 : 0;
    }
    return strange * ONE_IN > looked ? Reason.NO_TEXT : null;
  }

  private static boolean stands(Mark mark, byte[] bytes, int length) {
    int end = mark.at() + mark.bytes().length;
    return end <= length
        && Arrays.equals(bytes, mark.at(), end, mark.bytes(), 0, mark.bytes().length);
  }

  /** Control characters, but for blanks, line ends, escapes of terminals and record separators. */
  private static boolean isStrange(byte c) {
    boolean usual = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x1b || c == 0x1e;
    return (c >= 0 && c < ' ' && !usual) || c == 0x7f;
  }
}

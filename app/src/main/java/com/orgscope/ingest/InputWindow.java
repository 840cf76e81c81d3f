package com.orgscope.ingest;

import com.orgscope.json.Grammar;
import com.orgscope.json.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The part of an input that lies in memory: what was read up to {@code from} is done with, what
 * stands up to {@code limit} is at hand. It grows with the element at {@code from}, to {@link
 * ElementReader#LARGEST_EVENT} and no further.
 */
final class InputWindow {
  private static final int FIRST_BUFFER = 1 << 18;

  private final InputStream in;
  private long base;

  byte[] buffer = new byte[FIRST_BUFFER];
  int from;
  int limit;

  /** In which line {@code from} is, the first being 1. */
  long line = 1;

  /** Whether the input has no more than what is at hand. */
  boolean ended;

  /** Why the input ended before its time; null if it did not. */
  @Nullable Reason cut;

  InputWindow(InputStream in) {
    this.in = in;
  }

  /** Where in the input a place of the buffer is. */
  long offset(int place) {
    return base + place;
  }

  /** Where in the buffer a place of the input is, which may lie before it. */
  long place(long offset) {
    return offset - base;
  }

  /** Reads more for the element at {@code from}; false if there is no more, or it is too large. */
  boolean more() {
    return limit - from < ElementReader.LARGEST_EVENT && fill();
  }

  /** Reads more behind {@code limit}; false if there is no more. */
  boolean fill() {
    if (ended) {
      return false;
    }
    if (from > 0 && limit - from <= buffer.length / 2) {
      System.arraycopy(buffer, from, buffer, 0, limit - from);
      base += from;
      limit -= from;
      from = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    try {
      int count = in.read(buffer, limit, buffer.length - limit);
      if (count > 0) {
        limit += count;
        return true;
      }
    } catch (DamagedArchiveException e) {
      cut = Reason.DAMAGED_ARCHIVE;
    } catch (TooMuchPackedException e) {
      cut = Reason.TOO_MUCH_PACKED;
    } catch (IOException e) {
      cut = Reason.UNREADABLE;
    }
    ended = true;
    return false;
  }

  /** Goes on at {@code to}. */
  void pass(int to) {
    pass(to, Octets.lineEnds(buffer, from, to));
  }

  /**
   * Goes on at {@code to}.
   *
   * @param lineEnds how many lines end before it
   */
  void pass(int to, int lineEnds) {
    from = to;
    line += lineEnds;
  }

  /** Moves all but the last bytes of the buffer into a fragment that is larger than the buffer. */
  void slide(Fragment fragment) {
    int keep = Math.min(limit - from, ElementReader.LARGEST_EVENT / 2);
    fragment.add(buffer, from, limit - keep);
    pass(limit - keep);
    fill();
  }

  /** Where the line of {@code from} ends; -1 if it is longer than any event, or the last. */
  int lineEnd() {
    int seen = 0;
    while (true) {
      for (int i = from + seen; i < limit; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      seen = limit - from;
      if (!more()) {
        return -1;
      }
    }
  }

  /**
   * Passes blanks, marks, separators, and brackets that are left over when something before them
   * was broken; false at the end.
   */
  boolean skipBetweenDocuments() {
    return skip(true);
  }

  boolean skipBetweenElements() {
    return skip(false);
  }

  /** Passes line ends only, since a row may begin with blanks and commas; false at the end. */
  boolean skipLineEnds() {
    while (true) {
      while (from < limit) {
        byte c = buffer[from];
        if (c != '\n' && c != '\r' && !isMark(c)) {
          return true;
        }
        line += c == '\n' ? 1 : 0;
        from++;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  private boolean skip(boolean documents) {
    while (true) {
      while (from < limit) {
        byte c = buffer[from];
        boolean passes = Grammar.isBlank(c) || c == ',' || c == '}';
        if (documents && !passes) {
          passes = c == 0x1e || c == ']' || isMark(c);
        }
        if (!passes) {
          return true;
        }
        line += c == '\n' ? 1 : 0;
        from++;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  /** A byte order mark, as files joined together have them in the middle too. */
  private boolean isMark(byte c) {
    if (c != (byte) 0xef) {
      return false;
    }
    while (limit - from < 3 && fill()) {
      // a mark may be cut by the end of what has been read
    }
    if (limit - from >= 3 && buffer[from + 1] == (byte) 0xbb && buffer[from + 2] == (byte) 0xbf) {
      from += 2;
      return true;
    }
    return false;
  }
}

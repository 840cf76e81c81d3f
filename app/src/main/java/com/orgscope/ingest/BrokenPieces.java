package com.orgscope.ingest;

import com.orgscope.json.Grammar;
import com.orgscope.json.Json;

/**
 * Cuts what is broken out of an input, so that reading goes on at the next place that is sure to be
 * a beginning.
 *
 * <p>Between lines that is the next line, unless it reads like the inside of a document (it is
 * indented, or begins with a closing bracket or a comma). Inside a line or an array it is the next
 * object that parses and that the provider's reader recognizes as an event. What lies before is one
 * broken piece. If the input itself ends early, the last piece says so, and there is exactly one
 * such piece even if nothing is left of the event.
 */
final class BrokenPieces {
  /** How far the closing bracket of a broken element is looked for, in bytes. */
  private static final int BRACKETS_NEAR_BY = 1 << 16;

  private final InputWindow window;
  private final Format format;
  private final Json probe;
  private final ElementReader.Pieces pieces;

  /** Whether a piece has told that the input ended, so that no second one does. */
  private boolean endTold;

  /** No event that follows a broken piece begins before this place of the input. */
  private long barrenUntil;

  BrokenPieces(InputWindow window, Format format, Json probe, ElementReader.Pieces pieces) {
    this.window = window;
    this.format = format;
    this.probe = probe;
    this.pieces = pieces;
  }

  /** An input that is no text at all is one piece. */
  void whole(Reason reason) {
    Fragment fragment = new Fragment(0, 1);
    do {
      fragment.add(window.buffer, window.from, window.limit);
      window.from = window.limit;
    } while (window.fill());
    boolean bomb = window.cut == Reason.TOO_MUCH_PACKED;
    pieces.broken(bomb ? Reason.TOO_MUCH_PACKED : reason, fragment.done());
  }

  /** The end of an input that ended before its time, unless a piece has told it. */
  void end(Reason reason) {
    if (!endTold) {
      finish(reason, here(), window.limit, window.limit);
    }
  }

  /**
   * A broken element of an array: up to where its brackets close or the next event begins.
   *
   * @return whether that event begins a line, and so a document behind the array
   */
  boolean element(Reason reason) {
    while (window.more()) {
      // the next event can only be found in what has been read
    }
    Fragment fragment = here();
    while (true) {
      int near = fragment.size() > 0 ? -1 : Brackets.close(window.buffer, window.from, nearBy());
      int next = nextEvent(near < 0 ? window.limit : near);
      if (next >= 0) {
        boolean leftArray = !isElement(next);
        finish(reason, fragment, trimmed(next), next);
        return leftArray;
      }
      if (near >= 0 || window.ended) {
        int stop = near >= 0 ? near : window.limit;
        finish(reason, fragment, stop, stop);
        return false;
      }
      window.slide(fragment);
    }
  }

  private int nearBy() {
    return Math.min(window.limit, window.from + BRACKETS_NEAR_BY);
  }

  /** Broken lines: up to an event within the first line, or a line that begins a document. */
  void lines(Reason reason) {
    Fragment fragment = here();
    int end = window.lineEnd();
    int next = nextEvent(end < 0 ? window.limit : end);
    while (next < 0 && end < 0 && !window.ended) {
      window.slide(fragment);
      end = window.lineEnd();
      next = nextEvent(end < 0 ? window.limit : end);
    }
    if (next < 0 && end >= 0) {
      next = reason == Reason.NOT_JSON ? end + 1 : nextDocument(end, fragment);
    }
    int stop = next < 0 ? window.limit : next;
    boolean goesOn = next >= 0 && reason == Reason.TRUNCATED;
    finish(goesOn ? Reason.MALFORMED : reason, fragment, trimmed(stop), stop);
  }

  /** The first line behind {@code end} that is not the inside of a document; -1 if none is. */
  private int nextDocument(int end, Fragment fragment) {
    int seen = end - window.from;
    while (true) {
      for (int i = window.from + seen; i + 1 < window.limit; i++) {
        if (window.buffer[i] == '\n' && !isInside(window.buffer[i + 1])) {
          return i + 1;
        }
      }
      seen = Math.max(0, window.limit - window.from - 1);
      if (window.limit - window.from >= ElementReader.LARGEST_EVENT) {
        window.slide(fragment);
        seen = 0;
      } else if (!window.fill()) {
        return -1;
      }
    }
  }

  private static boolean isInside(byte c) {
    return Grammar.isBlank(c) || c == '}' || c == ']' || c == ',';
  }

  /**
   * An object between {@code from} and {@code stop}, behind a comma or a bracket, that the provider
   * knows for an event; -1 if there is none. What has been searched in vain is not searched again,
   * so a long run of broken elements takes no more than its length.
   */
  private int nextEvent(int stop) {
    byte[] buffer = window.buffer;
    int start = (int) Math.max(window.from + 1L, window.place(barrenUntil));
    boolean sure = true;
    for (int i = start; i < stop; i++) {
      if (buffer[i] == '{' && opensBehind(i) && mayOpen(i, stop)) {
        int end = probe.parse(buffer, i, window.limit);
        if (end >= 0 && format.recognizes(probe, probe.root())) {
          return i;
        }
        sure &= end != Grammar.INCOMPLETE || window.ended;
        if (sure) {
          barrenUntil = window.offset(i + 1);
        }
      }
    }
    if (sure) {
      barrenUntil = Math.max(barrenUntil, window.offset(Math.min(stop, window.limit - 1)));
    }
    return -1;
  }

  private boolean opensBehind(int at) {
    return window.buffer[at - 1] == '\n' || isElement(at);
  }

  /** Whether it stands where an array goes on, and not only at the beginning of a line. */
  private boolean isElement(int at) {
    byte[] buffer = window.buffer;
    int i = at - 1;
    while (i > window.from && Grammar.isBlank(buffer[i])) {
      i--;
    }
    return buffer[i] == ',' || buffer[i] == '[' || buffer[i] == '}';
  }

  private boolean mayOpen(int at, int stop) {
    int i = at + 1;
    while (i < stop && Grammar.isBlank(window.buffer[i])) {
      i++;
    }
    return i < stop && window.buffer[i] == '"';
  }

  /** Without the comma and blanks before {@code stop}. */
  private int trimmed(int stop) {
    byte[] buffer = window.buffer;
    int i = stop;
    while (i > window.from && (buffer[i - 1] == ',' || Grammar.isBlank(buffer[i - 1]))) {
      i--;
    }
    return i;
  }

  private Fragment here() {
    return new Fragment(window.offset(window.from), window.line);
  }

  private void finish(Reason reason, Fragment fragment, int stop, int next) {
    fragment.add(window.buffer, window.from, stop);
    window.pass(next);
    boolean last = next == window.limit && window.ended;
    Reason cut = window.cut;
    Reason whole = fragment.size() > ElementReader.LARGEST_EVENT ? Reason.TOO_LARGE : reason;
    endTold |= last;
    pieces.broken(last && cut != null ? cut : whole, fragment.done());
  }
}

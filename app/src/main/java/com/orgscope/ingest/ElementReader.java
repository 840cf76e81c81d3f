package com.orgscope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into the elements that may be events, and says what lies between them.
 *
 * <p>It needs no hint about the input's shape: documents may stand one a line or over many lines,
 * follow each other without a break, be elements of an array, or lie in a provider's page or event
 * hook envelope, and all of this may follow each other. A document is parsed where it lies in the
 * buffer, which grows to {@link #LARGEST_EVENT} and no further; an array or page may be of any
 * length, since its elements are taken one by one.
 *
 * <p><b>After something broken</b> reading goes on at the next place that is sure to be a
 * beginning. Between lines that is the next line, unless it reads like the inside of a document (it
 * is indented, or begins with a closing bracket or a comma). Inside a line or an array it is the
 * next object that parses and that the provider's reader recognizes as an event. What lies before
 * is one broken piece. If the input itself ends early, the last piece says so, and there is exactly
 * one such piece even if nothing is left of the event.
 */
final class ElementReader {
  /** The largest event that is read, in bytes. Real ones reach some ten thousand. */
  static final int LARGEST_EVENT = 4 << 20;

  private static final int FIRST_BUFFER = 1 << 18;

  /** How far the closing bracket of a broken element is looked for, in bytes. */
  private static final int BRACKETS_NEAR_BY = 1 << 16;

  /** Arrays and pages inside each other at the top of a document. */
  private static final int DEEPEST_PAGE = 8;

  /** What a transport may write before an event in its line, in bytes. */
  private static final int LONGEST_HEADER = 1 << 10;

  /** Stands for "where the element lies in the buffer". */
  private static final long HERE = -1;

  /** Who takes the pieces. They are valid during the call only. */
  interface Pieces {
    /** An element that is JSON; {@code offset} is where it begins in the unpacked input. */
    void element(Json json, int node, long offset);

    /** Something that is not. */
    void broken(Reason reason, Fragment fragment);
  }

  private final InputStream in;
  private final Format format;
  private final Pieces pieces;
  private final Envelopes envelopes;
  private final Json json;
  private final Json probe;

  private byte[] buffer = new byte[FIRST_BUFFER];
  private int from;
  private int limit;
  private long base;
  private boolean ended;

  /** Why the input ended before its time; null if it did not. */
  private @Nullable Reason cut;

  /** Whether a piece has told that the input ended, so that no second one does. */
  private boolean endTold;

  /** Whether the array that broke was left for a line that begins a new document. */
  private boolean leftArray;

  /** No event that follows a broken piece begins before this place of the input. */
  private long barrenUntil;

  ElementReader(InputStream in, Format format, Parsers parsers, Pieces pieces) {
    this.in = in;
    this.format = format;
    this.json = parsers.json();
    this.probe = parsers.probe();
    this.pieces = pieces;
    this.envelopes = new Envelopes(format);
  }

  /** Reads to the end. Failures to read the input are pieces as well, never exceptions. */
  void run() {
    while (limit < ForeignFiles.LOOKED_AT && fill()) {
      // a pipe gives a little at a time
    }
    Reason foreign = limit > 0 ? ForeignFiles.recognize(buffer, limit) : null;
    if (foreign != null) {
      whole(foreign);
      return;
    }
    while (skipBetweenDocuments()) {
      leftArray = false;
      byte c = buffer[from];
      if (c == '{' || (c == '"' && isQuotedEvent())) {
        object();
      } else if (c == '[') {
        from++;
        array(1);
      } else if (!passHeader()) {
        brokenLines(Reason.NOT_JSON);
      }
    }
    if (cut != null && !endTold) {
      finish(cut, new Fragment(base + from), limit, limit);
    }
  }

  // Documents

  private void object() {
    int end = parse();
    if (end >= 0) {
      emit(json, json.root(), 0, HERE);
      from = end;
      return;
    }
    Reason reason = reason(end);
    int page = PageFinder.findArray(buffer, from, limit, probe);
    if (page >= 0) {
      from = page;
      array(1);
    } else {
      brokenLines(reason);
    }
  }

  /** Parses what begins at {@code from}, taking in more of the input as long as that may help. */
  private int parse() {
    while (true) {
      int end = json.parse(buffer, from, limit);
      if (end != Grammar.INCOMPLETE || limit - from >= LARGEST_EVENT || !fill()) {
        return end;
      }
    }
  }

  private Reason reason(int fault) {
    return switch (fault) {
      case Grammar.TOO_DEEP -> Reason.TOO_DEEP;
      case Grammar.INVALID_UTF8 -> Reason.INVALID_UTF8;
      case Grammar.INCOMPLETE -> ended ? Reason.TRUNCATED : Reason.TOO_LARGE;
      default -> Reason.MALFORMED;
    };
  }

  /**
   * Hands an element on; of a page or an array what is in it, of a wrapper what it holds.
   *
   * @param origin where the element began in the input, if it is not read where it lies
   */
  private void emit(Json parsed, int node, int level, long origin) {
    long offset = origin == HERE ? base + parsed.start(node) : origin;
    int list = parsed.isArray(node) ? node : envelopes.page(parsed, node);
    if (list != Json.NONE && level < DEEPEST_PAGE) {
      for (int item = parsed.first(list); item < parsed.end(list); item = parsed.next(item)) {
        emit(parsed, item, level + 1, origin);
      }
      return;
    }
    Envelopes.Inside inside = level < DEEPEST_PAGE ? envelopes.inside(parsed, node) : null;
    if (inside != null) {
      emit(inside.json(), inside.node(), level + 1, inside.json() == parsed ? origin : offset);
    } else if (parsed.stop(node) - parsed.start(node) > LARGEST_EVENT) {
      pieces.broken(Reason.TOO_LARGE, Fragment.of(parsed.copy(node), offset));
    } else if (!Envelopes.isEmptyPage(parsed, node)) {
      pieces.element(parsed, node, offset);
    }
  }

  // Arrays

  /**
   * Takes the elements of an array whose bracket has been passed, and then goes on behind it: what
   * else a page holds is of no interest and read over as text between documents.
   */
  private void array(int level) {
    while (skipBetweenElements()) {
      if (buffer[from] == ']') {
        from++;
        pageEnd();
        return;
      }
      if (buffer[from] == '[' && level < DEEPEST_PAGE) {
        from++;
        array(level + 1);
        if (leftArray) {
          return;
        }
        continue;
      }
      int end = parse();
      if (end < 0) {
        brokenElement(reason(end));
        if (leftArray) {
          return;
        }
      } else {
        emit(json, json.root(), level, HERE);
        from = end;
      }
    }
    if (!endTold) {
      finish(Reason.TRUNCATED, new Fragment(base + from), limit, limit);
    }
  }

  /**
   * Passes the rest of a page's object behind its array. Nothing is told of it, unless another page
   * array follows or it breaks; a line that begins a new document ends it in any case.
   */
  private void pageEnd() {
    while (skipBetweenElements()) {
      byte c = buffer[from];
      if (c == '"' && isMember()) {
        int array = PageFinder.arrayOf(buffer, from, limit, probe);
        if (array >= 0) {
          from = array;
          array(1);
          return;
        }
        from = PageFinder.memberEnd(buffer, from, limit, probe);
      } else {
        return;
      }
    }
  }

  private boolean isMember() {
    while (PageFinder.memberEnd(buffer, from, limit, probe) == Grammar.INCOMPLETE) {
      if (limit - from >= LARGEST_EVENT || !fill()) {
        return false;
      }
    }
    return PageFinder.memberEnd(buffer, from, limit, probe) >= 0
        && !PageFinder.isCutOff(buffer, from, limit, probe);
  }

  // What is no JSON

  /**
   * Passes what a transport writes before an event in its line (the header of syslog); false if
   * there is no event behind it.
   */
  private boolean passHeader() {
    int end = lineEnd();
    int stop = Math.min(end < 0 ? limit : end, from + LONGEST_HEADER);
    int at = from;
    while (at < stop && buffer[at] != '{') {
      at++;
    }
    boolean event =
        at < stop && probe.parse(buffer, at, limit) >= 0 && envelopes.holds(probe, probe.root());
    if (event) {
      from = at;
    }
    return event;
  }

  /** Whether a whole event is written as a text. */
  private boolean isQuotedEvent() {
    lineEnd();
    return probe.parse(buffer, from, limit) >= 0 && envelopes.holds(probe, probe.root());
  }

  /** An input that is no text at all is one piece. */
  private void whole(Reason reason) {
    Fragment fragment = new Fragment(0);
    do {
      fragment.add(buffer, from, limit);
      from = limit;
    } while (fill());
    pieces.broken(cut == Reason.TOO_MUCH_PACKED ? cut : reason, fragment.done());
  }

  // Broken pieces

  /** A broken element of an array: up to where its brackets close or the next event begins. */
  private void brokenElement(Reason reason) {
    while (limit - from < LARGEST_EVENT && fill()) {
      // the next event can only be found in what has been read
    }
    Fragment fragment = new Fragment(base + from);
    while (true) {
      int near = fragment.size() > 0 ? -1 : Brackets.close(buffer, from, nearBy());
      int next = nextEvent(near < 0 ? limit : near);
      if (next >= 0) {
        leftArray = !isElement(next);
        finish(reason, fragment, trimmed(next), next);
        return;
      }
      if (near >= 0) {
        finish(reason, fragment, near, near);
        return;
      }
      if (ended) {
        finish(reason, fragment, limit, limit);
        return;
      }
      slide(fragment);
    }
  }

  private int nearBy() {
    return Math.min(limit, from + BRACKETS_NEAR_BY);
  }

  /** Broken lines: up to an event within the first line, or a line that begins a document. */
  private void brokenLines(Reason reason) {
    Fragment fragment = new Fragment(base + from);
    int end = lineEnd();
    int next = nextEvent(end < 0 ? limit : end);
    while (next < 0 && end < 0 && !ended) {
      slide(fragment);
      end = lineEnd();
      next = nextEvent(end < 0 ? limit : end);
    }
    if (next < 0 && end >= 0) {
      next = reason == Reason.NOT_JSON ? end + 1 : nextDocument(end, fragment);
    }
    int stop = next < 0 ? limit : next;
    boolean goesOn = next >= 0 && reason == Reason.TRUNCATED;
    finish(goesOn ? Reason.MALFORMED : reason, fragment, trimmed(stop), stop);
  }

  /** Where the line of {@code from} ends; -1 if it is longer than any event, or the last. */
  private int lineEnd() {
    int seen = 0;
    while (true) {
      for (int i = from + seen; i < limit; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      seen = limit - from;
      if (seen >= LARGEST_EVENT || !fill()) {
        return -1;
      }
    }
  }

  /** The first line behind {@code end} that is not the inside of a document; -1 if none is. */
  private int nextDocument(int end, Fragment fragment) {
    int seen = end - from;
    while (true) {
      for (int i = from + seen; i + 1 < limit; i++) {
        if (buffer[i] == '\n' && !isInside(buffer[i + 1])) {
          return i + 1;
        }
      }
      seen = Math.max(0, limit - from - 1);
      if (limit - from >= LARGEST_EVENT) {
        slide(fragment);
        seen = 0;
      } else if (!fill()) {
        return -1;
      }
    }
  }

  private static boolean isInside(byte c) {
    return switch (c) {
      case ' ', '\t', '\r', '\n', '}', ']', ',' -> true;
      default -> false;
    };
  }

  /**
   * An object between {@code from} and {@code stop}, behind a comma or a bracket, that the provider
   * knows for an event; -1 if there is none. What has been searched in vain is not searched again,
   * so a long run of broken elements takes no more than its length.
   */
  private int nextEvent(int stop) {
    int start = (int) Math.max(from + 1L, barrenUntil - base);
    boolean sure = true;
    for (int i = start; i < stop; i++) {
      if (buffer[i] == '{' && opensBehind(i) && mayOpen(i, stop)) {
        int end = probe.parse(buffer, i, limit);
        if (end >= 0 && format.recognizes(probe, probe.root())) {
          return i;
        }
        sure &= end != Grammar.INCOMPLETE || ended;
        if (sure) {
          barrenUntil = base + i + 1;
        }
      }
    }
    if (sure) {
      barrenUntil = Math.max(barrenUntil, base + Math.min(stop, limit - 1));
    }
    return -1;
  }

  private boolean opensBehind(int at) {
    return buffer[at - 1] == '\n' || isElement(at);
  }

  /** Whether it stands where an array goes on, and not only at the beginning of a line. */
  private boolean isElement(int at) {
    int i = at - 1;
    while (i > from && isBlank(buffer[i])) {
      i--;
    }
    return buffer[i] == ',' || buffer[i] == '[' || buffer[i] == '}';
  }

  private boolean mayOpen(int at, int stop) {
    int i = at + 1;
    while (i < stop && isBlank(buffer[i])) {
      i++;
    }
    return i < stop && buffer[i] == '"';
  }

  /** Without the comma and blanks before {@code stop}. */
  private int trimmed(int stop) {
    int i = stop;
    while (i > from && (buffer[i - 1] == ',' || isBlank(buffer[i - 1]))) {
      i--;
    }
    return i;
  }

  private void finish(Reason reason, Fragment fragment, int stop, int next) {
    fragment.add(buffer, from, stop);
    from = next;
    boolean last = from == limit && ended;
    boolean large = fragment.size() > LARGEST_EVENT;
    Reason told = last && cut != null ? cut : large ? Reason.TOO_LARGE : reason;
    endTold |= last;
    pieces.broken(told, fragment.done());
  }

  // Input

  /**
   * Passes blanks, marks, separators, and brackets that are left over when something before them
   * was broken; false at the end.
   */
  private boolean skipBetweenDocuments() {
    return skip(true);
  }

  private boolean skipBetweenElements() {
    return skip(false);
  }

  private boolean skip(boolean documents) {
    while (true) {
      while (from < limit) {
        byte c = buffer[from];
        boolean passes = isBlank(c) || c == ',' || c == '}';
        if (documents && !passes) {
          passes = c == 0x1e || c == ']' || isMark(c);
        }
        if (!passes) {
          return true;
        }
        from++;
      }
      if (!fill()) {
        return false;
      }
    }
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
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

  /** Moves all but the last bytes of the buffer into a fragment that is larger than the buffer. */
  private void slide(Fragment fragment) {
    int keep = Math.min(limit - from, LARGEST_EVENT / 2);
    fragment.add(buffer, from, limit - keep);
    from = limit - keep;
    fill();
  }

  /** Reads more behind {@code limit}; false if there is no more. */
  private boolean fill() {
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
}

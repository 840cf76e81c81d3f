package com.orgscope.ingest;

import com.orgscope.json.Grammar;
import com.orgscope.json.Json;
import com.orgscope.json.Octets;
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
 * <p>After something broken it goes on where {@link BrokenPieces} says that something new begins.
 */
final class ElementReader {
  /** The largest event that is read, in bytes. Real ones reach some ten thousand. */
  static final int LARGEST_EVENT = 4 << 20;

  /** Arrays and pages inside each other at the top of a document. */
  private static final int DEEPEST_PAGE = 8;

  /** Pages, wrappers and lists inside each other, of what is whole. */
  private static final int DEEPEST_LEVEL = 16;

  /** What a transport may write before an event in its line, in bytes. */
  private static final int LONGEST_HEADER = 1 << 10;

  /** Of an element that has not been seen no more than so many bytes are waited for. */
  private static final int MOST_EXPECTED = 1 << 16;

  /** Of a table that is said to be one, though it is of no events. */
  private static final int FEWEST_COLUMNS = 3;

  /** Stands for the end of a row that is no text. */
  private static final int INVALID_ROW = -2;

  /** Stands for "where the element lies in the buffer". */
  private static final long HERE = -1;

  /** Who takes the pieces. They are valid during the call only. */
  interface Pieces {
    /**
     * An element that is JSON.
     *
     * @param offset where it begins in the unpacked input
     * @param lines counts, if somebody must know
     */
    void element(Json json, int node, long offset, Lines lines);

    /** The element that comes is what another service of the provider tells of it. */
    default void retold() {}

    /**
     * A table begins whose rows are not read.
     *
     * @param what it is, what it lacks and what to download instead, for people
     */
    default void unreadable(String what) {}

    /** Something that is not. */
    void broken(Reason reason, Fragment fragment);
  }

  /** In which line of the unpacked input a place of the element at hand is; the first is 1. */
  interface Lines {
    long at(long offset);
  }

  private final InputWindow window;
  private final Pieces pieces;
  private final BrokenPieces broken;
  private final Envelopes envelopes;
  private final PortalExports exports;
  private final KustoFrames frames = new KustoFrames();
  private final Json json;
  private final Json probe;

  /** Bytes that surely hold an element like the one before. */
  private int expected;

  /** A place whose line is known, so that an element with many broken parts is counted once. */
  private long countedTo = -1;

  private long countedLine;
  private final Lines lines = this::lineOf;

  /** Of the list that was just passed, if its elements are rows of a table. */
  private @Nullable TableAnswer table;

  /** Whether the array that broke was left for a line that begins a new document. */
  private boolean leftArray;

  ElementReader(InputStream in, Format format, Parsers parsers, Pieces pieces) {
    this.window = new InputWindow(in);
    this.json = parsers.json();
    this.probe = parsers.probe();
    this.pieces = pieces;
    this.broken = new BrokenPieces(window, format, probe, pieces);
    this.envelopes = new Envelopes(format);
    this.exports = format.exports();
  }

  /** Reads to the end. Failures to read the input are pieces as well, never exceptions. */
  void run() {
    while (window.limit < ForeignFiles.LOOKED_AT && window.fill()) {
      // a pipe gives a little at a time
    }
    Reason foreign = window.limit > 0 ? ForeignFiles.recognize(window.buffer, window.limit) : null;
    if (foreign != null) {
      broken.whole(foreign);
      return;
    }
    boolean first = true;
    while (window.skipBetweenDocuments()) {
      leftArray = false;
      byte c = window.buffer[window.from];
      if (c == '{' || (c == '"' && isQuotedEvent())) {
        object();
      } else if (c == '[') {
        window.from++;
        array(1);
      } else if (!passHeader() && !separatedRows(first)) {
        broken.lines(Reason.NOT_JSON);
      }
      first = false;
    }
    if (window.cut != null) {
      broken.end(window.cut);
    }
  }

  // Documents

  private void object() {
    int end = parse();
    if (end >= 0) {
      envelopes.begin();
      emit(json, json.root(), 0, HERE);
      window.pass(end, json.lineEnds());
      return;
    }
    Reason reason = reason(end);
    if (passToList()) {
      array(1);
    } else {
      broken.lines(reason);
    }
  }

  /** Passes all before the list of a page that is too long to be parsed as one. */
  private boolean passToList() {
    int list = PageFinder.findArray(window.buffer, window.from, window.limit, probe);
    if (list >= 0) {
      table = TableAnswer.before(window.buffer, window.from, list, probe);
      window.pass(list);
    }
    return list >= 0;
  }

  /** Parses what begins at {@code from}, taking in more of the input as long as that may help. */
  private int parse() {
    // To find out that an element is not all there costs more than to read on in time.
    if (window.limit - window.from < expected && !window.ended) {
      window.fill();
    }
    int end = parseWhatIsThere();
    expected = Math.min(2 * Math.max(0, end - window.from), MOST_EXPECTED);
    return end;
  }

  private int parseWhatIsThere() {
    while (true) {
      int end = json.parse(window.buffer, window.from, window.limit);
      if (end != Grammar.INCOMPLETE || !window.more()) {
        return end;
      }
    }
  }

  private Reason reason(int fault) {
    return switch (fault) {
      case Grammar.TOO_DEEP -> Reason.TOO_DEEP;
      case Grammar.INVALID_UTF8 -> Reason.INVALID_UTF8;
      case Grammar.INCOMPLETE -> window.ended ? Reason.TRUNCATED : Reason.TOO_LARGE;
      default -> Reason.MALFORMED;
    };
  }

  /**
   * Hands an element on; of a page or an array what is in it, of a wrapper what it holds.
   *
   * @param origin where the element began in the input, if it is not read where it lies
   */
  private void emit(Json parsed, int node, int level, long origin) {
    long offset = origin == HERE ? window.offset(parsed.start(node)) : origin;
    int list = parsed.isArray(node) ? node : envelopes.page(parsed, node);
    if (list != Json.NONE && level < DEEPEST_LEVEL) {
      list(parsed, list, level, origin);
      return;
    }
    if (level < DEEPEST_LEVEL && !envelopes.isEvent(parsed, node)) {
      wrapped(parsed, node, level, origin);
    } else {
      element(parsed, node, offset);
    }
  }

  private void element(Json parsed, int node, long offset) {
    if (parsed.stop(node) - parsed.start(node) > LARGEST_EVENT) {
      pieces.broken(Reason.TOO_LARGE, Fragment.of(parsed.copy(node), offset, lineOf(offset)));
    } else {
      pieces.element(parsed, node, offset, lines);
    }
  }

  private void list(Json parsed, int list, int level, long origin) {
    int only = envelopes.ofRow(parsed, list);
    for (int item = parsed.first(list); item < parsed.end(list); item = parsed.next(item)) {
      if (only == Json.NONE || item == only) {
        emit(parsed, item, level + 1, origin);
      }
    }
  }

  /** Hands a row on as the object it stands for; one that fits no columns as it is. */
  private void row(TableAnswer rowsOf, Json parsed, int row, int level, long origin) {
    long offset = origin == HERE ? window.offset(parsed.start(row)) : origin;
    Json object = rowsOf.object(parsed, row);
    if (object == null) {
      element(parsed, row, offset);
    } else {
      emit(object, object.root(), level + 1, offset);
    }
  }

  /** Hands on the rows of a table; of one that can hold no events the whole, unless it is aside. */
  private void table(TableAnswer answer, Json parsed, int node, int level, long origin) {
    int rows = TableAnswer.rows(parsed, node);
    Json example = answer.example();
    boolean events = envelopes.holds(example, example.root()) || hold(answer, parsed, rows);
    if (!events && answer.isAside()) {
      return;
    }
    if (events
        || Envelopes.hasWrapper(example, example.root())
        || parsed.first(rows) >= parsed.end(rows)) {
      rows(answer, parsed, rows, level, origin);
      return;
    }
    long offset = origin == HERE ? window.offset(parsed.start(node)) : origin;
    pieces.broken(Reason.NO_EVENTS, Fragment.of(parsed.copy(node), offset, lineOf(offset)));
  }

  private boolean hold(TableAnswer answer, Json parsed, int rows) {
    for (int row = parsed.first(rows); row < parsed.end(rows); row = parsed.next(row)) {
      Json object = answer.object(parsed, row);
      if (object != null && envelopes.holds(object, object.root())) {
        return true;
      }
    }
    return false;
  }

  private void rows(TableAnswer rowsOf, Json parsed, int rows, int level, long origin) {
    for (int row = parsed.first(rows); row < parsed.end(rows); row = parsed.next(row)) {
      row(rowsOf, parsed, row, level, origin);
    }
  }

  /** What is no event by itself. */
  private void wrapped(Json parsed, int node, int level, long origin) {
    frames.see(parsed, node);
    boolean fragment = KustoFrames.isFragment(parsed, node);
    TableAnswer answer = fragment ? frames.columns(parsed, node) : TableAnswer.of(parsed, node);
    if (answer != null) {
      if (!Envelopes.saysNothing(parsed, node)) {
        table(answer, parsed, node, level, origin);
      }
      return;
    } else if (fragment && frames.knows(parsed, node)) {
      return;
    }
    long offset = origin == HERE ? window.offset(parsed.start(node)) : origin;
    Envelopes.Inside inside = envelopes.inside(parsed, node);
    if (inside != null) {
      if (inside.retold()) {
        pieces.retold();
      }
      emit(inside.json(), inside.node(), level + 1, inside.json() == parsed ? origin : offset);
    } else if (envelopes.leftPacked()) {
      pieces.broken(Reason.TOO_MUCH_PACKED, Fragment.of(parsed.copy(node), offset, lineOf(offset)));
    } else if (!Envelopes.saysNothing(parsed, node)) {
      element(parsed, node, offset);
    }
  }

  private long lineOf(long offset) {
    long begin = window.offset(window.from);
    boolean known = countedTo >= begin && countedTo <= offset;
    long from = known ? countedTo : begin;
    long lines =
        Octets.lineEnds(
            window.buffer,
            (int) window.place(from),
            (int) Math.max(window.place(from), window.place(offset)));
    countedLine = (known ? countedLine : window.line) + lines;
    countedTo = Math.max(from, offset);
    return countedLine;
  }

  // Arrays

  /**
   * Takes the elements of an array whose bracket has been passed, and then goes on behind it: what
   * else a page holds is of no interest and read over as text between documents.
   */
  private void array(int level) {
    TableAnswer rowsOf = table;
    table = null;
    while (window.skipBetweenElements()) {
      if (window.buffer[window.from] == ']') {
        window.from++;
        pageEnd();
        return;
      }
      boolean list = rowsOf == null && window.buffer[window.from] == '[' && level < DEEPEST_PAGE;
      if (list && mayBeTimedLine() && timedLine()) {
        continue;
      }
      int end = list ? Grammar.INCOMPLETE : parse();
      if (list) {
        window.from++;
      }
      if (list || isLongPage(end, level)) {
        array(level + 1);
        if (leftArray) {
          return;
        }
      } else if (end < 0) {
        leftArray = broken.element(reason(end));
        if (leftArray) {
          return;
        }
      } else {
        envelopes.begin();
        if (rowsOf == null) {
          emit(json, json.root(), level, HERE);
        } else {
          row(rowsOf, json, json.root(), level, HERE);
        }
        window.pass(end, json.lineEnds());
      }
    }
    broken.end(Reason.TRUNCATED);
  }

  /** Takes a time and its line, which are in a list of their own. */
  private boolean timedLine() {
    int end = parse();
    boolean line = end >= 0 && Envelopes.isTimed(json, json.root());
    if (line) {
      envelopes.begin();
      list(json, json.root(), 1, HERE);
      window.pass(end, json.lineEnds());
    }
    return line;
  }

  /** Whether an element is too long to be parsed as one, and a page whose list has been passed. */
  private boolean isLongPage(int end, int level) {
    return end == Grammar.INCOMPLETE && !window.ended && level < DEEPEST_PAGE && passToList();
  }

  private boolean mayBeTimedLine() {
    int at = window.from + 1;
    while (at < window.limit && Grammar.isBlank(window.buffer[at])) {
      at++;
    }
    byte c = at < window.limit ? window.buffer[at] : 0;
    return c == '"' || (c >= '0' && c <= '9');
  }

  /**
   * Passes the rest of a page's object behind its array. Nothing is told of it, unless another page
   * array follows or it breaks; a line that begins a new document ends it in any case.
   */
  private void pageEnd() {
    while (window.skipBetweenElements()) {
      byte c = window.buffer[window.from];
      if (c == '"' && isMember()) {
        int array = PageFinder.arrayOf(window.buffer, window.from, window.limit, probe);
        if (array >= 0) {
          window.pass(array);
          array(1);
          return;
        }
        window.pass(memberEnd());
      } else {
        return;
      }
    }
  }

  private boolean isMember() {
    while (memberEnd() == Grammar.INCOMPLETE) {
      if (!window.more()) {
        return false;
      }
    }
    return memberEnd() >= 0
        && !PageFinder.isCutOff(window.buffer, window.from, window.limit, probe);
  }

  private int memberEnd() {
    return PageFinder.memberEnd(window.buffer, window.from, window.limit, probe);
  }

  // What is no JSON

  /**
   * Passes what a transport writes before an event in its line (the header of syslog); false if
   * there is no event behind it.
   */
  private boolean passHeader() {
    int end = window.lineEnd();
    int stop = Math.min(end < 0 ? window.limit : end, window.from + LONGEST_HEADER);
    int at = window.from;
    while (at < stop && window.buffer[at] != '{') {
      at++;
    }
    boolean event =
        at < stop
            && probe.parse(window.buffer, at, window.limit) >= 0
            && envelopes.holds(probe, probe.root());
    if (event) {
      window.pass(at);
    }
    return event;
  }

  /**
   * Takes the rows of a table whose columns the line names; false if it names none of events. A
   * file that is another table is none of events either, but rows all the same.
   *
   * @param first whether nothing of the input came before
   */
  private boolean separatedRows(boolean first) {
    int end = nextRow();
    boolean preamble = SeparatedTable.isPreamble(window.buffer, window.from, end);
    int names = preamble ? Math.min(end + 1, window.limit) : window.from;
    int behind = preamble ? rowBehind(names) : end;
    // A table of data frames has numbers in a first column without a name.
    names -= !preamble && names > 0 && window.buffer[names - 1] == ',' ? 1 : 0;
    SeparatedTable columns = SeparatedTable.of(window.buffer, names, behind, exports);
    if (columns == null) {
      return false;
    }
    long rows = window.offset(behind);
    PortalExports.Unreadable not = null;
    if (!columns.isExport() && !isOfEvents(columns, rows)) {
      if (!first || !isTable(columns, rows)) {
        return false;
      }
      not = exports.unreadable(columns.names());
      pieces.unreadable(not.remark());
      unreadableRow((int) window.place(rows), not.reason());
    }
    window.pass((int) window.place(rows));
    separatedRows(columns, not == null ? null : not.reason());
    return true;
  }

  private boolean isOfEvents(SeparatedTable columns, long names) {
    Json example = columns.example();
    return envelopes.holds(example, example.root()) || firstHolds(columns, names);
  }

  /** Whether the line behind some names is a row with a field for each. */
  private boolean isTable(SeparatedTable columns, long names) {
    if (columns.names().size() < FEWEST_COLUMNS) {
      return false;
    }
    int end = firstRow(columns, names);
    int from = (int) window.place(names) + 1;
    return end > from
        && window.buffer[from] != '{'
        && window.buffer[from] != '['
        && columns.object(window.buffer, from, end) != null;
  }

  /** Whether the first row behind a place of the input holds an event in one of its columns. */
  private boolean firstHolds(SeparatedTable columns, long names) {
    int end = firstRow(columns, names);
    int from = (int) Math.min(window.limit, window.place(names) + 1);
    Json row = end < 0 ? null : columns.object(window.buffer, from, end);
    return row != null && envelopes.holds(row, row.root());
  }

  /** Where the first row behind a place of the input ends; negative if that is not at hand. */
  private int firstRow(SeparatedTable columns, long names) {
    while (true) {
      int from = (int) Math.min(window.limit, window.place(names) + 1);
      int end = columns.rowEnd(window.buffer, from, window.limit, window.ended);
      if (end >= 0 || !window.more()) {
        return end;
      }
    }
  }

  /**
   * @param unreadable why the rows are not read; null if they are
   */
  private void separatedRows(SeparatedTable columns, @Nullable Reason unreadable) {
    while (window.skipLineEnds() && window.buffer[window.from] != '{') {
      int end = endOfRow(columns);
      boolean utf8 = end < 0 || SeparatedTable.isUtf8(window.buffer, window.from, end);
      Json row = end < 0 || !utf8 ? null : columns.object(window.buffer, window.from, end);
      if (row == null && utf8 && (beginsOther() || passHeader() || isQuotedEvent())) {
        return;
      }
      if (row != null && columns.isAgain(window.buffer, window.from, end)) {
        window.pass(end);
      } else if (row != null && unreadable != null) {
        unreadableRow(end, unreadable);
        window.pass(end);
      } else if (row != null) {
        envelopes.begin();
        if (columns.isRetold()) {
          pieces.retold();
        }
        emit(row, row.root(), 1, window.offset(window.from));
        window.pass(end);
      } else {
        brokenRow(utf8 ? end : INVALID_ROW);
      }
    }
  }

  private void unreadableRow(int end, Reason reason) {
    byte[] raw = Arrays.copyOfRange(window.buffer, window.from, end);
    pieces.broken(reason, Fragment.of(raw, window.offset(window.from), window.line));
  }

  /** Whether a list begins here, or the columns of another table. */
  private boolean beginsOther() {
    int end = nextRow();
    SeparatedTable columns = SeparatedTable.of(window.buffer, window.from, end, exports);
    Json example = columns == null ? null : columns.example();
    return window.buffer[window.from] == '['
        || (columns != null && columns.isExport())
        || (example != null && envelopes.holds(example, example.root()));
  }

  /** Of a broken row no more is taken than its first line, since a quote may be what broke it. */
  private void brokenRow(int end) {
    int line = nextRow();
    byte[] raw = Arrays.copyOfRange(window.buffer, window.from, line);
    boolean cut = end < 0 && line == window.limit;
    Reason reason = cut ? Reason.TRUNCATED : Reason.OTHER_COLUMNS;
    pieces.broken(
        end == INVALID_ROW ? Reason.INVALID_UTF8 : reason,
        Fragment.of(raw, window.offset(window.from), window.line));
    window.pass(line);
  }

  private int endOfRow(SeparatedTable columns) {
    while (true) {
      int end = columns.rowEnd(window.buffer, window.from, window.limit, window.ended);
      if (end >= 0 || !window.more()) {
        return end;
      }
    }
  }

  private int nextRow() {
    int end = window.lineEnd();
    return end < 0 ? window.limit : end;
  }

  private int rowBehind(int place) {
    int at = place;
    while (at < window.limit && window.buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Whether a whole event is written as a text. */
  private boolean isQuotedEvent() {
    window.lineEnd();
    return probe.parse(window.buffer, window.from, window.limit) >= 0
        && envelopes.holds(probe, probe.root());
  }
}

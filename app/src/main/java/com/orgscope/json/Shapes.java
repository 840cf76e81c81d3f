package com.orgscope.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of documents seen before, so that another one of such a shape is not parsed again.
 *
 * <p>A provider's events have the same keys in the same order, event after event; what differs is a
 * few dozen texts and numbers. The bytes between two of these (brackets, keys, {@code null}) are a
 * <i>step</i>. Steps form a tree: behind each value stand the steps that were seen to follow it. A
 * document is walked through the tree by comparing each step's bytes and looking for the end of the
 * value behind it. If that comes to an end, the document is what the {@link Grammar} would have
 * found, since only the insides of values differ from a document that it accepted. At anything else
 * it gives up and the grammar is asked.
 *
 * <p>The ends of the values are the anchors of the shape's {@link Tape}.
 */
final class Shapes {
  /** So many documents come first that an input of a few is never learned from. */
  private static final int NOT_LEARNED = 50;

  /** Steps in the tree. When it is full it forgets them all, and learns again. */
  private static final int MOST_STEPS = 20_000;

  /** Steps that may follow a value: keys that are ids would make it a long list. */
  private static final int MOST_FOLLOWERS = 12;

  /** Nodes of a document that is learned: events have some hundreds, pages more. */
  private static final int MOST_NODES = 2_000;

  /** Nodes of all shapes together, some 20 bytes each. */
  private static final int MOST_NODES_IN_ALL = 300_000;

  /** The bytes up to a value, and the kind of the value; or up to the end, and the whole tape. */
  private static final class Step {
    private final byte[] text;
    private final byte kind;
    private @Nullable Tape tape;
    private @Nullable Step sibling;
    private @Nullable Step follower;

    Step(byte[] text, byte kind) {
      this.text = text;
      this.kind = kind;
    }

    /** What came last is tried first. */
    void putFirst(Step step, Step previous) {
      previous.sibling = step.sibling;
      step.sibling = follower;
      follower = step;
    }
  }

  /** Kind of what stands behind the last step. */
  private static final byte NOTHING = 0;

  private final Step root = new Step(new byte[0], NOTHING);
  private int parsedAnew;
  private int steps;
  private int nodes;

  private int[] anchors = new int[128];
  private Tape tape = new Tape(0);

  /** The tape of the document matched last. */
  Tape tape() {
    return tape;
  }

  /** The anchors of the document matched last; valid until the next. */
  int[] anchors() {
    return anchors;
  }

  /** Where the document ends that begins at {@code from}; negative if it is of no known shape. */
  int match(byte[] bytes, int from, int limit) {
    Step before = root;
    int at = from;
    int count = 0;
    while (true) {
      Step step = before.follower;
      if (step == null) {
        return Json.NONE;
      }
      int end = end(step, bytes, at, limit);
      if (end < 0) {
        step = sibling(before, step, bytes, at, limit);
        if (step == null) {
          return Json.NONE;
        }
        end = end(step, bytes, at, limit);
      }
      anchors[count++] = at;
      if (step.tape != null) {
        tape = step.tape;
        return end;
      }
      at = end;
      before = step;
    }
  }

  /** Another follower that stands there, which is tried first from now on; null if none does. */
  private static @Nullable Step sibling(Step before, Step first, byte[] bytes, int at, int limit) {
    Step previous = first;
    Step step = first.sibling;
    while (step != null && end(step, bytes, at, limit) < 0) {
      previous = step;
      step = step.sibling;
    }
    if (step != null) {
      before.putFirst(step, previous);
    }
    return step;
  }

  /** Where the value behind a step ends, or the document; negative if the step is not there. */
  private static int end(Step step, byte[] bytes, int at, int limit) {
    if (!Octets.stands(step.text, bytes, at, limit)) {
      return Json.NONE;
    }
    int from = at + step.text.length;
    return switch (step.kind) {
      case NOTHING -> from;
      case Tape.NUMBER -> ValueEnds.ofNumber(bytes, from, limit);
      default -> endOfString(step, bytes, from, limit);
    };
  }

  private static int endOfString(Step step, byte[] bytes, int from, int limit) {
    byte quote = step.text[step.text.length - 1];
    int end = Octets.plain(bytes, from, limit, quote);
    boolean plain = end < limit && bytes[end] == quote;
    if (plain) {
      return step.kind == Tape.STRING ? end : Json.NONE;
    }
    return ValueEnds.ofSpecialString(bytes, end, limit, quote, step.kind);
  }

  /** Takes in the shape of a document that the grammar has accepted. */
  void learn(byte[] bytes, Tape parsed) {
    boolean event = parsed.kinds[0] == Tape.OBJECT && parsed.size <= MOST_NODES;
    if (event && ++parsedAnew > NOT_LEARNED) {
      new Lesson(bytes, parsed).learn();
      if (steps >= MOST_STEPS || nodes >= MOST_NODES_IN_ALL) {
        forget();
      }
    }
  }

  private void forget() {
    root.follower = null;
    parsedAnew = 0;
    steps = 0;
    nodes = 0;
  }

  /** One document on its way into the tree. */
  private final class Lesson {
    private final byte[] bytes;
    private final Tape from;
    private final Tape to;
    private int[] ends = new int[128];
    private int values;

    /** Null when the tree has no room for the document. */
    private @Nullable Step last = root;

    Lesson(byte[] bytes, Tape from) {
      this.bytes = bytes;
      this.from = from;
      this.to = new Tape(from.size);
    }

    void learn() {
      ends[0] = from.starts[0];
      visit(0);
      step(from.ends[0], NOTHING);
      if (last != null) {
        to.size = from.size;
        System.arraycopy(from.kinds, 0, to.kinds, 0, from.size);
        System.arraycopy(from.nexts, 0, to.nexts, 0, from.size);
        to.members = new Members();
        to.lineEnds = Octets.lineEnds(bytes, from.starts[0], from.ends[0]);
        nodes += from.size;
        last.tape = to;
        anchors = anchors.length > values ? anchors : new int[values * 2];
      }
    }

    private void visit(int node) {
      begin(node);
      byte kind = from.kinds[node];
      if (kind == Tape.OBJECT || kind == Tape.ARRAY) {
        for (int inner = node + 1; inner < from.nexts[node]; inner = from.nexts[inner]) {
          if (kind == Tape.OBJECT) {
            begin(inner);
            end(inner);
            inner++;
          }
          visit(inner);
        }
      } else if (kind == Tape.STRING || kind == Tape.ESCAPED_STRING || kind == Tape.NUMBER) {
        step(from.starts[node], kind);
        if (++values == ends.length) {
          ends = Arrays.copyOf(ends, values * 2);
        }
        ends[values] = from.ends[node];
      }
      end(node);
    }

    private void begin(int node) {
      to.startAnchors[node] = values;
      to.starts[node] = from.starts[node] - ends[values];
    }

    private void end(int node) {
      to.endAnchors[node] = values;
      to.ends[node] = from.ends[node] - ends[values];
    }

    private void step(int until, byte kind) {
      Step before = last;
      if (before == null) {
        return;
      }
      byte[] text = Arrays.copyOfRange(bytes, ends[values], until);
      int followers = 0;
      Step step = before.follower;
      while (step != null && !(step.kind == kind && Arrays.equals(step.text, text))) {
        step = step.sibling;
        followers++;
      }
      if (step == null && followers < MOST_FOLLOWERS) {
        step = new Step(text, kind);
        step.sibling = before.follower;
        before.follower = step;
        steps++;
      }
      last = step;
    }
  }
}

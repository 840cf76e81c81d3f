package com.orgscope.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One JSON document, parsed strictly and read where it lies in a buffer.
 *
 * <p>A document whose shape was seen before is recognized by its {@link Shapes}; any other goes
 * through the {@link Grammar}. Either way there is a {@link Tape}. No text is copied before
 * somebody asks for it. A node is a place on the tape; {@link #NONE} stands for "absent" and may be
 * passed on, so that a path through missing or null objects ends in {@code NONE}.
 */
public final class Json {
  /** No such node. */
  public static final int NONE = -1;

  /** Objects and arrays inside each other beyond this are refused; real events reach about 15. */
  public static final int DEEPEST = 256;

  private static final int[] FROM_THE_BEGINNING = {0};

  private final Grammar grammar;
  private final @Nullable Shapes shapes;
  private final Tape parsed = new Tape();

  private byte[] bytes = new byte[0];
  private Tape tape = parsed;
  private int[] anchors = FROM_THE_BEGINNING;

  /** One that learns the shapes of the documents it reads. */
  public Json() {
    this(new JacksonGrammar(), new Shapes());
  }

  /** One that learns nothing: whatever comes, the grammar parses it. */
  public Json(Grammar grammar) {
    this(grammar, null);
  }

  private Json(Grammar grammar, @Nullable Shapes shapes) {
    this.grammar = grammar;
    this.shapes = shapes;
  }

  /**
   * Parses one value that begins at {@code from} or behind blanks there.
   *
   * @return where the value ends, or a negative number of {@link Grammar} that says why there is
   *     none
   */
  public int parse(byte[] buffer, int from, int to) {
    bytes = buffer;
    int known = shapes == null ? NONE : shapes.match(buffer, from, to);
    if (shapes != null && known >= 0) {
      tape = shapes.tape();
      anchors = shapes.anchors();
      return known;
    }
    tape = parsed;
    anchors = FROM_THE_BEGINNING;
    int end = grammar.parse(buffer, from, to, parsed);
    if (shapes != null && end >= 0) {
      shapes.learn(buffer, parsed);
    }
    return end;
  }

  /** Whether the last document was recognized, and not parsed anew. */
  boolean isOfKnownShape() {
    return tape != parsed;
  }

  /** How many lines end within the document. */
  public int lineEnds() {
    return tape == parsed ? Octets.lineEnds(bytes, start(0), stop(0)) : tape.lineEnds;
  }

  /** The document's own value. */
  public int root() {
    return tape.size == 0 ? NONE : 0;
  }

  public boolean isObject(int node) {
    return node >= 0 && tape.kinds[node] == Tape.OBJECT;
  }

  public boolean isArray(int node) {
    return node >= 0 && tape.kinds[node] == Tape.ARRAY;
  }

  public boolean isTrue(int node) {
    return node >= 0 && tape.kinds[node] == Tape.TRUE;
  }

  /** A string or a number: what may stand where a text belongs. */
  public boolean isText(int node) {
    return node >= 0
        && (tape.kinds[node] == Tape.STRING
            || tape.kinds[node] == Tape.ESCAPED_STRING
            || tape.kinds[node] == Tape.NUMBER);
  }

  public boolean isString(int node) {
    return isText(node) && tape.kinds[node] != Tape.NUMBER;
  }

  /** Neither absent nor null. */
  public boolean isPresent(int node) {
    return node >= 0 && tape.kinds[node] != Tape.NULL;
  }

  /**
   * The first element of a list. A list of one that came without its brackets is that one, as tools
   * write it that cannot tell the two apart.
   */
  public int firstOf(int list) {
    if (isArray(list)) {
      return first(list);
    }
    return isObject(list) ? list : 0;
  }

  /** Where the elements of such a list stop. */
  public int endOf(int list) {
    if (isArray(list)) {
      return end(list);
    }
    return isObject(list) ? list + 1 : 0;
  }

  /** An object that came as a list of one, or in several, is that one; anything else is itself. */
  public int one(int node) {
    int inner = node;
    while (isArray(inner) && first(inner) < end(inner) && next(first(inner)) == end(inner)) {
      inner = first(inner);
    }
    return isObject(inner) ? inner : node;
  }

  /** The first key of an object or element of an array; compare with {@link #end}. */
  public int first(int container) {
    return container + 1;
  }

  /** Where the children of a container stop. */
  public int end(int container) {
    return tape.nexts[container];
  }

  /** The element behind this one. Behind a key stands its value, behind that the next key. */
  public int next(int node) {
    return tape.nexts[node];
  }

  /**
   * The value under a name; of several under one name the last, as most parsers have it. {@code
   * NONE} if there is none or {@code object} is not an object.
   */
  public int member(int object, Name name) {
    if (object < 0 || tape.kinds[object] != Tape.OBJECT) {
      return NONE;
    }
    Members known = tape.members;
    int found = known == null ? Members.UNKNOWN : known.get(object, name);
    if (found == Members.UNKNOWN) {
      found = find(object, name);
      if (known != null) {
        known.put(object, name, found);
      }
    }
    return found;
  }

  private int find(int object, Name name) {
    int found = NONE;
    int end = tape.nexts[object];
    for (int key = object + 1; key < end; key = tape.nexts[key + 1]) {
      if (is(key, name)) {
        found = key + 1;
      }
    }
    return found;
  }

  public int member(int object, Name outer, Name inner) {
    return member(member(object, outer), inner);
  }

  /** Whether a key or string has exactly this text. */
  public boolean is(int node, Name name) {
    if (node < 0) {
      return false;
    }
    if (tape.kinds[node] == Tape.ESCAPED_STRING) {
      return name.text().equals(text(node));
    }
    byte[] wanted = name.utf8();
    int from = start(node);
    int length = stop(node) - from;
    return length == wanted.length
        && tape.kinds[node] == Tape.STRING
        && Arrays.equals(bytes, from, from + length, wanted, 0, length);
  }

  /** Whether a string ends with some ASCII text. */
  public boolean endsWith(int node, String ending) {
    int from = isText(node) ? stop(node) - ending.length() : 0;
    if (!isText(node) || from < start(node)) {
      return false;
    }
    for (int i = 0; i < ending.length(); i++) {
      if (bytes[from + i] != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The text of a string or a number, decoded; null for anything else and for a blank text. */
  public @Nullable String text(int node) {
    if (!hasText(node)) {
      return null;
    }
    if (tape.kinds[node] == Tape.ESCAPED_STRING) {
      String text = unescaped(start(node), stop(node));
      return text.isBlank() ? null : text;
    }
    return new String(bytes, start(node), stop(node) - start(node), StandardCharsets.UTF_8);
  }

  /** Whether there is a text and not all of it blank; cheaper than {@link #text}. */
  public boolean hasText(int node) {
    if (!isText(node)) {
      return false;
    }
    if (tape.kinds[node] == Tape.ESCAPED_STRING) {
      return !unescaped(start(node), stop(node)).isBlank();
    }
    for (int i = start(node); i < stop(node); i++) {
      if (bytes[i] != ' ') {
        return true;
      }
    }
    return false;
  }

  private String unescaped(int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int plain = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] != '\\') {
        continue;
      }
      text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
      i++;
      switch (bytes[i]) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          int unit = 0;
          for (int k = 1; k <= 4; k++) {
            unit = unit << 4 | Character.digit(bytes[i + k], 16);
          }
          text.append((char) unit);
          i += 4;
        }
        default -> text.append((char) bytes[i]);
      }
      plain = i + 1;
    }
    return text.append(new String(bytes, plain, to - plain, StandardCharsets.UTF_8)).toString();
  }

  /** A copy of a value as it is written, brackets included. */
  public byte[] copy(int node) {
    boolean quoted = tape.kinds[node] == Tape.STRING || tape.kinds[node] == Tape.ESCAPED_STRING;
    return Arrays.copyOfRange(bytes, start(node) - (quoted ? 1 : 0), stop(node) + (quoted ? 1 : 0));
  }

  /** A copy of {@code outer} in which {@code inner}, a value inside it, is replaced. */
  public byte[] copy(int outer, int inner, byte[] replacement) {
    int before = start(inner) - start(outer);
    int after = stop(outer) - stop(inner);
    byte[] copy = new byte[before + replacement.length + after];
    System.arraycopy(bytes, start(outer), copy, 0, before);
    System.arraycopy(replacement, 0, copy, before, replacement.length);
    System.arraycopy(bytes, stop(inner), copy, before + replacement.length, after);
    return copy;
  }

  /** The buffer under the document; valid until the next document. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where a node's text begins: of a string behind its quote, of a container at its bracket. */
  public int start(int node) {
    return anchors[tape.startAnchors[node]] + tape.starts[node];
  }

  /** Where a node's text ends: of a string before its quote, of a container behind its bracket. */
  public int stop(int node) {
    return anchors[tape.endAnchors[node]] + tape.ends[node];
  }

  boolean isNumber(int node) {
    return node >= 0 && tape.kinds[node] == Tape.NUMBER;
  }

  /** A name to look for: a key, or a word among values. Make each once: it is known by identity. */
  public record Name(String text, byte[] utf8, int hash) {
    public static Name of(String text) {
      return new Name(text, text.getBytes(StandardCharsets.UTF_8), text.hashCode());
    }
  }
}

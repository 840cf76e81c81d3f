package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * What comes from companies and inputs (names, labels, errors, names of files), on its way to a
 * terminal: a character that steers one, turns the direction of writing or cannot be seen is
 * written as its number, as JSON writes it. Line ends and tabs stay.
 */
final class CleanOutput extends OutputStream {
  private static final int MOST_BYTES_OF_A_CHARACTER = 4;

  private final OutputStream out;
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] begun = new byte[0];
  private char high;

  CleanOutput(OutputStream out) {
    this.out = out;
  }

  static PrintStream stream(OutputStream out) {
    return new PrintStream(new CleanOutput(out), true, UTF_8);
  }

  /** Text from a company or an input inside a line: it begins no line of its own. */
  static String inOneLine(String text) {
    return text.replace("\n", "\\u000a");
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (begun.length == 0 && high == 0 && plain(bytes, offset, length)) {
      out.write(bytes, offset, length);
      return;
    }
    ByteBuffer in = ByteBuffer.allocate(begun.length + length).put(begun);
    in.put(bytes, offset, length).flip();
    CharBuffer text = CharBuffer.allocate(in.remaining() + MOST_BYTES_OF_A_CHARACTER);
    decoder.decode(in, text, false);
    begun = new byte[in.remaining()];
    in.get(begun);
    out.write(clean(text.flip()).getBytes(UTF_8));
  }

  private static boolean plain(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      byte b = bytes[i];
      if ((b < ' ' && b != '\n' && b != '\t') || b == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private String clean(CharBuffer text) {
    StringBuilder clean = new StringBuilder(text.remaining() + 16);
    while (text.hasRemaining()) {
      char next = text.get();
      if (high != 0) {
        put(Character.toCodePoint(high, next), clean);
        high = 0;
      } else if (Character.isHighSurrogate(next)) {
        high = next;
      } else {
        put(next, clean);
      }
    }
    return clean.toString();
  }

  private static void put(int character, StringBuilder clean) {
    if (character == '\n' || character == '\t' || !steers(character)) {
      clean.appendCodePoint(character);
    } else {
      for (char unit : Character.toChars(character)) {
        clean.append("\\u%04x".formatted((int) unit));
      }
    }
  }

  /** Controls, marks of direction and other format characters, separators of lines. */
  private static boolean steers(int character) {
    // Scripts and emoji need these two to join letters; they steer nothing.
    if (character == 0x200c || character == 0x200d) {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

package com.orgscope.parsers;

import com.alibaba.fastjson2.JSONException;
import com.alibaba.fastjson2.JSONReader;
import com.alibaba.fastjson2.util.Fnv;
import com.orgscope.json.Grammar;
import com.orgscope.json.JacksonGrammar;
import com.orgscope.json.Tape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * fastjson2 as fast as it goes: no text is made of a value, and members of Okta's events that
 * nobody reads are passed in one step. It is less strict (control characters and bytes that are no
 * UTF-8 pass, and what is passed is not looked at), so it is here to be measured.
 */
final class FastjsonGrammar implements Grammar {
  /** Hashes of the names of what is passed. */
  private static final long[] PASSED =
      Stream.of(
              "debugContext",
              "securityContext",
              "transaction",
              "userAgent",
              "legacyEventType",
              "displayMessage",
              "request",
              "device",
              "severity",
              "version")
          .mapToLong(Fnv::hashCode64)
          .sorted()
          .toArray();

  @Override
  public int parse(byte[] buffer, int from, int to, Tape tape) {
    tape.clear();
    try (JSONReader reader = JSONReader.of(buffer, from, to - from, StandardCharsets.UTF_8)) {
      return value(reader, buffer, tape);
    } catch (JSONException | IndexOutOfBoundsException _) {
      // it does not say which, and what is measured is whole
      return INCOMPLETE;
    }
  }

  private static int value(JSONReader reader, byte[] buffer, Tape tape) {
    int at = reader.getOffset() - 1;
    switch (reader.current()) {
      case '{' -> {
        return object(reader, buffer, at, tape);
      }
      case '[' -> {
        return array(reader, buffer, at, tape);
      }
      case '"', '\'' -> {
        reader.skipValue();
        return JacksonGrammar.string(buffer, at, tape) + 1;
      }
      case 't' -> {
        reader.skipValue();
        return tape.leaf(Tape.TRUE, at, at + 4);
      }
      case 'f' -> {
        reader.skipValue();
        return tape.leaf(Tape.FALSE, at, at + 5);
      }
      case 'n' -> {
        reader.skipValue();
        return tape.leaf(Tape.NULL, at, at + 4);
      }
      default -> {
        reader.skipValue();
        return tape.leaf(Tape.NUMBER, at, JacksonGrammar.endOfNumber(buffer, at, buffer.length));
      }
    }
  }

  private static int object(JSONReader reader, byte[] buffer, int at, Tape tape) {
    int node = tape.open(Tape.OBJECT, at);
    reader.nextIfObjectStart();
    int end = reader.getOffset() - 1;
    while (reader.current() != '}') {
      int key = reader.getOffset() - 1;
      if (Arrays.binarySearch(PASSED, reader.readFieldNameHashCode()) >= 0) {
        reader.skipValue();
      } else {
        JacksonGrammar.string(buffer, key, tape);
        value(reader, buffer, tape);
      }
      end = reader.getOffset() - 1;
    }
    reader.nextIfObjectEnd();
    return tape.close(node, end + 1);
  }

  private static int array(JSONReader reader, byte[] buffer, int at, Tape tape) {
    int node = tape.open(Tape.ARRAY, at);
    reader.nextIfArrayStart();
    int end = reader.getOffset() - 1;
    while (reader.current() != ']') {
      value(reader, buffer, tape);
      end = reader.getOffset() - 1;
    }
    reader.nextIfArrayEnd();
    return tape.close(node, end + 1);
  }
}

package com.orgscope.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a value so that two copies of the same content give the same bytes: members sorted by
 * name, strings decoded, no spacing, and a number the same as the text of it, since collectors turn
 * one into the other ({@code "intValue":"7"} and {@code 7}).
 */
public final class Canonical {
  private byte[] bytes = new byte[1024];
  private int length;

  public void clear() {
    length = 0;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** The depth is bounded by the parser's limit. */
  public void write(Json json, int node) {
    if (json.isObject(node)) {
      List<Integer> members = new ArrayList<>();
      for (int key = json.first(node); key < json.end(node); key = json.next(key + 1)) {
        members.add(key);
      }
      put('{');
      writeSorted(members, key -> write(json, key), key -> write(json, key + 1));
      put('}');
    } else if (json.isArray(node)) {
      put('[');
      for (int item = json.first(node); item < json.end(node); item = json.next(item)) {
        write(json, item);
        put(',');
      }
      put(']');
    } else if (json.isText(node)) {
      String text = json.text(node);
      putText(text == null ? "" : text);
    } else if (json.isTrue(node)) {
      put('t');
    } else {
      put(json.isPresent(node) ? 'f' : 'n');
    }
  }

  /**
   * A list of objects as a map from the value under {@code name} to the rest of the object: {@code
   * [{"name":"a","value":1}]} and {@code {"a":1}} are the same.
   */
  public void writeNamed(Json json, int list, Json.Name name) {
    if (!json.isArray(list)) {
      write(json, list);
      return;
    }
    List<Integer> items = new ArrayList<>();
    for (int item = json.first(list); item < json.end(list); item = json.next(item)) {
      items.add(item);
    }
    put('{');
    writeSorted(
        items,
        item -> write(json, json.member(item, name)),
        item -> {
          for (int key = json.first(item); key < end(json, item); key = json.next(key + 1)) {
            if (!json.is(key, name)) {
              write(json, key + 1);
            }
          }
        });
    put('}');
  }

  private static int end(Json json, int node) {
    return json.isObject(node) ? json.end(node) : 0;
  }

  private interface Part {
    void write(int node);
  }

  private void writeSorted(List<Integer> nodes, Part name, Part value) {
    int from = length;
    List<byte[]> entries = new ArrayList<>(nodes.size());
    for (int node : nodes) {
      int start = length;
      name.write(node);
      put(':');
      value.write(node);
      put(',');
      entries.add(Arrays.copyOfRange(bytes, start, length));
    }
    entries.sort(Comparator.comparing(entry -> entry, Arrays::compareUnsigned));
    length = from;
    for (byte[] entry : entries) {
      put(entry);
    }
  }

  private void putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    put('"');
    for (byte b : utf8) {
      if (b == '"' || b == '\\') {
        put('\\');
      }
      put((char) (b & 0xff));
    }
    put('"');
  }

  private void put(byte[] more) {
    grow(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void put(char c) {
    grow(1);
    bytes[length++] = (byte) c;
  }

  private void grow(int by) {
    if (length + by > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + by));
    }
  }
}

package com.orgscope.ingest;

import com.orgscope.json.Json;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A document whose keys begin with capitals ({@code UserPrincipalName}, {@code IPAddress}) in the
 * spelling of the providers ({@code userPrincipalName}, {@code ipAddress}), at any depth: libraries
 * that turn answers into objects of their own write them out so. Values stay as they are.
 */
final class Respelling {
  private final Json json;
  private final ByteArrayOutputStream respelled;
  private int copied;
  private boolean changed;

  private Respelling(Json json, int node) {
    this.json = json;
    this.copied = json.start(node);
    this.respelled = new ByteArrayOutputStream(json.stop(node) - copied);
  }

  /** Null if no key begins with a capital. */
  static @Nullable Json of(Json json, int node) {
    Respelling respelling = new Respelling(json, node);
    respelling.visit(node);
    if (!respelling.changed) {
      return null;
    }
    respelling.copyTo(json.stop(node));
    byte[] bytes = respelling.respelled.toByteArray();
    Json parsed = new Json();
    return parsed.parse(bytes, 0, bytes.length) == bytes.length ? parsed : null;
  }

  /** The depth is bounded by the parser's limit. */
  private void visit(int node) {
    if (json.isObject(node)) {
      for (int key = json.first(node); key < json.end(node); key = json.next(key + 1)) {
        lower(json.start(key), json.stop(key));
        visit(key + 1);
      }
    } else if (json.isArray(node)) {
      for (int item = json.first(node); item < json.end(node); item = json.next(item)) {
        visit(item);
      }
    }
  }

  /** Of a run of capitals the last begins the next word, unless the name ends with it. */
  private void lower(int from, int to) {
    byte[] bytes = json.bytes();
    int capitals = from;
    while (capitals < to && bytes[capitals] >= 'A' && bytes[capitals] <= 'Z') {
      capitals++;
    }
    boolean wordFollows = capitals < to && bytes[capitals] >= 'a' && bytes[capitals] <= 'z';
    int end = wordFollows && capitals > from + 1 ? capitals - 1 : capitals;
    if (end == from) {
      return;
    }
    copyTo(from);
    for (int i = from; i < end; i++) {
      respelled.write(bytes[i] | 0x20);
    }
    copied = end;
    changed = true;
  }

  private void copyTo(int place) {
    respelled.write(json.bytes(), copied, place - copied);
    copied = place;
  }
}
